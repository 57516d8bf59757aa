#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/analysis/coach_now.hpp"
#include "palpate/analysis/pipeline.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/stream_stats.hpp"
#include "palpate/core/units.hpp"
#include "palpate/live/recorder.hpp"

namespace palpate::live {

enum class StreamState {
    Waiting,    ///< connected, no frame yet
    Streaming,  ///< frames come
    Stalled,    ///< no frame for 200 ms and 2 frame periods
    Ended,      ///< the source is gone; `source_error` says why
};

/// Everything a screen shows at one moment. Immutable once published; taken at display rate.
struct Snapshot {
    StreamState stream = StreamState::Waiting;
    RecordingState recording = RecordingState::Idle;
    std::optional<Error> source_error;
    std::optional<Error> recording_error;

    /// Of the last frame; empty (0 x 0) before the first.
    PressureArray kpa;
    std::optional<FrameMetrics> metrics;
    std::vector<analysis::RunningHold> running_holds;
    std::vector<Hold> finished_holds;
    std::vector<Stroke> strokes;
    /// Renewed a few times a second: reported ones first, then suggested ones.
    std::vector<Spot> spots;
    /// The tender-spot map, 0-10; renewed with the spots; empty before the first.
    CellArray<float> tenderness;
    /// In the order of the settings' regions.
    std::vector<analysis::RegionNow> regions;
    std::vector<Event> events;
    /// With a technique only.
    std::optional<analysis::CoachNow> coach;
    Pressure contact{1.0};
    Quality quality;
    bool tared = false;

    /// Frames per second over the last second.
    double rate_hz = 0.0;
    StreamStats stats;
    std::uint64_t lost_frames = 0;

    /// Session time of the last frame; of the last frame that is synced to disk; length of the recording.
    double time_s = 0.0;
    double recorded_s = 0.0;
    double safe_s = 0.0;
    std::uint64_t recorded_frames = 0;
    /// As RecordingStatus has it.
    std::optional<double> disk_left_s;
    /// 0 to 1 while Finishing.
    double finishing_progress = 0.0;
};

}  // namespace palpate::live
