#include "landmark_fit.hpp"

#include <cmath>
#include <numbers>

#include "palpate/core/assert.hpp"
#include "palpate/core/mat_plane.hpp"

namespace palpate::analysis {

namespace {

/// Both places of a landmark from the centres of their mats.
struct Centred {
    MatPoint before;
    MatPoint after;
};

std::vector<Centred> centred(const std::vector<LandmarkPair>& pairs, const MatGeometry& before,
                             const MatGeometry& after, bool mirrors)
{
    std::vector<Centred> places;
    places.reserve(pairs.size());
    for (const LandmarkPair& pair : pairs) {
        const double x_mm = pair.before.x_mm - 0.5 * before.widthMm();
        places.push_back(
            {.before = {.x_mm = mirrors ? -x_mm : x_mm, .y_mm = pair.before.y_mm - 0.5 * before.heightMm()},
             .after = {.x_mm = pair.after.x_mm - 0.5 * after.widthMm(),
                       .y_mm = pair.after.y_mm - 0.5 * after.heightMm()}});
    }
    return places;
}

}  // namespace

std::optional<LandmarkFit> fitLandmarks(const std::vector<LandmarkPair>& pairs, const MatGeometry& before,
                                        const MatGeometry& after, bool mirrors)
{
    constexpr double kLeastSpreadMm = 10.0;
    if (pairs.size() < kLeastLandmarks) {
        return std::nullopt;
    }
    const std::vector<Centred> places = centred(pairs, before, after, mirrors);
    const auto count = static_cast<double>(places.size());
    Centred mean;
    for (const Centred& place : places) {
        mean.before.x_mm += place.before.x_mm / count;
        mean.before.y_mm += place.before.y_mm / count;
        mean.after.x_mm += place.after.x_mm / count;
        mean.after.y_mm += place.after.y_mm / count;
    }
    double along = 0.0;
    double across = 0.0;
    double spread_mm2 = 0.0;
    for (const Centred& place : places) {
        const double ax = place.before.x_mm - mean.before.x_mm;
        const double ay = place.before.y_mm - mean.before.y_mm;
        const double bx = place.after.x_mm - mean.after.x_mm;
        const double by = place.after.y_mm - mean.after.y_mm;
        along += ax * bx + ay * by;
        across += ax * by - ay * bx;
        spread_mm2 += (ax * ax + ay * ay) / count;
    }
    if (std::sqrt(spread_mm2) < kLeastSpreadMm) {
        return std::nullopt;
    }
    const double turn_rad = std::atan2(across, along);
    const double c = std::cos(turn_rad);
    const double s = std::sin(turn_rad);
    return LandmarkFit{.turn_rad = turn_rad,
                       .dx_mm = mean.after.x_mm - (c * mean.before.x_mm - s * mean.before.y_mm),
                       .dy_mm = mean.after.y_mm - (s * mean.before.x_mm + c * mean.before.y_mm)};
}

double landmarkResidualMm(const std::vector<LandmarkPair>& pairs, const Alignment& alignment,
                          const MatGeometry& before, const MatGeometry& after)
{
    PALPATE_ASSERT(!pairs.empty());
    double sum_mm2 = 0.0;
    for (const LandmarkPair& pair : pairs) {
        const double apart_mm = distanceMm(onSecondMat(alignment, before, after, pair.before), pair.after);
        sum_mm2 += apart_mm * apart_mm;
    }
    return std::sqrt(sum_mm2 / static_cast<double>(pairs.size()));
}

std::optional<double> landmarksApartMm(const std::vector<LandmarkPair>& landmarks, const MatGeometry& before,
                                       const MatGeometry& after, bool mirrors)
{
    const std::optional<LandmarkFit> fit = fitLandmarks(landmarks, before, after, mirrors);
    if (!fit) {
        return std::nullopt;
    }
    Alignment alignment{.dx_mm = fit->dx_mm, .dy_mm = fit->dy_mm};
    alignment.rotation_deg = fit->turn_rad * 180.0 / std::numbers::pi;
    alignment.is_mirrored = mirrors;
    return landmarkResidualMm(landmarks, alignment, before, after);
}

}  // namespace palpate::analysis
