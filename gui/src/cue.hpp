#pragma once

#include <optional>

#include <QString>

#include "palpate/core/coaching.hpp"
#include "palpate/live/snapshot.hpp"

namespace palpate::gui {

/// A hold under way against the technique's window.
struct HoldProgress {
    double held_s = 0.0;
    double window_min_s = 30.0;
    double window_max_s = 90.0;
};

enum class CueTone { Calm, Good, Look, Stop };

/// What is happening, in words that are read from across the room.
struct Cue {
    QString headline;
    QString detail;
    CueTone tone = CueTone::Calm;
    std::optional<HoldProgress> progress;
};

/// The last pain report between these times, ends included; none when the client said nothing.
[[nodiscard]] std::optional<int> lastPainBetween(const std::vector<Event>& events, double from_s,
                                                 double to_s);

/// The running hold that has lasted longest, of a ball or bar rather than of a body's own weight; none when
/// nothing is held.
[[nodiscard]] std::optional<analysis::RunningHold> longestHold(const live::Snapshot& snapshot);

/// With a technique the coach speaks, unless the stream or the saving has something to say.
[[nodiscard]] Cue liveCue(const live::Snapshot& snapshot, const AnalysisSettings& settings,
                          const std::optional<Coaching>& coaching = std::nullopt);

}  // namespace palpate::gui
