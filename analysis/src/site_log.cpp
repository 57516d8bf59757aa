#include "palpate/analysis/site_log.hpp"

#include <cstddef>

#include "palpate/analysis/time_limits.hpp"
#include "palpate/core/mat_plane.hpp"

namespace palpate::analysis {

namespace {

constexpr double kNearMm = 10.0;
constexpr double kReturnMm = 20.0;
constexpr double kReturnS = 8.0;
/// Longer than any turn of a stroke.
constexpr double kRestsFromS = 2.5;
constexpr double kPathS = 12.0;
constexpr double kPathStepS = 0.04;
/// Away from a place for up to this long is not away.
constexpr double kForgivenS = 0.5;

}  // namespace

const SiteDose* SiteLog::open() const
{
    return site_ && isAtLeast(site_->held_s, counts_from_s_) ? &*site_ : nullptr;
}

void SiteLog::step(double time_s, const std::optional<ToolContact>& contact)
{
    if (contact) {
        remember(time_s, contact->place);
    } else {
        path_.clear();
    }
    if (contact && contact->rest && rest_since_s_ == contact->rest->since_s) {
        hold(*contact->rest);
        return;
    }
    rest_since_s_.reset();
    lost_contact_ = lost_contact_ || !contact;
    if (contact && contact->rest) {
        begin(*contact->rest);
    }
    if (site_ && !rest_since_s_ && isLonger(time_s - site_->end_s, kReturnS)) {
        close();
    }
}

void SiteLog::remember(double time_s, const MatPoint& place)
{
    if (!path_.empty() && !isAtLeast(time_s - path_.back().time_s, kPathStepS)) {
        return;
    }
    path_.add({.time_s = time_s, .place = place});
    while (isLonger(time_s - path_.front().time_s, kPathS)) {
        path_.dropOldest();
    }
}

/// Since when the tool has been within 10 mm of the place, without a longer absence.
double SiteLog::cameWithinS(const RestingTool& tool) const
{
    double since_s = tool.until_s;
    for (std::size_t i = path_.size(); i-- > 0;) {
        const Passed& passed = path_[i];
        if (distanceMm(passed.place, tool.place) <= kNearMm) {
            since_s = passed.time_s;
        } else if (isLonger(since_s - passed.time_s, kForgivenS)) {
            break;
        }
    }
    return since_s;
}

bool SiteLog::isBack(const RestingTool& tool) const
{
    return site_ && !isLonger(tool.since_s - site_->end_s, kReturnS) &&
           distanceMm(tool.place, site_->place) <= (lost_contact_ ? kReturnMm : kNearMm);
}

void SiteLog::hold(const RestingTool& tool)
{
    site_->end_s = tool.until_s;
    site_->held_s = held_before_s_ + tool.until_s - there_since_s_;
    site_->place = tool.place;
    site_->percussion_hz = tool.percussion_hz;
}

void SiteLog::begin(const RestingTool& tool)
{
    if (!isAtLeast(tool.until_s - tool.since_s, kRestsFromS)) {
        return;
    }
    there_since_s_ = cameWithinS(tool);
    if (isBack(tool)) {
        site_->losses += lost_contact_ ? 1 : 0;
        held_before_s_ = site_->held_s;
    } else {
        close();
        site_ = SiteDose{.start_s = there_since_s_};
        held_before_s_ = 0.0;
    }
    rest_since_s_ = tool.since_s;
    lost_contact_ = false;
    hold(tool);
}

void SiteLog::close()
{
    if (open() != nullptr) {
        finished_.push_back(*site_);
    }
    site_.reset();
    rest_since_s_.reset();
}

void SiteLog::finish()
{
    close();
}

}  // namespace palpate::analysis
