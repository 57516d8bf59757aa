#include "simulator/work_line.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "palpate/core/mat_plane.hpp"

#include "simulator/tool_path.hpp"

#include <fmt/format.h>

namespace palpate::acquisition::simulator {

namespace {

constexpr double kEdgeMarginMm = 18.0;
constexpr double kClearOfNoGoMm = 8.0;
constexpr double kGridMm = 5.0;

MatPoint rounded(const MatPoint& point)
{
    constexpr double kMillion = 1e6;
    return {.x_mm = std::floor(point.x_mm * kMillion + 0.5) / kMillion,
            .y_mm = std::floor(point.y_mm * kMillion + 0.5) / kMillion};
}

/// Axes along and at right angles to the strokes, (0, 0) where the technique's outline is held.
struct TravelFrame {
    MatPoint origin;
    MatPoint along;

    [[nodiscard]] double alongMm(const MatPoint& p) const
    {
        return (p.x_mm - origin.x_mm) * along.x_mm + (p.y_mm - origin.y_mm) * along.y_mm;
    }
    [[nodiscard]] double besideMm(const MatPoint& p) const
    {
        return (p.y_mm - origin.y_mm) * along.x_mm - (p.x_mm - origin.x_mm) * along.y_mm;
    }
    [[nodiscard]] MatPoint onMat(double along_mm, double beside_mm) const
    {
        return rounded({.x_mm = origin.x_mm + along_mm * along.x_mm - beside_mm * along.y_mm,
                        .y_mm = origin.y_mm + along_mm * along.y_mm + beside_mm * along.x_mm});
    }
};

TravelFrame travelFrame(const Coaching& coaching)
{
    const auto& stroke = coaching.technique.rules.stroke;
    const bool is_across = stroke && stroke->travel == Travel::Across;
    const MatPoint origin = rounded(toMat(coaching.placement, {}));
    const MatPoint ahead =
        toMat(coaching.placement, is_across ? MatPoint{.x_mm = 1.0} : MatPoint{.y_mm = 1.0});
    const double length_mm = distanceMm(ahead, origin);
    return {.origin = origin,
            .along = rounded({.x_mm = (ahead.x_mm - origin.x_mm) / length_mm,
                              .y_mm = (ahead.y_mm - origin.y_mm) / length_mm})};
}

struct Extent {
    double low_mm = std::numeric_limits<double>::max();
    double high_mm = std::numeric_limits<double>::lowest();

    void take(double value_mm)
    {
        low_mm = std::min(low_mm, value_mm);
        high_mm = std::max(high_mm, value_mm);
    }
    [[nodiscard]] double middleMm() const { return 0.5 * (low_mm + high_mm); }
    [[nodiscard]] double lengthMm() const { return high_mm - low_mm; }
};

double distanceToSegmentMm(const MatPoint& point, const MatPoint& a, const MatPoint& b)
{
    const double dx = b.x_mm - a.x_mm;
    const double dy = b.y_mm - a.y_mm;
    const double square = dx * dx + dy * dy;
    const double share =
        square > 0.0
            ? std::clamp(((point.x_mm - a.x_mm) * dx + (point.y_mm - a.y_mm) * dy) / square, 0.0, 1.0)
            : 0.0;
    return distanceMm(point, {.x_mm = a.x_mm + share * dx, .y_mm = a.y_mm + share * dy});
}

double distanceToEdgeMm(const Polygon& polygon, const MatPoint& point)
{
    double least_mm = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        least_mm =
            std::min(least_mm, distanceToSegmentMm(point, polygon[i], polygon[(i + 1) % polygon.size()]));
    }
    return least_mm;
}

double marginOnMatMm(const MatGeometry& mat, const MatPoint& point)
{
    return std::min({point.x_mm, point.y_mm, mat.widthMm() - point.x_mm, mat.heightMm() - point.y_mm});
}

bool isClear(const WorkLine& line, const MatGeometry& mat, const std::vector<Polygon>& no_go)
{
    const int steps = 1 + static_cast<int>(line.lengthMm() / kGridMm);
    for (int i = 0; i <= steps; ++i) {
        const MatPoint point = line.at(static_cast<double>(i) / steps);
        const bool is_near_no_go = std::any_of(no_go.begin(), no_go.end(), [&point](const Polygon& polygon) {
            return isInside(polygon, point) || distanceToEdgeMm(polygon, point) < kClearOfNoGoMm;
        });
        if (is_near_no_go || marginOnMatMm(mat, point) < kEdgeMarginMm) {
            return false;
        }
    }
    return true;
}

double sideOfLine(const WorkLine& line, const MatPoint& point)
{
    const double length_mm = line.lengthMm();
    return ((point.x_mm - line.low.x_mm) * (line.high.x_mm - line.low.x_mm) +
            (point.y_mm - line.low.y_mm) * (line.high.y_mm - line.low.y_mm)) /
           length_mm;
}

}  // namespace

double WorkLine::lengthMm() const
{
    return distanceMm(low, high);
}

MatPoint WorkLine::at(double share) const
{
    return {.x_mm = low.x_mm + (high.x_mm - low.x_mm) * share,
            .y_mm = low.y_mm + (high.y_mm - low.y_mm) * share};
}

std::vector<Polygon> zonesOnMat(const Coaching& coaching, ZoneKind kind, std::optional<Side> side)
{
    std::vector<Polygon> polygons;
    for (const Zone& zone : coaching.technique.zones) {
        if (zone.kind != kind || (side && zone.side != side)) {
            continue;
        }
        Polygon polygon;
        for (const MatPoint& corner : zone.corners) {
            polygon.push_back(rounded(toMat(coaching.placement, corner)));
        }
        polygons.push_back(std::move(polygon));
    }
    return polygons;
}

Result<WorkLine> workLine(const Coaching& coaching, const MatGeometry& mat, std::optional<Side> side)
{
    const TravelFrame frame = travelFrame(coaching);
    const auto targets = zonesOnMat(coaching, ZoneKind::Target, side);
    Extent along;
    Extent beside;
    for (const Polygon& polygon : targets) {
        for (const MatPoint& corner : polygon) {
            along.take(frame.alongMm(corner));
            beside.take(frame.besideMm(corner));
        }
    }
    if (targets.empty()) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("technique {}: it has no target zone to work on", coaching.technique.id));
    }
    constexpr double kShortestLineMm = 60.0;
    if (along.lengthMm() < kShortestLineMm) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("technique {}: its targets are {:.0f} mm long on this mat, too short for "
                                "strokes: place it larger",
                                coaching.technique.id, along.lengthMm()));
    }
    const auto no_go = zonesOnMat(coaching, ZoneKind::NoGo, std::nullopt);
    constexpr double kUsedShareOfWidth = 0.4;
    const double farthest_mm = kUsedShareOfWidth * beside.lengthMm();
    for (double aside_mm = 0.0; aside_mm <= farthest_mm; aside_mm += kGridMm) {
        for (const double sign : {1.0, -1.0}) {
            const double at_mm = beside.middleMm() + sign * aside_mm;
            const WorkLine line{.low = frame.onMat(along.low_mm, at_mm),
                                .high = frame.onMat(along.high_mm, at_mm),
                                .width_mm = beside.lengthMm()};
            if (isClear(line, mat, no_go)) {
                return line;
            }
        }
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("technique {}: no way over its targets lies on the mat and clear of the no-go "
                            "zones: place it elsewhere",
                            coaching.technique.id));
}

std::optional<ForbiddenPlace> forbiddenPlace(const Coaching& coaching, const MatGeometry& mat,
                                             const WorkLine& line, double reach_mm)
{
    constexpr double kLeastDepthMm = 9.0;
    constexpr double kDeepEnoughMm = 22.0;
    constexpr double kDepthCounts = 4.0;
    constexpr double kLeastTravelMm = 56.0;
    std::optional<ForbiddenPlace> best;
    double best_score = std::numeric_limits<double>::lowest();
    const auto consider = [&](const Polygon& polygon, const MatPoint& place) {
        const double depth_mm = distanceToEdgeMm(polygon, place);
        const double along_mm = sideOfLine(line, place);
        const double travel_mm = std::max(std::abs(along_mm), std::abs(line.lengthMm() - along_mm));
        const WorkLine there{.low = place,
                             .high = {.x_mm = place.x_mm + line.high.x_mm - line.low.x_mm,
                                      .y_mm = place.y_mm + line.high.y_mm - line.low.y_mm}};
        if (!isInside(polygon, place) || depth_mm < kLeastDepthMm || travel_mm < kLeastTravelMm ||
            marginOnMatMm(mat, place) < kEdgeMarginMm || roomBesideMm(there, mat) < reach_mm) {
            return;
        }
        const double score = kDepthCounts * std::min(depth_mm, kDeepEnoughMm) -
                             distanceToSegmentMm(place, line.low, line.high);
        if (score > best_score) {
            best_score = score;
            best = {.place = place, .from_high = std::abs(line.lengthMm() - along_mm) > std::abs(along_mm)};
        }
    };
    for (const Polygon& polygon : zonesOnMat(coaching, ZoneKind::NoGo, std::nullopt)) {
        for (double y_mm = kGridMm; y_mm < mat.heightMm(); y_mm += kGridMm) {
            for (double x_mm = kGridMm; x_mm < mat.widthMm(); x_mm += kGridMm) {
                consider(polygon, {.x_mm = x_mm, .y_mm = y_mm});
            }
        }
    }
    return best;
}

Result<RollerAxis> rollerAxis(const WorkLine& line)
{
    constexpr double kAskewMm = 0.5;
    if (std::abs(line.high.x_mm - line.low.x_mm) <= kAskewMm) {
        return RollerAxis::AlongRows;
    }
    if (std::abs(line.high.y_mm - line.low.y_mm) <= kAskewMm) {
        return RollerAxis::AlongColumns;
    }
    return fail(
        ErrorCode::InvalidArgument,
        "the simulator lays a roller along rows or columns only: turn the outline by 0 or -90 degrees");
}

double roomBesideMm(const WorkLine& line, const MatGeometry& mat)
{
    const bool is_along_y =
        std::abs(line.high.y_mm - line.low.y_mm) >= std::abs(line.high.x_mm - line.low.x_mm);
    return is_along_y ? std::min(line.low.x_mm, mat.widthMm() - line.low.x_mm)
                      : std::min(line.low.y_mm, mat.heightMm() - line.low.y_mm);
}

}  // namespace palpate::acquisition::simulator
