#include "simulator/stroke_timing.hpp"

#include <algorithm>

#include "simulator/tool_force.hpp"

namespace palpate::acquisition::simulator {

namespace {

constexpr double kUsualStrokeS = 3.0;
constexpr double kMostSpread = 0.05;
constexpr double kMostBesideRest = 0.06;
constexpr double kTooFast = 2.0;
/// Of a stroke's time, that it takes more to speed up than at even speed.
constexpr double kTurnShare = 0.03;
constexpr double kTooSlow = 1.6;
constexpr double kLeastTooSlow = 1.3;
constexpr double kClearOfHoldS = 0.6;
/// A hold's place is 20 mm wide, or as wide as the cell in which a ball's place cannot be told.
constexpr double kHoldPlaceMm = 20.0;
constexpr double kHoldPlaceInCells = 1.25;

}  // namespace

StrokeTiming::StrokeTiming(const TechniqueRules& rules, Variant variant, double pitch_mm)
{
    if (!rules.stroke) {
        wanted_ = kUsualStrokeS;
        spread_ = kMostSpread;
        return;
    }
    const Band& band = rules.stroke->band;
    unit_ = rules.stroke->unit;
    wanted_ = middleOf(band);
    const bool is_duration = unit_ == StrokeUnit::Seconds;
    if (variant == Variant::TooFast) {
        wanted_ = is_duration ? *band.min / kTooFast : *band.max * kTooFast;
    } else if (variant == Variant::TooSlow) {
        wanted_ = is_duration ? *band.max * kTooSlow : *band.min / kTooSlow;
        if (is_duration && rules.hold) {
            least_s_ = *band.max * kLeastTooSlow;
            longest_turn_s_ = rules.hold->counts_from_s - kClearOfHoldS;
            turn_mm_ = std::max(kHoldPlaceMm, kHoldPlaceInCells * pitch_mm);
        }
    }
    const double room = band.min && band.max ? (*band.max - *band.min) / (*band.max + *band.min) : 1.0;
    spread_ = std::min(kMostSpread, 0.2 * room);
    beside_rest_ = variant == Variant::TooSlow ? 1.0 : 1.0 + std::min(kMostBesideRest, 0.25 * room);
}

double StrokeTiming::seconds(double length_mm, bool beside_rest) const
{
    constexpr double kShortestS = 0.4;
    double plain_s = unit_ == StrokeUnit::Seconds ? wanted_ : length_mm / wanted_;
    if (longest_turn_s_ > 0.0) {
        const double turn_share = 2.0 * (kTurnShare + turn_mm_ / length_mm);
        plain_s = std::min(plain_s, std::max(least_s_, longest_turn_s_ / turn_share));
    }
    return std::max(kShortestS, plain_s * (beside_rest ? beside_rest_ : 1.0));
}

double StrokeTiming::halfSecondsWithLoss(double length_mm, double lost_s) const
{
    constexpr double kShortestHalfS = 0.6;
    constexpr double kLonger = 1.1;
    return std::max(kShortestHalfS, 0.5 * (kLonger * seconds(length_mm, false) - lost_s));
}

std::optional<StrokeFault> strokeFault(const StrokeRule& rule, double length_mm, double seconds)
{
    const bool is_duration = rule.unit == StrokeUnit::Seconds;
    const double done = is_duration ? seconds : length_mm / seconds;
    if (rule.band.min && done < *rule.band.min) {
        return is_duration ? StrokeFault::TooFast : StrokeFault::TooSlow;
    }
    if (rule.band.max && done > *rule.band.max) {
        return is_duration ? StrokeFault::TooSlow : StrokeFault::TooFast;
    }
    return std::nullopt;
}

}  // namespace palpate::acquisition::simulator
