#include "palpate/analysis/pressure_gradient.hpp"

#include <algorithm>
#include <cmath>

namespace palpate::analysis {

namespace {

/// Difference per cell along one axis.
double slope(float here, const float* before, const float* after)
{
    const auto centre = static_cast<double>(here);
    if (before != nullptr && after != nullptr) {
        return 0.5 * (static_cast<double>(*after) - static_cast<double>(*before));
    }
    if (after != nullptr) {
        return static_cast<double>(*after) - centre;
    }
    return before != nullptr ? centre - static_cast<double>(*before) : 0.0;
}

}  // namespace

std::optional<double> largestGradient(const MeasuredMat& mat, const PressureArray& kpa)
{
    constexpr double kMmPerCm = 10.0;
    const double per_cm_x = kMmPerCm / mat.geometry.pitchXMm();
    const double per_cm_y = kMmPerCm / mat.geometry.pitchYMm();
    const float contact = leastFloatAtOrOver(mat.contact.kpa);
    const Eigen::Index rows = kpa.rows();
    const Eigen::Index cols = kpa.cols();
    double largest_squared = -1.0;
    for (Eigen::Index row = 0; row < rows; ++row) {
        const float* p = kpa.data() + row * cols;
        const std::uint8_t* part = mat.takes_part.data() + row * cols;
        for (Eigen::Index col = 0; col < cols; ++col) {
            if (!(p[col] >= contact) || part[col] == 0) {
                continue;
            }
            const float* left = col > 0 && part[col - 1] != 0 ? p + col - 1 : nullptr;
            const float* right = col + 1 < cols && part[col + 1] != 0 ? p + col + 1 : nullptr;
            const float* above = row > 0 && part[col - cols] != 0 ? p + col - cols : nullptr;
            const float* below = row + 1 < rows && part[col + cols] != 0 ? p + col + cols : nullptr;
            const double gx = slope(p[col], left, right) * per_cm_x;
            const double gy = slope(p[col], above, below) * per_cm_y;
            largest_squared = std::max(largest_squared, gx * gx + gy * gy);
        }
    }
    return largest_squared < 0.0 ? std::nullopt : std::optional{std::sqrt(largest_squared)};
}

}  // namespace palpate::analysis
