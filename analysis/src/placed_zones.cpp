#include "palpate/analysis/placed_zones.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "palpate/core/mat_plane.hpp"

namespace palpate::analysis {

namespace {

constexpr double kStretchMm = 10.0;
/// A stretch counts as passed when the tool's middle came so near to its own.
constexpr double kPassedMm = 15.0;

}  // namespace

PlacedZones::PlacedZones(const Coaching& coaching) : coaching_{coaching}
{
    const auto& stroke = coaching.technique.rules.stroke;
    const bool is_across = stroke && stroke->travel == Travel::Across;
    travel_ = is_across ? MatPoint{.x_mm = 1.0, .y_mm = 0.0} : MatPoint{.x_mm = 0.0, .y_mm = 1.0};
    for (const Zone& zone : coaching.technique.zones) {
        if (zone.kind == ZoneKind::Target) {
            addTarget(zone);
        }
    }
}

void PlacedZones::addTarget(const Zone& zone)
{
    const auto along = [this](const MatPoint& corner) {
        return coaching_.placement.scale * (corner.x_mm * travel_.x_mm + corner.y_mm * travel_.y_mm);
    };
    const auto [first, last] =
        std::minmax_element(zone.corners.begin(), zone.corners.end(),
                            [&along](const MatPoint& a, const MatPoint& b) { return along(a) < along(b); });
    double from_mm = along(*first);
    double to_mm = along(*last);
    auto same = std::find_if(targets_.begin(), targets_.end(),
                             [&zone](const Stretches& stretches) { return stretches.side == zone.side; });
    if (same == targets_.end()) {
        targets_.push_back({.side = zone.side});
        same = targets_.end() - 1;
    } else {
        to_mm = std::max(to_mm, same->from_mm + kStretchMm * static_cast<double>(same->is_passed.size()));
        from_mm = std::min(from_mm, same->from_mm);
    }
    same->from_mm = from_mm;
    same->is_passed.assign(
        static_cast<std::size_t>(std::max(1.0, std::round((to_mm - from_mm) / kStretchMm))), false);
}

const Zone* PlacedZones::noGoAt(const MatPoint& on_mat) const
{
    const MatPoint on_body = toBody(coaching_.placement, on_mat);
    for (const Zone& zone : coaching_.technique.zones) {
        if (zone.kind == ZoneKind::NoGo && isInside(zone.corners, on_body)) {
            return &zone;
        }
    }
    return nullptr;
}

std::optional<Side> PlacedZones::sideAt(const MatPoint& on_mat) const
{
    const MatPoint on_body = toBody(coaching_.placement, on_mat);
    for (const Zone& zone : coaching_.technique.zones) {
        if (zone.kind == ZoneKind::Target && isInside(zone.corners, on_body)) {
            return zone.side;
        }
    }
    return std::nullopt;
}

bool PlacedZones::hasNoGo() const
{
    const auto& zones = coaching_.technique.zones;
    return std::any_of(zones.begin(), zones.end(),
                       [](const Zone& zone) { return zone.kind == ZoneKind::NoGo; });
}

double PlacedZones::alongMm(const MatPoint& on_mat) const
{
    const MatPoint on_body = toBody(coaching_.placement, on_mat);
    return coaching_.placement.scale * (on_body.x_mm * travel_.x_mm + on_body.y_mm * travel_.y_mm);
}

void PlacedZones::pass(const MatPoint& on_mat)
{
    const double place_mm = alongMm(on_mat);
    const std::optional<Side> side = sideAt(on_mat);
    for (Stretches& target : targets_) {
        // Above and below a target the tool still belongs to the side on which it has been.
        if (target.side && side && target.side != side) {
            continue;
        }
        if (target.side && !side && !target.is_worked) {
            continue;
        }
        target.is_worked = true;
        for (std::size_t i = 0; i < target.is_passed.size(); ++i) {
            const double middle_mm = target.from_mm + kStretchMm * (static_cast<double>(i) + 0.5);
            if (std::abs(place_mm - middle_mm) <= kPassedMm) {
                target.is_passed[i] = true;
            }
        }
    }
}

std::optional<double> PlacedZones::coveredPct() const
{
    std::optional<double> least_pct;
    for (const Stretches& target : targets_) {
        if (target.is_worked) {
            const auto passed = std::count(target.is_passed.begin(), target.is_passed.end(), true);
            const double pct =
                100.0 * static_cast<double>(passed) / static_cast<double>(target.is_passed.size());
            least_pct = std::min(least_pct.value_or(pct), pct);
        }
    }
    return least_pct;
}

}  // namespace palpate::analysis
