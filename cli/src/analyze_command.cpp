#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "palpate/live/session_analysis.hpp"
#include "palpate/live/stored_results.hpp"
#include "palpate/session/session_reader.hpp"

#include "analysis_json.hpp"
#include "analysis_text.hpp"
#include "coaching_options.hpp"
#include "command.hpp"
#include "json_output.hpp"
#include "region_option.hpp"
#include "weight.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct Options {
    std::string path;
    std::optional<double> contact_kpa;
    double hold_kpa = 10.0;
    double tool_kg = 0.0;
    bool drops_first_trial = false;
    std::vector<std::string> excluded;
    std::vector<std::string> regions;
    std::string technique;
    CoachingOptions coaching;
    bool save = false;
    bool as_json = false;
};

Result<CellFault> parseExcluded(const std::string& text)
{
    CellIndex cell;
    char comma = 0;
    std::istringstream words{text};
    if (!(words >> cell.row >> comma >> cell.col) || comma != ',' || !(words >> std::ws).eof()) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("--exclude {}: give a cell as ROW,COL, counted from 0", text));
    }
    return CellFault{.cell = cell, .kind = FaultKind::Listed};
}

Result<AnalysisSettings> settingsOf(const Options& options)
{
    AnalysisSettings settings;
    settings.hold = Pressure{options.hold_kpa};
    if (options.contact_kpa) {
        settings.contact = Pressure{*options.contact_kpa};
    }
    settings.tool_weight = weightOf(options.tool_kg);
    settings.drops_first_trial = options.drops_first_trial;
    for (const std::string& text : options.excluded) {
        const auto cell = parseExcluded(text);
        if (!cell) {
            return fail(cell.error());
        }
        settings.invalid_cells.push_back(*cell);
    }
    auto regions = regionsOf("--region", options.regions);
    if (!regions) {
        return fail(std::move(regions.error()));
    }
    settings.regions = std::move(*regions);
    return settings;
}

int analyze(const Options& options)
{
    auto session = session::SessionReader::open(options.path);
    if (!session) {
        return refuse(session.error());
    }
    const auto settings = settingsOf(options);
    if (!settings) {
        return refuse(settings.error());
    }
    const SessionHeader& header = session->header();
    auto coaching = coachingFor(options.technique, options.coaching, header.geometry, header.info.setup);
    if (!coaching) {
        return refuse(coaching.error());
    }
    if (*coaching && options.save) {
        return refuse(
            {.code = ErrorCode::InvalidArgument,
             .message = "--save keeps the results of the session's own technique: leave --technique out"});
    }
    const std::optional<Coaching> used = *coaching ? *coaching : header.coaching;
    auto stored = *coaching ? std::nullopt : live::storedResults(*session, *settings);
    const bool is_stored = stored.has_value();
    const auto results = is_stored ? Result<SessionResults>{std::move(*stored)}
                                   : live::analyzeSession(*session, *settings, {}, used);
    if (!results) {
        return refuse(results.error());
    }
    if (options.save && !is_stored) {
        if (const auto saved = live::keepResults(*session, *settings, *results); !saved) {
            return refuse(saved.error());
        }
    }
    if (options.as_json) {
        printJson(analysisJson(*session, *results, used));
    } else {
        printAnalysis(*session, *results, used);
    }
    return kDone;
}

}  // namespace

void addAnalyzeCommand(CLI::App& app, Action& chosen)
{
    auto* command =
        app.add_subcommand("analyze", "Metrics, maps, holds, strokes and tender spots of a session");
    const auto options = std::make_shared<Options>();
    command->add_option("SESSION", options->path, "Session file (.h5)")->required();
    command
        ->add_option("--contact-kpa", options->contact_kpa,
                     "Contact threshold (default: 1 kPa, or 5 SD of the tared mat)")
        ->check(CLI::PositiveNumber);
    command->add_option("--hold-kpa", options->hold_kpa, "Level from which a cell or a patch counts as held")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    command->add_option("--tool-kg", options->tool_kg, "Weight of a tool that lies on the mat")
        ->check(CLI::NonNegativeNumber);
    command->add_flag("--drop-first-trial", options->drops_first_trial,
                      "Leave the first of three or more pressure-pain thresholds out of their mean");
    command->add_option("--exclude", options->excluded, "Cell ROW,COL to leave out; may be repeated");
    command->add_option("--region", options->regions,
                        "Besides the session's own, or in place of the one of this name: NAME=SHAPE in mm, "
                        "e.g. 'calf=rectangle 10,20 60,80'; may be repeated");
    command->add_option("--technique", options->technique,
                        "Score the session by this technique in place of its own (see palpate techniques)");
    addCoachingOptions(*command, options->coaching);
    command->add_flag("--save", options->save, "Store the results in the session");
    command->add_flag("--json", options->as_json, "One JSON document on standard output");
    command->footer("Example: palpate analyze visit.h5 --hold-kpa 15 --json");
    command->callback([&chosen, options] { chosen = [options] { return analyze(*options); }; });
}

}  // namespace palpate::cli
