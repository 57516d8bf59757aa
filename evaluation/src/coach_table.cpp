#include "coach_table.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <vector>

#include "palpate/acquisition/catalog.hpp"
#include "palpate/core/tool_rules.hpp"
#include "palpate/session/technique_file.hpp"

#include "all_cores.hpp"
#include "coached_scenario.hpp"
#include "error_list.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace palpate::evaluation {

namespace {

constexpr double kLeastRightPct = 98.0;
constexpr double kHoldErrorS = 0.5;
constexpr double kCueLateS = 0.5;
constexpr double kMedian = 0.5;
constexpr double kLargest = 1.0;
constexpr Force kWeight{706.0};
constexpr Pressure kThreshold{300.0};

/// All runs of one scenario.
struct Tally {
    std::string id;
    std::vector<RuleKind> broken;
    std::vector<CoachScore> scores;
    std::optional<Error> refused;
};

std::vector<CoachedScenario> scenariosOf(const Technique& technique, const acquisition::MatProfile& mat,
                                         const CoachSetting& setting)
{
    const auto tool = setting.tool.value_or(technique.tools.front());
    if (std::find(technique.tools.begin(), technique.tools.end(), tool) == technique.tools.end()) {
        return {};
    }
    Coaching coaching = coachingOf(technique, mat.geometry);
    coaching.tool = tool;
    coaching.body_weight = kWeight;
    coaching.own_threshold = kThreshold;
    const std::string& only = setting.only;
    std::vector<std::string> ids{technique.id};
    for (const std::string& variant : acquisition::techniqueVariants(withRulesOfTool(coaching).technique)) {
        ids.push_back(technique.id + '-' + variant);
    }
    std::vector<CoachedScenario> scenarios;
    for (const std::string& id : ids) {
        if (only.empty() || only == id || only == technique.id) {
            scenarios.push_back({.id = id,
                                 .coaching = coaching,
                                 .profile = mat,
                                 .rate = setting.rate,
                                 .with_body = setting.with_body});
        }
    }
    return scenarios;
}

Tally run(const CoachedScenario& scenario, std::uint64_t first_seed, std::uint64_t seeds)
{
    Tally tally{.id = scenario.id, .broken = {}, .scores = {}, .refused = std::nullopt};
    for (std::uint64_t seed = first_seed; seed < first_seed + seeds && !tally.refused; ++seed) {
        auto score = scoreCoach(scenario, seed);
        if (score) {
            tally.broken = score->broken;
            tally.scores.push_back(std::move(*score));
        } else {
            tally.refused = score.error();
        }
    }
    return tally;
}

std::vector<Tally> runAll(const std::vector<CoachedScenario>& scenarios, std::uint64_t first_seed,
                          std::uint64_t seeds)
{
    std::vector<Tally> tallies(scenarios.size());
    onAllCores(scenarios.size(), [&](std::size_t i) { tallies[i] = run(scenarios[i], first_seed, seeds); });
    return tallies;
}

std::string namesOf(const std::vector<RuleKind>& rules)
{
    std::vector<std::string_view> names;
    std::transform(rules.begin(), rules.end(), std::back_inserter(names),
                   [](RuleKind rule) { return toString(rule); });
    return names.empty() ? "none" : fmt::format("{}", fmt::join(names, " + "));
}

double rightPct(const Tally& tally)
{
    const auto right = std::count_if(tally.scores.begin(), tally.scores.end(),
                                     [](const CoachScore& score) { return score.broken == score.reported; });
    return 100.0 * static_cast<double>(right) / static_cast<double>(tally.scores.size());
}

/// "contact 3, none 1": what was reported where it was not what was broken.
std::string confusions(const Tally& tally)
{
    std::map<std::string, int> counts;
    for (const CoachScore& score : tally.scores) {
        if (score.broken != score.reported) {
            ++counts[namesOf(score.reported)];
        }
    }
    std::string text;
    for (const auto& [names, count] : counts) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", names, count);
    }
    return text;
}

/// The cues of one kind over all runs.
struct CueTotals {
    int moments = 0;
    int in_time = 0;
    ErrorList late_s;
    int baseless = 0;
};

struct Totals {
    ErrorList hold_errors_s;
    int missed_holds = 0;
    int invented_holds = 0;
    std::map<CueKind, CueTotals> cues;
    int flickers = 0;
    int runs = 0;
    int unrepeatable = 0;
};

void add(const CoachScore& score, Totals& totals)
{
    ++totals.runs;
    totals.hold_errors_s.add(score.hold_errors_s);
    totals.missed_holds += score.missed_holds;
    totals.invented_holds += score.invented_holds;
    for (const CueTiming& timing : score.timings) {
        CueTotals& cues = totals.cues[timing.kind];
        ++cues.moments;
        if (timing.late_s) {
            cues.in_time += *timing.late_s <= kCueLateS ? 1 : 0;
            cues.late_s.add({*timing.late_s});
        }
    }
    for (const CueKind kind : score.baseless) {
        ++totals.cues[kind].baseless;
    }
    totals.flickers += score.flickers;
    totals.unrepeatable += score.is_repeatable ? 0 : 1;
}

std::string cueRow(CueKind kind, const CueTotals& cues)
{
    if (cues.moments == 0) {
        return fmt::format("| {} | 0 | - | - | - | - | {} |\n", toString(kind), cues.baseless);
    }
    return fmt::format("| {} | {} | {:.1f} | {:.2f} | {:.2f} | {} | {} |\n", toString(kind), cues.moments,
                       100.0 * cues.in_time / cues.moments, cues.late_s.quantile(kMedian).value_or(0.0),
                       cues.late_s.quantile(kLargest).value_or(0.0),
                       cues.moments - static_cast<int>(cues.late_s.size()), cues.baseless);
}

std::string cueTable(const Totals& totals)
{
    std::string text =
        "| cue | moments | within 0.5 s, % | median, s | latest, s | never | without reason "
        "|\n|---|---|---|---|---|---|---|\n";
    for (const auto& [kind, cues] : totals.cues) {
        text += cueRow(kind, cues);
    }
    return text;
}

std::string holdLine(const Totals& totals)
{
    const ErrorList& errors_s = totals.hold_errors_s;
    if (errors_s.size() == 0) {
        return {};
    }
    return fmt::format(
        "{} holds: {:.2f} % within 0.5 s, median error {:.3f} s, largest {:.2f} s; {} missed, {} invented.\n",
        errors_s.size(), 100.0 * *errors_s.shareWithin(kHoldErrorS), *errors_s.quantile(kMedian),
        *errors_s.quantile(kLargest), totals.missed_holds, totals.invented_holds);
}

CheckedTable tabulate(const std::vector<Tally>& tallies)
{
    CheckedTable table;
    Totals totals;
    table.markdown =
        "| scenario | runs | broken | reported so, % | otherwise reported |\n|---|---|---|---|---|\n";
    for (const Tally& tally : tallies) {
        if (tally.refused) {
            table.markdown += fmt::format("| {} | - | - | - | {} |\n", tally.id, tally.refused->message);
            continue;
        }
        const double right = rightPct(tally);
        table.is_met = table.is_met && right >= kLeastRightPct;
        table.markdown += fmt::format("| {} | {} | {} | {:.1f} | {} |\n", tally.id, tally.scores.size(),
                                      namesOf(tally.broken), right, confusions(tally));
        for (const CoachScore& score : tally.scores) {
            add(score, totals);
        }
    }
    table.markdown += '\n' + holdLine(totals) + '\n' + cueTable(totals);
    table.markdown += fmt::format(
        "\n{} runs: {} cues shown under 1.5 s or again within 3 s; {} repeated with other cues.\n",
        totals.runs, totals.flickers, totals.unrepeatable);
    table.is_met =
        table.is_met && totals.flickers == 0 && totals.unrepeatable == 0 && totals.missed_holds == 0;
    return table;
}

}  // namespace

Result<CheckedTable> evaluateCoach(const std::filesystem::path& catalogue, const CoachSetting& setting,
                                   std::uint64_t first_seed, std::uint64_t seeds)
{
    const auto techniques = session::loadTechniques({catalogue / "techniques"});
    if (!techniques.problems.empty()) {
        return fail(techniques.problems.front());
    }
    const auto mat = acquisition::loadMatProfiles(catalogue).and_then(
        [&setting](const auto& profiles) { return acquisition::findMatProfile(profiles, setting.mat); });
    if (!mat) {
        return fail(mat.error());
    }
    std::vector<CoachedScenario> scenarios;
    for (const Technique& technique : techniques.techniques) {
        const auto some = scenariosOf(technique, *mat, setting);
        scenarios.insert(scenarios.end(), some.begin(), some.end());
    }
    std::size_t number = 0;
    std::erase_if(scenarios, [&](const CoachedScenario&) { return number++ % setting.every != 0; });
    return tabulate(runAll(scenarios, first_seed, seeds));
}

}  // namespace palpate::evaluation
