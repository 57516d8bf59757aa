#pragma once

#include <string>

#include "palpate/core/error.hpp"
#include "palpate/core/measurement_info.hpp"

#include <CLI/App.hpp>

namespace palpate::cli {

/// The options of `record` that say who, what and where.
struct MeasurementOptions {
    std::string setup;
    std::string technique;
    std::string phase;
    std::string client;
    std::string side;
};

void addMeasurementOptions(CLI::App& command, MeasurementOptions& options);

[[nodiscard]] Result<MeasurementInfo> measurementInfo(const MeasurementOptions& options);

}  // namespace palpate::cli
