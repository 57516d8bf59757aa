#include "palpate/analysis/site_log.hpp"

#include <cmath>

#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {

namespace {

constexpr double kReturnMm = 20.0;
constexpr double kReturnS = 8.0;
/// A tool that comes back rests again when it has stayed so long.
constexpr double kBackS = 1.0;

}  // namespace

void SiteLog::step(double time_s, const std::optional<RestingTool>& tool)
{
    if (tool && rest_since_s_ == tool->since_s) {
        hold(*tool);
        return;
    }
    rest_since_s_.reset();
    if (tool) {
        begin(*tool);
    }
    if (open_ && !rest_since_s_ && isLonger(time_s - open_->end_s, kReturnS)) {
        close();
    }
}

void SiteLog::hold(const RestingTool& tool)
{
    open_->end_s = tool.until_s;
    open_->held_s = held_before_s_ + tool.until_s - tool.since_s;
    open_->place = tool.place;
    open_->percussion_hz = tool.percussion_hz;
}

void SiteLog::begin(const RestingTool& tool)
{
    const double rested_s = tool.until_s - tool.since_s;
    const bool is_back =
        open_ && !isLonger(tool.since_s - open_->end_s, kReturnS) &&
        std::hypot(tool.place.x_mm - open_->place.x_mm, tool.place.y_mm - open_->place.y_mm) <= kReturnMm;
    if (!isAtLeast(rested_s, is_back ? kBackS : counts_from_s_)) {
        return;
    }
    if (is_back) {
        ++open_->losses;
        held_before_s_ = open_->held_s;
    } else {
        close();
        open_ = SiteDose{.start_s = tool.since_s};
        held_before_s_ = 0.0;
    }
    rest_since_s_ = tool.since_s;
    hold(tool);
}

void SiteLog::close()
{
    if (open_) {
        finished_.push_back(*open_);
        open_.reset();
    }
    rest_since_s_.reset();
}

void SiteLog::finish()
{
    close();
}

}  // namespace palpate::analysis
