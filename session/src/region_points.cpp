#include "region_points.hpp"

#include <utility>

namespace palpate::session {

namespace {

constexpr std::uint8_t kRectangle = 0;
constexpr std::uint8_t kEllipse = 1;
constexpr std::uint8_t kPolygon = 2;

}  // namespace

RegionPoints pointsOf(const RegionShape& shape)
{
    if (const auto* rectangle = std::get_if<RectangleShape>(&shape)) {
        return {.kind = kRectangle, .points = {rectangle->from, rectangle->to}};
    }
    if (const auto* ellipse = std::get_if<EllipseShape>(&shape)) {
        return {.kind = kEllipse,
                .points = {ellipse->centre, {.x_mm = ellipse->radius_x.mm, .y_mm = ellipse->radius_y.mm}}};
    }
    return {.kind = kPolygon, .points = std::get<PolygonShape>(shape).points};
}

std::optional<RegionShape> shapeOf(const RegionPoints& stored)
{
    const auto& points = stored.points;
    if (stored.kind == kPolygon) {
        return PolygonShape{.points = points};
    }
    if (points.size() != 2) {
        return std::nullopt;
    }
    if (stored.kind == kRectangle) {
        return RectangleShape{.from = points[0], .to = points[1]};
    }
    if (stored.kind == kEllipse) {
        return EllipseShape{
            .centre = points[0], .radius_x = Length{points[1].x_mm}, .radius_y = Length{points[1].y_mm}};
    }
    return std::nullopt;
}

}  // namespace palpate::session
