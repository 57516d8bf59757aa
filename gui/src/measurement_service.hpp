#pragma once

#include <optional>
#include <string>

#include "palpate/core/coaching.hpp"

#include "live_service.hpp"
#include "technique_catalogue.hpp"

namespace palpate::gui {

/// The real thing: a source of acquisition, run by live::Measurement.
[[nodiscard]] Result<std::unique_ptr<LiveService>> connectMeasurement(const ConnectChoice& choice,
                                                                      const AnalysisSettings& settings);

/// Scenarios, mat profiles and the serial ports that exist now.
[[nodiscard]] ConnectOptions findConnectOptions();

/// The techniques of the catalogue and of the clinic's own folder.
[[nodiscard]] TechniqueCatalogueForGui findTechniques();

/// How the client of a technique's scenario is coached on the simulator's mat; none for other scenarios.
[[nodiscard]] std::optional<Coaching> demoCoaching(const std::string& scenario);

/// The simulator's mat where none is named.
inline constexpr const char* kSimulatedMat = "palpate-64x64";

}  // namespace palpate::gui
