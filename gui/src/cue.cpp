#include "cue.hpp"

#include <algorithm>
#include <cmath>

#include "coach_cue.hpp"
#include "display_text.hpp"

namespace palpate::gui {

namespace {

Cue holdCue(const live::Snapshot& snapshot, const analysis::RunningHold& hold,
            const AnalysisSettings& settings)
{
    const double low = settings.hold_window_min_s;
    const double high = settings.hold_window_max_s;
    const auto held = static_cast<int>(hold.duration_s);
    Cue cue{.headline = {},
            .detail = QStringLiteral("%1 N at %2").arg(figureText(hold.force_n), placeText(hold.place)),
            .tone = CueTone::Good,
            .progress = HoldProgress{.held_s = hold.duration_s, .window_min_s = low, .window_max_s = high}};
    if (hold.duration_s < low) {
        cue.headline =
            QStringLiteral("Hold · %1 s more").arg(static_cast<int>(std::ceil(low - hold.duration_s)));
    } else if (hold.duration_s <= high) {
        cue.headline = QStringLiteral("Hold · %1 s, move on by %2 s").arg(held).arg(std::lround(high));
    } else {
        cue.headline = QStringLiteral("Hold · %1 s, over %2 s").arg(held).arg(std::lround(high));
        cue.tone = CueTone::Look;
    }
    if (const std::optional<int> pain = lastPainBetween(snapshot.events, hold.start_s, snapshot.time_s)) {
        cue.detail += QStringLiteral(" · pain %1 of 10").arg(*pain);
    }
    return cue;
}

std::optional<Cue> streamCue(const live::Snapshot& snapshot)
{
    switch (snapshot.stream) {
        case live::StreamState::Waiting:
            return Cue{.headline = QStringLiteral("Waiting for the mat"),
                       .detail = QStringLiteral("Connected; no frame has come yet."),
                       .tone = CueTone::Calm,
                       .progress = std::nullopt};
        case live::StreamState::Stalled:
            return Cue{.headline = QStringLiteral("The mat has stopped sending"),
                       .detail = QStringLiteral("Look at the cable. What you see is the last frame."),
                       .tone = CueTone::Look,
                       .progress = std::nullopt};
        case live::StreamState::Ended:
            return Cue{.headline = snapshot.source_error ? QStringLiteral("The mat is gone")
                                                         : QStringLiteral("End of the data"),
                       .detail = QStringLiteral("What you see is the last frame."),
                       .tone = CueTone::Look,
                       .progress = std::nullopt};
        case live::StreamState::Streaming:
            break;
    }
    return std::nullopt;
}

std::optional<Cue> savingCue(const live::Snapshot& snapshot)
{
    switch (snapshot.recording) {
        case live::RecordingState::Finishing:
            return Cue{.headline = QStringLiteral("Saving the recording"),
                       .detail = QStringLiteral("%1 % · every frame is checked as it is written.")
                                     .arg(static_cast<int>(100.0 * snapshot.finishing_progress)),
                       .tone = CueTone::Calm,
                       .progress = std::nullopt};
        case live::RecordingState::Finished:
            if (!snapshot.running_holds.empty()) {
                return std::nullopt;
            }
            return Cue{.headline = QStringLiteral("Recording saved"),
                       .detail = QStringLiteral("%1 · %2 lost")
                                     .arg(durationText(snapshot.recorded_s))
                                     .arg(snapshot.lost_frames),
                       .tone = CueTone::Good,
                       .progress = std::nullopt};
        case live::RecordingState::Failed:
            return Cue{
                .headline = QStringLiteral("Recording stopped"),
                .detail = QStringLiteral("Everything up to %1 is safe.").arg(clockText(snapshot.safe_s)),
                .tone = CueTone::Stop,
                .progress = std::nullopt};
        case live::RecordingState::Idle:
        case live::RecordingState::Recording:
            break;
    }
    return std::nullopt;
}

Cue contactCue(const live::Snapshot& snapshot)
{
    const bool recording = snapshot.recording == live::RecordingState::Recording;
    const bool loaded = snapshot.metrics.has_value() && snapshot.metrics->cop_x_mm.has_value();
    if (!recording) {
        return {.headline = QStringLiteral("Ready"),
                .detail = loaded ? QStringLiteral("Someone is on the mat. Press Record to begin.")
                          : snapshot.tared
                              ? QStringLiteral("Nothing on the mat. Press Record to begin.")
                              : QStringLiteral("Nothing on the mat. Tare it, then press Record."),
                .tone = CueTone::Calm,
                .progress = std::nullopt};
    }
    if (!loaded) {
        return {.headline = QStringLiteral("Nothing on the mat"),
                .detail = QStringLiteral("Recording goes on."),
                .tone = CueTone::Calm,
                .progress = std::nullopt};
    }
    return {.headline = QStringLiteral("On the mat"),
            .detail = QStringLiteral("%1 N · no hold yet").arg(figureText(snapshot.metrics->force_n)),
            .tone = CueTone::Calm,
            .progress = std::nullopt};
}

}  // namespace

std::optional<int> lastPainBetween(const std::vector<Event>& events, double from_s, double to_s)
{
    std::optional<int> rating;
    for (const Event& event : events) {
        const double at_s = toSeconds(event.time);
        if (event.kind == EventKind::Pain && event.nrs.has_value() && at_s >= from_s && at_s <= to_s) {
            rating = event.nrs;
        }
    }
    return rating;
}

std::optional<analysis::RunningHold> longestHold(const live::Snapshot& snapshot)
{
    const auto longest =
        std::max_element(snapshot.running_holds.begin(), snapshot.running_holds.end(),
                         [](const analysis::RunningHold& a, const analysis::RunningHold& b) {
                             const bool a_is_body = a.shape == PatchShape::Body;
                             const bool b_is_body = b.shape == PatchShape::Body;
                             return a_is_body != b_is_body ? a_is_body : a.duration_s < b.duration_s;
                         });
    if (longest == snapshot.running_holds.end()) {
        return std::nullopt;
    }
    return *longest;
}

Cue liveCue(const live::Snapshot& snapshot, const AnalysisSettings& settings,
            const std::optional<Coaching>& coaching)
{
    if (std::optional<Cue> saving = savingCue(snapshot)) {
        return *saving;
    }
    if (std::optional<Cue> stream = streamCue(snapshot)) {
        return *stream;
    }
    if (coaching && snapshot.coach) {
        return coachCue(*snapshot.coach, *coaching, snapshot.recording == live::RecordingState::Recording);
    }
    if (const std::optional<analysis::RunningHold> hold = longestHold(snapshot)) {
        return holdCue(snapshot, *hold, settings);
    }
    return contactCue(snapshot);
}

}  // namespace palpate::gui
