#pragma once

#include <cstdint>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// What every measure of a frame needs to know of the mat.
struct MeasuredMat {
    MatGeometry geometry;
    /// 1 where a cell takes part: present and not listed as invalid.
    CellMask takes_part;
    Pressure contact{1.0};
    Force force_floor{2.0};
};

/// InvalidArgument names the setting that is out of range, an invalid cell outside the mat, or that no cell
/// is left to take part.
[[nodiscard]] Result<MeasuredMat> measuredMat(const SessionHeader& header, const AnalysisSettings& settings);

/// 1 kPa, or 5 SD of the tared empty mat where that is larger, unless the settings say otherwise.
[[nodiscard]] Pressure contactThreshold(const SessionHeader& header, const AnalysisSettings& settings);

/// The smallest float at or over `value`: for a float p, `p >= leastFloatAtOrOver(v)` is exactly p >= v.
[[nodiscard]] float leastFloatAtOrOver(double value);

}  // namespace palpate::analysis
