#pragma once

#include <optional>
#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/session_header.hpp"

namespace palpate::analysis {

/// Counts to kPa: curve, per-cell gain, tare. Nothing is clipped: noise around an empty mat's zero stays on
/// both sides of it. Absent cells become 0.
class Calibrator {
  public:
    /// InvalidArgument when calibration or tare do not fit the mat.
    [[nodiscard]] static Result<Calibrator> create(const SessionHeader& header);

    /// Both of the mat's shape (asserted); `kpa` is resized once and reused.
    void apply(const CountArray& counts, PressureArray& kpa) const;
    /// Tare only, for frames that are already kPa.
    void apply(const PressureArray& stored_kpa, PressureArray& kpa) const;

    /// What a cell at the ceiling reads, per cell; empty (0 x 0) when no ceiling is known. A calibrated
    /// pressure at or over it is saturated.
    [[nodiscard]] CellArray<float> ceilingKpa() const;

    /// At or over the ceiling; never without one.
    [[nodiscard]] bool isSaturated(std::uint16_t count) const;

  private:
    explicit Calibrator(const SessionHeader& header);

    std::vector<float> kpa_of_count_;
    CellArray<float> gain_;
    CellArray<float> baseline_kpa_;
    CellMask present_;
    /// No gain, no tare and no absent cell: the curve is all.
    bool is_same_everywhere_ = false;
    std::uint32_t ceiling_counts_;
    std::optional<Pressure> stored_ceiling_;
};

}  // namespace palpate::analysis
