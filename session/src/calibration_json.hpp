#pragma once

#include "palpate/core/calibration.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/mat_geometry.hpp"

#include <nlohmann/json.hpp>

// A calibration as JSON: in the header of a journal and in a calibration file. What reads throws
// nlohmann::json::exception where a value is missing or of another type; whether numbers make sense is asked
// of checkCalibration().

namespace palpate::session {

/// One per cell, row by row; null where not a number.
[[nodiscard]] nlohmann::json cellsToJson(const CellArray<float>& cells);
/// Empty (0 x 0) when there are more values than cells.
[[nodiscard]] CellArray<float> cellsFromJson(const nlohmann::json& list, const MatGeometry& geometry);

[[nodiscard]] nlohmann::json calibrationToJson(const Calibration& calibration);
[[nodiscard]] Calibration calibrationFromJson(const nlohmann::json& json, const MatGeometry& geometry);

}  // namespace palpate::session
