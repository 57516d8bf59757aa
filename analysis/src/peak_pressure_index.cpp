#include "palpate/analysis/peak_pressure_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lanes.hpp"

namespace palpate::analysis {

namespace {

/// Side of a square of 9.61 cm2.
constexpr double kWindowMm = 31.0;
/// Many times what rounding may add to a window's mean.
constexpr double kRounding = 1e-9;

int windowCells(double pitch_mm, int cells)
{
    return std::clamp(static_cast<int>(std::lround(kWindowMm / pitch_mm)), 1, cells);
}

}  // namespace

PeakPressureIndex::PeakPressureIndex(const MeasuredMat& mat)
    : window_rows_{windowCells(mat.geometry.pitchYMm(), mat.geometry.rows())},
      window_cols_{windowCells(mat.geometry.pitchXMm(), mat.geometry.cols())},
      part_{mat.takes_part.cast<float>()},
      column_kpa_(static_cast<std::size_t>(mat.geometry.cols())),
      doubled_kpa_(column_kpa_.size()),
      window_kpa_(column_kpa_.size()),
      highest_kpa_(static_cast<std::size_t>(mat.geometry.cols() - window_cols_ + 1)),
      row_peak_kpa_(static_cast<std::size_t>(mat.geometry.rows()))
{
    const CellArray<int> ones = mat.takes_part.cast<int>();
    CellArray<int> counts{mat.geometry.rows() - window_rows_ + 1, mat.geometry.cols() - window_cols_ + 1};
    for (Eigen::Index row = 0; row < counts.rows(); ++row) {
        for (Eigen::Index col = 0; col < counts.cols(); ++col) {
            counts(row, col) = ones.block(row, col, window_rows_, window_cols_).sum();
        }
    }
    const int half = (window_rows_ * window_cols_ + 1) / 2;
    // Where the mat is so cut up that no window is half there, any window with a cell counts.
    const int least = (counts >= half).any() ? half : 1;
    constexpr double kSkip = -std::numeric_limits<double>::infinity();
    weight_ = (counts >= least).select(counts.cast<double>().inverse(), 0.0);
    penalty_kpa_ = (counts >= least).select(CellArray<double>::Zero(counts.rows(), counts.cols()), kSkip);
}

void PeakPressureIndex::slideDown(const PressureArray& kpa, int bottom)
{
    const Eigen::Index cols = kpa.cols();
    double* columns = column_kpa_.data();
    const float* entering = kpa.data() + bottom * cols;
    const float* entering_part = part_.data() + bottom * cols;
    const int top = bottom - window_rows_;
    if (top < 0) {
        for (Eigen::Index col = 0; col < cols; ++col) {
            columns[col] += static_cast<double>(entering[col] * entering_part[col]);
        }
        return;
    }
    const float* leaving = kpa.data() + top * cols;
    const float* leaving_part = part_.data() + top * cols;
    for (Eigen::Index col = 0; col < cols; ++col) {
        const double with_entering = columns[col] + static_cast<double>(entering[col] * entering_part[col]);
        columns[col] = with_entering - static_cast<double>(leaving[col] * leaving_part[col]);
    }
}

/// A window of 5 columns is one of 4 and one of 1: the sums over 1, 2, 4 ... columns are made from each
/// other.
void PeakPressureIndex::sumWindows()
{
    const auto cols = static_cast<int>(column_kpa_.size());
    const int windows = cols - window_cols_ + 1;
    double* doubled = doubled_kpa_.data();
    double* sums = window_kpa_.data();
    std::copy(column_kpa_.begin(), column_kpa_.end(), doubled_kpa_.begin());
    std::fill(window_kpa_.begin(), window_kpa_.end(), 0.0);
    int done = 0;
    for (int width = 1; width <= window_cols_; width *= 2) {
        if ((window_cols_ & width) != 0) {
            for (int left = 0; left < windows; ++left) {
                sums[left] += doubled[left + done];
            }
            done += width;
        }
        if (2 * width > window_cols_) {
            return;
        }
        for (int left = 0; left + width < cols; ++left) {
            doubled[left] += doubled[left + width];
        }
    }
}

/// Of the window with the highest cell in its middle, as far as the mat reaches: no more than the index.
double PeakPressureIndex::meanAround(const PressureArray& kpa) const
{
    const auto highest = std::max_element(row_peak_kpa_.begin(), row_peak_kpa_.end());
    const auto row = static_cast<int>(highest - row_peak_kpa_.begin());
    const float* cells = kpa.data() + row * kpa.cols();
    const auto col = static_cast<int>(std::max_element(cells, cells + kpa.cols()) - cells);
    const int top = std::clamp(row - window_rows_ / 2, 0, static_cast<int>(weight_.rows()) - 1);
    const int left = std::clamp(col - window_cols_ / 2, 0, static_cast<int>(weight_.cols()) - 1);
    double sum_kpa = 0.0;
    for (int r = top; r < top + window_rows_; ++r) {
        for (int c = left; c < left + window_cols_; ++c) {
            sum_kpa += static_cast<double>(kpa(r, c) * part_(r, c));
        }
    }
    return sum_kpa * weight_(top, left) + penalty_kpa_(top, left);
}

float PeakPressureIndex::highestInRows(int top, int bottom) const
{
    return *std::max_element(row_peak_kpa_.begin() + top, row_peak_kpa_.begin() + bottom + 1);
}

double PeakPressureIndex::measure(const PressureArray& kpa)
{
    std::fill(column_kpa_.begin(), column_kpa_.end(), 0.0);
    std::fill(highest_kpa_.begin(), highest_kpa_.end(), -std::numeric_limits<double>::infinity());
    for (int row = 0; row < kpa.rows(); ++row) {
        row_peak_kpa_[static_cast<std::size_t>(row)] = highestOf(kpa.data() + row * kpa.cols(), kpa.cols());
    }
    const double at_least = meanAround(kpa) * (1.0 - kRounding);
    double* highest = highest_kpa_.data();
    for (int bottom = 0; bottom < kpa.rows(); ++bottom) {
        slideDown(kpa, bottom);
        const int top = bottom - window_rows_ + 1;
        // A mean is no higher than the highest cell.
        if (top < 0 || (at_least > 0.0 && static_cast<double>(highestInRows(top, bottom)) < at_least)) {
            continue;
        }
        sumWindows();
        const double* sums = window_kpa_.data();
        const double* weight = weight_.data() + top * weight_.cols();
        const double* penalty = penalty_kpa_.data() + top * weight_.cols();
        for (Eigen::Index left = 0; left < weight_.cols(); ++left) {
            const double mean = sums[left] * weight[left] + penalty[left];
            highest[left] = mean > highest[left] ? mean : highest[left];
        }
    }
    return *std::max_element(highest_kpa_.begin(), highest_kpa_.end());
}

}  // namespace palpate::analysis
