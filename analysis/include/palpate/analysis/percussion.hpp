#pragma once

#include <optional>
#include <vector>

#include "palpate/core/results.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// The part of a percussion gun's 20-60 Hz that a frame rate shows without confusion: under half the rate,
/// and under the rate minus 60 Hz, where a faster beat would appear as a slower one. Empty up to 80 Hz.
[[nodiscard]] std::optional<PercussionBand> percussionBand(Frequency rate);

/// Looks for a beat in the force of one load, in windows of 2 s (docs/metrics.md, "Percussion").
/// The frames of a window count as evenly spaced, 1 / rate apart; one that lost 2 % of them shows nothing.
class PercussionFinder {
  public:
    /// In the order of time.
    void add(double time_s, double force_n);
    void clear();

    /// The median beat of the windows that have one; empty when fewer than half of them do.
    [[nodiscard]] std::optional<double> beatHz() const;

  private:
    void closeWindow();

    double start_s_ = 0.0;
    double last_s_ = 0.0;
    std::vector<double> force_n_;
    std::vector<double> intervals_s_;
    /// Working memory of closeWindow().
    std::vector<double> signal_n_;
    std::vector<double> window_intervals_s_;
    std::vector<double> hann_;
    std::vector<double> amplitudes_n_;
    std::vector<double> beats_hz_;
    int windows_ = 0;
};

}  // namespace palpate::analysis
