#pragma once

#include <optional>

#include "palpate/analysis/measured_mat.hpp"
#include "palpate/core/cell_array.hpp"

namespace palpate::analysis {

/// Largest norm of the pressure gradient over the cells in contact, kPa/cm; empty without contact. Central
/// differences; one-sided where a neighbour does not take part; 0 along an axis where both do not.
/// docs/metrics.md, gradient_kpa_cm.
[[nodiscard]] std::optional<double> largestGradient(const MeasuredMat& mat, const PressureArray& kpa);

}  // namespace palpate::analysis
