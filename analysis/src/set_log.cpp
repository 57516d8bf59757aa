#include "palpate/analysis/set_log.hpp"

#include <algorithm>

#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {

namespace {

constexpr double kRestS = 8.0;
/// Less is a touch in passing.
constexpr double kShortestSetS = 5.0;
/// So long on the other side, and the side has changed.
constexpr double kOtherSideS = 1.0;
/// An absence up to this long is no absence.
constexpr double kForgivenS = 0.5;

}  // namespace

bool SetLog::changesSide(double time_s, std::optional<Side> side)
{
    if (!has_sides_ || !side || !open_ || !open_->side || side == open_->side) {
        if (side) {
            other_since_s_.reset();
        }
        return false;
    }
    if (!other_since_s_) {
        other_since_s_ = time_s;
        other_worked_s_ = 0.0;
    }
    return isAtLeast(time_s - *other_since_s_, kOtherSideS);
}

void SetLog::step(double time_s, bool is_loaded, std::optional<Side> side)
{
    if (!is_loaded) {
        is_loaded_ = false;
        if (open_ && isAtLeast(time_s - *last_loaded_s_, kRestS)) {
            close();
        }
        return;
    }
    const double elapsed_s =
        last_loaded_s_ && !isLonger(time_s - *last_loaded_s_, kForgivenS) ? time_s - *last_loaded_s_ : 0.0;
    if (open_ && changesSide(time_s, side)) {
        beginOnOtherSide(time_s, *side);
    }
    if (!open_) {
        open_ = SetDone{.start_s = time_s, .end_s = time_s};
    }
    count(time_s, elapsed_s, side);
    last_loaded_s_ = time_s;
    is_loaded_ = true;
}

/// The set before ended where the tool came to the other side.
void SetLog::beginOnOtherSide(double time_s, Side side)
{
    const double since_s = *other_since_s_;
    const double worked_s = other_worked_s_;
    open_->worked_s -= worked_s;
    open_->end_s = std::min(open_->end_s, since_s);
    close();
    open_ = SetDone{.start_s = since_s, .end_s = time_s, .worked_s = worked_s};
    (side == Side::Left ? left_s_ : right_s_) = worked_s;
}

void SetLog::count(double time_s, double elapsed_s, std::optional<Side> side)
{
    open_->worked_s += elapsed_s;
    if (other_since_s_) {
        other_worked_s_ += elapsed_s;
    } else {
        open_->end_s = time_s;
        left_s_ += side == Side::Left ? elapsed_s : 0.0;
        right_s_ += side == Side::Right ? elapsed_s : 0.0;
    }
    if (has_sides_ && left_s_ + right_s_ > 0.0) {
        open_->side = left_s_ >= right_s_ ? Side::Left : Side::Right;
    }
}

void SetLog::close()
{
    if (open_ && isAtLeast(open_->worked_s, kShortestSetS)) {
        finished_.push_back(*open_);
    }
    open_.reset();
    left_s_ = 0.0;
    right_s_ = 0.0;
    other_since_s_.reset();
    other_worked_s_ = 0.0;
}

void SetLog::finish()
{
    close();
}

std::optional<double> SetLog::unloadedS(double time_s) const
{
    if (is_loaded_ || !last_loaded_s_) {
        return std::nullopt;
    }
    return time_s - *last_loaded_s_;
}

std::optional<double> SetLog::restBeforeS() const
{
    if (!open_ || finished_.empty()) {
        return std::nullopt;
    }
    return open_->start_s - finished_.back().end_s;
}

}  // namespace palpate::analysis
