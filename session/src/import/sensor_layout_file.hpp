#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

#include "import/sensor_raster.hpp"

namespace palpate::session {

/// Where the sensors of an insole or mat lie, for exports that only number them.
struct SensorLayout {
    std::string title;
    /// Each number once.
    std::vector<SensorOutline> sensors;
};

/// InvalidArgument names the key and what is wrong with it (schemas/sensor-layout.schema.json).
[[nodiscard]] Result<SensorLayout> parseSensorLayout(std::string_view json);

/// A whole file of at most 1 MiB. Errors begin with the file.
[[nodiscard]] Result<SensorLayout> readSensorLayout(const std::filesystem::path& path);

}  // namespace palpate::session
