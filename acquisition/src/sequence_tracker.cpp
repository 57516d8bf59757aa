#include "sequence_tracker.hpp"

namespace palpate::acquisition {

namespace {

/// Nearly three hours at 100 Hz; a larger leap is a restart from a high counter.
constexpr std::uint32_t kLongestLeap = 1'000'000;

}  // namespace

SequenceTracker::Step SequenceTracker::advance(std::optional<std::uint32_t> counter, bool damaged)
{
    Step step;
    if (!started_) {
        step.sequence = counter.value_or(0);
    } else if (counter && counter_) {
        step = advanceByCounter(*counter - *counter_, damaged);
    } else {
        step.sequence = sequence_ + 1;
        if (damaged) {
            step.loss_before = FrameLoss{.missing = std::nullopt, .reason = GapReason::Damaged};
        }
    }
    if (!step.duplicate) {
        started_ = true;
        sequence_ = step.sequence;
        counter_ = counter;
    }
    return step;
}

SequenceTracker::Step SequenceTracker::advanceByCounter(std::uint32_t counter_step, bool damaged)
{
    const auto reason = damaged ? GapReason::Damaged : GapReason::SequenceJump;
    Step step;
    if (counter_step == 0) {
        step.duplicate = true;
    } else if (counter_step == 1) {
        // Whatever was damaged in between was not a frame.
        step.sequence = sequence_ + 1;
    } else if (counter_step <= kLongestLeap) {
        step.sequence = sequence_ + counter_step;
        step.loss_before = FrameLoss{.missing = counter_step - 1, .reason = reason};
        step.counter_jumped = true;
    } else {
        step.sequence = sequence_ + 1;
        step.loss_before = FrameLoss{.missing = std::nullopt, .reason = reason};
        step.counter_jumped = true;
    }
    return step;
}

void countLoss(const SequenceTracker::Step& step, StreamStats& stats)
{
    if (step.counter_jumped) {
        ++stats.sequence_gaps;
        stats.frames_missing += step.loss_before->missing.value_or(0);
    }
}

}  // namespace palpate::acquisition
