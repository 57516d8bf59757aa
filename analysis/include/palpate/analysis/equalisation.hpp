#pragma once

#include <string_view>
#include <vector>

#include "palpate/core/calibration.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/error.hpp"

namespace palpate::analysis {

/// A pressure that is the same on all cells, whatever its size: an air bladder, or a flat plate.
struct UniformLoad {
    /// For messages: the file.
    std::string name;
    /// Mean over the time the load lay still, and what the empty mat counted.
    CellArray<double> counts;
    CellArray<double> empty_counts;
    CellMask takes_part;
    int saturated_cells = 0;
};

enum class NotEqualised {
    Silent,       ///< the load does not reach it, or it does not answer
    OutOfLimits,  ///< it would need a gain under 0.5 or over 2
    Unsteady,     ///< its gains from different loads differ by more than 20 %
};
[[nodiscard]] std::string_view toString(NotEqualised reason);

struct UnequalCell {
    CellIndex cell;
    NotEqualised reason = NotEqualised::Silent;
};

struct Equalisation {
    /// Mean 1 over the equalised cells; 1 where a cell could not be equalised.
    CellArray<float> gain;
    /// Those that could not, row by row.
    std::vector<UnequalCell> unequal_cells;
    int equalised_cells = 0;
    /// Population SD / mean of the cells' pressures before, mean over the loads, and what is left of it.
    double spread_before_pct = 0.0;
    double spread_after_pct = 0.0;
};

/// Gains by which every cell reads alike. With q the pressures that `curve` gives (without gains) and P their
/// median over the loaded cells (q over 0.2 of the highest but one percent), a cell's gain is the
/// least-squares one of q g = P over the loads, relative errors. InvalidArgument names the load when it
/// saturates, reaches fewer than half of the cells, or is not uniform: medians of the mat's quarters differ
/// by more than 20 %.
[[nodiscard]] Result<Equalisation> equalise(const std::vector<UniformLoad>& loads,
                                            const CalibrationCurve& curve);

}  // namespace palpate::analysis
