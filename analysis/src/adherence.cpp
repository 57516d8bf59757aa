#include "palpate/analysis/adherence.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "palpate/analysis/time_limits.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

constexpr double kWholePct = 100.0;
/// So much of the time, or of the strokes, within the band is within.
constexpr double kEnoughPct = 80.0;
constexpr double kLeastSidePct = 50.0;
constexpr double kOffLimitsS = 1.0;
/// Nobody stops to the second: so much beside a time that was asked is still on time.
constexpr double kOnTimeS = 0.5;

RuleScore unjudged(RuleKind rule, const Band& target, std::string unit, std::string why)
{
    return {.rule = rule, .target = target, .unit = std::move(unit), .why = std::move(why)};
}

/// The value that lies farthest outside the band; the first where none does.
double worstOf(const std::vector<double>& values, const Band& band)
{
    return *std::max_element(values.begin(), values.end(), [&band](double a, double b) {
        return std::abs(distanceOutside(band, a)) < std::abs(distanceOutside(band, b));
    });
}

double inBandPct(const std::vector<double>& values, const Band& band, double tolerance)
{
    const auto inside = std::count_if(values.begin(), values.end(), [&band, tolerance](double value) {
        return std::abs(distanceOutside(band, value)) <= tolerance;
    });
    return kWholePct * static_cast<double>(inside) / static_cast<double>(values.size());
}

/// Every one of the values has to lie in the band.
RuleScore scoreEach(RuleKind rule, const std::vector<double>& seconds, const Band& band,
                    std::string_view what)
{
    if (seconds.empty()) {
        return unjudged(rule, band, "s", fmt::format("there was no {}", what));
    }
    const double worst_s = worstOf(seconds, band);
    RuleScore score{.rule = rule,
                    .met = std::abs(distanceOutside(band, worst_s)) <= kOnTimeS,
                    .value = worst_s,
                    .target = band,
                    .unit = "s",
                    .in_band_pct = inBandPct(seconds, band, kOnTimeS)};
    if (!*score.met) {
        score.why =
            distanceOutside(band, worst_s) < 0.0
                ? fmt::format("a {} lasted {:.0f} s, asked are {:.0f} s", what, worst_s, *band.min)
                : fmt::format("a {} lasted {:.0f} s, at most {:.0f} s are asked", what, worst_s, *band.max);
    }
    return score;
}

std::vector<double> heldSeconds(const std::vector<SiteDose>& sites)
{
    std::vector<double> seconds;
    seconds.reserve(sites.size());
    for (const SiteDose& site : sites) {
        seconds.push_back(site.held_s);
    }
    return seconds;
}

bool isWorked(const WorkDone& work, Side side)
{
    return workedS(work.sets, side) > 0.0;
}

/// Of the sides that were worked, the one with fewest holds counts.
int fewestHolds(const WorkDone& work)
{
    if (!work.coaching.technique.rules.each_side) {
        return static_cast<int>(work.sites.size());
    }
    std::optional<int> fewest;
    for (const Side side : {Side::Left, Side::Right}) {
        if (isWorked(work, side)) {
            const auto holds = std::count_if(work.sites.begin(), work.sites.end(),
                                             [side](const SiteDose& site) { return site.side == side; });
            fewest = std::min(fewest.value_or(static_cast<int>(holds)), static_cast<int>(holds));
        }
    }
    return fewest.value_or(0);
}

RuleScore scoreHoldCount(const WorkDone& work, const HoldRule& rule)
{
    const int holds = fewestHolds(work);
    RuleScore score{.rule = RuleKind::HoldCount,
                    .met = holds >= rule.least_holds,
                    .value = holds,
                    .target = {.min = rule.least_holds, .max = std::nullopt}};
    if (!*score.met) {
        score.why =
            fmt::format("{} holds{}, asked are {}", holds,
                        work.coaching.technique.rules.each_side ? " on one side" : "", rule.least_holds);
    }
    return score;
}

RuleScore scoreStrokes(const WorkDone& work, const StrokeRule& rule)
{
    if (work.strokes.empty()) {
        return unjudged(RuleKind::StrokeTime, rule.band, unitOf(rule), "there was no whole stroke");
    }
    std::vector<double> sorted = work.strokes;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    const double share_pct = inBandPct(work.strokes, rule.band, kTimeToleranceS);
    RuleScore score{.rule = RuleKind::StrokeTime,
                    .met = share_pct >= kEnoughPct,
                    .value = *middle,
                    .target = rule.band,
                    .unit = unitOf(rule),
                    .in_band_pct = share_pct};
    if (!*score.met) {
        score.why =
            fmt::format("{:.0f} % of {} strokes were within the band", share_pct, work.strokes.size());
    }
    return score;
}

RuleScore scoreLoad(const WorkDone& work, const LoadRule& rule)
{
    if (!work.load.isJudged()) {
        return unjudged(RuleKind::Load, rule.band, unitOf(rule),
                        rule.unit == LoadUnit::BodyWeightPct
                            ? "the client's body weight was not given"
                            : "the client's own pressure-pain threshold was not given");
    }
    constexpr double kMostUnknownPct = kWholePct - kEnoughPct;
    if (work.load.unknownPct() > kMostUnknownPct) {
        return unjudged(
            RuleKind::Load, rule.band, unitOf(rule),
            fmt::format("the mat was at its limit for {:.0f} % of the time: the load was higher than "
                        "it can show",
                        work.load.unknownPct()));
    }
    if (!work.load.mean()) {
        return unjudged(RuleKind::Load, rule.band, unitOf(rule), "nothing was loaded");
    }
    RuleScore score{.rule = RuleKind::Load,
                    .met = work.load.inBandPct() >= kEnoughPct,
                    .value = work.load.mean(),
                    .target = rule.band,
                    .unit = unitOf(rule),
                    .in_band_pct = work.load.inBandPct()};
    if (!*score.met) {
        const double over_pct = work.load.overPct();
        const double under_pct = kWholePct - over_pct - work.load.inBandPct();
        score.why =
            fmt::format("over the band for {:.0f} % of the time, under it for {:.0f} %", over_pct, under_pct);
    }
    return score;
}

RuleScore scorePain(const WorkDone& work)
{
    const Band target{.min = std::nullopt, .max = work.coaching.pain_limit};
    if (!work.worst_pain) {
        return unjudged(RuleKind::Pain, target, "of 10", "the client rated no pain");
    }
    RuleScore score{.rule = RuleKind::Pain,
                    .met = *work.worst_pain <= work.coaching.pain_limit,
                    .value = *work.worst_pain,
                    .target = target,
                    .unit = "of 10"};
    if (!*score.met) {
        score.why =
            fmt::format("rated {}, agreed were at most {}", *work.worst_pain, work.coaching.pain_limit);
    }
    return score;
}

void scoreSets(const WorkDone& work, const SetRule& rule, std::vector<RuleScore>& scores)
{
    const int sets = static_cast<int>(work.sets.size());
    RuleScore count{.rule = RuleKind::SetCount,
                    .met = sets >= rule.sets,
                    .value = sets,
                    .target = {.min = rule.sets, .max = std::nullopt}};
    if (!*count.met) {
        count.why = fmt::format("{} sets, asked are {}", sets, rule.sets);
    }
    scores.push_back(std::move(count));
    std::vector<double> worked_s;
    for (const SetDone& set : work.sets) {
        worked_s.push_back(set.worked_s);
    }
    scores.push_back(scoreEach(RuleKind::SetTime, worked_s, rule.seconds, "set"));
    if (rule.rest_s <= 0.0) {
        return;
    }
    const Band target{.min = rule.rest_s, .max = std::nullopt};
    if (work.sets.size() < 2) {
        scores.push_back(unjudged(RuleKind::Rest, target, "s", "there was no second set to rest before"));
        return;
    }
    double shortest_s = work.sets[1].start_s - work.sets[0].end_s;
    for (std::size_t i = 2; i < work.sets.size(); ++i) {
        shortest_s = std::min(shortest_s, work.sets[i].start_s - work.sets[i - 1].end_s);
    }
    RuleScore rest{.rule = RuleKind::Rest,
                   .met = isAtLeast(shortest_s, rule.rest_s - kOnTimeS),
                   .value = shortest_s,
                   .target = target,
                   .unit = "s"};
    if (!*rest.met) {
        rest.why = fmt::format("{:.0f} s of rest, asked are {:.0f} s", shortest_s, rule.rest_s);
    }
    scores.push_back(std::move(rest));
}

RuleScore scoreSides(const WorkDone& work)
{
    const double left_s = workedS(work.sets, Side::Left);
    const double right_s = workedS(work.sets, Side::Right);
    const Band target{.min = kLeastSidePct, .max = std::nullopt};
    if (left_s + right_s <= 0.0) {
        return unjudged(RuleKind::Sides, target, "%", "the tool was on no side's target");
    }
    const double share_pct = kWholePct * std::min(left_s, right_s) / std::max(left_s, right_s);
    RuleScore score{.rule = RuleKind::Sides,
                    .met = share_pct >= kLeastSidePct,
                    .value = share_pct,
                    .target = target,
                    .unit = "%"};
    if (!*score.met) {
        score.why = fmt::format("left {:.0f} s, right {:.0f} s", left_s, right_s);
    }
    return score;
}

void scorePlaces(const WorkDone& work, std::vector<RuleScore>& scores)
{
    const TechniqueRules& rules = work.coaching.technique.rules;
    if (rules.least_coverage_pct) {
        const Band target{.min = rules.least_coverage_pct, .max = std::nullopt};
        RuleScore score{.rule = RuleKind::Coverage, .value = work.covered_pct, .target = target, .unit = "%"};
        if (work.covered_pct) {
            score.met = *work.covered_pct >= *rules.least_coverage_pct;
            score.why = *score.met ? "" : fmt::format("{:.0f} % of the way was rolled", *work.covered_pct);
        } else {
            score.why = "the tool was on no target";
        }
        scores.push_back(std::move(score));
    }
    if (rules.most_losses) {
        RuleScore score{.rule = RuleKind::Contact,
                        .met = work.losses <= *rules.most_losses,
                        .value = work.losses,
                        .target = {.min = std::nullopt, .max = *rules.most_losses}};
        score.why = *score.met ? "" : fmt::format("the contact was lost {} times", work.losses);
        scores.push_back(std::move(score));
    }
    if (work.has_no_go) {
        RuleScore score{.rule = RuleKind::OffLimits,
                        .met = !isLonger(work.off_limits_s, kOffLimitsS),
                        .value = work.off_limits_s,
                        .target = {.min = std::nullopt, .max = kOffLimitsS},
                        .unit = "s"};
        score.why = *score.met ? "" : fmt::format("{:.0f} s on: {}", work.off_limits_s, work.off_limits_zone);
        scores.push_back(std::move(score));
    }
}

}  // namespace

double distanceOutside(const Band& band, double value)
{
    if (band.min && value < *band.min) {
        return value - *band.min;
    }
    return band.max && value > *band.max ? value - *band.max : 0.0;
}

double workedS(const std::vector<SetDone>& sets, Side side)
{
    double seconds = 0.0;
    for (const SetDone& set : sets) {
        seconds += set.side == side ? set.worked_s : 0.0;
    }
    return seconds;
}

std::string unitOf(const StrokeRule& rule)
{
    return rule.unit == StrokeUnit::Seconds ? "s" : "mm/s";
}

std::string unitOf(const LoadRule& rule)
{
    switch (rule.unit) {
        case LoadUnit::Newton:
            return "N";
        case LoadUnit::BodyWeightPct:
            return "% of body weight";
        case LoadUnit::OwnThresholdPct:
            return "% of own threshold";
    }
    return "N";
}

std::vector<RuleScore> scoreAdherence(const WorkDone& work)
{
    const TechniqueRules& rules = work.coaching.technique.rules;
    const bool is_gun = work.coaching.tool == Tool::PercussionGun;
    std::vector<RuleScore> scores;
    if (rules.hold) {
        scores.push_back(scoreEach(is_gun ? RuleKind::PercussionTime : RuleKind::HoldTime,
                                   heldSeconds(work.sites), rules.hold->seconds, is_gun ? "place" : "hold"));
        if (rules.hold->least_holds > 0) {
            scores.push_back(scoreHoldCount(work, *rules.hold));
        }
    }
    if (rules.stroke) {
        scores.push_back(scoreStrokes(work, *rules.stroke));
    }
    if (rules.load) {
        scores.push_back(scoreLoad(work, *rules.load));
    }
    scores.push_back(scorePain(work));
    if (rules.set) {
        scoreSets(work, *rules.set, scores);
    }
    if (rules.each_side) {
        scores.push_back(scoreSides(work));
    }
    scorePlaces(work, scores);
    return scores;
}

}  // namespace palpate::analysis
