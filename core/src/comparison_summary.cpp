#include <algorithm>
#include <cmath>
#include <utility>

#include "palpate/core/comparison.hpp"
#include "palpate/core/outcome.hpp"

#include <fmt/format.h>

namespace palpate {

namespace {

bool isThreshold(const MetricChange& change)
{
    return change.measure.name == "ppt_kpa" || change.measure.name == "ppt_n";
}

bool isPain(const MetricChange& change)
{
    return change.measure.name == "nrs" || change.measure.name == kPainOutcome;
}

/// What a client came for stands before what the mat saw besides.
int rankOf(const MetricChange& change)
{
    if (isThreshold(change)) {
        return change.measure.name == "ppt_kpa" ? 0 : 1;
    }
    if (isPain(change)) {
        return 2;
    }
    switch (change.measure.scope) {
        case ValueScope::Outcome:
            return 3;
        case ValueScope::Spot:
            return 4;
        case ValueScope::Region:
            return 5;
        case ValueScope::Session:
            break;
    }
    return 6;
}

std::string capitalised(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    return text;
}

std::string amount(double value, const std::string& unit)
{
    const double size = std::abs(value);
    const bool is_whole = std::abs(value - std::round(value)) < 1e-9;
    std::string number =
        size < 10.0 && !is_whole ? fmt::format("{:+.1f}", value) : fmt::format("{:+.0f}", value);
    return unit.empty() || unit == "1" || unit == "0-10" ? number : number + " " + unit;
}

std::string titleOf(const MetricChange& change)
{
    const std::string words = wordsOfMeasure(change.measure.name);
    return change.measure.place.empty() ? words : words + " at " + change.measure.place;
}

std::string clearSentence(const MetricChange& change)
{
    const bool is_more = *change.judgedChange() > 0.0;
    if (isThreshold(change)) {
        return capitalised(fmt::format("{} tolerates clearly {} pressure than before.", change.measure.place,
                                       is_more ? "more" : "less"));
    }
    return capitalised(
        fmt::format("{} is clearly {} than before.", titleOf(change), is_more ? "higher" : "lower"));
}

/// "Threshold +84 kPa, +12 kPa at the control site: +72 kPa more than control; ..."
std::string evidenceFor(const MetricChange& change)
{
    std::string text = capitalised(titleOf(change)) + " " + amount(*change.change, change.measure.unit);
    if (change.net_change) {
        text += fmt::format(" at the treated site, {} at the control site: {} against the control",
                            amount(*change.control_change, change.measure.unit),
                            amount(*change.net_change, change.measure.unit));
    }
    return text + fmt::format("; the smallest change that can be told apart is {:.3g}{}.", *change.mdc95,
                              change.measure.unit.empty() || change.measure.unit == "0-10"
                                  ? ""
                                  : " " + change.measure.unit);
}

std::vector<const MetricChange*> withVerdict(const Comparison& comparison, Verdict verdict)
{
    std::vector<const MetricChange*> found;
    for (const MetricChange& change : comparison.metrics) {
        if (change.verdict == verdict) {
            found.push_back(&change);
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const MetricChange* a, const MetricChange* b) { return rankOf(*a) < rankOf(*b); });
    return found;
}

std::string aboutSpots(const Comparison& comparison)
{
    const auto count = [&comparison](SpotFate fate) {
        return std::count_if(comparison.spots.begin(), comparison.spots.end(),
                             [fate](const SpotChange& spot) { return spot.fate == fate; });
    };
    std::string text;
    for (const auto& [fate, words] :
         {std::pair{SpotFate::Eased, "eased"}, std::pair{SpotFate::Gone, "not reported again"},
          std::pair{SpotFate::New, "new"}}) {
        if (const auto spots = count(fate); spots > 0) {
            text += fmt::format(" {} tender spot{} {}.", spots, spots == 1 ? "" : "s", words);
        }
    }
    return text;
}

void summarizeClear(Comparison& comparison, const std::vector<const MetricChange*>& clear)
{
    comparison.headline = clearSentence(*clear.front());
    comparison.explanation = evidenceFor(*clear.front());
    for (std::size_t i = 1; i < clear.size() && i < 3; ++i) {
        comparison.explanation += " Also clear: " + evidenceFor(*clear[i]);
    }
    if (clear.size() > 3) {
        comparison.explanation += fmt::format(" {} more in the table.", clear.size() - 3);
    }
    if (!withVerdict(comparison, Verdict::WithinError).empty()) {
        comparison.explanation += " Everything else that can be judged is within error.";
    }
}

std::string whyNot(const Comparison& comparison)
{
    std::string why;
    for (const ComparabilityReason& reason : comparison.reasons) {
        if (reason.prevents) {
            why += (why.empty() ? "" : " ") + reason.what;
        }
    }
    return why;
}

}  // namespace

void summarize(Comparison& comparison)
{
    const auto clear = withVerdict(comparison, Verdict::ClearChange);
    const auto within = withVerdict(comparison, Verdict::WithinError);
    if (!clear.empty()) {
        summarizeClear(comparison, clear);
    } else if (!within.empty()) {
        comparison.headline = "No change beyond the error of measurement.";
        comparison.explanation =
            fmt::format("{} of {} judged: all within error.", within.size(),
                        std::count_if(comparison.metrics.begin(), comparison.metrics.end(),
                                      [](const MetricChange& change) { return !change.is_dose; }));
    } else if (comparison.is_comparable) {
        comparison.headline = "Comparable, but no error band is known.";
        comparison.explanation =
            "How much these numbers differ by themselves has not been measured: record repeats once, and "
            "every later comparison is judged by them.";
    } else {
        comparison.headline = "These two sessions cannot be compared.";
    }
    if (!comparison.is_comparable) {
        comparison.explanation +=
            (comparison.explanation.empty() ? "" : " The mat's own numbers are not compared: ") +
            whyNot(comparison);
    }
    comparison.explanation += aboutSpots(comparison);
}

}  // namespace palpate
