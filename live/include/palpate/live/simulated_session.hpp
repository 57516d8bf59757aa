#pragma once

#include <filesystem>
#include <optional>

#include "palpate/acquisition/simulation.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/session/finalize.hpp"

namespace palpate::live {

/// Runs a simulation as fast as it computes, through a journal into a session file. Nothing remains on
/// failure. `coaching`: kept with the session; none = it is of no technique.
[[nodiscard]] Result<session::FinalizeReport> writeSimulatedSession(
    acquisition::Simulation& simulation, MeasurementInfo info, const std::filesystem::path& session_path,
    bool overwrite, const std::optional<Coaching>& coaching = std::nullopt);

}  // namespace palpate::live
