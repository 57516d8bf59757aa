#pragma once

#include <string>

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

}  // namespace palpate::session::samples
