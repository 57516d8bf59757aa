#pragma once

#include <optional>

#include "palpate/core/calibration.hpp"
#include "palpate/core/session_header.hpp"

namespace palpate::analysis {

/// The tare of a session under another calibration: each cell's mean is turned into a count by the session's
/// own calibration and into kPa by `calibration`; the noise by the slopes of the two curves there. Exact
/// where both are straight over the empty mat's noise. None without a tare.
[[nodiscard]] std::optional<Tare> carriedTare(const SessionHeader& header, const Calibration& calibration);

}  // namespace palpate::analysis
