#include "analysis_text.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/setup_rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace palpate::cli {

namespace {

std::string_view atLeast(PlaceFlags flags)
{
    return (flags & kPlaceSaturated) != 0 ? ">=" : "";
}

std::string inBrackets(PlaceFlags flags)
{
    const auto words = wordsOf(flags);
    return words.empty() ? std::string{} : fmt::format("  [{}]", fmt::join(words, ", "));
}

/// "peak 120.0 kPa" under the name that the set-up allows.
std::string peakOf(double kpa, PlaceFlags flags, std::optional<SetUp> setup)
{
    const auto name = nameInSetUp("peak_kpa", setup);
    return name ? fmt::format("{} {}{:.1f} kPa", name == "peak_kpa" ? "peak" : *name, atLeast(flags), kpa)
                : std::string{};
}

void printFacts(const session::SessionReader& session, const SessionResults& results)
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
    fmt::print("\n{}\n", meaningOf(session.header().info.setup));
}

void printMetrics(const SessionResults& results, std::optional<SetUp> setup)
{
    const bool is_saturated = (results.saturated != 0).any();
    fmt::print("\n{:<27} {:>10} {:>10} {:>10} {:>10}\n", "metric", "mean", "max", "min", "sd");
    for (std::size_t index = 0; index < metricColumns().size(); ++index) {
        const auto& column = metricColumns()[index];
        const auto name = nameInSetUp(column.name, setup);
        const auto& summary = results.summary[index];
        if (summary && name) {
            fmt::print("{:<27} {:>10.4g} {:>10.4g} {:>10.4g} {:>10.4g} {}{}\n", *name, summary->mean,
                       summary->max, summary->min, summary->sd, column.unit,
                       is_saturated && column.grows_with_pressure ? ", at least (saturated)" : "");
        }
    }
}

void printHolds(const SessionResults& results, std::optional<SetUp> setup)
{
    const std::string_view force = nameInSetUp("mean_n", setup) == "mean_n" ? "" : "support force ";
    fmt::print("\n{} holds\n", results.holds.size());
    for (const auto& hold : results.holds) {
        const std::string beat =
            hold.percussion_hz ? fmt::format(", percussion {:.1f} Hz", *hold.percussion_hz) : "";
        fmt::print(
            "  {:>7.1f} - {:<7.1f} s  {:>5.1f} s ({})  at ({:.0f}, {:.0f}) mm  {}  {}{}{:.1f} N, {}{}{}\n",
            hold.start_s, hold.end_s, hold.duration_s, toString(hold.in_window), hold.place.x_mm,
            hold.place.y_mm, toString(hold.shape), force, atLeast(hold.flags), hold.mean_n,
            peakOf(hold.peak_kpa, hold.flags, setup), beat, inBrackets(hold.flags));
    }
    fmt::print("{} strokes\n", results.strokes.size());
    for (const auto& stroke : results.strokes) {
        fmt::print("  {:>7.1f} - {:<7.1f} s  {:.0f} mm at {:.0f} mm/s  {}\n", stroke.start_s, stroke.end_s,
                   stroke.length_mm, stroke.speed_mm_s, toString(stroke.shape));
    }
    for (const auto& path : results.coverage) {
        fmt::print("  coverage {:.1f} - {:.1f} s  {:.0f} mm, {:.0f} % of it with less than half the median\n",
                   path.start_s, path.end_s, 10.0 * static_cast<double>(path.dwell_s_per_cm.size()),
                   path.missed_pct);
    }
}

std::string courseOf(const Spot& spot)
{
    std::string course;
    for (const auto& report : spot.reports) {
        course += report.nrs ? fmt::format("{}{}", course.empty() ? "" : " -> ", *report.nrs) : "";
    }
    return course.empty() ? "" : fmt::format(", pain {}", course);
}

std::string thresholdOf(const Spot& spot, std::optional<SetUp> setup)
{
    if (!spot.ppt_n || !nameInSetUp("ppt_n", setup)) {
        return {};
    }
    const std::string kpa =
        spot.ppt_kpa && nameInSetUp("ppt_kpa", setup) ? fmt::format("{:.0f} kPa, ", *spot.ppt_kpa) : "";
    return fmt::format(", threshold {}{:.1f} N ({} of 2-3 trials)", kpa, *spot.ppt_n, spot.trials.size());
}

void printSpots(const SessionResults& results, std::optional<SetUp> setup)
{
    fmt::print("{} tender spots\n", results.spots.size());
    for (const auto& spot : results.spots) {
        fmt::print("  {:<9}  at ({:.0f}, {:.0f}) mm  {}, sustained {:.1f} s{}{}{}\n", toString(spot.evidence),
                   spot.place.x_mm, spot.place.y_mm, peakOf(spot.peak_kpa, spot.flags, setup),
                   spot.sustained_s, courseOf(spot), thresholdOf(spot, setup), inBrackets(spot.flags));
    }
}

/// "  force_n mean 12.0, max 30.5 N" under the name that the set-up allows.
std::string summaryOf(std::string_view metric, std::string_view unit,
                      const std::optional<MetricSummary>& summary, std::optional<SetUp> setup)
{
    const auto name = nameInSetUp(metric, setup);
    return name && summary
               ? fmt::format("  {} mean {:.1f}, max {:.1f} {}", *name, summary->mean, summary->max, unit)
               : std::string{};
}

void printRegions(const SessionResults& results, std::optional<SetUp> setup)
{
    for (const auto& region : results.regions) {
        fmt::print("region {}  {:.1f} cm2{}{}{}\n", region.name, region.area_cm2,
                   summaryOf("force_n", "N", region.force_n, setup),
                   summaryOf("peak_kpa", "kPa", region.peak_kpa, setup),
                   region.is_at_least ? "  [at least: saturated]" : "");
    }
}

std::string targetOf(const RuleScore& score)
{
    const Band& band = score.target;
    if (band.min && band.max) {
        return fmt::format("{:g} to {:g} {}", *band.min, *band.max, score.unit);
    }
    return band.min ? fmt::format("at least {:g} {}", *band.min, score.unit)
                    : fmt::format("at most {:g} {}", band.max.value_or(0.0), score.unit);
}

void printCoach(const Coaching& coaching, const CoachResults& results)
{
    fmt::print("\ntechnique {}, {}\n", coaching.technique.title, toString(coaching.tool));
    for (const RuleScore& score : results.adherence) {
        const std::string_view verdict = !score.met ? "not judged" : *score.met ? "met" : "not met";
        const std::string value = score.value ? fmt::format("{:.1f}", *score.value) : "-";
        fmt::print("  {:<16} {:<11} {:>6}  ({}){}{}\n", toString(score.rule), verdict, value, targetOf(score),
                   score.why.empty() ? "" : "  ", score.why);
    }
    fmt::print("  {} cues\n", results.cues.size());
    for (const CoachCue& cue : results.cues) {
        fmt::print("    {:>7.1f} s  {}\n", cue.start_s, wordsOf(cue, cue.start_s));
    }
}

void printPercussion(const SessionResults& results)
{
    if (results.percussion_band) {
        fmt::print("percussion resolvable from {:g} to {:g} Hz\n", results.percussion_band->from_hz,
                   results.percussion_band->to_hz);
    } else {
        fmt::print("percussion not resolvable at this frame rate\n");
    }
}

void printOutcomes(const std::vector<Outcome>& outcomes)
{
    for (const Outcome& outcome : outcomes) {
        fmt::print("beside the mat: {} {:g}{}{}\n", outcome.name, outcome.value,
                   outcome.unit.empty() ? "" : " ", outcome.unit);
    }
}

}  // namespace

void printAnalysis(const session::SessionReader& session, const SessionResults& results,
                   const std::optional<Coaching>& coaching)
{
    const std::optional<SetUp> setup = session.header().info.setup;
    printFacts(session, results);
    printMetrics(results, setup);
    printHolds(results, setup);
    printSpots(results, setup);
    printPercussion(results);
    printRegions(results, setup);
    printOutcomes(session.outcomes());
    if (coaching && results.coach) {
        printCoach(*coaching, *results.coach);
    }
}

}  // namespace palpate::cli
