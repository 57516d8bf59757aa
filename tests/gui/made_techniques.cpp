#include "made_techniques.hpp"

#include <array>
#include <utility>

namespace palpate::gui::made {

namespace {

Zone zone(std::string name, ZoneKind kind, std::vector<MatPoint> corners, std::string cue = {})
{
    return {.name = std::move(name),
            .kind = kind,
            .side = std::nullopt,
            .corners = std::move(corners),
            .cue = std::move(cue)};
}

std::vector<MatPoint> box(double left_mm, double top_mm, double right_mm, double bottom_mm)
{
    return {{.x_mm = left_mm, .y_mm = top_mm},
            {.x_mm = right_mm, .y_mm = top_mm},
            {.x_mm = right_mm, .y_mm = bottom_mm},
            {.x_mm = left_mm, .y_mm = bottom_mm}};
}

}  // namespace

Technique upperBack()
{
    Technique technique;
    technique.id = "upper-back";
    technique.title = "Upper back";
    technique.region = "upper back";
    technique.tools = {Tool::FoamRoller};
    technique.setups = {SetUp::ToolOnMat, SetUp::MatBetween};
    technique.posture = "Lie on your back, the roller across the upper back, arms crossed over the chest.";
    technique.steps = {"Roll slowly up and down between the shoulder blades.",
                       "Pause on tight spots and breathe.", "Rest, then a second set."};
    technique.cautions = {"Not onto the neck.", "Not on the spine with a ball."};
    technique.evidence =
        "The evidence on rolling is mixed: many people move a little more freely and hurt less for some "
        "minutes "
        "to an hour. It is not shown to be better than other manual care.";
    technique.rules.hold =
        HoldRule{.seconds = {.min = 30.0, .max = 90.0}, .counts_from_s = 8.0, .least_holds = 1};
    technique.rules.stroke = StrokeRule{};
    technique.rules.load = LoadRule{.unit = LoadUnit::BodyWeightPct, .band = {.min = 10.0, .max = 40.0}};
    technique.rules.set = SetRule{.sets = 2, .seconds = {.min = 30.0, .max = 120.0}, .rest_s = 30.0};
    technique.rules.least_coverage_pct = 70.0;
    technique.outline = {{.x_mm = -60, .y_mm = -230},  {.x_mm = 60, .y_mm = -230},
                         {.x_mm = 80, .y_mm = -170},   {.x_mm = 220, .y_mm = -130},
                         {.x_mm = 190, .y_mm = 60},    {.x_mm = 150, .y_mm = 230},
                         {.x_mm = -150, .y_mm = 230},  {.x_mm = -190, .y_mm = 60},
                         {.x_mm = -220, .y_mm = -130}, {.x_mm = -80, .y_mm = -170}};
    technique.zones = {zone("upper back", ZoneKind::Target, box(-170, -110, 170, 110)),
                       zone("neck", ZoneKind::NoGo, box(-60, -230, 60, -160), "Off the neck"),
                       zone("spine", ZoneKind::NoGo, box(-18, -150, 18, 230), "Off the spine")};
    return technique;
}

Technique neck()
{
    Technique technique = upperBack();
    technique.id = "neck-upper-traps";
    technique.title = "Neck and upper trapezius";
    technique.region = "neck and upper trapezius";
    technique.tools = {Tool::Ball, Tool::PercussionGun};
    technique.rules.stroke.reset();
    technique.rules.load =
        LoadRule{.unit = LoadUnit::OwnThresholdPct, .band = {.min = std::nullopt, .max = 100.0}};
    technique.rules.each_side = true;
    technique.rules.percussion_s = Band{.min = std::nullopt, .max = 60.0};
    return technique;
}

TechniqueCatalogueForGui catalogue()
{
    TechniqueCatalogueForGui all{
        .techniques = {neck(), upperBack()},
        .problems = {"my-feet.json: rules.hold.min_s is 90 but max_s is 30; the most must "
                     "not be under the least"}};
    using Named = std::pair<const char*, const char*>;
    for (const auto& [id, title] : std::array{
             Named{"chest-shoulders", "Chest and shoulders"}, Named{"lower-back", "Lower back"},
             Named{"glutes", "Gluteals"}, Named{"quads", "Quadriceps"}, Named{"hamstrings", "Hamstrings"},
             Named{"calves", "Calves"}, Named{"soles", "Soles of the feet"}}) {
        Technique technique = upperBack();
        technique.id = id;
        technique.title = title;
        technique.tools = {Tool::FoamRoller, Tool::PercussionGun};
        all.techniques.push_back(technique);
    }
    return all;
}

TechniqueChoice choiceOf(const Technique& technique)
{
    return {.agreed = {.technique = technique,
                       .tool = technique.tools.front(),
                       .pain_limit = 5,
                       .body_weight = Force{700.0}},
            .side = std::nullopt};
}

std::vector<RuleScore> adherence()
{
    return {{.rule = RuleKind::HoldTime,
             .met = true,
             .value = 41.0,
             .target = {.min = 30.0, .max = 90.0},
             .unit = "s",
             .in_band_pct = 100.0,
             .why = {}},
            {.rule = RuleKind::StrokeTime,
             .met = false,
             .value = 62.0,
             .target = {.min = 80.0, .max = std::nullopt},
             .unit = "%",
             .in_band_pct = 62.0,
             .why = "5 of 13 strokes were faster than 2 s."},
            {.rule = RuleKind::Load,
             .met = true,
             .value = 24.0,
             .target = {.min = 10.0, .max = 40.0},
             .unit = "%",
             .in_band_pct = 93.0,
             .why = {}},
            {.rule = RuleKind::SetCount,
             .met = false,
             .value = 1.0,
             .target = {.min = 2.0, .max = std::nullopt},
             .unit = "",
             .in_band_pct = std::nullopt,
             .why = "1 of 2 sets is done."},
            {.rule = RuleKind::Coverage,
             .met = std::nullopt,
             .value = std::nullopt,
             .target = {.min = 70.0, .max = std::nullopt},
             .unit = "%",
             .in_band_pct = std::nullopt,
             .why = "Too few strokes to judge."}};
}

analysis::CoachNow coachRollingFast()
{
    analysis::CoachNow now;
    now.time_s = 152.0;
    now.phase = CoachPhase::Stroke;
    now.cue = CoachCue{.kind = CueKind::Slower,
                       .start_s = 151.0,
                       .end_s = std::nullopt,
                       .asked = 2.0,
                       .done = 1.4,
                       .about = "s a stroke"};
    now.load = 24.0;
    now.recent_strokes = {2.6, 1.4};
    now.sets_done = 1;
    now.set_worked_s = 41.0;
    now.left_s = 32.0;
    now.right_s = 10.0;
    now.adherence = adherence();
    return now;
}

analysis::CoachNow coachHolding(double held_s)
{
    analysis::CoachNow now = coachRollingFast();
    now.phase = CoachPhase::Hold;
    now.cue = CoachCue{.kind = CueKind::HoldOn,
                       .start_s = 152.0 - held_s,
                       .end_s = std::nullopt,
                       .asked = 152.0 - held_s + 30.0,
                       .done = std::nullopt,
                       .about = {}};
    now.held_s = held_s;
    now.load = 38.0;
    return now;
}

}  // namespace palpate::gui::made
