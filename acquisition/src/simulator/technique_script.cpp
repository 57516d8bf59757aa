#include "simulator/technique_script.hpp"

#include <algorithm>
#include <utility>

#include "simulator/set_writer.hpp"
#include "simulator/stroke_timing.hpp"
#include "simulator/work_line.hpp"

#include <fmt/format.h>

namespace palpate::acquisition::simulator {

namespace {

constexpr double kFirstEmptyS = 3.5;

double goodHold(const HoldRule& hold, RandomStream& random)
{
    constexpr double kOverMinS = 1.5;
    constexpr double kSpreadS = 7.0;
    constexpr double kClearOfMax = 0.9;
    constexpr double kOfMax = 0.6;
    const double low_s =
        hold.seconds.min ? *hold.seconds.min + kOverMinS : kOfMax * hold.seconds.max.value_or(kOverMinS);
    const double high_s = std::max(
        low_s, std::min(low_s + kSpreadS, kClearOfMax * hold.seconds.max.value_or(low_s + kSpreadS)));
    return random.uniform(low_s, high_s);
}

/// Seconds at rest of one hold. Only the first hold of a session is too long, so that it does not last, but
/// with sides the first one of each set, so that both get alike.
double holdSeconds(const SessionAim& aim, bool may_be_too_long, RandomStream& random)
{
    constexpr double kLeastOverMaxS = 12.0;
    constexpr double kMostOverMaxS = 17.0;
    const HoldRule hold = aim.rules().hold.value_or(HoldRule{});
    if (aim.variant == Variant::TooShort) {
        const Band band = shortHold(hold);
        return random.uniform(band.min.value_or(0.0), band.max.value_or(0.0));
    }
    if (aim.variant == Variant::TooLong && may_be_too_long && hold.seconds.max) {
        return *hold.seconds.max + random.uniform(kLeastOverMaxS, kMostOverMaxS);
    }
    return goodHold(hold, random);
}

/// Contact seconds that a set without holds is to reach, or that one with holds must not stay under.
double leastContact(const SessionAim& aim)
{
    constexpr double kClearOfMin = 1.18;
    constexpr double kUsualSetS = 24.0;
    constexpr double kManyStrokes = 14.0;
    const auto& set = aim.rules().set;
    const double min_s = set && set->seconds.min ? *set->seconds.min : 0.0;
    const double least_s = std::max(kUsualSetS, kClearOfMin * min_s);
    if (aim.variant == Variant::LostContact && aim.holds_per_set == 0) {
        constexpr double kAnyLengthMm = 200.0;
        return std::max(least_s, kManyStrokes * aim.timing.seconds(kAnyLengthMm, false));
    }
    return least_s;
}

void writeHolds(SetWriter& writer, const SessionAim& aim, bool is_first_set, RandomStream& random)
{
    constexpr double kPlaceSpreadShare = 0.06;
    // A long way to the place is a quick one: it is clear when the hold begins and ends.
    constexpr double kBeyondLast = 0.25;
    for (int i = 0; i < aim.holds_per_set; ++i) {
        const bool is_first = is_first_set && i == 0;
        const bool may_be_too_long = i == 0 && (is_first_set || aim.rules().each_side);
        const double share = (i + 1.0) / (aim.holds_per_set + kBeyondLast) +
                             random.uniform(-kPlaceSpreadShare, kPlaceSpreadShare);
        const int losses =
            is_first && aim.variant == Variant::LostContact ? aim.rules().most_losses.value_or(0) + 3 : 0;
        const double seconds = holdSeconds(aim, may_be_too_long, random);
        writer.fullStrokes(aim.strokes_around_hold);
        writer.holdAt(share, seconds, losses);
    }
    writer.fullStrokes(aim.strokes_around_hold);
}

void writeStrokes(SetWriter& writer, const SessionAim& aim, bool is_first_set)
{
    constexpr double kBriefShare = 0.6;
    constexpr int kFewestStrokes = 2;
    if (aim.variant == Variant::TooBrief) {
        const double wanted_s = kBriefShare * aim.rules().set->seconds.min.value_or(0.0);
        writer.fullStrokes(kFewestStrokes);
        const double stroke_s = writer.steps().back().seconds;
        writer.fullStrokesUntil(wanted_s - 0.5 * stroke_s);
        return;
    }
    if (aim.variant == Variant::LostContact && is_first_set) {
        for (int i = 0; i < aim.rules().most_losses.value_or(0) + 3; ++i) {
            writer.fullStrokes(kFewestStrokes);
            writer.strokeWithLoss();
        }
    }
    writer.fullStrokesUntil(leastContact(aim));
}

/// Ratings in a hold, or while rolling where there is none.
void addReports(std::vector<ScriptStep>& steps, const SessionAim& aim, bool is_first_set)
{
    constexpr int kOverLimit = 2;
    constexpr int kUnderLimit = 2;
    constexpr int kHighestNrs = 10;
    const int limit = aim.coaching.pain_limit;
    const bool hurts = aim.variant == Variant::TooPainful && is_first_set;
    const int first = std::clamp(hurts ? limit + kOverLimit : limit - kUnderLimit, 0, kHighestNrs);
    const int second = std::max(0, limit - kUnderLimit - 1);
    const auto hold = std::find_if(steps.begin(), steps.end(),
                                   [](const ScriptStep& step) { return step.kind == StepKind::Hold; });
    if (hold != steps.end()) {
        hold->reports = {{.after_s = 0.3 * hold->seconds, .nrs = first},
                         {.after_s = 0.75 * hold->seconds, .nrs = second}};
        return;
    }
    if (steps.size() > 2) {
        ScriptStep& early = steps[steps.size() / 3];
        ScriptStep& late = steps[2 * steps.size() / 3];
        early.reports.push_back({.after_s = 0.5 * early.seconds, .nrs = first});
        late.reports.push_back({.after_s = 0.5 * late.seconds, .nrs = second});
    }
}

/// The whole of the targets, or as little of them as clearly breaks the coverage rule.
Result<WorkedPart> workedPart(const SessionAim& aim, const WorkLine& line)
{
    if (aim.variant != Variant::HalfWay) {
        return WorkedPart{};
    }
    constexpr double kHalfWay = 0.47;
    constexpr double kOfLeast = 0.9;
    constexpr double kCountedBeyondMm = 20.0;
    constexpr double kTurnsShare = 0.05;
    constexpr double kShortestStrokeMm = 52.0;
    constexpr double kPercent = 100.0;
    const double least = aim.rules().least_coverage_pct.value_or(0.0) / kPercent;
    const double share = std::min(kHalfWay, kOfLeast * least - kCountedBeyondMm / line.lengthMm());
    if ((share - kTurnsShare) * line.lengthMm() < kShortestStrokeMm) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("technique {}: half of its targets is too short for strokes here: place it "
                                "larger",
                                aim.coaching.technique.id));
    }
    return WorkedPart{.low = 0.0, .high = share};
}

WorkLine shifted(const WorkLine& line, double beside_mm)
{
    const double length_mm = line.lengthMm();
    const double dx = -(line.high.y_mm - line.low.y_mm) / length_mm * beside_mm;
    const double dy = (line.high.x_mm - line.low.x_mm) / length_mm * beside_mm;
    const auto moved = [dx, dy](const MatPoint& p) {
        return MatPoint{.x_mm = p.x_mm + dx, .y_mm = p.y_mm + dy};
    };
    return {.low = moved(line.low), .high = moved(line.high), .width_mm = line.width_mm};
}

Result<ScriptSet> writeSet(const SessionAim& aim, const WorkLine& plain_line, bool is_first_set,
                           double reach_mm, RandomStream& random)
{
    constexpr double kPlaceSpreadMm = 3.0;
    const auto part = workedPart(aim, plain_line);
    if (!part) {
        return fail(part.error());
    }
    SetWriter writer(aim, shifted(plain_line, random.uniform(-kPlaceSpreadMm, kPlaceSpreadMm)), *part,
                     random);
    if (aim.holds_per_set > 0) {
        writeHolds(writer, aim, is_first_set, random);
        writer.fullStrokesUntil(leastContact(aim));
    } else {
        writeStrokes(writer, aim, is_first_set);
    }
    if (aim.variant == Variant::OffLimits) {
        const auto forbidden = forbiddenPlace(aim.coaching, aim.mat, plain_line, reach_mm);
        if (!forbidden) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("technique {}: no no-go zone lies near enough on this mat to be rolled over",
                            aim.coaching.technique.id));
        }
        for (int visit = 0; visit < (aim.sets > 1 ? 1 : 2); ++visit) {
            writer.strayTo(*forbidden);
        }
    }
    addReports(writer.steps(), aim, is_first_set);
    if (aim.variant == Variant::OnBone && is_first_set) {
        for (ScriptStep& step : writer.steps()) {
            step.on_bone = step.kind == StepKind::Hold;
        }
    }
    return writer.finish();
}

bool isTooLongASet(const SessionAim& aim, const ScriptSet& set)
{
    constexpr double kClearOfMax = 0.94;
    const auto& rule = aim.rules().set;
    return rule && rule->seconds.max && contactSeconds(set.steps) > kClearOfMax * *rule->seconds.max;
}

/// With fewer strokes around the holds where the set would last too long.
Result<ScriptSet> writeFittingSet(SessionAim aim, const WorkLine& line, bool is_first_set, double reach_mm,
                                  RandomStream& random)
{
    for (; aim.strokes_around_hold > 0; --aim.strokes_around_hold) {
        auto set = writeSet(aim, line, is_first_set, reach_mm, random);
        if (!set || !isTooLongASet(aim, *set)) {
            return set;
        }
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("technique {}: a set with everything that it asks lasts longer than its sets may",
                            aim.coaching.technique.id));
}

int setsOf(const TechniqueRules& rules, Variant variant)
{
    if (variant == Variant::OneSet) {
        return 1;
    }
    const int asked = rules.set ? rules.set->sets : 1;
    return rules.each_side ? std::max(2, asked + asked % 2) : asked;
}

int holdsPerSet(const TechniqueRules& rules, Tool tool, Variant variant, int sets)
{
    if (!rules.hold || variant == Variant::NoHold) {
        return 0;
    }
    if (tool == Tool::PercussionGun) {
        constexpr int kPlacesPerSet = 2;
        return variant == Variant::TooBrief ? 0 : kPlacesPerSet;
    }
    const bool must_hold = variant == Variant::TooShort || variant == Variant::TooLong;
    const int sets_per_side = rules.each_side ? std::max(1, sets / 2) : sets;
    const int holds = (rules.hold->least_holds + sets_per_side - 1) / sets_per_side;
    return must_hold ? std::max(1, holds) : holds;
}

double restBefore(const SessionAim& aim, bool changes_side, RandomStream& random)
{
    constexpr double kLongerS = 3.0;
    constexpr double kSpreadS = 0.4;
    constexpr double kChangesSideS = 6.0;
    constexpr double kSeenAsRestS = 10.0;
    constexpr double kNoRestS = 9.0;
    const double asked_s = aim.rules().set ? aim.rules().set->rest_s : 0.0;
    if (aim.variant == Variant::NoRest) {
        return std::max(kNoRestS, asked_s / 3.0) + random.uniform(0.0, kSpreadS);
    }
    return std::max(asked_s + kLongerS, changes_side ? kChangesSideS : kSeenAsRestS) +
           random.uniform(-kSpreadS, kSpreadS);
}

/// The first half of the sets on the left, the second on the right.
std::optional<Side> sideOfSet(const SessionAim& aim, int set)
{
    if (!aim.rules().each_side) {
        return std::nullopt;
    }
    return aim.variant == Variant::OneSide || set < aim.sets / 2 ? Side::Left : Side::Right;
}

}  // namespace

double contactSeconds(const std::vector<ScriptStep>& steps)
{
    double sum_s = kToolLandsS + kToolLeavesS;
    for (const ScriptStep& step : steps) {
        sum_s += step.kind == StepKind::Lift ? kLiftFallS + kLiftRiseS : step.seconds;
    }
    return sum_s;
}

Result<TechniqueScript> writeScript(const Coaching& coaching, const MatGeometry& mat, Variant variant,
                                    double reach_mm, RandomStream& random)
{
    const TechniqueRules& rules = coaching.technique.rules;
    const double pitch_mm = std::max(mat.pitchXMm(), mat.pitchYMm());
    const StrokeTiming timing(rules, variant, pitch_mm);
    // To creep up to a hold would blur when it begins.
    const bool creeps = variant == Variant::TooSlow;
    SessionAim aim{.coaching = coaching,
                   .mat = mat,
                   .variant = variant,
                   .timing = timing,
                   .timing_at_holds = creeps ? StrokeTiming(rules, Variant::Well, pitch_mm) : timing,
                   .sets = setsOf(rules, variant)};
    aim.holds_per_set = holdsPerSet(rules, coaching.tool, variant, aim.sets);
    TechniqueScript script;
    for (int i = 0; i < aim.sets; ++i) {
        const auto side = sideOfSet(aim, i);
        const auto line = workLine(coaching, mat, side);
        if (!line) {
            return fail(line.error());
        }
        auto set = writeFittingSet(aim, *line, i == 0, reach_mm, random);
        if (!set) {
            return fail(set.error());
        }
        set->side = side;
        set->rest_before_s = i == 0 ? kFirstEmptyS : restBefore(aim, side != script.sets.back().side, random);
        script.sets.push_back(std::move(*set));
    }
    return script;
}

}  // namespace palpate::acquisition::simulator
