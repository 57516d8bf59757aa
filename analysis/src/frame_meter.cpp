#include "palpate/analysis/frame_meter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace palpate::analysis {

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

}  // namespace

FrameMeter::FrameMeter(const MeasuredMat& mat) : mat_{mat}, peak_pressure_index_{mat}, gradient_{mat}
{
    const auto contact = leastFloatAtOrOver(mat.contact.kpa);
    const auto part = mat.takes_part != 0;
    const auto shaped = CellArray<float>::Ones(mat.takes_part.rows(), mat.takes_part.cols());
    contact_kpa_ = part.select(shaped * contact, std::numeric_limits<float>::quiet_NaN());
    cap_kpa_ = part.select(shaped * kInfinity, -kInfinity);
    const auto cols = static_cast<std::size_t>(mat.geometry.cols());
    columns_.kpa.resize(cols);
    columns_.kpa_y.resize(cols);
    columns_.squares.resize(cols);
    columns_.peak_kpa.resize(cols);
    columns_.cells.resize(cols);
}

void FrameMeter::sumColumns(const PressureArray& kpa)
{
    std::fill(columns_.kpa.begin(), columns_.kpa.end(), 0.0);
    std::fill(columns_.kpa_y.begin(), columns_.kpa_y.end(), 0.0);
    std::fill(columns_.peak_kpa.begin(), columns_.peak_kpa.end(), -kInfinity);
    std::fill(columns_.cells.begin(), columns_.cells.end(), 0);
    double* sum = columns_.kpa.data();
    double* sum_y = columns_.kpa_y.data();
    float* peak = columns_.peak_kpa.data();
    int* cells = columns_.cells.data();
    const Eigen::Index cols = kpa.cols();
    for (int row = 0; row < kpa.rows(); ++row) {
        const float* p = kpa.data() + row * cols;
        const float* contact = contact_kpa_.data() + row * cols;
        const float* cap = cap_kpa_.data() + row * cols;
        const double y_mm = mat_.geometry.centreOf(row, 0).y_mm;
        for (Eigen::Index col = 0; col < cols; ++col) {
            const float load = p[col] >= contact[col] ? p[col] : 0.0F;
            sum[col] += static_cast<double>(load);
            sum_y[col] += static_cast<double>(load) * y_mm;
        }
        for (Eigen::Index col = 0; col < cols; ++col) {
            const float capped = p[col] < cap[col] ? p[col] : cap[col];
            peak[col] = capped > peak[col] ? capped : peak[col];
            cells[col] += p[col] >= contact[col] ? 1 : 0;
        }
    }
}

double FrameMeter::sumOfSquares(const PressureArray& kpa, double mean_kpa)
{
    std::fill(columns_.squares.begin(), columns_.squares.end(), 0.0);
    double* squares = columns_.squares.data();
    const Eigen::Index cols = kpa.cols();
    for (Eigen::Index row = 0; row < kpa.rows(); ++row) {
        const float* p = kpa.data() + row * cols;
        const float* contact = contact_kpa_.data() + row * cols;
        for (Eigen::Index col = 0; col < cols; ++col) {
            const double off = static_cast<double>(p[col]) - mean_kpa;
            squares[col] += p[col] >= contact[col] ? off * off : 0.0;
        }
    }
    return std::accumulate(columns_.squares.begin(), columns_.squares.end(), 0.0);
}

FrameMetrics FrameMeter::measure(const PressureArray& kpa)
{
    sumColumns(kpa);
    const double sum = std::accumulate(columns_.kpa.begin(), columns_.kpa.end(), 0.0);
    const int count = std::accumulate(columns_.cells.begin(), columns_.cells.end(), 0);
    const float peak = *std::max_element(columns_.peak_kpa.begin(), columns_.peak_kpa.end());
    const Area cell = mat_.geometry.cellArea();
    FrameMetrics metrics;
    metrics.peak_kpa = static_cast<double>(peak);
    metrics.ppi_kpa = peak_pressure_index_.measure(kpa);
    metrics.force_n = (Pressure{sum} * cell).n;
    metrics.contact_area_cm2 = count * cell.cm2;
    if (count == 0) {
        return metrics;
    }
    const double mean = sum / count;
    metrics.mean_kpa = mean;
    metrics.cov_pct = 100.0 * std::sqrt(sumOfSquares(kpa, mean) / count) / mean;
    metrics.gradient_kpa_cm = gradient_.measure(kpa);
    if (metrics.force_n >= mat_.force_floor.n) {
        double sum_x = 0.0;
        for (int col = 0; col < mat_.geometry.cols(); ++col) {
            sum_x += columns_.kpa[static_cast<std::size_t>(col)] * mat_.geometry.centreOf(0, col).x_mm;
        }
        metrics.cop_x_mm = sum_x / sum;
        metrics.cop_y_mm = std::accumulate(columns_.kpa_y.begin(), columns_.kpa_y.end(), 0.0) / sum;
    }
    return metrics;
}

}  // namespace palpate::analysis
