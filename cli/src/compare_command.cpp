#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "palpate/live/error_bands.hpp"
#include "palpate/live/session_comparison.hpp"

#include "command.hpp"
#include "comparison_json.hpp"
#include "comparison_text.hpp"
#include "json_output.hpp"

namespace palpate::cli {

namespace {

struct Options {
    std::string before;
    std::string after;
    std::optional<std::string> control_before;
    std::optional<std::string> control_after;
    std::optional<std::string> reference_before;
    std::optional<std::string> reference_after;
    std::string map = "peak_kpa";
    double hold_kpa = 10.0;
    bool mirrors = false;
    bool ignores_landmarks = false;
    bool tests_maps = false;
    bool as_json = false;
};

std::optional<std::filesystem::path> pathOf(const std::optional<std::string>& text)
{
    return text ? std::optional<std::filesystem::path>(*text) : std::nullopt;
}

int compare(const Options& options)
{
    auto bands = live::allErrorBands();
    if (!bands) {
        return refuse(bands.error());
    }
    live::ComparisonRequest request{.before = options.before,
                                    .after = options.after,
                                    .control_before = pathOf(options.control_before),
                                    .control_after = pathOf(options.control_after),
                                    .reference_before = pathOf(options.reference_before),
                                    .reference_after = pathOf(options.reference_after),
                                    .settings = {},
                                    .map = options.map,
                                    .mirrors = options.mirrors,
                                    .uses_landmarks = !options.ignores_landmarks,
                                    .tests_maps = options.tests_maps,
                                    .bands = std::move(*bands)};
    request.settings.hold = Pressure{options.hold_kpa};
    const auto compared = live::compareSessions(request);
    if (!compared) {
        return refuse(compared.error());
    }
    if (options.as_json) {
        printJson(comparisonJson(*compared));
    } else {
        printComparison(*compared);
    }
    return kDone;
}

std::vector<std::string> mapNames()
{
    std::vector<std::string> names;
    names.reserve(mapColumns().size());
    for (const MapColumn& column : mapColumns()) {
        names.emplace_back(column.name);
    }
    return names;
}

}  // namespace

void addCompareCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("compare", "Two sessions of one client: what clearly changed");
    const auto options = std::make_shared<Options>();
    command->add_option("BEFORE", options->before, "Session file (.h5)")->required();
    command->add_option("AFTER", options->after, "Session file (.h5)")->required();
    auto* const control_before = command->add_option("--control-before", options->control_before,
                                                     "The same at an untreated site, before");
    auto* const control_after = command->add_option("--control-after", options->control_after,
                                                    "The same at an untreated site, after");
    control_before->needs(control_after);
    control_after->needs(control_before);
    auto* const reference_before =
        command->add_option("--reference-before", options->reference_before,
                            "A weight on the mat, recorded before: shows how the mat itself drifts");
    auto* const reference_after =
        command->add_option("--reference-after", options->reference_after, "The same weight, after");
    reference_before->needs(reference_after);
    reference_after->needs(reference_before);
    command->add_option("--map", options->map, "Map of the difference")
        ->capture_default_str()
        ->check(CLI::IsMember(mapNames()));
    command->add_option("--hold-kpa", options->hold_kpa, "Level from which a cell or a patch counts as held")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    command->add_flag("--mirror", options->mirrors, "Left against right: the first session is reflected");
    command->add_flag("--ignore-landmarks", options->ignores_landmarks,
                      "Align by the maps alone, whatever markers of one name both sessions have");
    command->add_flag("--map-test", options->tests_maps,
                      "Compare the presses of both sessions cell by cell (at least 6 in each)");
    command->add_flag("--json", options->as_json, "One JSON document on standard output");
    command->footer(
        "Example: palpate compare before.h5 after.h5 --control-before arm1.h5 --control-after arm2.h5");
    command->callback([&chosen, options] { chosen = [options] { return compare(*options); }; });
}

}  // namespace palpate::cli
