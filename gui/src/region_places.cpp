#include "region_places.hpp"

#include <algorithm>

#include "palpate/core/mat_plane.hpp"

namespace palpate::gui {

namespace {

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

}  // namespace

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
