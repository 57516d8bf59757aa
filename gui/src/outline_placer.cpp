#include "outline_placer.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "palpate/core/mat_plane.hpp"

namespace palpate::gui {

namespace {

constexpr double kDegreesPerHalfTurn = 180.0;

double directionDeg(const MatPoint& from, const MatPoint& to)
{
    return std::atan2(to.y_mm - from.y_mm, to.x_mm - from.x_mm) * kDegreesPerHalfTurn / std::numbers::pi;
}

/// From -180 to 180.
double normalised(double degrees)
{
    return std::remainder(degrees, 2.0 * kDegreesPerHalfTurn);
}

}  // namespace

void OutlinePlacer::begin(const Technique& technique, const Placement& placement, const MatGeometry& mat)
{
    technique_ = technique;
    placement_ = placement;
    placed_before_ = placement;
    width_mm_ = mat.widthMm();
    height_mm_ = mat.heightMm();
    grip_ = Grip::None;
    is_placing_ = true;
    Q_EMIT changed();
}

void OutlinePlacer::finish()
{
    if (is_placing_) {
        is_placing_ = false;
        Q_EMIT finished(placement_);
        Q_EMIT changed();
    }
}

void OutlinePlacer::cancel()
{
    if (is_placing_) {
        is_placing_ = false;
        placement_ = placed_before_;
        Q_EMIT changed();
    }
}

PlacingHandles OutlinePlacer::handles() const
{
    constexpr double kInside = 0.85;
    MatPoint reach{};
    double top_mm = 0.0;
    for (const MatPoint& corner : technique_.outline) {
        reach = {.x_mm = std::max(reach.x_mm, corner.x_mm), .y_mm = std::max(reach.y_mm, corner.y_mm)};
        top_mm = std::min(top_mm, corner.y_mm);
    }
    return {.turn = toMat(placement_, {.x_mm = 0.0, .y_mm = kInside * top_mm}),
            .scale = toMat(placement_, {.x_mm = kInside * reach.x_mm, .y_mm = kInside * reach.y_mm})};
}

void OutlinePlacer::press(MatPoint place, double reach_mm)
{
    if (!is_placing_) {
        return;
    }
    const PlacingHandles held_by = handles();
    grip_ = distanceMm(place, held_by.turn) <= reach_mm    ? Grip::Turn
            : distanceMm(place, held_by.scale) <= reach_mm ? Grip::Scale
                                                           : Grip::Body;
    grabbed_at_ = place;
    grabbed_ = placement_;
}

void OutlinePlacer::move(MatPoint place)
{
    Placement wanted = grabbed_;
    switch (grip_) {
        case Grip::None:
            return;
        case Grip::Body:
            wanted.centre.x_mm += place.x_mm - grabbed_at_.x_mm;
            wanted.centre.y_mm += place.y_mm - grabbed_at_.y_mm;
            break;
        case Grip::Turn:
            wanted.turn_deg +=
                directionDeg(grabbed_.centre, place) - directionDeg(grabbed_.centre, grabbed_at_);
            break;
        case Grip::Scale:
            wanted.scale *=
                distanceMm(grabbed_.centre, place) / std::max(1.0, distanceMm(grabbed_.centre, grabbed_at_));
            break;
    }
    put(wanted);
}

void OutlinePlacer::moveBy(double dx_mm, double dy_mm)
{
    Placement wanted = placement_;
    wanted.centre.x_mm += dx_mm;
    wanted.centre.y_mm += dy_mm;
    put(wanted);
}

void OutlinePlacer::turnBy(double degrees)
{
    Placement wanted = placement_;
    wanted.turn_deg += degrees;
    put(wanted);
}

void OutlinePlacer::scaleBy(double factor)
{
    Placement wanted = placement_;
    wanted.scale *= factor;
    put(wanted);
}

void OutlinePlacer::put(Placement placement)
{
    if (!is_placing_) {
        return;
    }
    placement.centre = {.x_mm = std::clamp(placement.centre.x_mm, 0.0, width_mm_),
                        .y_mm = std::clamp(placement.centre.y_mm, 0.0, height_mm_)};
    placement.turn_deg = normalised(placement.turn_deg);
    placement.scale = std::clamp(placement.scale, kLeastScale, kMostScale);
    placement_ = placement;
    Q_EMIT changed();
}

}  // namespace palpate::gui
