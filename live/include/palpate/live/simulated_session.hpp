#pragma once

#include <filesystem>

#include "palpate/acquisition/simulation.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/session/finalize.hpp"

namespace palpate::live {

/// Runs a simulation as fast as it computes, through a journal into a session file. Nothing remains on
/// failure.
[[nodiscard]] Result<session::FinalizeReport> writeSimulatedSession(acquisition::Simulation& simulation,
                                                                    MeasurementInfo info,
                                                                    const std::filesystem::path& session_path,
                                                                    bool overwrite);

}  // namespace palpate::live
