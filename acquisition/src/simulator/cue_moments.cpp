#include "simulator/cue_moments.hpp"

#include <algorithm>
#include <optional>

#include "palpate/core/mat_plane.hpp"

#include "simulator/played_sites.hpp"
#include "simulator/stroke_timing.hpp"
#include "simulator/work_line.hpp"

namespace palpate::acquisition::simulator {

namespace {

using Moments = std::vector<SimulatedTruth::CueMoment>;

constexpr double kSampleS = 0.01;
constexpr double kLeftTooEarlyS = 0.5;
constexpr double kCountsS = 0.5;

void addPain(Moments& moments, const PlayedSet& set, int limit)
{
    for (const PlayedStep& played : set.steps) {
        for (const PlannedReport& report : played.step.reports) {
            if (report.nrs > limit) {
                moments.push_back({.kind = CueKind::EaseOffPain, .time_s = played.start_s + report.after_s});
            }
        }
    }
}

void addOffLimits(Moments& moments, const PlayedSet& set, const std::vector<Polygon>& no_go)
{
    constexpr double kInsideS = 0.3;
    double inside_s = 0.0;
    for (double time_s = set.startsAt(); time_s < set.endsAt(); time_s += kSampleS) {
        const MatPoint place = set.path.at(time_s);
        const bool is_inside = set.isInContact(time_s) &&
                               std::any_of(no_go.begin(), no_go.end(),
                                           [&](const Polygon& polygon) { return isInside(polygon, place); });
        const double before_s = inside_s;
        inside_s = is_inside ? inside_s + kSampleS : 0.0;
        if (before_s < kInsideS && inside_s >= kInsideS) {
            moments.push_back({.kind = CueKind::OffLimits, .time_s = time_s});
        }
    }
}

/// Each loss while a hold is too short, and leaving its place then.
void addHolds(Moments& moments, const PlayedSet& set, const HoldRule& rule)
{
    for (const SiteDose& site : playedSites(set)) {
        double held_s = 0.0;
        bool was_in_contact = true;
        for (double time_s = site.start_s; time_s < site.end_s; time_s += kSampleS) {
            const bool is_in_contact = set.isInContact(time_s);
            // Less than what counts as a hold is not called back.
            const bool is_too_short =
                rule.seconds.min && held_s < *rule.seconds.min && held_s > rule.counts_from_s + kCountsS;
            if (was_in_contact && !is_in_contact && is_too_short) {
                moments.push_back({.kind = CueKind::StayOn, .time_s = time_s + kLeftTooEarlyS});
            }
            was_in_contact = is_in_contact;
            const double before_s = held_s;
            held_s += is_in_contact ? kSampleS : 0.0;
            if (rule.seconds.max && before_s < *rule.seconds.max && held_s >= *rule.seconds.max) {
                moments.push_back({.kind = CueKind::MoveOn, .time_s = time_s});
            }
        }
        if (rule.seconds.min && held_s < *rule.seconds.min) {
            moments.push_back({.kind = CueKind::StayOn, .time_s = site.end_s + kLeftTooEarlyS});
        }
    }
}

/// The first of each series; a series ends with a stroke within the band and with the set.
void addStrokes(Moments& moments, const PlayedSet& set, const StrokeRule& rule)
{
    std::optional<StrokeFault> before;
    for (const SimulatedTruth::Stroke& stroke : playedStrokes(set)) {
        const auto fault = strokeFault(rule, stroke.length_mm, stroke.end_s - stroke.start_s);
        if (fault && fault != before) {
            // That a stroke takes too long is known before it ends.
            const bool is_known_before = *fault == StrokeFault::TooSlow && rule.unit == StrokeUnit::Seconds;
            moments.push_back({.kind = *fault == StrokeFault::TooFast ? CueKind::Slower : CueKind::Faster,
                               .time_s = is_known_before ? stroke.start_s + *rule.band.max : stroke.end_s});
        }
        before = fault;
    }
}

void addBone(Moments& moments, const TechniquePlay& play)
{
    constexpr double kSeenS = 1.0;
    for (const BallPress& press : play.timeline.presses) {
        if (press.bump) {
            moments.push_back(
                {.kind = CueKind::MaybeBone,
                 .time_s = press.bump->envelope.start_s + press.bump->envelope.rise_s + kSeenS});
        }
    }
}

void addRests(Moments& moments, const TechniquePlay& play, double rest_s)
{
    for (std::size_t i = 1; i < play.sets.size(); ++i) {
        const double back_s = firstContact(play.sets[i]);
        if (back_s - lastContact(play.sets[i - 1]) < rest_s) {
            moments.push_back({.kind = CueKind::StillResting, .time_s = back_s});
        }
    }
}

}  // namespace

Moments cueMoments(const Coaching& coaching, const TechniquePlay& play)
{
    const TechniqueRules& rules = coaching.technique.rules;
    const auto no_go = zonesOnMat(coaching, ZoneKind::NoGo, std::nullopt);
    Moments moments;
    for (const PlayedSet& set : play.sets) {
        addPain(moments, set, coaching.pain_limit);
        addOffLimits(moments, set, no_go);
        if (rules.hold) {
            addHolds(moments, set, *rules.hold);
        }
        if (rules.stroke) {
            addStrokes(moments, set, *rules.stroke);
        }
    }
    addBone(moments, play);
    addRests(moments, play, rules.set ? rules.set->rest_s : 0.0);
    std::stable_sort(moments.begin(), moments.end(),
                     [](const auto& a, const auto& b) { return a.time_s < b.time_s; });
    return moments;
}

}  // namespace palpate::acquisition::simulator
