#include "palpate/analysis/frame_meter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "lanes.hpp"

namespace palpate::analysis {

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
/// So many rows of four columns stay in the fastest cache, whatever the width of the mat.
constexpr Eigen::Index kTileRows = 16;

}  // namespace

FrameMeter::FrameMeter(const MeasuredMat& mat)
    : mat_{mat},
      all_take_part_{(mat.takes_part != 0).all()},
      threshold_kpa_{leastFloatAtOrOver(mat.contact.kpa)},
      peak_pressure_index_{mat},
      gradient_{mat}
{
    const auto part = mat.takes_part != 0;
    const auto shaped = CellArray<float>::Ones(mat.takes_part.rows(), mat.takes_part.cols());
    contact_kpa_ = part.select(shaped * threshold_kpa_, std::numeric_limits<float>::quiet_NaN());
    cap_kpa_ = part.select(shaped * kInfinity, -kInfinity);
    const auto cols = static_cast<std::size_t>(mat.geometry.cols());
    columns_.kpa.resize(cols);
    columns_.kpa_y.resize(cols);
    columns_.squares.resize(cols);
    columns_.peak_kpa.resize(cols);
    columns_.cells.resize(cols);
    for (int col = 0; col < mat.geometry.cols(); ++col) {
        col_x_mm_.push_back(mat.geometry.centreOf(0, col).x_mm);
    }
    for (int row = 0; row < mat.geometry.rows(); ++row) {
        row_y_mm_.push_back(mat.geometry.centreOf(row, 0).y_mm);
    }
}

/// One column at a time, from `first_col` on.
void FrameMeter::sumLastColumns(const PressureArray& kpa, Eigen::Index first_col, Eigen::Index first_row,
                                Eigen::Index end_row)
{
    const double* y_mm = row_y_mm_.data();
    for (Eigen::Index col = first_col; col < kpa.cols(); ++col) {
        const auto at = static_cast<std::size_t>(col);
        double& sum = columns_.kpa[at];
        double& sum_y = columns_.kpa_y[at];
        float& peak = columns_.peak_kpa[at];
        int& cells = columns_.cells[at];
        for (Eigen::Index row = first_row; row < end_row; ++row) {
            const Eigen::Index cell = row * kpa.cols() + col;
            const float p = kpa.data()[cell];
            const float cap = cap_kpa_.data()[cell];
            const bool is_contact = p >= contact_kpa_.data()[cell];
            const auto load = static_cast<double>(is_contact ? p : 0.0F);
            sum += load;
            sum_y += load * y_mm[row];
            const float capped = p < cap ? p : cap;
            peak = capped > peak ? capped : peak;
            cells += is_contact ? 1 : 0;
        }
    }
}

/// Four columns at a time, whose sums stay in registers over the rows.
template <bool AllTakePart>
void FrameMeter::sumColumnsOf(const PressureArray& kpa, Eigen::Index first_row, Eigen::Index end_row)
{
    const Eigen::Index cols = kpa.cols();
    double* sum = columns_.kpa.data();
    double* sum_y = columns_.kpa_y.data();
    float* peak = columns_.peak_kpa.data();
    int* cells = columns_.cells.data();
    const double* y_mm = row_y_mm_.data();
    const Float4 threshold = lanesOf(threshold_kpa_);
    Eigen::Index col = 0;
    for (; col + kLanes <= cols; col += kLanes) {
        auto sum_first = loadLanes<Double2>(sum + col);
        auto sum_last = loadLanes<Double2>(sum + col + 2);
        auto y_first = loadLanes<Double2>(sum_y + col);
        auto y_last = loadLanes<Double2>(sum_y + col + 2);
        auto highest = loadLanes<Float4>(peak + col);
        auto count = loadLanes<Int4>(cells + col);
        for (Eigen::Index row = first_row; row < end_row; ++row) {
            const Eigen::Index cell = row * cols + col;
            const auto p = loadLanes<Float4>(kpa.data() + cell);
            Float4 contact = threshold;
            Float4 capped = p;
            if constexpr (!AllTakePart) {
                contact = loadLanes<Float4>(contact_kpa_.data() + cell);
                const auto cap = loadLanes<Float4>(cap_kpa_.data() + cell);
                capped = p < cap ? p : cap;
            }
            const Int4 is_contact = p >= contact;
            const Float4 load = is_contact ? p : Float4{};
            const Double2 first = firstTwo(load);
            const Double2 last = lastTwo(load);
            sum_first += first;
            sum_last += last;
            y_first += first * y_mm[row];
            y_last += last * y_mm[row];
            highest = capped > highest ? capped : highest;
            count -= is_contact;
        }
        storeLanes(sum + col, sum_first);
        storeLanes(sum + col + 2, sum_last);
        storeLanes(sum_y + col, y_first);
        storeLanes(sum_y + col + 2, y_last);
        storeLanes(peak + col, highest);
        storeLanes(cells + col, count);
    }
    sumLastColumns(kpa, col, first_row, end_row);
}

void FrameMeter::sumColumns(const PressureArray& kpa)
{
    std::fill(columns_.kpa.begin(), columns_.kpa.end(), 0.0);
    std::fill(columns_.kpa_y.begin(), columns_.kpa_y.end(), 0.0);
    std::fill(columns_.peak_kpa.begin(), columns_.peak_kpa.end(), -kInfinity);
    std::fill(columns_.cells.begin(), columns_.cells.end(), 0);
    for (Eigen::Index row = 0; row < kpa.rows(); row += kTileRows) {
        const Eigen::Index end_row = std::min(row + kTileRows, kpa.rows());
        if (all_take_part_) {
            sumColumnsOf<true>(kpa, row, end_row);
        } else {
            sumColumnsOf<false>(kpa, row, end_row);
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
        if (highestOf(p, cols) < threshold_kpa_) {
            continue;
        }
        const float* contact = contact_kpa_.data() + row * cols;
        for (Eigen::Index col = 0; col < cols; ++col) {
            const double off = static_cast<double>(p[col]) - mean_kpa;
            squares[col] += p[col] >= contact[col] ? off * off : 0.0;
        }
    }
    return std::accumulate(columns_.squares.begin(), columns_.squares.end(), 0.0);
}

FrameMetrics FrameMeter::measureBasics(const PressureArray& kpa)
{
    sumColumns(kpa);
    double sum = 0.0;
    double sum_x = 0.0;
    double sum_y = 0.0;
    for (std::size_t col = 0; col < columns_.kpa.size(); ++col) {
        sum += columns_.kpa[col];
        sum_x += columns_.kpa[col] * col_x_mm_[col];
        sum_y += columns_.kpa_y[col];
    }
    const int count = std::accumulate(columns_.cells.begin(), columns_.cells.end(), 0);
    const float peak = highestOf(columns_.peak_kpa.data(), kpa.cols());
    const Area cell = mat_.geometry.cellArea();
    FrameMetrics metrics;
    metrics.peak_kpa = static_cast<double>(peak);
    metrics.force_n = (Pressure{sum} * cell).n;
    metrics.contact_area_cm2 = count * cell.cm2;
    if (count == 0) {
        return metrics;
    }
    metrics.mean_kpa = sum / count;
    if (metrics.force_n >= mat_.force_floor.n) {
        metrics.cop_x_mm = sum_x / sum;
        metrics.cop_y_mm = sum_y / sum;
    }
    return metrics;
}

FrameMetrics FrameMeter::measure(const PressureArray& kpa)
{
    FrameMetrics metrics = measureBasics(kpa);
    metrics.ppi_kpa = peak_pressure_index_.measure(kpa);
    if (metrics.mean_kpa) {
        const int count = std::accumulate(columns_.cells.begin(), columns_.cells.end(), 0);
        const double mean = *metrics.mean_kpa;
        metrics.cov_pct = 100.0 * std::sqrt(sumOfSquares(kpa, mean) / count) / mean;
        metrics.gradient_kpa_cm = gradient_.measure(kpa);
    }
    return metrics;
}

}  // namespace palpate::analysis
