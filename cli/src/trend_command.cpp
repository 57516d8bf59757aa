#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/live/error_bands.hpp"
#include "palpate/live/visit_trend.hpp"

#include "command.hpp"
#include "measure_words.hpp"
#include "statistics_json.hpp"
#include "utc_text.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct Options {
    std::vector<std::filesystem::path> paths;
    std::string measure;
    bool as_json = false;
};

/// Of what is compared; treatments may lie otherwise.
std::optional<SetUp> setUpOf(const std::vector<live::Visit>& visits)
{
    const auto measured = std::find_if(visits.begin(), visits.end(), [](const live::Visit& visit) {
        return visit.info.phase != Phase::During;
    });
    return measured != visits.end() ? measured->info.setup : std::nullopt;
}

Result<void> keepOnly(const std::string& measure, std::optional<SetUp> setup, std::vector<Trend>& trends)
{
    std::string names;
    for (const Trend& trend : trends) {
        const std::string name = shownName(trend.measure, setup);
        names +=
            names.find(name) == std::string::npos ? fmt::format("{}{}", names.empty() ? "" : ", ", name) : "";
    }
    std::erase_if(trends, [&](const Trend& trend) {
        return trend.measure.name != measure && shownName(trend.measure, setup) != measure;
    });
    if (trends.empty()) {
        return fail(ErrorCode::NotFound,
                    fmt::format("--measure {}: the sessions do not have it; they have {}", measure, names));
    }
    return {};
}

void print(const Trend& trend, std::optional<SetUp> setup)
{
    fmt::print("{}\n", titleOf(trend.measure, setup));
    for (const TrendPoint& point : trend.points) {
        fmt::print("  {}  {:<9}  {}{}  {}{}\n", utcDay(point.time),
                   point.is_treatment ? "treatment"
                   : point.phase      ? std::string{toString(*point.phase)}
                                      : std::string{},
                   point.is_at_least ? ">= " : "",
                   point.value ? fmt::format("{:.4g}", *point.value) : std::string{"-"}, point.session,
                   point.left_out.empty() ? std::string{} : fmt::format(": {}", point.left_out));
    }
    if (trend.slope_per_week) {
        fmt::print("  {:+.3g} a week", *trend.slope_per_week);
        if (trend.slope_95) {
            fmt::print(" [95 %: {:+.3g}, {:+.3g}]", trend.slope_95->low, trend.slope_95->high);
        }
        if (trend.kendall_p) {
            fmt::print(", p = {:.2g}", *trend.kendall_p);
        }
        fmt::print("\n");
    }
    if (trend.verdict) {
        fmt::print("  {}: {}; {}\n\n", toString(*trend.verdict), trend.reason, trend.mdc_source);
    } else {
        fmt::print("  no verdict: {}\n\n", trend.reason);
    }
}

int follow(const Options& options)
{
    const auto files = live::sessionFilesIn(options.paths);
    if (!files) {
        return refuse(files.error());
    }
    const auto bands = live::allErrorBands();
    if (!bands) {
        return refuse(bands.error());
    }
    const auto visits = live::readVisits(*files, {});
    if (!visits) {
        return refuse(visits.error());
    }
    auto trends = live::trendsOf(*visits, *bands);
    if (!trends) {
        return refuse(trends.error());
    }
    const auto setup = setUpOf(*visits);
    if (!options.measure.empty()) {
        if (const auto kept = keepOnly(options.measure, setup, *trends); !kept) {
            return refuse(kept.error());
        }
    }
    if (options.as_json) {
        printJson(trendJson(*trends, setup));
        return kDone;
    }
    for (const Trend& trend : *trends) {
        print(trend, setup);
    }
    return kDone;
}

}  // namespace

void addTrendCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("trend", "A client's measures over many sessions: slope and verdict");
    const auto options = std::make_shared<Options>();
    command->add_option("SESSION", options->paths, "Session files (.h5) or folders of them")->required();
    command->add_option("--measure", options->measure, "Only this one, e.g. ppt_kpa");
    command->add_flag("--json", options->as_json, "One JSON document on standard output");
    command->footer("Example: palpate trend client-07/ --measure pain_nrs");
    command->callback([&chosen, options] { chosen = [options] { return follow(*options); }; });
}

}  // namespace palpate::cli
