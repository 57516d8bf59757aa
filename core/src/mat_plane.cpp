#include "palpate/core/mat_plane.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <variant>

namespace palpate {

namespace {

struct InsideOf {
    MatPoint place;

    bool operator()(const RectangleShape& shape) const
    {
        const auto [left_mm, right_mm] = std::minmax(shape.from.x_mm, shape.to.x_mm);
        const auto [top_mm, bottom_mm] = std::minmax(shape.from.y_mm, shape.to.y_mm);
        return place.x_mm >= left_mm && place.x_mm <= right_mm && place.y_mm >= top_mm &&
               place.y_mm <= bottom_mm;
    }
    bool operator()(const EllipseShape& shape) const
    {
        const double x = (place.x_mm - shape.centre.x_mm) / shape.radius_x.mm;
        const double y = (place.y_mm - shape.centre.y_mm) / shape.radius_y.mm;
        return x * x + y * y <= 1.0;
    }
    bool operator()(const PolygonShape& shape) const { return isInside(shape.points, place); }
};

struct BoxOf {
    RectangleShape operator()(const RectangleShape& shape) const
    {
        return {.from = {.x_mm = std::min(shape.from.x_mm, shape.to.x_mm),
                         .y_mm = std::min(shape.from.y_mm, shape.to.y_mm)},
                .to = {.x_mm = std::max(shape.from.x_mm, shape.to.x_mm),
                       .y_mm = std::max(shape.from.y_mm, shape.to.y_mm)}};
    }
    RectangleShape operator()(const EllipseShape& shape) const
    {
        const auto& [centre, radius_x, radius_y] = shape;
        return {.from = {.x_mm = centre.x_mm - radius_x.mm, .y_mm = centre.y_mm - radius_y.mm},
                .to = {.x_mm = centre.x_mm + radius_x.mm, .y_mm = centre.y_mm + radius_y.mm}};
    }
    RectangleShape operator()(const PolygonShape& shape) const
    {
        RectangleShape box{.from = shape.points.front(), .to = shape.points.front()};
        for (const MatPoint& point : shape.points) {
            box.from = {.x_mm = std::min(box.from.x_mm, point.x_mm),
                        .y_mm = std::min(box.from.y_mm, point.y_mm)};
            box.to = {.x_mm = std::max(box.to.x_mm, point.x_mm), .y_mm = std::max(box.to.y_mm, point.y_mm)};
        }
        return box;
    }
};

}  // namespace

double distanceMm(const MatPoint& a, const MatPoint& b)
{
    const double dx_mm = a.x_mm - b.x_mm;
    const double dy_mm = a.y_mm - b.y_mm;
    // Rounded alike on every machine, unlike hypot.
    return std::sqrt(dx_mm * dx_mm + dy_mm * dy_mm);
}

bool isInside(const std::vector<MatPoint>& corners, const MatPoint& place)
{
    bool is_inside = false;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const MatPoint& a = corners[i];
        const MatPoint& b = corners[(i + 1) % corners.size()];
        if ((a.y_mm > place.y_mm) != (b.y_mm > place.y_mm) &&
            place.x_mm < a.x_mm + (b.x_mm - a.x_mm) * (place.y_mm - a.y_mm) / (b.y_mm - a.y_mm)) {
            is_inside = !is_inside;
        }
    }
    return is_inside;
}

bool isInside(const RegionShape& shape, const MatPoint& place)
{
    return std::visit(InsideOf{place}, shape);
}

RectangleShape boxOf(const RegionShape& shape)
{
    return std::visit(BoxOf{}, shape);
}

}  // namespace palpate
