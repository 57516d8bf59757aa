#pragma once

#include <cstdint>
#include <vector>

#include "palpate/analysis/frame_link.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// How long each cell was loaded without a break (docs/metrics.md, sustained_longest_s, sustained_total_s): a
/// run begins at the hold level and ends where the cell fell under 0.8 of it for longer than 0.5 s.
class SustainedPressure {
  public:
    SustainedPressure(const CellMask& takes_part, Pressure hold);

    void add(const PressureArray& kpa, const FrameLink& link);
    void leaveOut(CellIndex cell) { takes_part_(cell.row, cell.col) = 0; }

    /// Sets sustained_longest and sustained_total, runs that are under way included; NaN where a cell takes
    /// no part, and everywhere before the first frame.
    void writeTo(SessionMaps& maps) const;

  private:
    enum class Phase : std::uint8_t { Idle, Loaded, Low };
    struct Cell {
        double start_s = 0.0;
        double last_good_s = 0.0;
        double first_low_s = 0.0;
        double longest_s = 0.0;
        double total_s = 0.0;
    };

    static void endRun(Cell& cell);
    void advance(std::size_t index, float kpa, double time_s);
    void endAllRuns();

    CellMask takes_part_;
    float enter_kpa_;
    float leave_kpa_;
    bool has_frames_ = false;
    std::vector<Phase> phases_;
    /// Cells of each row that were not idle when last looked at.
    std::vector<int> open_in_row_;
    std::vector<Cell> cells_;
};

}  // namespace palpate::analysis
