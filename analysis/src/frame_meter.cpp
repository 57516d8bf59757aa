#include "palpate/analysis/frame_meter.hpp"

#include <cmath>
#include <limits>

#include "palpate/analysis/pressure_gradient.hpp"

namespace palpate::analysis {

namespace {

/// Population standard deviation, two passes.
double standardDeviation(const float* values, std::size_t count, double mean)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        const double off = static_cast<double>(values[i]) - mean;
        sum += off * off;
    }
    return std::sqrt(sum / static_cast<double>(count));
}

}  // namespace

FrameMeter::FrameMeter(const MeasuredMat& mat)
    : mat_{mat}, peak_pressure_index_{mat}, contact_kpa_(static_cast<std::size_t>(mat.geometry.cellCount()))
{
    for (int col = 0; col < mat.geometry.cols(); ++col) {
        x_mm_.push_back(mat.geometry.centreOf(0, col).x_mm);
    }
}

void FrameMeter::measureContact(const PressureArray& kpa, FrameMetrics& metrics)
{
    const float contact = leastFloatAtOrOver(mat_.contact.kpa);
    const Eigen::Index cols = kpa.cols();
    const double* x_mm = x_mm_.data();
    float* contact_kpa = contact_kpa_.data();
    float peak = -std::numeric_limits<float>::infinity();
    std::size_t count = 0;
    double sum = 0.0;
    double sum_x = 0.0;
    double sum_y = 0.0;
    for (int row = 0; row < kpa.rows(); ++row) {
        const float* p = kpa.data() + row * cols;
        const std::uint8_t* part = mat_.takes_part.data() + row * cols;
        double row_sum = 0.0;
        for (Eigen::Index col = 0; col < cols; ++col) {
            const bool takes_part = part[col] != 0;
            peak = takes_part && p[col] > peak ? p[col] : peak;
            const bool in_contact = takes_part && p[col] >= contact;
            const double load = in_contact ? static_cast<double>(p[col]) : 0.0;
            row_sum += load;
            sum_x += load * x_mm[col];
            contact_kpa[count] = p[col];  // kept only where the count moves on
            count += in_contact ? 1 : 0;
        }
        sum += row_sum;
        sum_y += row_sum * mat_.geometry.centreOf(row, 0).y_mm;
    }
    const Area cell = mat_.geometry.cellArea();
    metrics.peak_kpa = static_cast<double>(peak);
    metrics.force_n = (Pressure{sum} * cell).n;
    metrics.contact_area_cm2 = static_cast<double>(count) * cell.cm2;
    if (count == 0) {
        return;
    }
    const double mean = sum / static_cast<double>(count);
    metrics.mean_kpa = mean;
    metrics.cov_pct = 100.0 * standardDeviation(contact_kpa_.data(), count, mean) / mean;
    if (metrics.force_n >= mat_.force_floor.n) {
        metrics.cop_x_mm = sum_x / sum;
        metrics.cop_y_mm = sum_y / sum;
    }
}

FrameMetrics FrameMeter::measure(const PressureArray& kpa)
{
    FrameMetrics metrics;
    measureContact(kpa, metrics);
    metrics.ppi_kpa = peak_pressure_index_.measure(kpa);
    metrics.gradient_kpa_cm = largestGradient(mat_, kpa);
    return metrics;
}

}  // namespace palpate::analysis
