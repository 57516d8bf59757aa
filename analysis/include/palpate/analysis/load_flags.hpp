#pragma once

#include <optional>
#include <vector>

#include "palpate/analysis/measured_mat.hpp"
#include "palpate/analysis/patches.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// Marks the loads of a frame whose numbers are to be read with care (core/spot.hpp, PlaceFlags): at the
/// mat's edge, saturated, on few cells, over the calibrated range, or possibly the ghost corner of three
/// others: much weaker than each of them and in line with one along its row, with another along its column,
/// and with the third across.
class LoadFlags {
  public:
    /// `ceiling_kpa`: per cell, what a saturated count reads; empty (0 x 0) when no ceiling is known.
    LoadFlags(const MeasuredMat& mat, CellArray<float> ceiling_kpa, std::optional<Pressure> calibrated_to);

    /// Sets `flags` of each load of the frame `kpa` (of the mat's shape).
    void mark(std::vector<Patch>& loads, const PressureArray& kpa) const;
    void leaveOut(CellIndex cell) { mat_.takes_part(cell.row, cell.col) = 0; }

  private:
    [[nodiscard]] bool isAtEdge(const Patch& load) const;
    [[nodiscard]] bool isSaturated(const Patch& load, const PressureArray& kpa) const;
    [[nodiscard]] bool isGhost(const Patch& load, const std::vector<Patch>& loads) const;

    MeasuredMat mat_;
    CellArray<float> ceiling_kpa_;
    std::optional<Pressure> calibrated_to_;
};

}  // namespace palpate::analysis
