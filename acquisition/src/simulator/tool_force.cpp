#include "simulator/tool_force.hpp"

#include <algorithm>

#include "simulator/body_load.hpp"
#include "simulator/client_timeline.hpp"
#include "simulator/hertz_contact.hpp"
#include "simulator/pressure_patch.hpp"

#include <fmt/format.h>

namespace palpate::acquisition::simulator {

namespace {

constexpr double kTooHard = 1.4;
constexpr double kTooLight = 0.6;
constexpr double kUsualRollerWeightPct = 30.0;
constexpr Force kUsualBallForce{45.0};
constexpr double kPercent = 100.0;

double wantedOf(const LoadRule& rule, Variant variant)
{
    constexpr double kOfThreshold = 0.7;
    constexpr double kOfThresholdOnBone = 0.55;
    if (variant == Variant::TooHard) {
        return kTooHard * rule.band.max.value_or(0.0);
    }
    if (variant == Variant::TooLight) {
        return kTooLight * rule.band.min.value_or(0.0);
    }
    if (rule.unit == LoadUnit::OwnThresholdPct && !rule.band.min) {
        return (variant == Variant::OnBone ? kOfThresholdOnBone : kOfThreshold) * rule.band.max.value_or(0.0);
    }
    return middleOf(rule.band);
}

double peakKpa(const MatGeometry& mat, MatPoint place, Force force)
{
    const auto patch = ballPatch(mat, place, ballContact(force, kBallRadius, kBallModulus), force);
    return patch.kpa.empty() ? 0.0 : *std::max_element(patch.kpa.begin(), patch.kpa.end());
}

double usualPeakKpa(const MatGeometry& mat, Force force)
{
    if (hasCoarseCells(mat)) {
        return peakKpa(mat, mat.centreOf(0, 0), force);
    }
    constexpr int kPlaces = 3;
    double sum_kpa = 0.0;
    for (int row = 0; row < kPlaces; ++row) {
        for (int col = 0; col < kPlaces; ++col) {
            sum_kpa += peakKpa(mat,
                               {.x_mm = (col + 0.5) / kPlaces * mat.pitchXMm(),
                                .y_mm = (row + 0.5) / kPlaces * mat.pitchYMm()},
                               force);
        }
    }
    return sum_kpa / (kPlaces * kPlaces);
}

}  // namespace

double middleOf(const Band& band)
{
    constexpr double kUnderMax = 0.7;
    constexpr double kOverMin = 1.4;
    if (band.min && band.max) {
        return 0.5 * (*band.min + *band.max);
    }
    return band.max ? kUnderMax * *band.max : kOverMin * band.min.value_or(0.0);
}

bool hasCoarseCells(const MatGeometry& mat)
{
    constexpr double kCoarseMm = 20.0;
    return std::max(mat.pitchXMm(), mat.pitchYMm()) > kCoarseMm;
}

Force ballForceForPeak(const MatGeometry& mat, Pressure peak)
{
    constexpr int kHalvings = 24;
    double low_n = 0.0;
    double high_n = 2000.0;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle_n = 0.5 * (low_n + high_n);
        (usualPeakKpa(mat, Force{middle_n}) < peak.kpa ? low_n : high_n) = middle_n;
    }
    return Force{0.5 * (low_n + high_n)};
}

Result<Force> toolForce(const Coaching& coaching, const MatGeometry& mat, Variant variant)
{
    const auto& rule = coaching.technique.rules.load;
    if (!rule) {
        return coaching.tool == Tool::FoamRoller ? Force{kClientWeight.n * kUsualRollerWeightPct / kPercent}
                                                 : kUsualBallForce;
    }
    const bool is_load_wrong = variant == Variant::TooHard || variant == Variant::TooLight;
    const double wanted = wantedOf(*rule, variant);
    if (rule->unit == LoadUnit::Newton) {
        return Force{wanted};
    }
    if (rule->unit == LoadUnit::BodyWeightPct) {
        if (is_load_wrong && !coaching.body_weight) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("'{}' needs the client's body weight: without it the load of {} is not "
                                    "judged",
                                    toString(variant), coaching.technique.id));
        }
        return Force{coaching.body_weight.value_or(kClientWeight).n * wanted / kPercent};
    }
    if (is_load_wrong && !coaching.own_threshold) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("'{}' needs the client's own pressure-pain threshold: without it the load of "
                                "{} is not judged",
                                toString(variant), coaching.technique.id));
    }
    const Pressure threshold = coaching.own_threshold.value_or(kUsualThreshold);
    return ballForceForPeak(mat, Pressure{threshold.kpa * wanted / kPercent});
}

}  // namespace palpate::acquisition::simulator
