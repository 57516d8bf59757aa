#include "palpate/analysis/junk_filter.hpp"

#include <algorithm>

namespace palpate::analysis {

namespace {

constexpr double kSuspiciousFactor = 4.0;
constexpr std::size_t kLongestJunk = 3;

}  // namespace

JunkFilter::JunkFilter(Force floor) : floor_n_{floor.n}
{
    open_n_.reserve(kLongestJunk + 1);
}

void JunkFilter::prime(const std::vector<double>& first_forces_n)
{
    RunningMedian first{std::max<std::size_t>(first_forces_n.size(), 1)};
    for (const double force_n : first_forces_n) {
        first.push(force_n);
    }
    primed_n_ = first.isEmpty() ? 0.0 : first.median();
}

double JunkFilter::limitN() const
{
    const double median_n = valid_n_.size() < kStartUpFrames ? primed_n_ : valid_n_.median();
    return kSuspiciousFactor * std::max(median_n, floor_n_);
}

JunkFilter::Verdict JunkFilter::push(double force_n)
{
    const bool suspicious = force_n > limitN();
    if (!suspicious) {
        const auto junk = static_cast<int>(open_n_.size());
        open_n_.clear();
        in_load_ = false;
        valid_n_.push(force_n);
        return {.junk = junk, .valid = 1};
    }
    if (in_load_) {
        valid_n_.push(force_n);
        return {.valid = 1};
    }
    open_n_.push_back(force_n);
    if (open_n_.size() <= kLongestJunk) {
        return {};
    }
    in_load_ = true;
    return finish();
}

JunkFilter::Verdict JunkFilter::finish()
{
    for (const double force_n : open_n_) {
        valid_n_.push(force_n);
    }
    const auto valid = static_cast<int>(open_n_.size());
    open_n_.clear();
    return {.valid = valid};
}

}  // namespace palpate::analysis
