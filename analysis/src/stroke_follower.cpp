#include "palpate/analysis/stroke_follower.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {

namespace {

constexpr double kStepS = 0.05;
constexpr double kHysteresisMm = 10.0;
constexpr double kSpeedS = 0.5;
/// Less within half a second (so many steps) is rest; a longer rest at a turning point is a pause.
constexpr std::size_t kRestSteps = 10;
constexpr double kStillMm = 2.5;
constexpr double kPauseS = 1.0;
/// What it takes to leave a rest, before it shows.
constexpr double kLeavingS = 0.15;

}  // namespace

void StrokeFollower::add(double time_s, const MatPoint& place, double along_mm)
{
    if (!way_.empty() && !isAtLeast(time_s - way_.back().point.time_s, kStepS)) {
        return;
    }
    way_.push_back({.point = {.time_s = time_s, .place = place}, .along_mm = along_mm});
    const auto latest = [this] { return way_.size() - 1; };
    const double gone_mm = along_mm - way_[farthest_].along_mm;
    if (direction_ == 0) {
        // The first direction: away from where the way began, or from the farthest place so far.
        const double from_start_mm = along_mm - way_.front().along_mm;
        if (std::abs(from_start_mm) >= kHysteresisMm) {
            direction_ = from_start_mm > 0.0 ? 1 : -1;
            farthest_ = latest();
        }
    } else if (direction_ * gone_mm > 0.0) {
        farthest_ = latest();
    } else if (-direction_ * gone_mm >= kHysteresisMm) {
        turn(farthest_);
        direction_ = -direction_;
        // Older points may have gone.
        farthest_ = latest();
    }
}

void StrokeFollower::turn(std::size_t extreme)
{
    measure(way_.size());
    // The stroke before this one stays: between both its neighbours this one is measured anew.
    const std::size_t first = former_turn_;
    former_turn_ = turn_;
    turn_ = extreme;
    trimBefore(first);
}

void StrokeFollower::measure(std::size_t end)
{
    std::vector<PathPoint> path;
    path.reserve(end);
    std::transform(way_.begin(), way_.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(path),
                   [](const Point& point) { return point.point; });
    const std::vector<Stroke> found = strokesOf(path, PatchShape::Bar);
    const double run_from_s = way_[turn_].point.time_s;
    const double run_to_s = way_[farthest_].point.time_s;
    const bool may_change = last_is_open_;
    last_is_open_ = false;
    for (const Stroke& stroke : found) {
        const double middle_s = 0.5 * (stroke.start_s + stroke.end_s);
        if (middle_s > run_from_s && middle_s < run_to_s) {
            strokes_.push_back(stroke);
            last_is_open_ = true;
        } else if (may_change && middle_s <= run_from_s && middle_s > strokes_.back().start_s) {
            strokes_.back() = stroke;
        }
    }
}

void StrokeFollower::trimBefore(std::size_t first)
{
    way_.erase(way_.begin(), way_.begin() + static_cast<std::ptrdiff_t>(first));
    turn_ -= first;
    former_turn_ -= first;
    farthest_ -= first;
}

void StrokeFollower::breakWay(std::optional<double> still_since_s)
{
    if (still_since_s) {
        const auto rest = std::find_if(way_.begin(), way_.end(), [&still_since_s](const Point& point) {
            return isLonger(point.point.time_s, *still_since_s);
        });
        way_.erase(rest, way_.end());
    }
    if (!way_.empty() && direction_ != 0) {
        farthest_ = std::min(farthest_, way_.size() - 1);
        if (farthest_ > turn_) {
            measure(way_.size());
        }
    }
    clear();
}

void StrokeFollower::clear()
{
    way_.clear();
    turn_ = 0;
    former_turn_ = 0;
    farthest_ = 0;
    direction_ = 0;
    last_is_open_ = false;
}

double StrokeFollower::restedUntilS() const
{
    double until_s = way_[turn_].point.time_s;
    for (std::size_t i = turn_ + kRestSteps; i < way_.size(); ++i) {
        if (std::abs(way_[i].along_mm - way_[turn_].along_mm) >= kHysteresisMm) {
            break;
        }
        if (std::abs(way_[i].along_mm - way_[i - kRestSteps].along_mm) < kStillMm) {
            until_s = way_[i].point.time_s;
        }
    }
    return until_s;
}

std::optional<double> StrokeFollower::underWayS() const
{
    if (direction_ == 0) {
        return std::nullopt;
    }
    const double turned_s = way_[turn_].point.time_s;
    const double rested_s = restedUntilS();
    // Where the way began, the tool rested first.
    const bool has_paused = turn_ == 0 || isLonger(rested_s - turned_s, kPauseS);
    return way_.back().point.time_s - (has_paused ? std::max(rested_s - kLeavingS, turned_s) : turned_s);
}

std::optional<double> StrokeFollower::speedMmS() const
{
    if (way_.size() < 2) {
        return std::nullopt;
    }
    const Point& latest = way_.back();
    auto before = way_.end() - 2;
    while (before != way_.begin() && !isAtLeast(latest.point.time_s - before->point.time_s, kSpeedS)) {
        --before;
    }
    return (latest.along_mm - before->along_mm) / (latest.point.time_s - before->point.time_s);
}

}  // namespace palpate::analysis
