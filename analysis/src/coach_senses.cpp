#include "palpate/analysis/coach_senses.hpp"

#include <algorithm>
#include <cmath>

#include "palpate/analysis/coach_now.hpp"
#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {

namespace {

/// A rest that is longer than any turn ends the way of the strokes.
constexpr double kEndsWayS = 2.5;
/// Shorter strokes than this share of the longest are corrections, or the way to a spot.
constexpr double kWholeStrokeShare = 0.6;
constexpr double kForgivenS = 0.5;
constexpr double kSettlesS = 1.0;
constexpr double kLoadMeanS = 0.3;
constexpr double kOverLoadS = 0.5;
constexpr double kUnderLoadS = 2.0;
constexpr double kOffLimitsS = 0.3;
constexpr double kSteepS = 1.0;
/// Bone lets a contact stand out. One cell of 10 mm has up to 0.45 of a lacrosse ball's force over muscle,
/// and a roller's peak is up to 2.4 times its mean.
constexpr double kSteepShare = 0.5;
constexpr double kSteepRatio = 3.5;
constexpr double kSteepKpa = 60.0;
/// A lighter ball touches hardly more than one cell anyway.
constexpr double kSteepN = 25.0;
constexpr double kDefaultCountsFromS = 5.0;

}  // namespace

CoachSenses::CoachSenses(const Coaching& coaching)
    : coaching_{coaching},
      zones_{coaching},
      load_{coaching},
      sites_{coaching.technique.rules.hold ? coaching.technique.rules.hold->counts_from_s
                                           : kDefaultCountsFromS},
      sets_{coaching.technique.rules.each_side},
      over_load_{kOverLoadS},
      under_load_{kUnderLoadS},
      off_limits_{kOffLimitsS},
      steep_{kSteepS}
{}

ContactWatch::Work CoachSenses::workUnderWay() const
{
    const auto& hold = coaching_.technique.rules.hold;
    if (sites_.isResting()) {
        const bool is_short = hold && hold->seconds.min && sites_.heldS() < *hold->seconds.min;
        return is_short ? ContactWatch::Work::TooShortHold : ContactWatch::Work::Nothing;
    }
    return strokes_.isMoving() ? ContactWatch::Work::Moving : ContactWatch::Work::Nothing;
}

void CoachSenses::step(double time_s, const std::optional<ToolContact>& contact)
{
    const double elapsed_s = contact_ && !isLonger(time_s - time_s_, kForgivenS) ? time_s - time_s_ : 0.0;
    watch_.step(time_s, contact, workUnderWay());
    time_s_ = time_s;
    contact_ = contact;
    if (watch_.isJustLost()) {
        strokes_.breakWay();
        load_value_.reset();
    }
    if (contact_) {
        followStrokes();
        zones_.pass(contact_->place);
        followLoad(elapsed_s);
        followPeak();
    } else {
        over_load_.step(time_s_, false);
        under_load_.step(time_s_, false);
    }
    noticeStroke();
    followZones(elapsed_s);
    sites_.step(time_s, contact_);
    sets_.step(time_s, contact_.has_value(), contact_ ? zones_.sideAt(contact_->place) : std::nullopt);
}

void CoachSenses::finish()
{
    strokes_.breakWay();
    sites_.finish();
    sets_.finish();
}

std::optional<double> CoachSenses::restingS() const
{
    if (!contact_ || !contact_->rest || contact_->rest->until_s < time_s_) {
        return std::nullopt;
    }
    return time_s_ - contact_->rest->since_s;
}

void CoachSenses::followStrokes()
{
    const std::optional<double> resting_s = restingS();
    if (resting_s && isAtLeast(*resting_s, kEndsWayS)) {
        strokes_.breakWay(contact_->rest->since_s);
    } else {
        strokes_.add(time_s_, contact_->place, zones_.alongMm(contact_->place));
    }
}

double CoachSenses::valueOf(const Stroke& stroke) const
{
    const auto& rule = coaching_.technique.rules.stroke;
    return rule && rule->unit == StrokeUnit::MmPerSecond ? stroke.speed_mm_s : stroke.duration_s;
}

bool CoachSenses::isLongEnough(const Stroke& stroke) const
{
    return stroke.length_mm >= kWholeStrokeShare * longest_stroke_mm_;
}

void CoachSenses::noticeStroke()
{
    new_stroke_.reset();
    const std::vector<Stroke>& strokes = strokes_.strokes();
    for (; known_strokes_ < strokes.size(); ++known_strokes_) {
        const Stroke& stroke = strokes[known_strokes_];
        longest_stroke_mm_ = std::max(longest_stroke_mm_, stroke.length_mm);
        if (isLongEnough(stroke)) {
            new_stroke_ = valueOf(stroke);
            recent_strokes_.push_back(*new_stroke_);
        }
    }
    while (recent_strokes_.size() > CoachNow::kRecentStrokes) {
        recent_strokes_.erase(recent_strokes_.begin());
    }
}

void CoachSenses::followZones(double elapsed_s)
{
    const Zone* zone = contact_ ? zones_.noGoAt(contact_->place) : nullptr;
    off_limits_.step(time_s_, zone != nullptr);
    if (zone != nullptr) {
        off_limits_cue_ = zone->cue;
        off_limits_name_ = zone->name;
        off_limits_s_ += elapsed_s;
    }
}

void CoachSenses::followLoad(double elapsed_s)
{
    const std::optional<double> value = load_.valueOf(contact_->force, contact_->peak);
    if (!value || !isAtLeast(time_s_ - *watch_.sinceS(), kSettlesS)) {
        return;
    }
    const bool is_only_least = contact_->is_saturated && !load_.isOver(*value);
    if (is_only_least) {
        load_.addUnknown(elapsed_s);
    } else {
        load_.add(*value, elapsed_s);
    }
    load_value_ =
        load_value_ ? *load_value_ + (*value - *load_value_) * std::min(1.0, elapsed_s / kLoadMeanS) : *value;
    over_load_.step(time_s_, load_.isOver(*load_value_));
    under_load_.step(time_s_, !is_only_least && load_.isUnder(*load_value_));
}

void CoachSenses::followPeak()
{
    const bool stands_out = contact_->shape == PatchShape::Ball
                                ? contact_->peak_share >= kSteepShare
                                : contact_->peak.kpa >= kSteepRatio * contact_->mean.kpa;
    const bool is_steep = contact_->peak.kpa >= kSteepKpa && contact_->force.n >= kSteepN && stands_out &&
                          !contact_->is_beside_body;
    if (steep_.step(time_s_, is_steep)) {
        maybe_bone_.push_back(contact_->place);
    }
}

WorkDone CoachSenses::workDone() const
{
    WorkDone work{.coaching = coaching_, .load = load_};
    work.sites = sites_.finished();
    if (const SiteDose* site = sites_.open()) {
        work.sites.push_back(*site);
    }
    for (SiteDose& site : work.sites) {
        site.side = zones_.sideAt(site.place);
    }
    work.sets = sets_.finished();
    if (sets_.open()) {
        work.sets.push_back(*sets_.open());
    }
    for (const Stroke& stroke : strokes_.strokes()) {
        if (isLongEnough(stroke)) {
            work.strokes.push_back(valueOf(stroke));
        }
    }
    work.losses = watch_.losses();
    work.off_limits_s = off_limits_s_;
    work.off_limits_zone = off_limits_name_;
    work.has_no_go = zones_.hasNoGo();
    work.covered_pct = zones_.coveredPct();
    return work;
}

}  // namespace palpate::analysis
