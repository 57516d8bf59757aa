#pragma once

#include "palpate/analysis/coach_now.hpp"

#include "cue.hpp"

namespace palpate::gui {

/// Stop for what must end at once, Look for what should change, Good for what goes as asked.
[[nodiscard]] CueTone toneOf(CueKind kind);

/// What the coach says; with nothing to say, what is going on: "Resting: 12 s of 30".
[[nodiscard]] Cue coachCue(const analysis::CoachNow& now, const Coaching& coaching, bool is_recording);

}  // namespace palpate::gui
