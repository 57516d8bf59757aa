#include "palpate/analysis/percussion.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {

namespace {

constexpr double kSlowestHz = 20.0;
constexpr double kFastestHz = 60.0;
constexpr double kWindowS = 2.0;
constexpr double kStepHz = 0.5;
/// A beat stands this far over the median of the band and moves the force by this share.
constexpr double kOverMedian = 5.0;
constexpr double kShareOfForce = 0.02;
constexpr std::size_t kLeastFrames = 32;
/// A window that lost more than this share of its frames shows nothing.
constexpr double kLostShare = 0.02;
/// An interval over so many median ones lacks frames.
constexpr double kGapPeriods = 1.5;

void fillHann(std::vector<double>& hann, std::size_t samples)
{
    if (hann.size() == samples) {
        return;
    }
    const auto n = static_cast<double>(samples);
    hann.resize(samples);
    for (std::size_t i = 0; i < samples; ++i) {
        hann[i] = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / n);
    }
}

/// No amplitude at this or a higher frequency is larger. Twice taking differences multiplies an amplitude by
/// (2 sin(pi f / rate))^2, and no amplitude is larger than the sum of all values.
double largestAmplitude(const std::vector<double>& signal, const std::vector<double>& hann,
                        double turns_per_sample)
{
    double sum = 0.0;
    double before = 0.0;
    double last = 0.0;
    const auto take = [&](double value) {
        sum += std::abs(value - 2.0 * last + before);
        before = last;
        last = value;
    };
    for (std::size_t i = 0; i < signal.size(); ++i) {
        take(hann[i] * signal[i]);
    }
    take(0.0);
    take(0.0);
    const double once = 2.0 * std::sin(std::numbers::pi * turns_per_sample);
    return 4.0 * sum / (once * once) / static_cast<double>(signal.size());
}

double amplitudeAt(const std::vector<double>& signal, const std::vector<double>& hann,
                   double turns_per_sample)
{
    double re = 0.0;
    double im = 0.0;
    const auto n = static_cast<double>(signal.size());
    for (std::size_t i = 0; i < signal.size(); ++i) {
        const auto at = static_cast<double>(i);
        const double angle = 2.0 * std::numbers::pi * turns_per_sample * at;
        re += hann[i] * signal[i] * std::cos(angle);
        im += hann[i] * signal[i] * std::sin(angle);
    }
    // The mean of a Hann window is one half.
    return 4.0 * std::hypot(re, im) / n;
}

/// The share of frames that a window lacks, by its intervals. Orders them.
double lostShare(std::vector<double>& intervals_s)
{
    const auto middle = intervals_s.begin() + static_cast<std::ptrdiff_t>(intervals_s.size() / 2);
    std::nth_element(intervals_s.begin(), middle, intervals_s.end());
    const double period_s = *middle;
    double lost = 0.0;
    for (const double interval_s : intervals_s) {
        lost += interval_s > kGapPeriods * period_s ? std::round(interval_s / period_s) - 1.0 : 0.0;
    }
    return lost / (lost + static_cast<double>(intervals_s.size()));
}

}  // namespace

std::optional<PercussionBand> percussionBand(Frequency rate)
{
    const double to_hz = std::min({kFastestHz, 0.5 * rate.hz, rate.hz - kFastestHz});
    return to_hz > kSlowestHz ? std::optional{PercussionBand{.from_hz = kSlowestHz, .to_hz = to_hz}}
                              : std::nullopt;
}

void PercussionFinder::add(double time_s, double force_n)
{
    if (!force_n_.empty() && isAtLeast(time_s - start_s_, kWindowS)) {
        closeWindow();
    }
    if (force_n_.empty()) {
        start_s_ = time_s;
    }
    if (!force_n_.empty()) {
        intervals_s_.push_back(time_s - last_s_);
    }
    last_s_ = time_s;
    force_n_.push_back(force_n);
}

void PercussionFinder::clear()
{
    force_n_.clear();
    intervals_s_.clear();
    beats_hz_.clear();
    windows_ = 0;
}

void PercussionFinder::closeWindow()
{
    std::vector<double>& signal = signal_n_;
    signal.swap(force_n_);
    force_n_.clear();
    std::vector<double>& intervals_s = window_intervals_s_;
    intervals_s.swap(intervals_s_);
    intervals_s_.clear();
    if (signal.size() < kLeastFrames) {
        return;
    }
    const double rate_hz = static_cast<double>(signal.size() - 1) / (last_s_ - start_s_);
    const auto band = percussionBand(Frequency{rate_hz});
    if (!band || lostShare(intervals_s) >= kLostShare) {
        return;
    }
    ++windows_;
    double mean_n = 0.0;
    for (const double force_n : signal) {
        mean_n += force_n / static_cast<double>(signal.size());
    }
    for (double& force_n : signal) {
        force_n -= mean_n;
    }
    fillHann(hann_, signal.size());
    constexpr double kRounding = 1e-6;
    if (largestAmplitude(signal, hann_, band->from_hz / rate_hz) * (1.0 + kRounding) <
        kShareOfForce * mean_n) {
        return;
    }
    std::vector<double>& amplitudes = amplitudes_n_;
    amplitudes.clear();
    double best_hz = 0.0;
    double best_n = 0.0;
    for (double hz = band->from_hz; hz <= band->to_hz; hz += kStepHz) {
        const double amplitude_n = amplitudeAt(signal, hann_, hz / rate_hz);
        amplitudes.push_back(amplitude_n);
        best_hz = amplitude_n > best_n ? hz : best_hz;
        best_n = std::max(best_n, amplitude_n);
    }
    const auto middle = amplitudes.begin() + static_cast<std::ptrdiff_t>(amplitudes.size() / 2);
    std::nth_element(amplitudes.begin(), middle, amplitudes.end());
    if (best_n >= kOverMedian * *middle && best_n >= kShareOfForce * mean_n) {
        beats_hz_.push_back(best_hz);
    }
}

std::optional<double> PercussionFinder::beatHz() const
{
    if (windows_ == 0 || 2 * static_cast<int>(beats_hz_.size()) < windows_) {
        return std::nullopt;
    }
    std::vector<double> sorted = beats_hz_;
    std::sort(sorted.begin(), sorted.end());
    return sorted[sorted.size() / 2];
}

}  // namespace palpate::analysis
