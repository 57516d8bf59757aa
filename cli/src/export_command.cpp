#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/core/setup_rules.hpp"
#include "palpate/live/session_analysis.hpp"
#include "palpate/live/stored_results.hpp"
#include "palpate/session/csv_export.hpp"
#include "palpate/session/frame_export.hpp"
#include "palpate/session/picture_export.hpp"
#include "palpate/session/session_reader.hpp"

#include "command.hpp"
#include "research_export.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct Options {
    std::vector<std::string> paths;
    std::string csv_folder;
    std::string tekscan_file;
    std::string mat_file;
    std::string bids_folder;
    std::string png_file;
    std::string map = "peak_kpa";
    std::string film_file;
    double fps = 25.0;
    std::optional<double> range_max;
    ResearchChoice research;
    bool force = false;

    [[nodiscard]] bool isPlain() const
    {
        return !(csv_folder.empty() && tekscan_file.empty() && mat_file.empty() && bids_folder.empty() &&
                 png_file.empty() && film_file.empty());
    }
};

/// What the exports of one session work on.
struct Job {
    const Options& options;
    session::SessionReader& session;
    const SessionResults& results;
    session::PressureAt pressure;
};

float highestOf(const CellArray<float>& map)
{
    float highest = 0.0F;
    for (Eigen::Index i = 0; i < map.size(); ++i) {
        highest = std::isnan(map.data()[i]) ? highest : std::max(highest, map.data()[i]);
    }
    return highest;
}

Result<const MapColumn*> mapNamed(const std::string& name, std::optional<SetUp> setup)
{
    std::string names;
    for (const MapColumn& map : mapColumns()) {
        const auto shown = nameInSetUp(map.name, setup);
        if (shown && (*shown == name || map.name == name)) {
            return &map;
        }
        names += shown ? fmt::format("{}{}", names.empty() ? "" : ", ", *shown) : "";
    }
    return fail(ErrorCode::InvalidArgument, fmt::format("--map {}: this session has {}", name, names));
}

session::PictureStyle styleOf(const Job& job, const MapColumn& map)
{
    const double highest = highestOf(map.values(job.results.maps));
    const bool is_pressure = map.unit == "kPa";
    return {.title = nameInSetUp(map.name, job.session.header().info.setup).value_or(std::string{map.name}),
            .unit = std::string{map.unit},
            .max = job.options.range_max.value_or(highest > 0.0 ? highest : 1.0),
            .threshold = is_pressure ? job.results.contact.kpa : 0.0};
}

Result<void> writePng(const Job& job)
{
    const auto map = mapNamed(job.options.map, job.session.header().info.setup);
    if (!map) {
        return fail(map.error());
    }
    return session::exportPng((*map)->values(job.results.maps), job.session.header().geometry,
                              styleOf(job, **map), job.options.png_file, job.options.force);
}

Result<void> writeFilm(const Job& job)
{
    auto style = styleOf(job, mapColumns().front());
    style.title = "pressure";
    return session::exportFilm(job.session, job.pressure, style, job.options.fps, job.options.film_file,
                               job.options.force);
}

Result<void> writeTables(const Job& job)
{
    return session::exportCsv(job.session, job.results, job.options.csv_folder, job.options.force);
}

Result<void> writeTekscan(const Job& job)
{
    return session::exportTekscan(job.session, job.pressure, job.options.tekscan_file, job.options.force);
}

Result<void> writeMat(const Job& job)
{
    return session::exportMat(job.session, job.pressure, job.options.mat_file, job.options.force);
}

Result<void> writeMotion(const Job& job)
{
    return session::exportMotion(job.session, job.results, job.options.bids_folder, job.options.force);
}

int exportPlain(const Options& options)
{
    auto session = session::SessionReader::open(options.paths.front());
    if (!session) {
        return refuse(session.error());
    }
    const auto results = live::resultsOf(*session, {});
    if (!results) {
        return refuse(results.error());
    }
    auto pressure = live::SessionPressure::create(*session);
    if (!pressure) {
        return refuse(pressure.error());
    }
    const Job job{.options = options,
                  .session = *session,
                  .results = *results,
                  .pressure = [&pressure](std::uint64_t index) { return pressure->frame(index); }};
    struct Target {
        const std::string& path;
        Result<void> (*write)(const Job&);
    };
    for (const Target& target :
         {Target{options.csv_folder, writeTables}, Target{options.tekscan_file, writeTekscan},
          Target{options.mat_file, writeMat}, Target{options.bids_folder, writeMotion},
          Target{options.png_file, writePng}, Target{options.film_file, writeFilm}}) {
        if (target.path.empty()) {
            continue;
        }
        if (const auto written = target.write(job); !written) {
            return refuse(written.error());
        }
        fmt::print(stderr, "{} frames: {}\n", session->frameCount(), target.path);
    }
    return kDone;
}

int exportSessions(const Options& options)
{
    const bool is_research = !options.research.target.empty() || options.research.is_preview;
    if (is_research == options.isPlain()) {
        return refuse({ErrorCode::InvalidArgument,
                       is_research
                           ? "--research goes alone: its package holds the tables"
                           : "what to write? --csv, --tekscan, --mat, --bids, --png, --film or --research"});
    }
    if (is_research) {
        return exportResearch(options.paths, options.research, options.force);
    }
    if (options.paths.size() != 1) {
        return refuse({ErrorCode::InvalidArgument,
                       "several sessions go into a --research package only; export "
                       "the others one by one"});
    }
    return exportPlain(options);
}

}  // namespace

void addExportCommand(CLI::App& app, Action& chosen)
{
    auto* command =
        app.add_subcommand("export", "Tables, maps and films for other programs; copies to share");
    const auto options = std::make_shared<Options>();
    command->add_option("SESSION", options->paths, "Session file (.h5); several with --research")->required();
    command->add_option("--csv", options->csv_folder, "Folder of tables and maps with a data dictionary");
    command->add_option("--tekscan", options->tekscan_file, "Tekscan ASCII (.asf), kPa");
    command->add_option("--mat", options->mat_file, "MATLAB file (.mat), for Octave and SciPy too");
    command->add_option("--bids", options->bids_folder,
                        "Folder: centre of pressure and force, BIDS-motion style");
    command->add_option("--png", options->png_file, "Picture of a map");
    command->add_option("--map", options->map, "Which map --png shows (default peak_kpa)");
    command->add_option("--film", options->film_file, "Map over time at true speed (.mp4 or .gif)");
    command->add_option("--fps", options->fps, "Pictures a second of --film (default 25)");
    command->add_option("--range-max", options->range_max, "Value of the last colour of --png and --film")
        ->check(CLI::PositiveNumber);
    addResearchOptions(*command, options->research);
    command->add_flag("--force", options->force, "Replace what is there (a package never)");
    command->footer(
        "Example: palpate export visit.h5 --csv visit-tables\n"
        "         palpate export *.h5 --research study --key ../keys.json");
    command->callback([&chosen, options] { chosen = [options] { return exportSessions(*options); }; });
}

}  // namespace palpate::cli
