#include "palpate/analysis/breath_finder.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>
#include <vector>

#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {

namespace {

constexpr double kSampleS = 0.2;
constexpr double kWindowS = 30.0;
constexpr double kSearchS = 1.0;
constexpr double kSlowestPerMinute = 6.0;
constexpr double kStepPerMinute = 0.25;
constexpr int kSteps = 97;
constexpr double kExplainsShare = 0.5;
constexpr double kSecondsPerMinute = 60.0;
/// Less lies there than a trunk.
constexpr double kLeastAreaCm2 = 300.0;

/// Less the straight line through them.
std::vector<double> withoutTrend(std::vector<double> values)
{
    const auto count = static_cast<double>(values.size());
    const double middle = 0.5 * (count - 1.0);
    double mean = 0.0;
    double slope = 0.0;
    double spread = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double off = static_cast<double>(i) - middle;
        mean += values[i] / count;
        slope += off * values[i];
        spread += off * off;
    }
    slope /= spread;
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] -= mean + slope * (static_cast<double>(i) - middle);
    }
    return values;
}

/// Part of the variance that the best sine of this frequency explains (Goertzel's recurrence for its power).
double explainedShare(const std::vector<double>& values, double per_minute)
{
    const double step = 2.0 * std::numbers::pi * per_minute / kSecondsPerMinute * kSampleS;
    const double twice_cosine = 2.0 * std::cos(step);
    double last = 0.0;
    double before_last = 0.0;
    double squares = 0.0;
    for (const double value : values) {
        before_last = std::exchange(last, value + twice_cosine * last - before_last);
        squares += value * value;
    }
    if (squares <= 0.0) {
        return 0.0;
    }
    const double power = last * last + before_last * before_last - twice_cosine * last * before_last;
    return 2.0 * power / (static_cast<double>(values.size()) * squares);
}

}  // namespace

void BreathFinder::add(const FrameMetrics& frame)
{
    if (!frame.cop_x_mm || !frame.cop_y_mm || frame.contact_area_cm2 < kLeastAreaCm2) {
        samples_.clear();
        summed_ = 0;
        latest_.reset();
        return;
    }
    if (summed_ == 0) {
        began_s_ = frame.time_s;
        sum_ = {};
    }
    sum_.time_s += frame.time_s;
    sum_.values[0] += *frame.cop_x_mm;
    sum_.values[1] += *frame.cop_y_mm;
    sum_.values[2] += frame.force_n;
    ++summed_;
    if (isAtLeast(frame.time_s - began_s_, kSampleS)) {
        closeSample();
    }
}

void BreathFinder::closeSample()
{
    sum_.time_s /= summed_;
    for (double& value : sum_.values) {
        value /= summed_;
    }
    samples_.add(sum_);
    summed_ = 0;
    while (isLonger(samples_.back().time_s - samples_.front().time_s, kWindowS)) {
        samples_.dropOldest();
    }
    if (isAtLeast(samples_.back().time_s - searched_s_, kSearchS)) {
        searched_s_ = samples_.back().time_s;
        latest_ = search();
        if (latest_) {
            found_per_minute_.push_back(*latest_);
        }
    }
}

std::optional<double> BreathFinder::medianPerMinute() const
{
    if (found_per_minute_.empty()) {
        return std::nullopt;
    }
    std::vector<double> sorted = found_per_minute_;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

std::optional<double> BreathFinder::search() const
{
    const double span_s = samples_.empty() ? 0.0 : samples_.back().time_s - samples_.front().time_s;
    if (!isAtLeast(span_s, kWindowS - 2.0 * kSampleS)) {
        return std::nullopt;
    }
    std::optional<double> best;
    double best_share = kExplainsShare;
    for (std::size_t signal = 0; signal < kSignals; ++signal) {
        std::vector<double> values(samples_.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = samples_[i].values.at(signal);
        }
        values = withoutTrend(std::move(values));
        const double samples_per_s = static_cast<double>(values.size() - 1) / span_s;
        for (int step = 0; step < kSteps; ++step) {
            const double per_minute = kSlowestPerMinute + kStepPerMinute * step;
            // Samples close a frame late, so that they are a little farther apart than asked.
            const double share = explainedShare(values, per_minute / (samples_per_s * kSampleS));
            if (share > best_share) {
                best_share = share;
                best = per_minute;
            }
        }
    }
    return best;
}

}  // namespace palpate::analysis
