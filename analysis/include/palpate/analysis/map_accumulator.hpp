#pragma once

#include <vector>

#include "palpate/analysis/frame_link.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// Peak, mean, pressure-time integral and time above the hold level of every cell, over the valid frames
/// (docs/metrics.md, "Maps").
class MapAccumulator {
  public:
    MapAccumulator(const CellMask& takes_part, Pressure hold);

    void add(const PressureArray& kpa, const FrameLink& link);
    void leaveOut(CellIndex cell) { takes_part_(cell.row, cell.col) = 0; }
    [[nodiscard]] const CellMask& takesPart() const { return takes_part_; }

    /// Sets peak, mean, pti and time_above, and tenderness to 0; NaN where a cell takes no part, and
    /// everywhere before the first frame.
    void writeTo(SessionMaps& maps) const;

  private:
    void addInterval(const float* kpa, double interval_s);

    CellMask takes_part_;
    float hold_kpa_;
    bool has_frames_ = false;
    /// Frames and their sum up to the first bridged interval: the mean where there is no interval.
    double frames_ = 0.0;
    std::vector<double> frame_sum_kpa_;
    double integrated_s_ = 0.0;
    std::vector<float> peak_kpa_;
    std::vector<float> last_kpa_;
    std::vector<double> integral_kpa_s_;
    std::vector<double> above_s_;
};

}  // namespace palpate::analysis
