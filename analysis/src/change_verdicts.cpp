#include "palpate/analysis/change_verdicts.hpp"

#include <algorithm>
#include <cmath>

#include "palpate/core/setup_rules.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

const SessionValue* sameIn(const std::vector<SessionValue>& values, const SessionValue& wanted)
{
    const auto found = std::find_if(values.begin(), values.end(), [&wanted](const SessionValue& value) {
        return value.measure == wanted.measure;
    });
    return found == values.end() ? nullptr : &*found;
}

std::optional<double> difference(const SessionValue* before, const SessionValue* after)
{
    return before != nullptr && after != nullptr && before->value && after->value
               ? std::optional<double>(*after->value - *before->value)
               : std::nullopt;
}

void notComparable(MetricChange& change, std::string reason)
{
    change.verdict = Verdict::NotComparable;
    change.reason = std::move(reason);
}

void judgeByBand(MetricChange& change, std::string_view measure, const JudgedBy& by)
{
    const ErrorBand* const band = findBand(*by.bands, measure, by.context);
    if (band == nullptr || band->unit != change.measure.unit) {
        change.band_gap = band == nullptr ? bandGapOf(*by.bands, measure, by.context) : BandGap::Unmeasured;
        change.reason =
            fmt::format("{}: measure it with repeats (palpate reliability).", inWords(*change.band_gap));
        return;
    }
    // The control site's readings have an error of their own.
    change.mdc95 = change.net_change ? std::hypot(band->mdc95, band->mdc95) : band->mdc95;
    change.mdc_source = band->source;
    change.minimal_important = band->minimal_important;
    const double size = std::abs(*change.judgedChange());
    change.verdict = size > *change.mdc95 ? Verdict::ClearChange : Verdict::WithinError;
    if (change.verdict == Verdict::ClearChange && band->minimal_important &&
        size < *band->minimal_important) {
        change.reason = fmt::format("Clear, but under the {:g} {} that clients notice.",
                                    *band->minimal_important, change.measure.unit);
    }
}

void judge(MetricChange& change, const SessionValue& value, const JudgedBy& by)
{
    const bool is_of_mat = change.measure.scope != ValueScope::Outcome;
    if (change.is_dose) {
        change.reason = "Dose, not outcome.";
    } else if (is_of_mat && !by.hindrance.empty()) {
        notComparable(change, by.hindrance);
    } else if (!change.change) {
        notComparable(change,
                      change.before ? "Not measured the second time." : "Not measured the first time.");
    } else if (change.is_at_least) {
        notComparable(change, "A cell was at the mat's limit: the true value is higher.");
    } else {
        judgeByBand(change, bandMeasure(value.measure), by);
    }
}

/// Under the name that the set-up allows; empty where the number is not true in it.
std::optional<std::string> trueName(const Measure& measure, const std::optional<SetUp>& setup)
{
    return measure.scope == ValueScope::Outcome ? std::optional<std::string>(measure.name)
                                                : nameInSetUp(measure.name, setup);
}

/// Both sessions' values, those of the second alone behind.
std::vector<SessionValue> allValues(const std::vector<SessionValue>& before,
                                    const std::vector<SessionValue>& after)
{
    std::vector<SessionValue> all = before;
    for (const SessionValue& value : after) {
        if (sameIn(before, value) == nullptr) {
            all.push_back(value);
        }
    }
    return all;
}

MetricChange changeOf(const SessionValue& value, const SessionValue* before, const SessionValue* after)
{
    return {.measure = value.measure,
            .before = before != nullptr ? before->value : std::nullopt,
            .after = after != nullptr ? after->value : std::nullopt,
            .change = difference(before, after),
            .is_dose = value.is_dose,
            .is_at_least =
                (before != nullptr && before->is_at_least) || (after != nullptr && after->is_at_least)};
}

}  // namespace

std::vector<MetricChange> judgeChanges(const std::vector<SessionValue>& before,
                                       const std::vector<SessionValue>& after,
                                       const std::vector<SessionValue>& control_before,
                                       const std::vector<SessionValue>& control_after, const JudgedBy& by,
                                       const std::string& place)
{
    std::vector<MetricChange> changes;
    for (const SessionValue& value : allValues(before, after)) {
        const std::optional<std::string> name = trueName(value.measure, by.context.setup);
        MetricChange change = changeOf(value, sameIn(before, value), sameIn(after, value));
        if (!name || (!change.before && !change.after)) {
            continue;
        }
        change.measure.name = *name;
        if (!place.empty()) {
            change.measure.place = place;
        }
        if (!change.is_dose && value.measure.scope != ValueScope::Outcome) {
            change.control_change = difference(sameIn(control_before, value), sameIn(control_after, value));
        }
        if (change.change && change.control_change) {
            change.net_change = *change.change - *change.control_change;
        }
        judge(change, value, by);
        changes.push_back(std::move(change));
    }
    return changes;
}

}  // namespace palpate::analysis
