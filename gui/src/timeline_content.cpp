#include "timeline_content.hpp"

#include <algorithm>

#include "coach_cue.hpp"

namespace palpate::gui {

namespace {

void addEvents(TimelineContent& content, const std::vector<Event>& events)
{
    for (const Event& event : events) {
        (event.kind == EventKind::Pain ? content.pains_s : content.marks_s).push_back(toSeconds(event.time));
    }
}

void addStrokes(TimelineContent& content, const std::vector<Stroke>& strokes)
{
    for (const Stroke& stroke : strokes) {
        content.spans.push_back({.start_s = stroke.start_s,
                                 .end_s = stroke.end_s,
                                 .kind = TimelineSpan::Kind::Stroke,
                                 .text = {}});
    }
}

/// What is still asked for lasts to `now_s`.
void addCue(TimelineContent& content, const CoachCue& cue, double now_s)
{
    const CueTone tone = toneOf(cue.kind);
    if (tone == CueTone::Look || tone == CueTone::Stop) {
        content.cues.push_back(
            {.start_s = cue.start_s, .end_s = cue.end_s.value_or(now_s), .is_stop = tone == CueTone::Stop});
    }
}

}  // namespace

TimelineContent reviewTimeline(const SessionResults& results, const std::vector<Event>& events,
                               const std::vector<Gap>& gaps)
{
    TimelineContent content;
    content.duration_s = results.duration_s;
    addStrokes(content, results.strokes);
    for (const Hold& hold : results.holds) {
        content.spans.push_back({.start_s = hold.start_s,
                                 .end_s = hold.end_s,
                                 .kind = hold.in_window == InWindow::In ? TimelineSpan::Kind::HoldInWindow
                                                                        : TimelineSpan::Kind::HoldOutside,
                                 .text = QStringLiteral("hold %1 s").arg(static_cast<int>(hold.duration_s))});
    }
    for (const Gap& gap : gaps) {
        content.spans.push_back({.start_s = toSeconds(gap.from),
                                 .end_s = toSeconds(gap.to),
                                 .kind = TimelineSpan::Kind::Gap,
                                 .text = {}});
    }
    addEvents(content, events);
    if (results.coach.has_value()) {
        for (const CoachCue& cue : results.coach->cues) {
            addCue(content, cue, results.duration_s);
        }
    }
    return content;
}

TimelineContent liveTimeline(const live::Snapshot& snapshot, const AnalysisSettings& settings)
{
    constexpr double kShortestSpanSeconds = 60.0;
    TimelineContent content;
    content.duration_s = std::max(kShortestSpanSeconds, snapshot.time_s * 1.03);
    addStrokes(content, snapshot.strokes);
    for (const Hold& hold : snapshot.finished_holds) {
        const bool in_window =
            hold.duration_s >= settings.hold_window_min_s && hold.duration_s <= settings.hold_window_max_s;
        content.spans.push_back(
            {.start_s = hold.start_s,
             .end_s = hold.end_s,
             .kind = in_window ? TimelineSpan::Kind::HoldInWindow : TimelineSpan::Kind::HoldOutside,
             .text = QStringLiteral("hold %1 s").arg(static_cast<int>(hold.duration_s))});
    }
    for (const analysis::RunningHold& hold : snapshot.running_holds) {
        content.spans.push_back({.start_s = hold.start_s,
                                 .end_s = hold.start_s + hold.duration_s,
                                 .kind = TimelineSpan::Kind::HoldRunning,
                                 .text = QStringLiteral("hold")});
    }
    addEvents(content, snapshot.events);
    if (snapshot.coach.has_value()) {
        for (const CoachCue& cue : snapshot.coach->past_cues) {
            addCue(content, cue, snapshot.time_s);
        }
        if (snapshot.coach->cue.has_value()) {
            addCue(content, *snapshot.coach->cue, snapshot.time_s);
        }
    }
    return content;
}

}  // namespace palpate::gui
