#pragma once

#include <vector>

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

  private:
    void measureContact(const PressureArray& kpa, FrameMetrics& metrics);

    MeasuredMat mat_;
    PeakPressureIndex peak_pressure_index_;
    std::vector<double> x_mm_;
    /// Pressures of the cells in contact, in the order of the cells.
    std::vector<float> contact_kpa_;
};

}  // namespace palpate::analysis
