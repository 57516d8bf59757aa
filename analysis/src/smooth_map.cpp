#include "palpate/analysis/smooth_map.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace palpate::analysis {

namespace {

/// Of the parabola through (-1, log before), (0, log at), (1, log after); within half a cell.
double offsetOfTop(float before, float at, float after)
{
    if (!(before > 0.0F) || !(after > 0.0F) || !(at > 0.0F)) {
        return 0.0;
    }
    const double left = std::log(static_cast<double>(before));
    const double middle = std::log(static_cast<double>(at));
    const double right = std::log(static_cast<double>(after));
    const double curvature = left - 2.0 * middle + right;
    return curvature < 0.0 ? std::clamp(0.5 * (left - right) / curvature, -0.5, 0.5) : 0.0;
}

float valueAt(const CellArray<float>& map, int row, int col)
{
    const bool is_inside = row >= 0 && row < map.rows() && col >= 0 && col < map.cols();
    return is_inside ? map(row, col) : std::numeric_limits<float>::quiet_NaN();
}

}  // namespace

CellArray<float> smoothed(const CellArray<float>& map)
{
    CellArray<float> smooth(map.rows(), map.cols());
    for (int row = 0; row < map.rows(); ++row) {
        for (int col = 0; col < map.cols(); ++col) {
            float sum = 0.0F;
            float weights = 0.0F;
            for (int dy = -1; dy <= 1; ++dy) {
                for (int dx = -1; dx <= 1; ++dx) {
                    const float value = valueAt(map, row + dy, col + dx);
                    const auto weight = static_cast<float>((2 - std::abs(dy)) * (2 - std::abs(dx)));
                    sum += std::isnan(value) ? 0.0F : weight * value;
                    weights += std::isnan(value) ? 0.0F : weight;
                }
            }
            smooth(row, col) = weights > 0.0F ? sum / weights : std::numeric_limits<float>::quiet_NaN();
        }
    }
    return smooth;
}

MatPoint topOf(const CellArray<float>& smooth, CellIndex cell, const MatGeometry& geometry)
{
    const float at = smooth(cell.row, cell.col);
    const double dx =
        offsetOfTop(valueAt(smooth, cell.row, cell.col - 1), at, valueAt(smooth, cell.row, cell.col + 1));
    const double dy =
        offsetOfTop(valueAt(smooth, cell.row - 1, cell.col), at, valueAt(smooth, cell.row + 1, cell.col));
    MatPoint top = geometry.centreOf(cell.row, cell.col);
    top.x_mm += dx * geometry.pitchXMm();
    top.y_mm += dy * geometry.pitchYMm();
    return top;
}

}  // namespace palpate::analysis
