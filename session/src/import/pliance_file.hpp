#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/session/import.hpp"

#include "import/sensor_raster.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// What a novel pliance text says around its tables of pressures and forces.
struct PlianceFile {
    /// The model of the mat, without its serial number: "s2160".
    std::string model;
    std::optional<double> rate_hz;
    std::optional<double> period_s;
    std::optional<ImportUnit> unit;
    /// As written: "kPa".
    std::string unit_name;
    /// In the order of the columns, with what the printing may have rounded away from a corner.
    std::vector<SensorOutline> sensors;
    double corner_rounding_mm = 0.0;
    /// Of each sensor, as printed, with what printing may have rounded away.
    std::vector<double> areas_cm2;
    double area_rounding_cm2 = 0.0;
    /// The line with the names of the columns; frames follow it.
    std::uint64_t pressures_line = 0;
    std::uint64_t frames = 0;
    /// The same of the table of forces, where the file has one.
    std::optional<std::uint64_t> forces_line;
    /// Names of entries that may identify a person, with their content left behind.
    std::vector<std::string> left_out;
};

/// Reads the whole file, for the places of the sensors stand at its end. Corrupt where it was cut or its
/// sensors cannot be right, naming the line.
[[nodiscard]] Result<PlianceFile> readPlianceFile(TextLines& lines);

}  // namespace palpate::session
