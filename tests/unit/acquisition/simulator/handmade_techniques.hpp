#pragma once

#include <string>
#include <vector>

#include "palpate/core/technique.hpp"

namespace palpate::acquisition {

inline std::vector<MatPoint> rectangle(double left_mm, double top_mm, double right_mm, double bottom_mm)
{
    return {{.x_mm = left_mm, .y_mm = top_mm},
            {.x_mm = right_mm, .y_mm = top_mm},
            {.x_mm = right_mm, .y_mm = bottom_mm},
            {.x_mm = left_mm, .y_mm = bottom_mm}};
}

inline Technique plainTechnique(const std::string& id, Tool tool)
{
    return {.id = id,
            .title = "By hand",
            .region = "somewhere",
            .tools = {tool},
            .setups = {SetUp::MatBetween},
            .posture = "Lie.",
            .evidence = "None.",
            .outline = rectangle(-200, -250, 200, 250)};
}

/// Sets with a rest between them, a hold in each, the whole length rolled.
inline Technique rollerWithRest()
{
    Technique technique = plainTechnique("test-thighs", Tool::FoamRoller);
    technique.rules = {.hold = HoldRule{.counts_from_s = 8.0, .least_holds = 1},
                       .stroke = StrokeRule{.band = {.min = 2.0, .max = 5.0}},
                       .load = LoadRule{.unit = LoadUnit::BodyWeightPct, .band = {.min = 15.0, .max = 45.0}},
                       .set = SetRule{.sets = 2, .seconds = {.min = 30.0, .max = 150.0}, .rest_s = 30.0},
                       .least_coverage_pct = 70.0,
                       .most_losses = 1};
    technique.zones = {{.name = "thighs",
                        .kind = ZoneKind::Target,
                        .side = std::nullopt,
                        .corners = rectangle(-180, -160, 180, 140)},
                       {.name = "knees",
                        .kind = ZoneKind::NoGo,
                        .side = std::nullopt,
                        .corners = rectangle(-170, 180, 170, 245),
                        .cue = "Off the knees"}};
    return technique;
}

/// Across the body, each side in turn, with a hold on each; its load is a share of the client's threshold.
inline Technique ballWithSides()
{
    Technique technique = plainTechnique("test-chest", Tool::Ball);
    technique.rules = {.hold = HoldRule{.counts_from_s = 5.0, .least_holds = 1},
                       .stroke = StrokeRule{.band = {.min = 2.0, .max = 6.0}, .travel = Travel::Across},
                       .load = LoadRule{.unit = LoadUnit::OwnThresholdPct, .band = {.min = {}, .max = 100.0}},
                       .set = SetRule{.sets = 2, .seconds = {.min = 30.0, .max = 150.0}},
                       .each_side = true,
                       .most_losses = 1};
    technique.zones = {{.name = "left",
                        .kind = ZoneKind::Target,
                        .side = Side::Left,
                        .corners = rectangle(45, -50, 185, 90)},
                       {.name = "right",
                        .kind = ZoneKind::Target,
                        .side = Side::Right,
                        .corners = rectangle(-185, -50, -45, 90)},
                       {.name = "bone",
                        .kind = ZoneKind::NoGo,
                        .side = std::nullopt,
                        .corners = rectangle(-22, -90, 22, 110),
                        .cue = "Off the bone"}};
    return technique;
}

/// No holds; beside the spine, each side in turn.
inline Technique rollerWithSides()
{
    Technique technique = plainTechnique("test-back", Tool::FoamRoller);
    technique.rules = {.hold = std::nullopt,
                       .stroke = StrokeRule{.band = {.min = 2.5, .max = 6.0}},
                       .load = LoadRule{.unit = LoadUnit::BodyWeightPct, .band = {.min = 10.0, .max = 40.0}},
                       .set = SetRule{.sets = 2, .seconds = {.min = 30.0, .max = 120.0}, .rest_s = 15.0},
                       .each_side = true,
                       .least_coverage_pct = 70.0,
                       .most_losses = 1};
    technique.zones = {{.name = "left",
                        .kind = ZoneKind::Target,
                        .side = Side::Left,
                        .corners = rectangle(35, -100, 150, 120)},
                       {.name = "right",
                        .kind = ZoneKind::Target,
                        .side = Side::Right,
                        .corners = rectangle(-150, -100, -35, 120)},
                       {.name = "spine",
                        .kind = ZoneKind::NoGo,
                        .side = std::nullopt,
                        .corners = rectangle(-22, -220, 22, 220),
                        .cue = "Off the spine"}};
    return technique;
}

}  // namespace palpate::acquisition
