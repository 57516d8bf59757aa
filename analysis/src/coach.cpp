#include "palpate/analysis/coach.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "palpate/analysis/time_limits.hpp"
#include "palpate/core/assert.hpp"
#include "palpate/core/tool_rules.hpp"

namespace palpate::analysis {

namespace {

constexpr double kStopShownS = 10.0;
constexpr double kPainShownS = 5.0;
constexpr double kStrokeShownS = 4.0;
constexpr double kAgainShownS = 4.0;
/// How long after a hold was left the way back to it is worth a word.
constexpr double kStayOnFromS = 0.5;
constexpr double kStayOnToS = 4.5;
/// A tool that rests so long is held, not turned.
constexpr double kHeldFromS = 3.0;
constexpr double kSettlesS = 1.0;
constexpr double kTurnMmS = 15.0;
constexpr double kMovingMmS = 5.0;
/// Lifted for so long, the client is about to change sides.
constexpr double kChangingFromS = 1.0;
constexpr double kChangingToS = 10.0;
constexpr double kRestS = 8.0;
constexpr double kDoneShownS = 6.0;
constexpr double kOnTimeS = 0.5;
constexpr double kLeastSideShare = 0.5;

std::string_view wordsOf(std::string_view symptom_id)
{
    for (const StopSymptom& symptom : stopSymptoms()) {
        if (symptom.id == symptom_id) {
            return symptom.words;
        }
    }
    return symptom_id;
}

Side otherThan(Side side)
{
    return side == Side::Left ? Side::Right : Side::Left;
}

}  // namespace

Coach::Coach(const Coaching& coaching) : coaching_{withRulesOfTool(coaching)}, senses_{coaching_} {}

void Coach::takeEvents(double before_s)
{
    while (!pending_.empty() && toSeconds(pending_.front().time) < before_s) {
        const Event event = std::move(pending_.front());
        pending_.pop_front();
        take(event);
    }
}

void Coach::take(const Event& event)
{
    const double time_s = toSeconds(event.time);
    if (event.kind == EventKind::Stop) {
        wantFor(kStopShownS, time_s, {.kind = CueKind::Stop, .about = std::string{wordsOf(event.text)}});
        return;
    }
    if (event.kind != EventKind::Pain || !event.nrs) {
        return;
    }
    worst_pain_ = std::max(worst_pain_.value_or(*event.nrs), *event.nrs);
    forget(CueKind::EaseOffPain);
    if (*event.nrs > coaching_.pain_limit) {
        wantFor(kPainShownS, time_s,
                {.kind = CueKind::EaseOffPain, .asked = coaching_.pain_limit, .done = *event.nrs});
    }
}

void Coach::wantFor(double lasts_s, double from_s, WantedCue cue)
{
    forget(cue.kind);
    passing_.push_back({.cue = std::move(cue), .until_s = from_s + lasts_s});
}

void Coach::forget(CueKind kind)
{
    std::erase_if(passing_, [kind](const Passing& passing) { return passing.cue.kind == kind; });
}

void Coach::add(double time_s, const std::optional<ToolContact>& contact)
{
    takeEvents(time_s);
    senses_.step(time_s, contact);
    noticeStroke();
    phase_ = phaseNow();
    wanted_.clear();
    wantPassing();
    noticeSlowStroke();
    wantLoadCues();
    wantHoldCues();
    wantSetCues();
    wantSideCue();
    board_.step(time_s, wanted_);
}

void Coach::noticeStroke()
{
    const auto& rule = coaching_.technique.rules.stroke;
    const auto& stroke = senses_.newStroke();
    if (!senses_.watch().isLoaded()) {
        forget(CueKind::Slower);
        forget(CueKind::Faster);
        return;
    }
    if (!rule || !stroke) {
        return;
    }
    forget(CueKind::Slower);
    forget(CueKind::Faster);
    const double outside = distanceOutside(rule->band, *stroke);
    if (outside == 0.0) {
        return;
    }
    const bool is_in_seconds = rule->unit == StrokeUnit::Seconds;
    const bool is_too_fast = is_in_seconds ? outside < 0.0 : outside > 0.0;
    wantFor(kStrokeShownS, senses_.timeS(),
            {.kind = is_too_fast ? CueKind::Slower : CueKind::Faster,
             .asked = outside < 0.0 ? rule->band.min : rule->band.max,
             .done = *stroke,
             .about = is_in_seconds ? "s a stroke" : "mm/s"});
}

void Coach::noticeSlowStroke()
{
    const auto& rule = coaching_.technique.rules.stroke;
    const auto under_way_s = senses_.strokeUnderWayS();
    const bool is_judged = rule && rule->unit == StrokeUnit::Seconds && rule->band.max;
    // A tool that rests is no slow stroke.
    const bool is_moving = std::abs(senses_.speedMmS().value_or(0.0)) >= kMovingMmS;
    if (!is_judged || !under_way_s || !is_moving || !isLonger(*under_way_s, *rule->band.max)) {
        return;
    }
    wanted_.push_back(
        {.kind = CueKind::Faster, .asked = rule->band.max, .done = *under_way_s, .about = "s a stroke"});
}

void Coach::wantPassing()
{
    const double time_s = senses_.timeS();
    std::erase_if(passing_, [time_s](const Passing& passing) { return passing.until_s < time_s; });
    for (const Passing& passing : passing_) {
        wanted_.push_back(passing.cue);
    }
}

void Coach::wantLoadCues()
{
    if (senses_.isOffLimits()) {
        wanted_.push_back({.kind = CueKind::OffLimits, .about = senses_.offLimitsCue()});
    }
    if (senses_.isSteep()) {
        wanted_.push_back({.kind = CueKind::MaybeBone});
    }
    const auto& rule = coaching_.technique.rules.load;
    if (!rule || !senses_.loadValue()) {
        return;
    }
    if (senses_.isOverLoad()) {
        wanted_.push_back({.kind = CueKind::EaseOffLoad,
                           .asked = rule->band.max,
                           .done = senses_.loadValue(),
                           .about = unitOf(*rule)});
    } else if (senses_.isUnderLoad()) {
        wanted_.push_back({.kind = CueKind::LeanIn,
                           .asked = rule->band.min,
                           .done = senses_.loadValue(),
                           .about = unitOf(*rule)});
    }
}

std::optional<Band> Coach::holdBand() const
{
    const auto& hold = coaching_.technique.rules.hold;
    return hold ? std::optional{hold->seconds} : std::nullopt;
}

void Coach::wantHoldCues()
{
    const std::optional<Band> band = holdBand();
    const SiteDose* site = senses_.sites().open();
    const std::optional<double> resting_s = senses_.restingS();
    if (!band) {
        return;
    }
    const double time_s = senses_.timeS();
    const bool is_at_site = senses_.sites().isResting();
    const double held_s = is_at_site ? senses_.sites().heldS() : resting_s.value_or(0.0);
    if (resting_s && band->max && isAtLeast(held_s, *band->max)) {
        wanted_.push_back({.kind = CueKind::MoveOn, .asked = band->max, .done = held_s});
    } else if (resting_s && band->min && isAtLeast(*resting_s, kHeldFromS)) {
        wanted_.push_back({.kind = CueKind::HoldOn, .asked = time_s + *band->min - held_s, .done = held_s});
    } else if (site != nullptr && !is_at_site && isHoldShort() &&
               isAtLeast(time_s - site->end_s, kStayOnFromS) && !isLonger(time_s - site->end_s, kStayOnToS)) {
        wanted_.push_back({.kind = CueKind::StayOn, .asked = std::ceil(*band->min - site->held_s)});
    }
}

bool Coach::isHoldShort() const
{
    const std::optional<Band> band = holdBand();
    const SiteDose* site = senses_.sites().open();
    return site != nullptr && band && band->min && site->held_s < *band->min - kOnTimeS;
}

void Coach::wantSetCues()
{
    const auto& rule = coaching_.technique.rules.set;
    const auto& set = senses_.sets().open();
    if (!rule) {
        return;
    }
    const double time_s = senses_.timeS();
    if (set && senses_.contact() && rule->seconds.max && isAtLeast(set->worked_s, *rule->seconds.max)) {
        wanted_.push_back({.kind = CueKind::RestNow, .asked = rule->seconds.max, .done = set->worked_s});
    }
    if (const auto rest_s = senses_.sets().restBeforeS();
        rest_s && *rest_s < rule->rest_s - kOnTimeS && !isLonger(time_s - set->start_s, kAgainShownS)) {
        wanted_.push_back(
            {.kind = CueKind::StillResting, .asked = std::ceil(rule->rest_s - *rest_s), .done = *rest_s});
    }
    const auto unloaded_s = senses_.sets().unloadedS(time_s);
    if (isAllDone() && unloaded_s && !isLonger(*unloaded_s, kRestS + kDoneShownS)) {
        wanted_.push_back({.kind = CueKind::AllDone});
    }
}

bool Coach::isSideDone(Side side) const
{
    const TechniqueRules& rules = coaching_.technique.rules;
    double worked_s = workedS(senses_.sets().finished(), side);
    if (const auto& set = senses_.sets().open(); set && set->side == side) {
        worked_s += set->worked_s;
    }
    const double asked_s = rules.set && rules.set->seconds.min ? *rules.set->seconds.min : kRestS;
    return isAtLeast(worked_s, asked_s);
}

std::optional<Side> Coach::sideToDo() const
{
    if (!coaching_.technique.rules.each_side) {
        return std::nullopt;
    }
    for (const Side side : {Side::Left, Side::Right}) {
        if (!isSideDone(side) && isSideDone(otherThan(side))) {
            return side;
        }
    }
    return std::nullopt;
}

void Coach::wantSideCue()
{
    const std::optional<Side> to_do = sideToDo();
    if (!to_do) {
        return;
    }
    const double time_s = senses_.timeS();
    const auto unloaded_s = senses_.sets().unloadedS(time_s);
    const bool is_changing = unloaded_s && !isHoldShort() && isAtLeast(*unloaded_s, kChangingFromS) &&
                             !isLonger(*unloaded_s, kChangingToS);
    const auto& set = senses_.sets().open();
    const bool is_same_again = set && senses_.contact() && set->side == otherThan(*to_do) &&
                               workedS(senses_.sets().finished(), otherThan(*to_do)) > 0.0 &&
                               isAtLeast(time_s - set->start_s, kSettlesS) &&
                               !isLonger(time_s - set->start_s, kSettlesS + kAgainShownS);
    if (is_changing || is_same_again) {
        wanted_.push_back({.kind = CueKind::OtherSide, .about = std::string{toString(*to_do)}});
    }
}

int Coach::setsDone() const
{
    return static_cast<int>(senses_.sets().finished().size());
}

bool Coach::isAllDone() const
{
    const auto& rule = coaching_.technique.rules.set;
    return rule && !senses_.sets().open() && setsDone() >= rule->sets && !sideToDo();
}

CoachPhase Coach::loadedPhase() const
{
    const std::optional<double> resting_s = senses_.restingS();
    const std::optional<Band> band = holdBand();
    if (resting_s && isAtLeast(*resting_s, kHeldFromS)) {
        const double held_s = senses_.sites().isResting() ? senses_.sites().heldS() : *resting_s;
        return band && band->max && isAtLeast(held_s, *band->max) ? CoachPhase::MoveOn : CoachPhase::Hold;
    }
    if (!isAtLeast(senses_.timeS() - *senses_.watch().sinceS(), kSettlesS)) {
        return CoachPhase::Settle;
    }
    const std::optional<double> speed_mm_s = senses_.speedMmS();
    if (speed_mm_s && std::abs(*speed_mm_s) >= kTurnMmS) {
        return CoachPhase::Stroke;
    }
    return senses_.recentStrokes().empty() ? CoachPhase::Settle : CoachPhase::Turn;
}

CoachPhase Coach::phaseNow() const
{
    if (senses_.watch().isLoaded()) {
        return loadedPhase();
    }
    if (isAllDone()) {
        return CoachPhase::Done;
    }
    return senses_.sets().open() || setsDone() == 0 ? CoachPhase::Approach : CoachPhase::Rest;
}

WorkDone Coach::workDone() const
{
    WorkDone work = senses_.workDone();
    work.worst_pain = worst_pain_;
    return work;
}

CoachResults Coach::finish()
{
    constexpr double kAfterAllS = 1e12;
    takeEvents(kAfterAllS);
    senses_.finish();
    board_.finish();
    const WorkDone work = workDone();
    return {.adherence = scoreAdherence(work),
            .cues = board_.past(),
            .sites = work.sites,
            .sets = work.sets,
            .maybe_bone = senses_.maybeBone()};
}

std::vector<RuleScore> Coach::adherenceSoFar() const
{
    WorkDone work = workDone();
    const TechniqueRules& rules = coaching_.technique.rules;
    // What is under way may still become long enough, but not shorter.
    const auto is_too_long = [](const std::optional<Band>& band, double seconds) {
        return band && band->max && seconds > *band->max;
    };
    if (senses_.sites().open() != nullptr && !is_too_long(holdBand(), work.sites.back().held_s)) {
        work.sites.pop_back();
    }
    std::vector<RuleScore> scores = scoreAdherence(work);
    if (senses_.sets().open() && rules.set && !is_too_long(rules.set->seconds, work.sets.back().worked_s)) {
        WorkDone ended = work;
        ended.sets.pop_back();
        const std::vector<RuleScore> of_ended = scoreAdherence(ended);
        for (std::size_t i = 0; i < scores.size(); ++i) {
            if (scores[i].rule == RuleKind::SetTime) {
                scores[i] = of_ended[i];
            }
        }
    }
    for (RuleScore& score : scores) {
        const bool may_still_be_met = score.rule == RuleKind::HoldCount || score.rule == RuleKind::SetCount ||
                                      score.rule == RuleKind::Sides || score.rule == RuleKind::Coverage;
        if (may_still_be_met && score.met == false && !isAllDone()) {
            score.met.reset();
            score.why = "not yet: " + score.why;
        }
    }
    return scores;
}

CoachNow Coach::now() const
{
    const auto& set = senses_.sets().open();
    const auto& contact = senses_.contact();
    const WorkDone work = workDone();
    CoachNow now{.time_s = senses_.timeS(),
                 .phase = phase_,
                 .cue = board_.shown(),
                 .past_cues = board_.past(),
                 .tool = contact ? std::optional{contact->place} : std::nullopt,
                 .load = senses_.loadValue(),
                 .recent_strokes = senses_.recentStrokes(),
                 .speed_mm_s = senses_.speedMmS(),
                 .sets_done = setsDone(),
                 .set_worked_s = set ? std::optional{set->worked_s} : std::nullopt,
                 .side = set ? set->side : std::nullopt,
                 .left_s = workedS(work.sets, Side::Left),
                 .right_s = workedS(work.sets, Side::Right),
                 .maybe_bone = senses_.isSteep(),
                 .adherence = adherenceSoFar()};
    if (phase_ == CoachPhase::Hold || phase_ == CoachPhase::MoveOn) {
        now.held_s =
            senses_.sites().isResting() ? std::optional{senses_.sites().heldS()} : senses_.restingS();
        now.hold_place = contact->rest->place;
    }
    if (!set && setsDone() > 0) {
        now.rested_s = senses_.sets().unloadedS(senses_.timeS());
    }
    return now;
}

}  // namespace palpate::analysis
