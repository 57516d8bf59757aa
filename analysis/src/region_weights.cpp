#include "palpate/analysis/region_weights.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include "palpate/core/mat_plane.hpp"

namespace palpate::analysis {

namespace {

constexpr int kPointsPerSide = 32;

/// In an upright rectangle the part is exact; elsewhere it is counted.
double coveredPart(const RegionShape& shape, const RectangleShape& box, const RectangleShape& cell)
{
    if (std::holds_alternative<RectangleShape>(shape)) {
        const double width_mm = std::min(box.to.x_mm, cell.to.x_mm) - std::max(box.from.x_mm, cell.from.x_mm);
        const double height_mm =
            std::min(box.to.y_mm, cell.to.y_mm) - std::max(box.from.y_mm, cell.from.y_mm);
        const double area_mm2 = (cell.to.x_mm - cell.from.x_mm) * (cell.to.y_mm - cell.from.y_mm);
        return std::max(width_mm, 0.0) * std::max(height_mm, 0.0) / area_mm2;
    }
    int inside = 0;
    for (int i = 0; i < kPointsPerSide; ++i) {
        for (int j = 0; j < kPointsPerSide; ++j) {
            const MatPoint point{
                .x_mm = cell.from.x_mm + (cell.to.x_mm - cell.from.x_mm) * (j + 0.5) / kPointsPerSide,
                .y_mm = cell.from.y_mm + (cell.to.y_mm - cell.from.y_mm) * (i + 0.5) / kPointsPerSide};
            inside += isInside(shape, point) ? 1 : 0;
        }
    }
    return static_cast<double>(inside) / (kPointsPerSide * kPointsPerSide);
}

}  // namespace

std::vector<WeightedCell> weightsOf(const RegionShape& shape, const MatGeometry& geometry)
{
    const RectangleShape box = boxOf(shape);
    const auto clamped_to = [](double index, int most) {
        return static_cast<int>(std::clamp(std::floor(index), 0.0, static_cast<double>(most - 1)));
    };
    const int first_row = clamped_to(box.from.y_mm / geometry.pitchYMm(), geometry.rows());
    const int last_row = clamped_to(box.to.y_mm / geometry.pitchYMm(), geometry.rows());
    const int first_col = clamped_to(box.from.x_mm / geometry.pitchXMm(), geometry.cols());
    const int last_col = clamped_to(box.to.x_mm / geometry.pitchXMm(), geometry.cols());
    std::vector<WeightedCell> cells;
    for (int row = first_row; row <= last_row; ++row) {
        for (int col = first_col; col <= last_col; ++col) {
            const RectangleShape cell{
                .from = {.x_mm = col * geometry.pitchXMm(), .y_mm = row * geometry.pitchYMm()},
                .to = {.x_mm = (col + 1) * geometry.pitchXMm(), .y_mm = (row + 1) * geometry.pitchYMm()}};
            const double weight = geometry.isPresent(row, col) ? coveredPart(shape, box, cell) : 0.0;
            if (weight > 0.0) {
                cells.push_back({.cell = Eigen::Index{row} * geometry.cols() + col, .weight = weight});
            }
        }
    }
    return cells;
}

}  // namespace palpate::analysis
