#include "region_places.hpp"

#include <algorithm>
#include <cmath>

namespace palpate::gui {

namespace {

struct InsideOf {
    MatPoint place;

    bool operator()(const RectangleShape& shape) const
    {
        const auto [left, right] = std::minmax(shape.from.x_mm, shape.to.x_mm);
        const auto [top, bottom] = std::minmax(shape.from.y_mm, shape.to.y_mm);
        return place.x_mm >= left && place.x_mm <= right && place.y_mm >= top && place.y_mm <= bottom;
    }
    bool operator()(const EllipseShape& shape) const
    {
        const double x = (place.x_mm - shape.centre.x_mm) / shape.radius_x.mm;
        const double y = (place.y_mm - shape.centre.y_mm) / shape.radius_y.mm;
        return x * x + y * y <= 1.0;
    }
    bool operator()(const PolygonShape& shape) const
    {
        bool is_inside = false;
        const std::size_t count = shape.points.size();
        for (std::size_t i = 0; i < count; ++i) {
            const MatPoint& a = shape.points[i];
            const MatPoint& b = shape.points[(i + 1) % count];
            if ((a.y_mm > place.y_mm) == (b.y_mm > place.y_mm)) {
                continue;
            }
            const double cut_mm = a.x_mm + (place.y_mm - a.y_mm) * (b.x_mm - a.x_mm) / (b.y_mm - a.y_mm);
            is_inside = place.x_mm < cut_mm ? !is_inside : is_inside;
        }
        return is_inside;
    }
};

MatPoint shifted(MatPoint place, double dx_mm, double dy_mm)
{
    return {.x_mm = place.x_mm + dx_mm, .y_mm = place.y_mm + dy_mm};
}

struct MovedBy {
    double dx_mm;
    double dy_mm;

    RegionShape operator()(const RectangleShape& shape) const
    {
        return RectangleShape{.from = shifted(shape.from, dx_mm, dy_mm),
                              .to = shifted(shape.to, dx_mm, dy_mm)};
    }
    RegionShape operator()(const EllipseShape& shape) const
    {
        EllipseShape moved_shape = shape;
        moved_shape.centre = shifted(shape.centre, dx_mm, dy_mm);
        return moved_shape;
    }
    RegionShape operator()(const PolygonShape& shape) const
    {
        PolygonShape moved_shape = shape;
        for (MatPoint& point : moved_shape.points) {
            point = shifted(point, dx_mm, dy_mm);
        }
        return moved_shape;
    }
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
        return {.from = shifted(shape.centre, -shape.radius_x.mm, -shape.radius_y.mm),
                .to = shifted(shape.centre, shape.radius_x.mm, shape.radius_y.mm)};
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

bool isInside(const RegionShape& shape, MatPoint place)
{
    return std::visit(InsideOf{place}, shape);
}

std::optional<std::size_t> regionAt(const std::vector<Region>& regions, MatPoint place)
{
    for (std::size_t i = regions.size(); i > 0; --i) {
        if (isInside(regions[i - 1].shape, place)) {
            return i - 1;
        }
    }
    return std::nullopt;
}

QString regionNameAt(const std::vector<Region>& regions, MatPoint place)
{
    const std::optional<std::size_t> at = regionAt(regions, place);
    return at.has_value() ? QString::fromStdString(regions[*at].name) : QString();
}

RegionShape moved(const RegionShape& shape, double dx_mm, double dy_mm)
{
    return std::visit(MovedBy{.dx_mm = dx_mm, .dy_mm = dy_mm}, shape);
}

RectangleShape boxOf(const RegionShape& shape)
{
    return std::visit(BoxOf{}, shape);
}

QString freeRegionName(const std::vector<Region>& regions)
{
    for (std::size_t number = regions.size() + 1;; ++number) {
        QString name = QStringLiteral("Region %1").arg(number);
        const bool is_taken = std::any_of(regions.begin(), regions.end(), [&name](const Region& region) {
            return QString::fromStdString(region.name) == name;
        });
        if (!is_taken) {
            return name;
        }
    }
}

}  // namespace palpate::gui
