#include "palpate/analysis/peak_pressure_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace palpate::analysis {

namespace {

/// Side of a square of 9.61 cm2.
constexpr double kWindowMm = 31.0;

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
      highest_kpa_(static_cast<std::size_t>(mat.geometry.cols() - window_cols_ + 1))
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
    for (Eigen::Index col = 0; col < cols; ++col) {
        columns[col] += static_cast<double>(entering[col] * entering_part[col]);
    }
    const int top = bottom - window_rows_;
    if (top < 0) {
        return;
    }
    const float* leaving = kpa.data() + top * cols;
    const float* leaving_part = part_.data() + top * cols;
    for (Eigen::Index col = 0; col < cols; ++col) {
        columns[col] -= static_cast<double>(leaving[col] * leaving_part[col]);
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
        for (int left = 0; left + width < cols; ++left) {
            doubled[left] += doubled[left + width];
        }
    }
}

double PeakPressureIndex::measure(const PressureArray& kpa)
{
    std::fill(column_kpa_.begin(), column_kpa_.end(), 0.0);
    std::fill(highest_kpa_.begin(), highest_kpa_.end(), -std::numeric_limits<double>::infinity());
    double* highest = highest_kpa_.data();
    for (int bottom = 0; bottom < kpa.rows(); ++bottom) {
        slideDown(kpa, bottom);
        const int top = bottom - window_rows_ + 1;
        if (top < 0) {
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
