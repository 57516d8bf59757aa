#include "palpate/analysis/map_surface.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "palpate/core/assert.hpp"

namespace palpate::analysis {

namespace {

/// Weights of the four cells around a place that lies `t` (0 to 1) after the second of them.
std::array<double, 4> cubicWeights(double t)
{
    const double t2 = t * t;
    const double t3 = t2 * t;
    return {-0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1.0, -1.5 * t3 + 2.0 * t2 + 0.5 * t,
            0.5 * t3 - 0.5 * t2};
}

/// Of the up to eight neighbours with a value; none where there are none.
std::optional<float> meanAround(const CellArray<float>& map, int row, int col)
{
    float sum = 0.0F;
    int count = 0;
    const auto rows = static_cast<int>(map.rows());
    const auto cols = static_cast<int>(map.cols());
    for (int r = std::max(row - 1, 0); r <= std::min(row + 1, rows - 1); ++r) {
        for (int c = std::max(col - 1, 0); c <= std::min(col + 1, cols - 1); ++c) {
            if (!std::isnan(map(r, c))) {
                sum += map(r, c);
                ++count;
            }
        }
    }
    return count > 0 ? std::optional<float>(sum / static_cast<float>(count)) : std::nullopt;
}

}  // namespace

MapSurface::MapSurface(const CellArray<float>& map, const MatGeometry& mat)
    : rows_{mat.rows()},
      cols_{mat.cols()},
      pitch_x_mm_{mat.pitchXMm()},
      pitch_y_mm_{mat.pitchYMm()},
      values_{map},
      has_value_{CellMask::Constant(mat.rows(), mat.cols(), 1)}
{
    PALPATE_ASSERT(map.rows() == mat.rows() && map.cols() == mat.cols());
    for (int row = 0; row < rows_; ++row) {
        for (int col = 0; col < cols_; ++col) {
            if (std::isnan(map(row, col))) {
                const std::optional<float> mean = meanAround(map, row, col);
                values_(row, col) = mean.value_or(0.0F);
                has_value_(row, col) = mean ? 1 : 0;
            }
        }
    }
}

double MapSurface::cell(int row, int col) const
{
    return static_cast<double>(values_(std::clamp(row, 0, rows_ - 1), std::clamp(col, 0, cols_ - 1)));
}

std::optional<double> MapSurface::at(MatPoint place) const
{
    const double across = place.x_mm / pitch_x_mm_ - 0.5;
    const double down = place.y_mm / pitch_y_mm_ - 0.5;
    if (across < -0.5 || down < -0.5 || across > cols_ - 0.5 || down > rows_ - 0.5) {
        return std::nullopt;
    }
    const double left = std::floor(across);
    const double top = std::floor(down);
    const auto nearest = [](double position, int cells) {
        return std::clamp(static_cast<int>(std::lround(position)), 0, cells - 1);
    };
    if (has_value_(nearest(down, rows_), nearest(across, cols_)) == 0) {
        return std::nullopt;
    }
    const auto x_weights = cubicWeights(across - left);
    const auto y_weights = cubicWeights(down - top);
    double value = 0.0;
    for (int r = 0; r < 4; ++r) {
        double line = 0.0;
        for (int c = 0; c < 4; ++c) {
            line += x_weights.at(static_cast<std::size_t>(c)) *
                    cell(static_cast<int>(top) - 1 + r, static_cast<int>(left) - 1 + c);
        }
        value += y_weights.at(static_cast<std::size_t>(r)) * line;
    }
    return value;
}

}  // namespace palpate::analysis
