#include "session_judge.hpp"

namespace palpate::analysis {

SessionJudge::SessionJudge(Force floor) : filter_{floor} {}

const std::vector<SessionJudge::Decision>& SessionJudge::push(double time_s, double force_n)
{
    decisions_.clear();
    if (is_started_) {
        accept(time_s, force_n);
        return decisions_;
    }
    first_times_s_.push_back(time_s);
    first_forces_n_.push_back(force_n);
    if (first_times_s_.size() == JunkFilter::kStartUpFrames) {
        startUp();
    }
    return decisions_;
}

const std::vector<SessionJudge::Decision>& SessionJudge::finish()
{
    decisions_.clear();
    if (!is_started_) {
        startUp();
    }
    decide(filter_.finish());
    return decisions_;
}

void SessionJudge::startUp()
{
    is_started_ = true;
    filter_.prime(first_forces_n_);
    period_.prime(first_times_s_);
    for (std::size_t i = 0; i < first_times_s_.size(); ++i) {
        accept(first_times_s_[i], first_forces_n_[i]);
    }
}

void SessionJudge::accept(double time_s, double force_n)
{
    open_.add({.time_s = time_s, .interval = period_.next(time_s)});
    decide(filter_.push(force_n));
}

void SessionJudge::decide(const JunkFilter::Verdict& verdict)
{
    for (int i = 0; i < verdict.junk + verdict.valid; ++i) {
        const Open frame = open_.front();
        open_.dropOldest();
        has_gap_ = has_gap_ || frame.interval.is_gap;
        has_break_ = has_break_ || frame.interval.is_break;
        Decision decision{.frame = next_frame_++, .is_valid = i >= verdict.junk};
        if (decision.is_valid) {
            decision.link = {.time_s = frame.time_s,
                             .interval_s = last_valid_s_ ? frame.time_s - *last_valid_s_ : 0.0,
                             .is_bridged = last_valid_s_ && !has_gap_,
                             .is_break = has_break_,
                             .period_s = frame.interval.median_s};
            last_valid_s_ = frame.time_s;
            has_gap_ = false;
            has_break_ = false;
        }
        decisions_.push_back(decision);
    }
}

}  // namespace palpate::analysis
