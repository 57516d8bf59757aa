#include "palpate/analysis/quality.hpp"

#include <algorithm>
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
    return quality;
}

}  // namespace palpate::analysis
