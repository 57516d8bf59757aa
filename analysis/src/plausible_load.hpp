#pragma once

#include <optional>
#include <span>
#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/results.hpp"

namespace palpate::analysis {

/// A whole row or column without contact between two that had some.
struct DeadLine {
    bool is_row = true;
    int number = 0;
    bool operator==(const DeadLine&) const = default;
};

/// Lines of the peak map that never reached `contact_kpa` although at least 3 cells did in each of the lines
/// on both sides, side by side with one another. Cells that hold NaN count as untouched.
[[nodiscard]] std::vector<DeadLine> deadLines(const CellArray<float>& peak_kpa, double contact_kpa);

/// The longest time, if over 1 s, in which every loaded frame had exactly the metrics of the one before: a
/// sensor is never that quiet.
[[nodiscard]] std::optional<double> longestFrozenS(std::span<const FrameMetrics> frames);

}  // namespace palpate::analysis
