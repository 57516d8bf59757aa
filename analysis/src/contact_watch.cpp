#include "palpate/analysis/contact_watch.hpp"

#include "palpate/analysis/time_limits.hpp"
#include "palpate/core/mat_plane.hpp"

namespace palpate::analysis {

namespace {

constexpr double kForgivenS = 0.5;
/// A later return is new work.
constexpr double kReturnS = 8.0;
constexpr double kReturnToHoldMm = 20.0;
constexpr double kReturnToWayMm = 60.0;

}  // namespace

void ContactWatch::step(double time_s, const std::optional<ToolContact>& contact, Work work)
{
    is_just_lost_ = false;
    if (!contact) {
        if (since_s_ && isLonger(time_s - last_s_, kForgivenS)) {
            since_s_.reset();
            is_just_lost_ = true;
        }
        return;
    }
    if (!since_s_) {
        noticeReturn(time_s, contact->place);
        since_s_ = time_s;
    }
    lost_from_ = work;
    last_s_ = time_s;
    last_place_ = contact->place;
}

void ContactWatch::noticeReturn(double time_s, const MatPoint& place)
{
    if (lost_from_ == Work::Nothing || isLonger(time_s - last_s_, kReturnS)) {
        return;
    }
    const double away_mm = distanceMm(place, last_place_);
    if (away_mm <= (lost_from_ == Work::TooShortHold ? kReturnToHoldMm : kReturnToWayMm)) {
        ++losses_;
    }
}

}  // namespace palpate::analysis
