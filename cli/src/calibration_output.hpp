#pragma once

#include <string>
#include <vector>

#include "palpate/analysis/mat_calibration.hpp"
#include "palpate/core/calibration.hpp"

#include "json_output.hpp"

namespace palpate::cli {

/// Source, record and creep of a session's calibration.
[[nodiscard]] Json calibrationJson(const Calibration& calibration);
/// How it was made and in which range it holds; null where that is not known.
[[nodiscard]] Json calibrationRecordJson(const Calibration& calibration);

/// What a new calibration can be trusted for, and what not, a sentence each.
[[nodiscard]] std::vector<std::string> trustIn(const analysis::MatCalibration& made,
                                               const analysis::MatCalibrationRequest& request);

/// `file`: where it was stored; empty = nowhere.
[[nodiscard]] Json madeCalibrationJson(const analysis::MatCalibration& made,
                                       const std::vector<std::string>& trust, const std::string& file);
void printMadeCalibration(const analysis::MatCalibration& made, const std::vector<std::string>& trust);

}  // namespace palpate::cli
