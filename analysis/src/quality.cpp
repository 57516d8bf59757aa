#include "palpate/analysis/quality.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

/// The largest share, in percent, for which each grade is still given.
struct Limits {
    double a_pct;
    double b_pct;
    double c_pct;
};

constexpr Limits kLost{.a_pct = 0.1, .b_pct = 1.0, .c_pct = 5.0};
constexpr Limits kJunk{.a_pct = 0.5, .b_pct = 5.0, .c_pct = 10.0};
constexpr Limits kSaturated{.a_pct = 0.0, .b_pct = 1.0, .c_pct = 5.0};
constexpr double kOldTareS = 1800.0;
constexpr double kSecondsPerMinute = 60.0;
constexpr double kDriftBKpa = 0.2;
constexpr double kDriftCKpa = 0.5;
constexpr Limits kInvalid{.a_pct = 0.5, .b_pct = 2.0, .c_pct = 5.0};

double percentOf(std::uint64_t part, std::uint64_t whole)
{
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

QualityGrade gradeOf(double share_pct, const Limits& limits)
{
    if (share_pct <= limits.a_pct) {
        return QualityGrade::A;
    }
    if (share_pct <= limits.b_pct) {
        return QualityGrade::B;
    }
    return share_pct <= limits.c_pct ? QualityGrade::C : QualityGrade::D;
}

std::string counted(std::uint64_t number, const char* noun)
{
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

void lower(Quality& quality, QualityGrade grade, std::string reason)
{
    quality.grade = std::max(quality.grade, grade);
    quality.reasons.push_back(std::move(reason));
}

/// What shows only over the length of a session, and what was left unsaid.
void addSlowReasons(Quality& quality, const QualityFacts& facts)
{
    if (facts.tare_age_s && *facts.tare_age_s > kOldTareS) {
        lower(quality, QualityGrade::B,
              fmt::format("the tare was {:.0f} min old at the end", *facts.tare_age_s / kSecondsPerMinute));
    }
    if (facts.zero_drift && std::abs(facts.zero_drift->kpa) >= kDriftBKpa) {
        lower(quality, std::abs(facts.zero_drift->kpa) >= kDriftCKpa ? QualityGrade::C : QualityGrade::B,
              fmt::format("cells without a load drifted by {:+.2f} kPa", facts.zero_drift->kpa));
    }
    if (facts.creases > 0) {
        lower(quality, QualityGrade::C,
              fmt::format("{} from edge to edge of the mat: smooth it out",
                          counted(static_cast<std::uint64_t>(facts.creases), "crease")));
    }
    if (facts.clock_gaps > 0) {
        lower(quality, QualityGrade::B, fmt::format("{} in the clock", counted(facts.clock_gaps, "gap")));
    }
    if (facts.uncalibrated_cells > 0) {
        lower(quality, QualityGrade::B,
              fmt::format("{} over the range to which the mat was calibrated",
                          counted(facts.uncalibrated_cells, "cell")));
    }
    if (facts.unplaced_reports > 0) {
        lower(quality, QualityGrade::A,
              fmt::format("{} while nothing was on the mat", counted(facts.unplaced_reports, "pain report")));
    }
    if (facts.misses_setup) {
        lower(quality, QualityGrade::A, "the set-up was not stated");
    }
}

}  // namespace

Quality gradeQuality(const QualityFacts& facts)
{
    Quality quality{.lost_frames = facts.lost_frames,
                    .junk_frames = facts.junk_frames,
                    .invalid_cells = facts.invalid_cells};
    if (facts.contact_cells > 0) {
        quality.saturated_fraction = std::min(
            1.0, static_cast<double>(facts.saturated_cells) / static_cast<double>(facts.contact_cells));
    }
    const std::uint64_t sent = facts.frames + facts.lost_frames;
    if (facts.frames == facts.junk_frames) {
        lower(quality, QualityGrade::D, "no valid frame");
    }
    if (facts.lost_frames > 0) {
        lower(quality, gradeOf(percentOf(facts.lost_frames, sent), kLost),
              fmt::format("{} lost of {}", counted(facts.lost_frames, "frame"), sent));
    }
    if (facts.junk_frames > 0) {
        lower(quality, gradeOf(percentOf(facts.junk_frames, facts.frames), kJunk),
              fmt::format("{} rejected of {}", counted(facts.junk_frames, "junk frame"), facts.frames));
    }
    if (facts.saturated_cells > 0) {
        const double saturated_pct = 100.0 * quality.saturated_fraction;
        lower(quality, gradeOf(saturated_pct, kSaturated),
              fmt::format("{:.2g} % of the loaded cells at or over the ceiling: their pressure is at least "
                          "what is shown",
                          saturated_pct));
    }
    if (!facts.invalid_cells.empty()) {
        lower(quality, gradeOf(percentOf(facts.invalid_cells.size(), facts.present_cells), kInvalid),
              fmt::format("{} of {} left out as invalid", counted(facts.invalid_cells.size(), "cell"),
                          facts.present_cells));
    }
    if (facts.misses_tare) {
        lower(quality, QualityGrade::B, "no tare of the empty mat was recorded");
    }
    addSlowReasons(quality, facts);
    return quality;
}

}  // namespace palpate::analysis
