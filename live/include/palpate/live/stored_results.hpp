#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "palpate/core/error.hpp"
#include "palpate/core/results.hpp"
#include "palpate/session/session_reader.hpp"

namespace palpate::live {

/// Above so many frames results are not stored by themselves: an hour at 250 Hz. They would need more memory
/// than recording and importing may.
inline constexpr std::uint64_t kMostFramesStored = 1'000'000;

/// The results that the session holds, where they are what analyzeSession() gives now: of the same
/// recording, events, regions and settings, by the same methods. To the last digit, but for what the set-up
/// hides.
[[nodiscard]] std::optional<SessionResults> storedResults(const session::SessionReader& session,
                                                          const AnalysisSettings& settings);

/// storedResults(), else analyzeSession() of the session's own technique.
[[nodiscard]] Result<SessionResults> resultsOf(session::SessionReader& session,
                                               const AnalysisSettings& settings,
                                               const std::function<bool()>& cancelled = {});

/// Keeps results of analyzeSession() in the session's file. `session`: the reader that they were made from.
[[nodiscard]] Result<void> keepResults(const session::SessionReader& session,
                                       const AnalysisSettings& settings, const SessionResults& results);

/// Analyses a session that was just written and keeps the results in it, so that it opens at once. The
/// session is whole before and after, also when this fails or is cut off.
[[nodiscard]] Result<void> analyzeAndKeep(const std::filesystem::path& session_path,
                                          const AnalysisSettings& settings = {},
                                          const std::function<bool()>& cancelled = {});

}  // namespace palpate::live
