#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "palpate/core/results.hpp"

namespace palpate::analysis {

/// What a recording's grade is made from.
struct QualityFacts {
    std::uint64_t frames = 0;
    std::uint64_t junk_frames = 0;
    std::uint64_t lost_frames = 0;
    /// Over the valid frames: cells at or over the ceiling, and cells in contact.
    std::uint64_t saturated_cells = 0;
    std::uint64_t contact_cells = 0;
    std::uint64_t present_cells = 0;
    std::vector<CellFault> invalid_cells;
    /// Counts from a mat that was not tared before; imports in kPa come as they are.
    bool misses_tare = false;
    /// Age of the tare at the end of the session, where there is one.
    std::optional<double> tare_age_s;
    /// Change of the mean of the cells that never bore a load, from the first to the last seconds.
    std::optional<Pressure> zero_drift;
    /// Rows or columns that read alike from edge to edge.
    int creases = 0;
    /// Intervals over 3 frame periods where no lost frame was counted.
    std::uint64_t clock_gaps = 0;
    /// Cells that were over the calibrated range at some time.
    std::uint64_t uncalibrated_cells = 0;
    std::uint64_t unplaced_reports = 0;
    bool misses_setup = false;
};

/// The worst of the grades of docs/metrics.md "Recording quality", with a sentence for everything that is not
/// perfect.
[[nodiscard]] Quality gradeQuality(const QualityFacts& facts);

}  // namespace palpate::analysis
