#pragma once

#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/session_header.hpp"

namespace palpate::analysis {

/// At least this many frames make a tare.
inline constexpr int kMinTareFrames = 10;

/// The mean and noise of an empty mat from consecutive frames. Refused (InvalidArgument, with the reason and
/// what to do) with under kMinTareFrames frames and while the mat is loaded: a patch of cells that stands out
/// of the rest, or a force that changes. An earlier tare in the header is not used. metrics.md "Recording
/// quality".
[[nodiscard]] Result<Tare> makeTare(const SessionHeader& header, const std::vector<RawFramePtr>& frames);

}  // namespace palpate::analysis
