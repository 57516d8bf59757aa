#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "palpate/core/error.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/session/session_reader.hpp"

// Sessions as files of other programs (docs/formats.md, "Export"). Each file or folder appears whole under
// its name or not at all, and replaces an earlier one only where `overwrite` allows it. Frames are read one
// at a time: memory does not grow with the session.

namespace palpate::session {

/// The frames of a session in kPa, calibrated and tared; live::SessionPressure gives them.
using PressureAt = std::function<Result<PressureFrame>(std::uint64_t index)>;

/// Tekscan ASCII: UNITS KPa, B for absent cells, the time of each frame in its frame line.
[[nodiscard]] Result<void> exportTekscan(const SessionReader& session, const PressureAt& pressure,
                                         const std::filesystem::path& path, bool overwrite);

/// A MATLAB file, version 5, which MATLAB, Octave and SciPy load. What is longer than 2 GiB, the most that
/// one of its variables can hold, goes on in pressure_kpa_2 and so on.
[[nodiscard]] Result<void> exportMat(const SessionReader& session, const PressureAt& pressure,
                                     const std::filesystem::path& path, bool overwrite);

/// Centre of pressure and force over time as tables in the style of BIDS-motion, in a folder.
[[nodiscard]] Result<void> exportMotion(const SessionReader& session, const SessionResults& results,
                                        const std::filesystem::path& folder, bool overwrite);

}  // namespace palpate::session
