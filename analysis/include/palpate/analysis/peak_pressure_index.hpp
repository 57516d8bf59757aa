#pragma once

#include <vector>

#include "palpate/analysis/measured_mat.hpp"
#include "palpate/core/cell_array.hpp"

namespace palpate::analysis {

/// Highest mean pressure over any window of cells covering 9 to 10 cm2 (docs/metrics.md, ppi_kpa). Rows enter
/// and leave running column sums; within a row window sums grow by doubling, where a window can be the
/// highest. All sums are double.
class PeakPressureIndex {
  public:
    explicit PeakPressureIndex(const MeasuredMat& mat);

    /// kPa.
    [[nodiscard]] double measure(const PressureArray& kpa);

    [[nodiscard]] int windowRows() const { return window_rows_; }
    [[nodiscard]] int windowCols() const { return window_cols_; }

  private:
    void slideDown(const PressureArray& kpa, int bottom);
    void sumWindows();
    [[nodiscard]] double meanAround(const PressureArray& kpa) const;
    [[nodiscard]] float highestInRows(int top, int bottom) const;

    int window_rows_;
    int window_cols_;
    /// 1 where a cell takes part, 0 elsewhere.
    CellArray<float> part_;
    /// By the window's first cell: 1 / its cells that take part, and -infinity where it is skipped.
    CellArray<double> weight_;
    CellArray<double> penalty_kpa_;
    std::vector<double> column_kpa_;
    std::vector<double> doubled_kpa_;
    std::vector<double> window_kpa_;
    std::vector<double> highest_kpa_;
    std::vector<float> row_peak_kpa_;
};

}  // namespace palpate::analysis
