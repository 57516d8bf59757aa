#pragma once

#include <string>

#include "palpate/core/coach_results.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/session/technique_file.hpp"

#include "session_samples.hpp"

namespace palpate::session::samples {

inline Technique technique(const std::string& id)
{
    const auto read = readTechniqueFile(PALPATE_SOURCE_DIR "/catalog/techniques/" + id + ".json");
    EXPECT_TRUE(read) << read.error().message;
    return read.value_or(Technique{});
}

/// Everything that can be known, in numbers that have no short decimal form.
inline Coaching coaching()
{
    Coaching made{.technique = technique("glutes")};
    made.technique.title = "Ges\xC3\xA4\xC3\x9Fmuskeln";
    made.placement = {.centre = {.x_mm = 100.0 / 3.0, .y_mm = -0.1}, .turn_deg = 400.7, .scale = 2.0 / 3.0};
    made.tool = Tool::Ball;
    made.timing = Timing::PainManagement;
    made.pain_limit = 4;
    made.body_weight = Force{700.1};
    made.own_threshold = Pressure{250.3};
    made.pace = {.in_s = 3.3, .out_s = 6.7};
    made.screening = Screening{.yes = {"osteoporosis", "pregnancy"}};
    return made;
}

/// Of a session with that coaching.
inline SessionHeader coachedHeader(int rows, int cols)
{
    SessionHeader made = header(rows, cols);
    made.coaching = coaching();
    made.info.technique = made.coaching->technique.id;
    return made;
}

/// A rule that was met, one that was not, and one that could not be judged.
inline CoachResults coachResults()
{
    return {.adherence = {{.rule = RuleKind::HoldTime,
                           .met = true,
                           .value = 41.5,
                           .target = {.min = 30.0, .max = 90.0},
                           .unit = "s",
                           .in_band_pct = 100.0},
                          {.rule = RuleKind::Load,
                           .met = false,
                           .value = 55.0,
                           .target = {.max = 45.0},
                           .unit = "% body weight",
                           .why = "Over 45 % for 12 s – ease off."},
                          {.rule = RuleKind::PercussionTime, .unit = "s", .why = "no gun was used"}},
            .cues = {{.kind = CueKind::Slower,
                      .start_s = 12.25,
                      .end_s = 15.5,
                      .asked = 4.0,
                      .done = 1.9,
                      .about = "s a stroke"},
                     {.kind = CueKind::AllDone, .start_s = 80.0}},
            .sites = {{.start_s = 1.0,
                       .end_s = 42.0,
                       .held_s = 40.5,
                       .place = {.x_mm = 11.0, .y_mm = 12.0},
                       .side = Side::Right,
                       .losses = 2,
                       .percussion_hz = 31.5},
                      {.start_s = 50.0}},
            .sets = {{.start_s = 1.0, .end_s = 45.0, .worked_s = 43.5, .side = Side::Left}},
            .maybe_bone = {{.x_mm = 7.5, .y_mm = 8.5}},
            .breaths_per_minute = 6.25};
}

}  // namespace palpate::session::samples
