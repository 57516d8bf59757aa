#pragma once

#include <vector>

#include "palpate/analysis/measured_mat.hpp"
#include "palpate/core/cell_array.hpp"

namespace palpate::analysis {

/// Highest mean pressure over any window of cells covering 9 to 10 cm2 (docs/metrics.md, ppi_kpa). Costs a
/// few operations per cell whatever the size of the window.
class PeakPressureIndex {
  public:
    explicit PeakPressureIndex(const MeasuredMat& mat);

    /// kPa.
    [[nodiscard]] double measure(const PressureArray& kpa);

    [[nodiscard]] int windowRows() const { return window_rows_; }
    [[nodiscard]] int windowCols() const { return window_cols_; }

  private:
    void slideDown(const PressureArray& kpa, int bottom);

    CellMask takes_part_;
    int window_rows_;
    int window_cols_;
    /// 1 / number of taking-part cells of the window whose first cell this is; 0 where it is skipped.
    CellArray<double> weight_;
    std::vector<double> column_kpa_;
};

}  // namespace palpate::analysis
