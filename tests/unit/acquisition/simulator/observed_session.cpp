#include "observed_session.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "palpate/core/mat_plane.hpp"

namespace palpate::acquisition {

namespace {

constexpr double kContactKpa = 1.5;
constexpr double kLoadedN = 8.0;
constexpr double kNewSetS = 8.0;
constexpr double kStayMm = 10.0;
constexpr double kBackMm = 20.0;
constexpr double kLossS = 0.5;

ObservedFrame look(const RawFrame& raw, const MatProfile& profile)
{
    ObservedFrame frame{.time_s = toSeconds(raw.stamp.time)};
    double sum_kpa = 0.0;
    for (int row = 0; row < profile.geometry.rows(); ++row) {
        for (int col = 0; col < profile.geometry.cols(); ++col) {
            if (raw.counts(row, col) == 0) {
                continue;
            }
            const double kpa = 0.1 * raw.counts(row, col);
            if (kpa < kContactKpa) {
                continue;
            }
            const MatPoint centre = profile.geometry.centreOf(row, col);
            sum_kpa += kpa;
            frame.place.x_mm += kpa * centre.x_mm;
            frame.place.y_mm += kpa * centre.y_mm;
            frame.peak_kpa = std::max(frame.peak_kpa, kpa);
        }
    }
    frame.force_n = (Pressure{sum_kpa} * profile.geometry.cellArea()).n;
    frame.is_loaded = frame.force_n >= kLoadedN;
    if (sum_kpa > 0.0) {
        frame.place.x_mm /= sum_kpa;
        frame.place.y_mm /= sum_kpa;
    }
    return frame;
}

std::vector<ObservedSet> setsOf(const std::vector<ObservedFrame>& frames, const Coaching& coaching)
{
    std::vector<ObservedSet> sets;
    double last_s = -1e9;
    std::optional<Side> side;
    for (const ObservedFrame& frame : frames) {
        if (!frame.is_loaded) {
            continue;
        }
        const auto other = side == Side::Left ? Side::Right : Side::Left;
        const bool changes = coaching.technique.rules.each_side && side &&
                             isOnZone(coaching, frame.place, ZoneKind::Target, other);
        if (sets.empty() || frame.time_s - last_s >= kNewSetS || changes) {
            sets.push_back({.start_s = frame.time_s});
            side.reset();
        } else {
            sets.back().worked_s += frame.time_s - last_s < kLossS ? frame.time_s - last_s : 0.0;
        }
        for (const auto candidate : {Side::Left, Side::Right}) {
            if (!side && isOnZone(coaching, frame.place, ZoneKind::Target, candidate)) {
                side = candidate;
            }
        }
        sets.back().end_s = frame.time_s;
        last_s = frame.time_s;
    }
    return sets;
}

/// The longest stay at `place`, both ways in time from one of its frames.
ObservedStay stayAt(const std::vector<ObservedFrame>& frames, std::size_t middle, const MatPoint& place)
{
    ObservedStay stay{.start_s = 0.0, .end_s = 0.0, .place = {}};
    int count = 0;
    const auto extend = [&](int step) {
        double last_s = frames[middle].time_s;
        for (auto i = static_cast<std::ptrdiff_t>(middle) + step;
             i >= 0 && i < static_cast<std::ptrdiff_t>(frames.size()); i += step) {
            const ObservedFrame& frame = frames[static_cast<std::size_t>(i)];
            const double apart_s = std::abs(frame.time_s - last_s);
            if (apart_s > kNewSetS) {
                return last_s;
            }
            if (!frame.is_loaded) {
                continue;
            }
            if (distanceMm(frame.place, place) > (apart_s > kLossS ? kBackMm : kStayMm)) {
                return last_s;
            }
            (apart_s > kLossS ? stay.losses : count) += 1;
            stay.held_s += apart_s > kLossS ? 0.0 : apart_s;
            stay.place.x_mm += frame.place.x_mm;
            stay.place.y_mm += frame.place.y_mm;
            last_s = frame.time_s;
        }
        return last_s;
    };
    stay.start_s = extend(-1);
    stay.end_s = extend(1);
    count += stay.losses;
    if (count > 0) {
        stay.place.x_mm /= count;
        stay.place.y_mm /= count;
    }
    return stay;
}

/// Around one frame; its place is moved to the middle of what was found, a few times.
ObservedStay stayAround(const std::vector<ObservedFrame>& frames, std::size_t middle)
{
    ObservedStay stay = stayAt(frames, middle, frames[middle].place);
    constexpr int kTimes = 4;
    for (int i = 0; i < kTimes && stay.held_s > 0.0; ++i) {
        const ObservedStay next = stayAt(frames, middle, stay.place);
        if (next.held_s < stay.held_s) {
            break;
        }
        stay = next;
    }
    return stay;
}

/// The longest first; what overlaps with a longer one is a part of it.
std::vector<ObservedStay> staysOf(const std::vector<ObservedFrame>& frames, double counts_from_s)
{
    constexpr std::size_t kEvery = 4;
    std::vector<ObservedStay> candidates;
    for (std::size_t i = 0; i < frames.size(); i += kEvery) {
        if (frames[i].is_loaded) {
            candidates.push_back(stayAround(frames, i));
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const ObservedStay& a, const ObservedStay& b) { return a.held_s > b.held_s; });
    std::vector<ObservedStay> stays;
    for (const ObservedStay& stay : candidates) {
        const bool overlaps = std::any_of(stays.begin(), stays.end(), [&](const ObservedStay& longer) {
            return stay.start_s <= longer.end_s && longer.start_s <= stay.end_s;
        });
        if (stay.held_s >= counts_from_s && !overlaps) {
            stays.push_back(stay);
        }
    }
    std::sort(stays.begin(), stays.end(),
              [](const ObservedStay& a, const ObservedStay& b) { return a.start_s < b.start_s; });
    return stays;
}

/// Position along the technique's travel, in mm on the mat.
double alongMm(const Coaching& coaching, const MatPoint& place)
{
    const MatPoint body = toBody(coaching.placement, place);
    const bool across = coaching.technique.rules.stroke->travel == Travel::Across;
    return (across ? body.x_mm : body.y_mm) * coaching.placement.scale;
}

struct Turn {
    std::size_t frame = 0;
    double along_mm = 0.0;
};

/// The first time from `from` on at which the way is within 4 % of `to`, or has left `from` by so much.
double timeAtShare(const std::vector<ObservedFrame>& frames, const Coaching& coaching, const Turn& from,
                   const Turn& to, double share)
{
    const double wanted = from.along_mm + share * (to.along_mm - from.along_mm);
    const bool rises = to.along_mm > from.along_mm;
    for (std::size_t i = to.frame; i > from.frame; --i) {
        if (frames[i].is_loaded && (alongMm(coaching, frames[i].place) < wanted) == rises) {
            return frames[i].time_s;
        }
    }
    return frames[from.frame].time_s;
}

void addStroke(std::vector<ObservedStroke>& strokes, const std::vector<ObservedFrame>& frames,
               const Coaching& coaching, const Turn& from, const Turn& to)
{
    constexpr double kShortestMm = 50.0;
    constexpr double kMiddle = 0.7;
    constexpr double kEvenShare = 0.82;
    constexpr double kTurnS = 0.5;
    const double length_mm = std::abs(to.along_mm - from.along_mm);
    if (length_mm < kShortestMm) {
        return;
    }
    // The middle of the way is passed at even speed; a turn takes half a second, or 0.18 of a short stroke.
    const double middle_s = timeAtShare(frames, coaching, from, to, 0.5 + 0.5 * kMiddle) -
                            timeAtShare(frames, coaching, from, to, 0.5 - 0.5 * kMiddle);
    strokes.push_back({.seconds = std::min(middle_s / (kMiddle * kEvenShare), middle_s / kMiddle + kTurnS),
                       .length_mm = length_mm});
}

std::vector<ObservedStroke> strokesOf(const std::vector<ObservedFrame>& frames, const Coaching& coaching,
                                      const std::vector<ObservedSet>& sets)
{
    constexpr double kBackMm10 = 10.0;
    std::vector<ObservedStroke> strokes;
    for (const ObservedSet& set : sets) {
        std::optional<Turn> last;
        std::optional<Turn> low;
        std::optional<Turn> high;
        int direction = 0;
        for (std::size_t i = 0; i < frames.size(); ++i) {
            const ObservedFrame& frame = frames[i];
            constexpr double kSettlesS = 0.4;
            if (!frame.is_loaded || frame.time_s < set.start_s + kSettlesS ||
                frame.time_s > set.end_s - kSettlesS) {
                continue;
            }
            const Turn here{.frame = i, .along_mm = alongMm(coaching, frame.place)};
            low = !low || here.along_mm < low->along_mm ? here : *low;
            high = !high || here.along_mm > high->along_mm ? here : *high;
            if (direction >= 0 && high->along_mm - here.along_mm > kBackMm10) {
                if (last || direction == 0) {
                    addStroke(strokes, frames, coaching, last.value_or(*low), *high);
                }
                last = high;
                low = here;
                direction = -1;
            } else if (direction <= 0 && here.along_mm - low->along_mm > kBackMm10) {
                if (last || direction == 0) {
                    addStroke(strokes, frames, coaching, last.value_or(*high), *low);
                }
                last = low;
                high = here;
                direction = 1;
            }
        }
        if (last && low && high) {
            addStroke(strokes, frames, coaching, *last, direction > 0 ? *high : *low);
        }
    }
    return strokes;
}

bool isWithin(const Band& band, double value)
{
    return (!band.min || value >= *band.min) && (!band.max || value <= *band.max);
}

bool holdTimeKept(const ObservedSession& session, const HoldRule& rule)
{
    return std::all_of(session.stays.begin(), session.stays.end(),
                       [&](const ObservedStay& stay) { return isWithin(rule.seconds, stay.held_s); });
}

bool strokesKept(const ObservedSession& session, const StrokeRule& rule)
{
    const auto kept =
        std::count_if(session.strokes.begin(), session.strokes.end(), [&](const ObservedStroke& s) {
            return isWithin(rule.band,
                            rule.unit == StrokeUnit::Seconds ? s.seconds : s.length_mm / s.seconds);
        });
    return static_cast<double>(kept) >= 0.8 * static_cast<double>(session.strokes.size());
}

bool loadKept(const ObservedSession& session, const LoadRule& rule, const Coaching& coaching)
{
    int loaded = 0;
    int kept = 0;
    for (const ObservedFrame& frame : session.frames) {
        if (!frame.is_loaded) {
            continue;
        }
        double load = frame.force_n;
        if (rule.unit == LoadUnit::BodyWeightPct) {
            load = 100.0 * frame.force_n / coaching.body_weight->n;
        } else if (rule.unit == LoadUnit::OwnThresholdPct) {
            load = 100.0 * frame.peak_kpa / coaching.own_threshold->kpa;
        }
        ++loaded;
        kept += isWithin(rule.band, load) ? 1 : 0;
    }
    return kept >= 0.8 * loaded;
}

bool sidesKept(const ObservedSession& session, const Coaching& coaching)
{
    double left = 0.0;
    double right = 0.0;
    for (const ObservedFrame& frame : session.frames) {
        left += frame.is_loaded && isOnZone(coaching, frame.place, ZoneKind::Target, Side::Left) ? 1.0 : 0.0;
        right +=
            frame.is_loaded && isOnZone(coaching, frame.place, ZoneKind::Target, Side::Right) ? 1.0 : 0.0;
    }
    return std::min(left, right) >= 0.5 * std::max(left, right);
}

bool limitsKept(const ObservedSession& session, const Coaching& coaching)
{
    double inside_s = 0.0;
    for (std::size_t i = 1; i < session.frames.size(); ++i) {
        const ObservedFrame& frame = session.frames[i];
        const bool is_inside = frame.is_loaded && isOnZone(coaching, frame.place, ZoneKind::NoGo);
        inside_s += is_inside ? frame.time_s - session.frames[i - 1].time_s : 0.0;
    }
    return inside_s <= 1.0;
}

bool coverageKept(const ObservedSession& session, const Coaching& coaching, double least_pct)
{
    constexpr double kBinMm = 10.0;
    constexpr double kNearMm = 15.0;
    double low_mm = 1e9;
    double high_mm = -1e9;
    for (const Zone& zone : coaching.technique.zones) {
        for (const MatPoint& corner : zone.corners) {
            if (zone.kind == ZoneKind::Target) {
                const double along = alongMm(coaching, toMat(coaching.placement, corner));
                low_mm = std::min(low_mm, along);
                high_mm = std::max(high_mm, along);
            }
        }
    }
    int bins = 0;
    int passed = 0;
    for (double bin_mm = low_mm + 0.5 * kBinMm; bin_mm < high_mm; bin_mm += kBinMm) {
        ++bins;
        passed += std::any_of(session.frames.begin(), session.frames.end(),
                              [&](const ObservedFrame& frame) {
                                  return frame.is_loaded &&
                                         std::abs(alongMm(coaching, frame.place) - bin_mm) <= kNearMm;
                              })
                      ? 1
                      : 0;
    }
    return passed >= 0.01 * least_pct * bins;
}

int lossesIn(const ObservedSession& session)
{
    int losses = 0;
    double last_s = -1e9;
    for (const ObservedFrame& frame : session.frames) {
        if (frame.is_loaded) {
            const double apart_s = frame.time_s - last_s;
            // Between sets nothing is lost, though a change of sides is quicker than 8 s.
            const bool begins_set =
                std::any_of(session.sets.begin(), session.sets.end(),
                            [&](const ObservedSet& set) { return set.start_s == frame.time_s; });
            losses += apart_s > kLossS && !begins_set ? 1 : 0;
            last_s = frame.time_s;
        }
    }
    return losses;
}

bool restKept(const ObservedSession& session, double rest_s)
{
    for (std::size_t i = 1; i < session.sets.size(); ++i) {
        if (session.sets[i].start_s - session.sets[i - 1].end_s < rest_s) {
            return false;
        }
    }
    return true;
}

/// On each side where there are sides, but only on those that were worked at all.
bool holdCountKept(const ObservedSession& session, const Coaching& coaching, int least)
{
    if (!coaching.technique.rules.each_side) {
        return static_cast<int>(session.stays.size()) >= least;
    }
    for (const auto side : {Side::Left, Side::Right}) {
        const auto on_side = [&](const MatPoint& place) {
            return isOnZone(coaching, place, ZoneKind::Target, side);
        };
        const bool was_worked =
            std::any_of(session.frames.begin(), session.frames.end(),
                        [&](const ObservedFrame& frame) { return frame.is_loaded && on_side(frame.place); });
        const auto holds = std::count_if(session.stays.begin(), session.stays.end(),
                                         [&](const ObservedStay& stay) { return on_side(stay.place); });
        if (was_worked && holds < least) {
            return false;
        }
    }
    return true;
}

class Verdict {
  public:
    void keep(RuleKind rule, bool is_kept)
    {
        if (!is_kept) {
            broken_.push_back(rule);
        }
    }
    [[nodiscard]] std::vector<RuleKind> broken() const { return broken_; }

  private:
    std::vector<RuleKind> broken_;
};

void judgeSets(Verdict& verdict, const ObservedSession& session, const SetRule& rule)
{
    verdict.keep(RuleKind::SetCount, static_cast<int>(session.sets.size()) == rule.sets);
    verdict.keep(RuleKind::SetTime,
                 std::all_of(session.sets.begin(), session.sets.end(),
                             [&](const ObservedSet& set) { return isWithin(rule.seconds, set.worked_s); }));
    verdict.keep(RuleKind::Rest, restKept(session, rule.rest_s));
}

}  // namespace

bool isOnZone(const Coaching& coaching, const MatPoint& on_mat, ZoneKind kind, std::optional<Side> side)
{
    const MatPoint point = toBody(coaching.placement, on_mat);
    return std::any_of(
        coaching.technique.zones.begin(), coaching.technique.zones.end(), [&](const Zone& zone) {
            if (zone.kind != kind || (side && zone.side != side)) {
                return false;
            }
            bool inside = false;
            const auto& corners = zone.corners;
            for (std::size_t i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
                if ((corners[i].y_mm > point.y_mm) != (corners[j].y_mm > point.y_mm) &&
                    point.x_mm < (corners[j].x_mm - corners[i].x_mm) * (point.y_mm - corners[i].y_mm) /
                                         (corners[j].y_mm - corners[i].y_mm) +
                                     corners[i].x_mm) {
                    inside = !inside;
                }
            }
            return inside;
        });
}

ObservedSession observe(Simulation& simulation, const Coaching& coaching)
{
    ObservedSession session;
    while (const auto raw = simulation.nextFrame()) {
        session.frames.push_back(look(*raw, simulation.profile()));
        for (Event& event : simulation.takeEvents()) {
            session.events.push_back(std::move(event));
        }
    }
    session.sets = setsOf(session.frames, coaching);
    const auto& rules = coaching.technique.rules;
    session.stays = staysOf(session.frames, rules.hold.value_or(HoldRule{}).counts_from_s);
    session.strokes = strokesOf(session.frames, coaching, session.sets);
    return session;
}

std::vector<RuleKind> brokenRules(const ObservedSession& session, const Coaching& coaching)
{
    const TechniqueRules& rules = coaching.technique.rules;
    Verdict verdict;
    if (rules.hold) {
        verdict.keep(RuleKind::HoldTime, holdTimeKept(session, *rules.hold));
        verdict.keep(RuleKind::HoldCount, holdCountKept(session, coaching, rules.hold->least_holds));
    }
    verdict.keep(RuleKind::StrokeTime, strokesKept(session, *rules.stroke));
    if (rules.load) {
        verdict.keep(RuleKind::Load, loadKept(session, *rules.load, coaching));
    }
    verdict.keep(RuleKind::Pain,
                 std::all_of(session.events.begin(), session.events.end(), [&](const Event& event) {
                     return event.nrs.value_or(0) <= coaching.pain_limit;
                 }));
    if (rules.set) {
        judgeSets(verdict, session, *rules.set);
    }
    if (rules.each_side) {
        verdict.keep(RuleKind::Sides, sidesKept(session, coaching));
    }
    if (rules.least_coverage_pct) {
        verdict.keep(RuleKind::Coverage, coverageKept(session, coaching, *rules.least_coverage_pct));
    }
    if (rules.most_losses) {
        verdict.keep(RuleKind::Contact, lossesIn(session) <= *rules.most_losses);
    }
    verdict.keep(RuleKind::OffLimits, limitsKept(session, coaching));
    return verdict.broken();
}

}  // namespace palpate::acquisition
