#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "palpate/core/calibration.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/measurement_info.hpp"

namespace palpate::session {

/// The calibration of one mat, kept in a file (schemas/calibration.schema.json).
struct CalibrationFile {
    /// As in the sessions it was made from; empty where unknown.
    std::string mat_id;
    std::string mat_serial;
    MatGeometry geometry;
    Calibration calibration;
};

/// Only the calibration, as sessions and files hold it: a JSON object.
[[nodiscard]] std::string calibrationText(const Calibration& calibration);
[[nodiscard]] std::string calibrationFileText(const CalibrationFile& file);
/// Corrupt says what is wrong with the text.
[[nodiscard]] Result<CalibrationFile> parseCalibrationFile(std::string_view text);

/// Errors name the file.
[[nodiscard]] Result<CalibrationFile> readCalibrationFile(const std::filesystem::path& path);

/// InvalidArgument unless the calibration is of a mat with these cells; with `any_mat` whatever the profile
/// and the serial number, which must otherwise agree where both are known.
[[nodiscard]] Result<void> checkIsOfMat(const CalibrationFile& file, const MatGeometry& geometry,
                                        const MeasurementInfo& info, bool any_mat);

}  // namespace palpate::session
