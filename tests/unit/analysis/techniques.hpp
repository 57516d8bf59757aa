#pragma once

#include "palpate/core/coaching.hpp"
#include "palpate/core/technique.hpp"

namespace palpate::analysis {

inline std::vector<MatPoint> rectangle(double left_mm, double top_mm, double right_mm, double bottom_mm)
{
    return {{.x_mm = left_mm, .y_mm = top_mm},
            {.x_mm = right_mm, .y_mm = top_mm},
            {.x_mm = right_mm, .y_mm = bottom_mm},
            {.x_mm = left_mm, .y_mm = bottom_mm}};
}

/// A roller along the body: holds of 30 to 90 s, strokes of 3 to 6 s, a no-go zone from 165 mm on.
inline Technique rollerTechnique()
{
    return {.id = "test-roller",
            .title = "Roller",
            .region = "back",
            .tools = {Tool::FoamRoller},
            .setups = {SetUp::MatBetween},
            .posture = "Lie on it.",
            .steps = {},
            .cautions = {},
            .evidence = "None.",
            .rules = {.hold = HoldRule{.least_holds = 1},
                      .stroke = StrokeRule{.band = {.min = 3.0, .max = 6.0}, .travel = Travel::Along},
                      .load = LoadRule{.unit = LoadUnit::Newton, .band = {.min = 100.0, .max = 300.0}},
                      .set = SetRule{.sets = 2, .seconds = {.min = 30.0, .max = 120.0}, .rest_s = 20.0},
                      .each_side = false,
                      .least_coverage_pct = 70.0,
                      .most_losses = 1,
                      .pain_limit = 5,
                      .percussion_s = std::nullopt},
            .outline = rectangle(-150.0, -250.0, 150.0, 250.0),
            .zones = {{.name = "back",
                       .side = std::nullopt,
                       .corners = rectangle(-150.0, -120.0, 150.0, 120.0),
                       .cue = {}},
                      {.name = "neck",
                       .kind = ZoneKind::NoGo,
                       .side = std::nullopt,
                       .corners = rectangle(-150.0, 165.0, 150.0, 250.0),
                       .cue = "Down from the neck"}}};
}

/// A ball on each side in turn, one hold of 30 to 90 s on each.
inline Technique ballTechnique()
{
    Technique technique = rollerTechnique();
    technique.id = "test-ball";
    technique.tools = {Tool::Ball};
    technique.rules.load.reset();
    technique.rules.least_coverage_pct.reset();
    technique.rules.each_side = true;
    technique.rules.set->rest_s = 0.0;
    technique.rules.stroke->travel = Travel::Across;
    technique.zones = {
        {.name = "left", .side = Side::Left, .corners = rectangle(20.0, -80.0, 150.0, 80.0), .cue = {}},
        {.name = "right", .side = Side::Right, .corners = rectangle(-150.0, -80.0, -20.0, 80.0), .cue = {}},
        {.name = "spine",
         .kind = ZoneKind::NoGo,
         .side = std::nullopt,
         .corners = rectangle(-15.0, -250.0, 15.0, 250.0),
         .cue = "Off the spine"}};
    return technique;
}

/// Its outline's middle at (300, 300) mm, upright, as large as life.
inline Coaching coachingAt300(const Technique& technique)
{
    return {.technique = technique,
            .placement = {.centre = {.x_mm = 300.0, .y_mm = 300.0}},
            .tool = technique.tools.front(),
            .pain_limit = technique.rules.pain_limit};
}

}  // namespace palpate::analysis
