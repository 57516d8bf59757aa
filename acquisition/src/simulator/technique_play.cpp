#include "simulator/technique_play.hpp"

#include <algorithm>
#include <utility>

#include "simulator/tool_force.hpp"
#include "simulator/work_line.hpp"

#include <fmt/format.h>

namespace palpate::acquisition::simulator {

namespace {

constexpr std::uint64_t kTechniqueIndex = std::uint64_t{1} << 40U;
constexpr double kForceSpread = 0.04;
constexpr double kLastEmptyS = 3.0;
constexpr double kContactShare = 0.1;
/// Head down on the mat all the time, as with a soft head that is leaned on lightly.
constexpr Beat kBeat{.rate = Frequency{30.0}, .force_share = 0.3};
constexpr double kBodySettlesS = 2.0;
constexpr double kBodyAloneS = 5.0;

/// How the tool meets the mat, alike in every set.
struct ToolShape {
    Tool tool = Tool::FoamRoller;
    Length roller_length;
    RollerAxis axis = RollerAxis::AlongRows;
};

/// A roller is as long as the targets are wide where there is room, and long enough to be seen as one.
Result<ToolShape> toolShape(const Coaching& coaching, const MatGeometry& mat)
{
    if (coaching.tool != Tool::FoamRoller) {
        return ToolShape{.tool = coaching.tool};
    }
    constexpr double kShortestMm = 150.0;
    constexpr double kShortestInCells = 7.0;
    constexpr double kLongestMm = 200.0;
    constexpr double kEdgeMm = 4.0;
    const bool has_sides = coaching.technique.rules.each_side;
    const auto line = workLine(coaching, mat, has_sides ? std::optional{Side::Left} : std::nullopt);
    if (!line) {
        return fail(line.error());
    }
    const auto axis = rollerAxis(*line);
    if (!axis) {
        return fail(axis.error());
    }
    double room_mm = roomBesideMm(*line, mat);
    if (has_sides) {
        const auto right = workLine(coaching, mat, Side::Right);
        if (!right) {
            return fail(right.error());
        }
        room_mm = std::min(room_mm, roomBesideMm(*right, mat));
    }
    const double pitch_mm = std::max(mat.pitchXMm(), mat.pitchYMm());
    const double least_mm = std::max(kShortestMm, kShortestInCells * pitch_mm);
    const double length_mm = std::min(std::clamp(line->width_mm, least_mm, std::max(least_mm, kLongestMm)),
                                      2.0 * (room_mm - kEdgeMm));
    if (length_mm < kShortestMm - 2.0 * kEdgeMm) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("technique {}: a roller on its targets would lie over the mat's edge: place "
                                "it farther in",
                                coaching.technique.id));
    }
    return ToolShape{.tool = Tool::FoamRoller, .roller_length = Length{length_mm}, .axis = *axis};
}

double contactAt(const std::vector<Envelope>& contacts, double time_s)
{
    double most = 0.0;
    for (const Envelope& contact : contacts) {
        most = std::max(most, contact.at(time_s));
    }
    return most;
}

PlayedSet playSet(ScriptSet script, double start_s)
{
    PlayedSet set{.side = script.side,
                  .path = {.start = script.start, .moves = {}},
                  .contacts = {{.start_s = start_s, .rise_s = kToolLandsS, .fall_s = kToolLeavesS}},
                  .steps = {}};
    double time_s = start_s + kToolLandsS;
    MatPoint at = script.start;
    for (ScriptStep& step : script.steps) {
        const double began_s = time_s;
        if (step.kind == StepKind::Lift) {
            set.contacts.back().fall_s = kLiftFallS;
            set.contacts.back().end_s = time_s + kLiftFallS;
            const double back_s = time_s + kLiftFallS + step.seconds;
            set.contacts.push_back({.start_s = back_s, .rise_s = kLiftRiseS, .fall_s = kToolLeavesS});
            time_s = back_s + kLiftRiseS;
        } else {
            time_s += step.seconds;
        }
        if (step.kind == StepKind::Stroke || step.kind == StepKind::PartOfStroke) {
            set.path.moves.push_back(
                {.start_s = began_s, .end_s = time_s, .from = at, .to = step.to, .shape = MoveShape::Even});
            at = step.to;
        }
        set.steps.push_back({.step = std::move(step), .start_s = began_s, .end_s = time_s});
    }
    set.contacts.back().end_s = time_s + kToolLeavesS;
    return set;
}

/// The bump comes up some seconds into the hold and is gone before it ends.
std::optional<BonyBump> bumpOf(const PlayedSet& set)
{
    constexpr double kIntoHoldS = 6.0;
    constexpr double kLastsS = 12.0;
    constexpr double kBeforeEndS = 2.0;
    constexpr double kRampS = 0.5;
    constexpr double kForceShare = 0.3;
    const auto hold = std::find_if(set.steps.begin(), set.steps.end(),
                                   [](const PlayedStep& played) { return played.step.on_bone; });
    if (hold == set.steps.end()) {
        return std::nullopt;
    }
    const double start_s = hold->start_s + kIntoHoldS;
    return BonyBump{.envelope = {.start_s = start_s,
                                 .end_s = std::min(start_s + kLastsS, hold->end_s - kBeforeEndS),
                                 .rise_s = kRampS,
                                 .fall_s = kRampS},
                    .force_share = kForceShare};
}

void addToTimeline(ClientTimeline& timeline, const PlayedSet& set, const ToolShape& shape, Force force,
                   RandomStream& random)
{
    const Force of_set{force.n * random.uniform(1.0 - kForceSpread, 1.0 + kForceSpread)};
    const Unsteadiness motion(random);
    const std::optional<Beat> beat = shape.tool == Tool::PercussionGun ? std::optional{kBeat} : std::nullopt;
    for (const Envelope& contact : set.contacts) {
        if (shape.tool != Tool::FoamRoller) {
            timeline.presses.push_back({.envelope = contact,
                                        .path = set.path,
                                        .force = of_set,
                                        .motion = motion,
                                        .spot = timeline.presses.size(),
                                        .reports = {},
                                        .bump = bumpOf(set),
                                        .beat = beat});
        } else {
            timeline.passes.push_back({.envelope = contact,
                                       .force = of_set,
                                       .length = shape.roller_length,
                                       .axis = shape.axis,
                                       .motion = motion,
                                       .path = set.path});
        }
    }
}

/// From the end of the tare on.
LyingBody bodyOf(double start_s, double end_s, RandomStream& random)
{
    constexpr double kSlowestBreathHz = 0.18;
    constexpr double kFastestBreathHz = 0.28;
    return {
        .envelope = {.start_s = start_s, .end_s = end_s, .rise_s = kBodySettlesS, .fall_s = kBodySettlesS},
        .breath_hz = random.uniform(kSlowestBreathHz, kFastestBreathHz),
        .breath_phase_turns = random.uniform(0.0, 1.0)};
}

Result<void> checkShowable(const Coaching& coaching, Variant variant)
{
    constexpr int kHighestLimit = 8;
    const bool is_possible = applies(variant, coaching.technique) &&
                             (variant != Variant::OnBone || coaching.tool == Tool::Ball) &&
                             (variant != Variant::TooPainful || coaching.pain_limit <= kHighestLimit);
    if (is_possible) {
        return {};
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("technique {}: '{}' cannot be shown with its rules, tool and pain limit",
                            coaching.technique.id, toString(variant)));
}

}  // namespace

bool PlayedSet::isInContact(double time_s) const
{
    return contactAt(contacts, time_s) >= kContactShare;
}

Result<TechniquePlay> playTechnique(const Coaching& coaching, const MatGeometry& mat, Variant variant,
                                    std::uint64_t seed, bool with_body)
{
    if (auto checked = checkShowable(coaching, variant); !checked) {
        return fail(checked.error());
    }
    const auto shape = toolShape(coaching, mat);
    if (!shape) {
        return fail(shape.error());
    }
    const auto force = toolForce(coaching, mat, variant);
    if (!force) {
        return fail(force.error());
    }
    RandomStream random(seed, RandomPurpose::Client, kTechniqueIndex);
    auto script = writeScript(coaching, mat, variant, 0.5 * shape->roller_length.mm, random);
    if (!script) {
        return fail(script.error());
    }
    TechniquePlay play{.variant = variant, .sets = {}, .timeline = {}};
    double time_s = with_body ? kBodySettlesS + kBodyAloneS : 0.0;
    const double body_start_s = script->sets.front().rest_before_s;
    for (ScriptSet& set : script->sets) {
        const double start_s = time_s + set.rest_before_s;
        play.sets.push_back(playSet(std::move(set), start_s));
        addToTimeline(play.timeline, play.sets.back(), *shape, *force, random);
        time_s = play.sets.back().endsAt();
    }
    if (with_body) {
        time_s += kBodyAloneS + kBodySettlesS;
        play.timeline.bodies.push_back(bodyOf(body_start_s, time_s, random));
    }
    play.duration_s = time_s + kLastEmptyS;
    return play;
}

}  // namespace palpate::acquisition::simulator
