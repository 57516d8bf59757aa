#pragma once

#include <optional>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// A map as a smooth surface between the centres of its cells (cubic convolution, Keys 1981). Cells without a
/// value take the mean of their neighbours that have one.
class MapSurface {
  public:
    /// `map` has the mat's rows and columns (asserted).
    MapSurface(const CellArray<float>& map, const MatGeometry& mat);

    /// Empty outside the mat, and more than a cell away from every cell with a value.
    [[nodiscard]] std::optional<double> at(MatPoint place) const;

  private:
    [[nodiscard]] double cell(int row, int col) const;

    int rows_;
    int cols_;
    double pitch_x_mm_;
    double pitch_y_mm_;
    CellArray<float> values_;
    CellMask has_value_;
};

}  // namespace palpate::analysis
