#pragma once

#include "palpate/core/cell_array.hpp"

namespace palpate::analysis {

/// Weighted with a Gaussian of 1 cell over the 7 x 7 cells around that are not NaN; NaN stays NaN.
[[nodiscard]] CellArray<double> gaussianSmoothed(const CellArray<float>& map);

}  // namespace palpate::analysis
