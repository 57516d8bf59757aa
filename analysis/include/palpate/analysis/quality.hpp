#pragma once

#include <cstdint>
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
};

/// The worst of the grades of docs/metrics.md "Recording quality", with a sentence for everything that is not
/// perfect.
[[nodiscard]] Quality gradeQuality(const QualityFacts& facts);

}  // namespace palpate::analysis
