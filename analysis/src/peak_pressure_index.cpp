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
    : takes_part_{mat.takes_part},
      window_rows_{windowCells(mat.geometry.pitchYMm(), mat.geometry.rows())},
      window_cols_{windowCells(mat.geometry.pitchXMm(), mat.geometry.cols())},
      weight_{CellArray<double>::Zero(mat.geometry.rows() - window_rows_ + 1,
                                      mat.geometry.cols() - window_cols_ + 1)},
      column_kpa_(static_cast<std::size_t>(mat.geometry.cols()))
{
    const CellArray<int> ones = takes_part_.cast<int>();
    CellArray<int> counts{weight_.rows(), weight_.cols()};
    for (Eigen::Index row = 0; row < counts.rows(); ++row) {
        for (Eigen::Index col = 0; col < counts.cols(); ++col) {
            counts(row, col) = ones.block(row, col, window_rows_, window_cols_).sum();
        }
    }
    const int half = (window_rows_ * window_cols_ + 1) / 2;
    // Where the mat is so cut up that no window is half there, any window with a cell counts.
    const int least = (counts >= half).any() ? half : 1;
    weight_ = (counts >= least).select(counts.cast<double>().inverse(), 0.0);
}

void PeakPressureIndex::slideDown(const PressureArray& kpa, int bottom)
{
    const Eigen::Index cols = kpa.cols();
    const float* entering = kpa.data() + bottom * cols;
    const std::uint8_t* entering_part = takes_part_.data() + bottom * cols;
    for (Eigen::Index col = 0; col < cols; ++col) {
        column_kpa_[static_cast<std::size_t>(col)] +=
            entering_part[col] != 0 ? static_cast<double>(entering[col]) : 0.0;
    }
    const int top = bottom - window_rows_;
    if (top < 0) {
        return;
    }
    const float* leaving = kpa.data() + top * cols;
    const std::uint8_t* leaving_part = takes_part_.data() + top * cols;
    for (Eigen::Index col = 0; col < cols; ++col) {
        column_kpa_[static_cast<std::size_t>(col)] -=
            leaving_part[col] != 0 ? static_cast<double>(leaving[col]) : 0.0;
    }
}

double PeakPressureIndex::measure(const PressureArray& kpa)
{
    std::fill(column_kpa_.begin(), column_kpa_.end(), 0.0);
    const double* columns = column_kpa_.data();
    double highest = -std::numeric_limits<double>::infinity();
    for (int bottom = 0; bottom < kpa.rows(); ++bottom) {
        slideDown(kpa, bottom);
        const int top = bottom - window_rows_ + 1;
        if (top < 0) {
            continue;
        }
        double sum = 0.0;
        for (int col = 0; col < window_cols_ - 1; ++col) {
            sum += columns[col];
        }
        const double* weight = weight_.data() + top * weight_.cols();
        for (Eigen::Index left = 0; left < weight_.cols(); ++left) {
            sum += columns[left + window_cols_ - 1];
            const double mean = sum * weight[left];
            highest = weight[left] > 0.0 && mean > highest ? mean : highest;
            sum -= columns[left];
        }
    }
    return highest;
}

}  // namespace palpate::analysis
