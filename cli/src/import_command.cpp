#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/live/stored_results.hpp"
#include "palpate/session/import.hpp"

#include "command.hpp"
#include "finalize_message.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct Options {
    std::string input;
    std::string output;
    std::optional<std::string> format;
    std::optional<int> rows;
    std::optional<int> cols;
    std::vector<double> pitch_mm;
    std::optional<double> rate_hz;
    std::optional<std::string> unit;
    std::optional<double> counts_per_kpa;
    std::optional<std::string> sensor;
    std::optional<std::string> member;
    std::optional<std::string> time_column;
    std::optional<std::string> time_unit;
    std::optional<int> first_cell;
    std::optional<std::string> layout;
    std::string events_path;
    std::string client;
    bool force = false;
};

Result<session::ImportOptions> importOptions(const Options& options)
{
    session::ImportOptions import;
    import.format = options.format;
    import.rows = options.rows;
    import.cols = options.cols;
    if (!options.pitch_mm.empty()) {
        import.pitch_x = Length{options.pitch_mm.front()};
        import.pitch_y = Length{options.pitch_mm.back()};
    }
    if (options.rate_hz) {
        import.rate = Frequency{*options.rate_hz};
    }
    if (options.unit) {
        auto unit = session::parseImportUnit(*options.unit);
        if (!unit) {
            return fail(std::move(unit.error()));
        }
        import.unit = *unit;
    }
    import.counts_per_kpa = options.counts_per_kpa;
    import.sensor = options.sensor;
    import.member = options.member;
    import.time_column = options.time_column;
    if (options.time_unit) {
        auto unit = session::parseImportTimeUnit(*options.time_unit);
        if (!unit) {
            return fail(std::move(unit.error()));
        }
        import.time_unit = *unit;
    }
    import.first_cell = options.first_cell;
    if (options.layout) {
        import.layout = *options.layout;
    }
    import.client_code = options.client;
    if (!options.events_path.empty()) {
        auto events = session::readEventsCsv(options.events_path);
        if (!events) {
            return fail(std::move(events.error()));
        }
        import.events = std::move(*events);
    }
    return import;
}

void describe(const session::ImportReport& report)
{
    fmt::print(stderr, "{} ({})\n", describeFinalized(report.file), report.format);
    if (!report.left_out.empty()) {
        fmt::print(stderr, "left out because it may identify a person: {}\n",
                   fmt::join(report.left_out, ", "));
    }
}

/// The session is whole; without results it is analysed when it is opened.
void keepResults(const session::ImportReport& report)
{
    static_cast<void>(live::analyzeAndKeep(report.file.session_path));
}

int importSession(const Options& options)
{
    const auto import = importOptions(options);
    if (!import) {
        return refuse(import.error());
    }
    if (import->sensor == session::kAllSensors) {
        const auto reports = session::importSensors(options.input, *import, options.output, options.force);
        if (!reports) {
            return refuse(reports.error());
        }
        for (const auto& report : *reports) {
            keepResults(report);
            describe(report);
        }
        return kDone;
    }
    const auto report = session::importFile(options.input, *import, options.output, options.force);
    if (!report) {
        return refuse(report.error());
    }
    keepResults(*report);
    describe(*report);
    return kDone;
}

}  // namespace

void addImportCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("import", "Matrix text or a vendor's export to a session");
    const auto options = std::make_shared<Options>();
    command->add_option("INPUT", options->input, "File to read, also a .zip or .gz; - for standard input")
        ->required();
    command->add_option("-o,--output", options->output, "Session file to write (.h5)")->required();
    command->add_option(
        "--format", options->format,
        "matrix-text, tekscan-ascii, xsensor-csv, novel-emed, novel-pedar, novel-pliance, footscan-text, "
        "zebris-text, jq-log, sensing-mat-csv, matsense-csv, sensing-mat-json, tactilus-json or touch-hdf5 "
        "(default: from the content)");
    command->add_option("--rows", options->rows, "Rows of the mat");
    command->add_option("--cols", options->cols, "Columns of the mat");
    command->add_option("--pitch-mm", options->pitch_mm, "Cell pitch, X or X,Y")
        ->delimiter(',')
        ->expected(1, 2);
    command->add_option("--rate", options->rate_hz, "Frames per second");
    command->add_option("--unit", options->unit, "kpa, mmhg, psi, n_cm2, n or counts");
    command->add_option("--counts-per-kpa", options->counts_per_kpa, "Scale of counts");
    command->add_option("--sensor", options->sensor,
                        "Which sensor of a file with several: its name or a part of it; left or right; all "
                        "(XSENSOR) for a session of each, named after OUTPUT");
    command->add_option("--member", options->member,
                        "Which file of a .zip with several: its name or a part of it");
    command->add_option(
        "--time-column", options->time_column,
        "Column of a table with the time: its name or its place (1 is the first, -1 the last)");
    command->add_option("--time-unit", options->time_unit, "Unit of that column: s, ms or us");
    command->add_option("--first-cell", options->first_cell, "Place of the column with the first cell");
    command->add_option("--layout", options->layout,
                        "Places of the sensors, for exports that only number them (JSON, docs/formats.md)");
    command->add_option("--events", options->events_path, "Events file: time_s,kind,nrs,x_mm,y_mm,text");
    command->add_option("--client", options->client, "Client code; never a name");
    command->add_flag("--force", options->force, "Replace the session file if it exists");
    command->footer(
        "Example: palpate import lying.txt --rows 64 --cols 32 --pitch-mm 28 --rate 1 --unit counts "
        "--counts-per-kpa 75 -o lying.h5");
    command->callback([&chosen, options] { chosen = [options] { return importSession(*options); }; });
}

}  // namespace palpate::cli
