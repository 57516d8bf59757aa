#include <memory>
#include <optional>
#include <string>

#include "palpate/live/session_analysis.hpp"
#include "palpate/session/saved_results.hpp"
#include "palpate/session/session_reader.hpp"

#include "analysis_json.hpp"
#include "command.hpp"
#include "json_output.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct Options {
    std::string path;
    std::optional<double> contact_kpa;
    double hold_kpa = 10.0;
    bool save = false;
    bool as_json = false;
};

void printSummary(const session::SessionReader& session, const SessionResults& results)
{
    fmt::print(
        "{}\n{} frames, {} valid, {:.1f} s, {} x {} cells; contact from {:g} kPa, hold from {:g} kPa\n",
        session.path().string(), session.frameCount(), results.valid_frames, results.duration_s,
        session.header().geometry.rows(), session.header().geometry.cols(), results.contact.kpa,
        results.settings.hold.kpa);
    fmt::print("quality {}", toString(results.quality.grade));
    for (const auto& reason : results.quality.reasons) {
        fmt::print("; {}", reason);
    }
    fmt::print("\n\n{:<18} {:>10} {:>10} {:>10} {:>10}\n", "metric", "mean", "max", "min", "sd");
    for (std::size_t index = 0; index < metricColumns().size(); ++index) {
        const auto& column = metricColumns()[index];
        if (const auto& summary = results.summary[index]) {
            fmt::print("{:<18} {:>10.4g} {:>10.4g} {:>10.4g} {:>10.4g} {}\n", column.name, summary->mean,
                       summary->max, summary->min, summary->sd, column.unit);
        }
    }
    fmt::print("\n{} holds\n", results.holds.size());
    for (const auto& hold : results.holds) {
        fmt::print(
            "  {:>7.1f} - {:<7.1f} s  {:>5.1f} s ({})  at ({:.0f}, {:.0f}) mm  {}  {:.1f} N, peak {:.1f} "
            "kPa\n",
            hold.start_s, hold.end_s, hold.duration_s, toString(hold.in_window), hold.place.x_mm,
            hold.place.y_mm, toString(hold.shape), hold.mean_n, hold.peak_kpa);
    }
    fmt::print("{} strokes\n", results.strokes.size());
    for (const auto& stroke : results.strokes) {
        fmt::print("  {:>7.1f} - {:<7.1f} s  {:.0f} mm at {:.0f} mm/s  {}\n", stroke.start_s, stroke.end_s,
                   stroke.length_mm, stroke.speed_mm_s, toString(stroke.shape));
    }
}

int analyze(const Options& options)
{
    auto session = session::SessionReader::open(options.path);
    if (!session) {
        return refuse(session.error());
    }
    AnalysisSettings settings;
    settings.hold = Pressure{options.hold_kpa};
    if (options.contact_kpa) {
        settings.contact = Pressure{*options.contact_kpa};
    }
    const auto results = live::analyzeSession(*session, settings);
    if (!results) {
        return refuse(results.error());
    }
    if (options.save) {
        if (const auto saved = session::saveResults(options.path, *results); !saved) {
            return refuse(saved.error());
        }
    }
    if (options.as_json) {
        printJson(analysisJson(*session, *results));
    } else {
        printSummary(*session, *results);
    }
    return kDone;
}

}  // namespace

void addAnalyzeCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("analyze", "Metrics, maps, holds and strokes of a session");
    const auto options = std::make_shared<Options>();
    command->add_option("SESSION", options->path, "Session file (.h5)")->required();
    command
        ->add_option("--contact-kpa", options->contact_kpa,
                     "Contact threshold (default: 1 kPa, or 5 SD of the tared mat)")
        ->check(CLI::PositiveNumber);
    command->add_option("--hold-kpa", options->hold_kpa, "Level from which a cell or a patch counts as held")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    command->add_flag("--save", options->save, "Store the results in the session");
    command->add_flag("--json", options->as_json, "One JSON document on standard output");
    command->footer("Example: palpate analyze visit.h5 --hold-kpa 15 --json");
    command->callback([&chosen, options] { chosen = [options] { return analyze(*options); }; });
}

}  // namespace palpate::cli
