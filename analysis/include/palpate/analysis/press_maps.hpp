#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// One press on the mat, from touch to release.
struct Press {
    double start_s = 0.0;
    double end_s = 0.0;
    /// The highest pressure of each cell meanwhile; NaN where a cell takes no part.
    CellArray<float> peak_kpa;
};

/// Tells the presses of a session apart (docs/metrics.md, "Presses"): one begins when a cell reaches the hold
/// level and ends when for over 0.5 s none reaches half of it; it lasts at least 0.5 s. One thread, frames in
/// order.
class PressMaps {
  public:
    /// Cells that are 0 in `takes_part` take part in nothing.
    PressMaps(CellMask takes_part, Pressure hold);

    void push(double time_s, const PressureArray& kpa);
    /// A press that is still going on counts.
    [[nodiscard]] std::vector<Press> finish();

  private:
    void close();

    CellMask takes_part_;
    Pressure hold_;
    std::optional<Press> open_;
    std::vector<Press> presses_;
};

/// How many presses an analysed session has, from its frames' peaks alone.
[[nodiscard]] std::size_t countPresses(const std::vector<FrameMetrics>& frames, Pressure hold);

}  // namespace palpate::analysis
