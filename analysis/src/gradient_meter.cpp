#include "palpate/analysis/gradient_meter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lanes.hpp"

namespace palpate::analysis {

namespace {

constexpr double kMmPerCm = 10.0;
/// Many times what single precision may take off a square, and the least square where it still holds.
constexpr float kRounding = 1e-4F;
constexpr float kLeastSquare = 1e-30F;

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

bool takesPart(const CellMask& mask, Eigen::Index row, Eigen::Index col)
{
    return row >= 0 && row < mask.rows() && col >= 0 && col < mask.cols() && mask(row, col) != 0;
}

}  // namespace

GradientMeter::GradientMeter(const MeasuredMat& mat)
    : takes_part_{mat.takes_part},
      per_cm_x_{kMmPerCm / mat.geometry.pitchXMm()},
      per_cm_y_{kMmPerCm / mat.geometry.pitchYMm()},
      contact_kpa_{leastFloatAtOrOver(mat.contact.kpa)},
      squares_(static_cast<std::size_t>(mat.geometry.cols()))
{
    inner_contact_kpa_.setConstant(takes_part_.rows(), takes_part_.cols(),
                                   std::numeric_limits<float>::quiet_NaN());
    for (int row = 0; row < mat.geometry.rows(); ++row) {
        for (int col = 0; col < mat.geometry.cols(); ++col) {
            if (takes_part_(row, col) == 0) {
                continue;
            }
            if (takesPart(takes_part_, row, col - 1) && takesPart(takes_part_, row, col + 1) &&
                takesPart(takes_part_, row - 1, col) && takesPart(takes_part_, row + 1, col)) {
                inner_contact_kpa_(row, col) = contact_kpa_;
            } else {
                edges_.push_back({.row = row, .col = col});
            }
        }
    }
}

void GradientMeter::estimateInner(const PressureArray& kpa)
{
    const Eigen::Index cols = kpa.cols();
    const auto half_x = static_cast<float>(0.5 * per_cm_x_);
    const auto half_y = static_cast<float>(0.5 * per_cm_y_);
    float* squares = squares_.data();
    for (Eigen::Index row = 1; row + 1 < kpa.rows(); ++row) {
        const float* p = kpa.data() + row * cols;
        if (highestOf(p, cols) < contact_kpa_) {
            continue;
        }
        const float* above = p - cols;
        const float* below = p + cols;
        const float* contact = inner_contact_kpa_.data() + row * cols;
        for (Eigen::Index col = 1; col + 1 < cols; ++col) {
            const float gx = (p[col + 1] - p[col - 1]) * half_x;
            const float gy = (below[col] - above[col]) * half_y;
            const float square = p[col] >= contact[col] ? gx * gx + gy * gy : -1.0F;
            squares[col] = square > squares[col] ? square : squares[col];
        }
    }
}

/// The columns that may hold the largest one by the estimate.
double GradientMeter::measureInner(const PressureArray& kpa) const
{
    const float estimate = *std::max_element(squares_.begin(), squares_.end());
    const float least = estimate > kLeastSquare ? estimate * (1.0F - kRounding) : 0.0F;
    const double half_x = 0.5 * per_cm_x_;
    const double half_y = 0.5 * per_cm_y_;
    double largest = -1.0;
    for (Eigen::Index col = 1; col + 1 < kpa.cols(); ++col) {
        if (squares_[static_cast<std::size_t>(col)] < least) {
            continue;
        }
        for (Eigen::Index row = 1; row + 1 < kpa.rows(); ++row) {
            if (kpa(row, col) >= inner_contact_kpa_(row, col)) {
                const double gx =
                    (static_cast<double>(kpa(row, col + 1)) - static_cast<double>(kpa(row, col - 1))) *
                    half_x;
                const double gy =
                    (static_cast<double>(kpa(row + 1, col)) - static_cast<double>(kpa(row - 1, col))) *
                    half_y;
                largest = std::max(largest, gx * gx + gy * gy);
            }
        }
    }
    return largest;
}

double GradientMeter::measureEdges(const PressureArray& kpa) const
{
    const Eigen::Index cols = kpa.cols();
    double largest = -1.0;
    for (const CellIndex& cell : edges_) {
        const float* p = kpa.data() + cell.row * cols + cell.col;
        if (!(*p >= contact_kpa_)) {
            continue;
        }
        const auto neighbour = [&](int row, int col) {
            return takesPart(takes_part_, row, col) ? kpa.data() + row * cols + col : nullptr;
        };
        const double gx =
            slope(*p, neighbour(cell.row, cell.col - 1), neighbour(cell.row, cell.col + 1)) * per_cm_x_;
        const double gy =
            slope(*p, neighbour(cell.row - 1, cell.col), neighbour(cell.row + 1, cell.col)) * per_cm_y_;
        largest = std::max(largest, gx * gx + gy * gy);
    }
    return largest;
}

std::optional<double> GradientMeter::measure(const PressureArray& kpa)
{
    std::fill(squares_.begin(), squares_.end(), -1.0F);
    estimateInner(kpa);
    const double largest = std::max(measureInner(kpa), measureEdges(kpa));
    return largest < 0.0 ? std::nullopt : std::optional{std::sqrt(largest)};
}

}  // namespace palpate::analysis
