#include "palpate/analysis/region_weights.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <variant>

namespace palpate::analysis {

namespace {

constexpr int kPointsPerSide = 32;

struct Box {
    double left_mm = 0.0;
    double top_mm = 0.0;
    double right_mm = 0.0;
    double bottom_mm = 0.0;
};

Box boxOf(const RectangleShape& shape)
{
    return {.left_mm = std::min(shape.from.x_mm, shape.to.x_mm),
            .top_mm = std::min(shape.from.y_mm, shape.to.y_mm),
            .right_mm = std::max(shape.from.x_mm, shape.to.x_mm),
            .bottom_mm = std::max(shape.from.y_mm, shape.to.y_mm)};
}

Box boxOf(const EllipseShape& shape)
{
    return {.left_mm = shape.centre.x_mm - shape.radius_x.mm,
            .top_mm = shape.centre.y_mm - shape.radius_y.mm,
            .right_mm = shape.centre.x_mm + shape.radius_x.mm,
            .bottom_mm = shape.centre.y_mm + shape.radius_y.mm};
}

Box boxOf(const PolygonShape& shape)
{
    constexpr double kFar = std::numeric_limits<double>::infinity();
    Box box{.left_mm = kFar, .top_mm = kFar, .right_mm = -kFar, .bottom_mm = -kFar};
    for (const MatPoint& point : shape.points) {
        box.left_mm = std::min(box.left_mm, point.x_mm);
        box.right_mm = std::max(box.right_mm, point.x_mm);
        box.top_mm = std::min(box.top_mm, point.y_mm);
        box.bottom_mm = std::max(box.bottom_mm, point.y_mm);
    }
    return box;
}

bool contains(const EllipseShape& shape, const MatPoint& point)
{
    const double x = (point.x_mm - shape.centre.x_mm) / shape.radius_x.mm;
    const double y = (point.y_mm - shape.centre.y_mm) / shape.radius_y.mm;
    return x * x + y * y <= 1.0;
}

bool contains(const PolygonShape& shape, const MatPoint& point)
{
    return isInside(shape.points, point);
}

double coveredPart(const RectangleShape& shape, const Box& cell)
{
    const Box box = boxOf(shape);
    const double width = std::min(box.right_mm, cell.right_mm) - std::max(box.left_mm, cell.left_mm);
    const double height = std::min(box.bottom_mm, cell.bottom_mm) - std::max(box.top_mm, cell.top_mm);
    const double area = (cell.right_mm - cell.left_mm) * (cell.bottom_mm - cell.top_mm);
    return std::max(width, 0.0) * std::max(height, 0.0) / area;
}

template <typename Shape>
double coveredPart(const Shape& shape, const Box& cell)
{
    int inside = 0;
    for (int i = 0; i < kPointsPerSide; ++i) {
        for (int j = 0; j < kPointsPerSide; ++j) {
            const MatPoint point{
                .x_mm = cell.left_mm + (cell.right_mm - cell.left_mm) * (j + 0.5) / kPointsPerSide,
                .y_mm = cell.top_mm + (cell.bottom_mm - cell.top_mm) * (i + 0.5) / kPointsPerSide};
            inside += contains(shape, point) ? 1 : 0;
        }
    }
    return static_cast<double>(inside) / (kPointsPerSide * kPointsPerSide);
}

template <typename Shape>
std::vector<WeightedCell> weights(const Shape& shape, const MatGeometry& geometry)
{
    const Box box = boxOf(shape);
    const auto clampedTo = [](double index, int most) {
        return static_cast<int>(std::clamp(std::floor(index), 0.0, static_cast<double>(most - 1)));
    };
    const int first_row = clampedTo(box.top_mm / geometry.pitchYMm(), geometry.rows());
    const int last_row = clampedTo(box.bottom_mm / geometry.pitchYMm(), geometry.rows());
    const int first_col = clampedTo(box.left_mm / geometry.pitchXMm(), geometry.cols());
    const int last_col = clampedTo(box.right_mm / geometry.pitchXMm(), geometry.cols());
    std::vector<WeightedCell> cells;
    for (int row = first_row; row <= last_row; ++row) {
        for (int col = first_col; col <= last_col; ++col) {
            const Box cell{.left_mm = col * geometry.pitchXMm(),
                           .top_mm = row * geometry.pitchYMm(),
                           .right_mm = (col + 1) * geometry.pitchXMm(),
                           .bottom_mm = (row + 1) * geometry.pitchYMm()};
            const double weight = geometry.isPresent(row, col) ? coveredPart(shape, cell) : 0.0;
            if (weight > 0.0) {
                cells.push_back({.cell = Eigen::Index{row} * geometry.cols() + col, .weight = weight});
            }
        }
    }
    return cells;
}

}  // namespace

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

std::vector<WeightedCell> weightsOf(const RegionShape& shape, const MatGeometry& geometry)
{
    return std::visit([&geometry](const auto& known) { return weights(known, geometry); }, shape);
}

}  // namespace palpate::analysis
