#include "palpate/analysis/creep_corrector.hpp"

#include <cmath>
#include <cstddef>

namespace palpate::analysis {

namespace {

/// A state that decays for minutes would end in denormal numbers, which are slow.
constexpr float kNothing = 1e-20F;

float stepOf(double interval_s, double time_constant_s)
{
    return static_cast<float>(1.0 - std::exp(-interval_s / time_constant_s));
}

}  // namespace

CreepCorrector::CreepCorrector(const CreepModel& model, Eigen::Index cells)
    : model_{model},
      fast_kpa_(static_cast<std::size_t>(cells), 0.0F),
      slow_kpa_(static_cast<std::size_t>(cells), 0.0F),
      corrected_kpa_(static_cast<std::size_t>(cells), 0.0F)
{}

const std::vector<float>& CreepCorrector::apply(const PressureArray& kpa, double interval_s)
{
    if (interval_s != interval_s_) {
        interval_s_ = interval_s;
        fast_step_ = stepOf(interval_s, model_.fast_s);
        slow_step_ = stepOf(interval_s, model_.slow_s);
    }
    const auto fast_share = static_cast<float>(model_.fast_share);
    const auto slow_share = static_cast<float>(model_.slow_share);
    const float rest = 1.0F / (1.0F + fast_share * fast_step_ + slow_share * slow_step_);
    const float fast_kept = fast_share * (1.0F - fast_step_);
    const float slow_kept = slow_share * (1.0F - slow_step_);
    const float* p = kpa.data();
    float* fast = fast_kpa_.data();
    float* slow = slow_kpa_.data();
    float* corrected = corrected_kpa_.data();
    const std::size_t cells = corrected_kpa_.size();
    for (std::size_t i = 0; i < cells; ++i) {
        // A reading that fell under what the states would add: the load is gone, what is left shows nothing.
        const float with_states = (p[i] - fast_kept * fast[i] - slow_kept * slow[i]) * rest;
        const float positive = with_states > 0.0F ? with_states : 0.0F;
        const float now = p[i] > 0.0F ? positive : p[i];
        const float felt = now > 0.0F ? now : 0.0F;
        const float next_fast = fast[i] + (felt - fast[i]) * fast_step_;
        const float next_slow = slow[i] + (felt - slow[i]) * slow_step_;
        fast[i] = next_fast < kNothing ? 0.0F : next_fast;
        slow[i] = next_slow < kNothing ? 0.0F : next_slow;
        corrected[i] = now;
    }
    return corrected_kpa_;
}

}  // namespace palpate::analysis
