#pragma once

#include <vector>

#include "palpate/analysis/gradient_meter.hpp"
#include "palpate/analysis/measured_mat.hpp"
#include "palpate/analysis/peak_pressure_index.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/results.hpp"

namespace palpate::analysis {

/// The per-frame metrics of docs/metrics.md. Keeps only working memory: the result depends on the one frame.
class FrameMeter {
  public:
    explicit FrameMeter(const MeasuredMat& mat);

    /// `kpa` of the mat's shape. Fills everything but sequence, time, valid and saturated_cells.
    [[nodiscard]] FrameMetrics measure(const PressureArray& kpa);
    /// Only force, area, mean, peak and centre of pressure.
    [[nodiscard]] FrameMetrics measureBasics(const PressureArray& kpa);

  private:
    /// Sums per column, so that no sum waits for the one before it.
    struct Column {
        std::vector<double> kpa;
        std::vector<double> kpa_y;
        std::vector<double> squares;
        std::vector<float> peak_kpa;
        std::vector<int> cells;
    };

    void sumColumns(const PressureArray& kpa);
    void sumLastColumns(const PressureArray& kpa, Eigen::Index first_col, Eigen::Index first_row,
                        Eigen::Index end_row);
    template <bool AllTakePart>
    void sumColumnsOf(const PressureArray& kpa, Eigen::Index first_row, Eigen::Index end_row);
    [[nodiscard]] double sumOfSquares(const PressureArray& kpa, double mean_kpa);

    MeasuredMat mat_;
    bool all_take_part_;
    float threshold_kpa_;
    PeakPressureIndex peak_pressure_index_;
    GradientMeter gradient_;
    /// The contact threshold where a cell takes part; NaN, which nothing reaches, elsewhere.
    CellArray<float> contact_kpa_;
    /// +infinity where a cell takes part, -infinity elsewhere: the least of it and p leaves a peak out.
    CellArray<float> cap_kpa_;
    Column columns_;
    std::vector<double> col_x_mm_;
    std::vector<double> row_y_mm_;
};

}  // namespace palpate::analysis
