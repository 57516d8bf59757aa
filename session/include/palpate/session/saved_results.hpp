#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "palpate/core/error.hpp"
#include "palpate/core/results.hpp"
#include "palpate/session/session_reader.hpp"

namespace palpate::session {

/// What results were computed from. They are current only where all of it is the same.
struct ResultsOrigin {
    /// Checksum of the recording: frames, times, mat, calibration, tare, coaching, events, gaps, regions.
    std::uint32_t session = 0;
    /// Checksum of the settings that were asked for.
    std::uint32_t settings = 0;
    /// Version of the methods that computed; a name without a meaning of its own.
    std::string methods;
    bool operator==(const ResultsOrigin&) const = default;
};
[[nodiscard]] ResultsOrigin originOf(const SessionReader& session, const AnalysisSettings& asked,
                                     std::string methods);

/// Stores results in the session's `metrics` group, in place of earlier ones; the same whole-file rule as
/// annotateSession(). Without an origin they are for others to read and never current.
[[nodiscard]] Result<void> saveResults(const std::filesystem::path& path, const SessionResults& results,
                                       const std::optional<ResultsOrigin>& origin = std::nullopt);

/// The stored results, to the last digit as they were saved; what the set-up hides is empty or 0. NotFound
/// unless they are of `wanted`: other settings, other methods, events added later.
[[nodiscard]] Result<SessionResults> loadResults(const SessionReader& session, const ResultsOrigin& wanted);

}  // namespace palpate::session
