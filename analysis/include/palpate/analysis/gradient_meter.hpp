#pragma once

#include <optional>
#include <vector>

#include "palpate/analysis/measured_mat.hpp"
#include "palpate/core/cell_array.hpp"

namespace palpate::analysis {

/// Largest norm of the pressure gradient over the cells in contact: central differences; one-sided where a
/// neighbour does not take part; 0 along an axis where both do not (docs/metrics.md, gradient_kpa_cm).
class GradientMeter {
  public:
    explicit GradientMeter(const MeasuredMat& mat);

    /// kPa/cm; empty without contact.
    [[nodiscard]] std::optional<double> measure(const PressureArray& kpa);

  private:
    void estimateInner(const PressureArray& kpa);
    [[nodiscard]] double measureInner(const PressureArray& kpa) const;
    [[nodiscard]] double measureEdges(const PressureArray& kpa) const;

    CellMask takes_part_;
    double per_cm_x_;
    double per_cm_y_;
    /// The contact threshold in cells whose four neighbours all take part, NaN elsewhere.
    CellArray<float> inner_contact_kpa_;
    float contact_kpa_;
    /// The other cells that take part.
    std::vector<CellIndex> edges_;
    /// Largest square per column, in single precision; -1 without contact.
    std::vector<float> squares_;
};

}  // namespace palpate::analysis
