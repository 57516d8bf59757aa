#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "palpate/core/comparison.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/error_band.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/outcome.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/live/landmarks.hpp"

namespace palpate::live {

/// A stored session as it is compared: without its frames.
struct ComparedSession {
    std::filesystem::path path;
    SessionHeader header;
    SessionResults results;
    std::vector<Event> events;
    std::vector<Outcome> outcomes;
};

struct ComparisonRequest {
    std::filesystem::path before;
    std::filesystem::path after;
    /// The same at an untreated site.
    std::optional<std::filesystem::path> control_before;
    std::optional<std::filesystem::path> control_after;
    /// The same weight on the mat, recorded beside each session: how far the mat itself drifted.
    std::optional<std::filesystem::path> reference_before;
    std::optional<std::filesystem::path> reference_after;
    AnalysisSettings settings;
    /// One of mapColumns().
    std::string_view map = "peak_kpa";
    /// Left against right.
    bool mirrors = false;
    /// By markers of the same text in both sessions, where there are two or more.
    bool uses_landmarks = true;
    /// Instead of those in the files, where there are any.
    std::vector<Landmark> landmarks;
    /// Compare the presses of both sessions cell by cell.
    bool tests_maps = false;
    std::vector<ErrorBand> bands;
};

struct SessionComparison {
    ComparedSession before;
    ComparedSession after;
    Comparison comparison;
};

/// Analyses the sessions (on two threads), aligns them and judges every change. Sessions that cannot be
/// compared are no error: the comparison says why. `cancelled` is asked now and then, from both threads.
[[nodiscard]] Result<SessionComparison> compareSessions(const ComparisonRequest& request,
                                                        const std::function<bool()>& cancelled = {});

/// Another map of compared sessions, by its name in mapColumns(). Empty where the sessions do not lie on each
/// other, or there is no such map.
[[nodiscard]] std::optional<MapDifference> differenceOf(const SessionComparison& compared,
                                                        std::string_view map);

}  // namespace palpate::live
