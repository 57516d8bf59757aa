#include "simulator/scenario_plan.hpp"

namespace palpate::acquisition::simulator {

namespace {

ScenarioPlan emptyMat()
{
    return {.id = "empty", .title = "An empty mat", .duration_s = 10.0};
}

ScenarioPlan ballHolds()
{
    return {.id = "holds",
            .title = "A ball held on three places, the second one rated",
            .duration_s = 110.0,
            .presses = {
                {.start_s = 3.5, .duration_s = 36.0, .place = {0.30, 0.35}, .force_n = 45.0},
                {.start_s = 42.0,
                 .duration_s = 43.0,
                 .place = {0.52, 0.62},
                 .force_n = 55.0,
                 .reports = {{.after_s = 10.0, .nrs = 6}, {.after_s = 34.0, .nrs = 4}}},
                {.start_s = 87.5, .duration_s = 19.0, .place = {0.74, 0.42}, .force_n = 40.0},
            }};
}

ScenarioPlan rollerStrokes()
{
    return {.id = "rolling",
            .title = "Slow roller strokes with a pause",
            .duration_s = 60.0,
            .rollings = {{.start_s = 3.5,
                          .force_n = 240.0,
                          .strokes = {{.duration_s = 4.2},
                                      {.duration_s = 3.6},
                                      {.duration_s = 4.0},
                                      {.duration_s = 3.4},
                                      {.duration_s = 4.6},
                                      {.duration_s = 3.8, .pause_after_s = 2.5},
                                      {.duration_s = 4.0},
                                      {.duration_s = 4.4},
                                      {.duration_s = 3.5},
                                      {.duration_s = 4.1},
                                      {.duration_s = 3.7},
                                      {.duration_s = 4.3}}}}};
}

ScenarioPlan lyingBody()
{
    return {.id = "lying",
            .title = "A lying body with two tender places on a ball",
            .duration_s = 90.0,
            .presses = {{.start_s = 10.0,
                         .duration_s = 32.0,
                         .place = {0.28, 0.44},
                         .force_n = 42.0,
                         .reports = {{.after_s = 8.0, .nrs = 7}, {.after_s = 26.0, .nrs = 4}},
                         .on_body = true},
                        // Lowered slowly until it hurts: a pressure-pain threshold.
                        {.start_s = 47.0,
                         .duration_s = 33.0,
                         .place = {0.74, 0.59},
                         .force_n = 50.0,
                         .rise_s = 6.0,
                         .reports = {{.after_s = 3.2, .nrs = 3}, {.after_s = 20.0, .nrs = 5}},
                         .on_body = true}},
            .bodies = {{.start_s = 3.5, .duration_s = 83.5}}};
}

ScenarioPlan knownWeights()
{
    return {.id = "weights",
            .title = "10, 20 and 40 kg on a block, the last one for 105 s: to calibrate by",
            .duration_s = 180.0,
            .weights = {{.start_s = 3.5, .duration_s = 30.0, .place = {0.25, 0.5}, .mass_kg = 10.0},
                        {.start_s = 37.0, .duration_s = 30.0, .place = {0.5, 0.5}, .mass_kg = 20.0},
                        {.start_s = 71.0, .duration_s = 105.0, .place = {0.75, 0.5}, .mass_kg = 40.0}}};
}

ScenarioPlan breathingTrunk()
{
    return {.id = "breathing",
            .title = "A lying trunk that breathes evenly",
            .duration_s = 60.0,
            .bodies =
                {{.start_s = 3.5, .duration_s = 53.5, .slowest_breath_hz = 0.10, .fastest_breath_hz = 0.35}},
            .is_about_breath = true};
}

ScenarioPlan percussionGun()
{
    const Beat beat{.rate = Frequency{30.0}, .force_share = 0.3};
    return {.id = "percussion",
            .title = "A percussion gun for 40 s on one place and 25 s on another; from 80 frames per second",
            .duration_s = 74.0,
            .presses = {
                {.start_s = 3.5, .duration_s = 40.0, .place = {0.35, 0.4}, .force_n = 40.0, .beat = beat},
                {.start_s = 46.5, .duration_s = 25.0, .place = {0.65, 0.6}, .force_n = 40.0, .beat = beat}}};
}

}  // namespace

std::vector<ScenarioPlan> scenarioPlans()
{
    return {emptyMat(),     ballHolds(),      rollerStrokes(), lyingBody(),
            knownWeights(), breathingTrunk(), percussionGun()};
}

}  // namespace palpate::acquisition::simulator
