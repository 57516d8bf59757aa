#pragma once

#include <optional>
#include <vector>

#include "palpate/analysis/patches.hpp"

namespace palpate::analysis {

/// A ramp that rises up to the moment of a report: the first of a press (docs/metrics.md, "Trials").
struct Ramp {
    double rate_kpa_s = 0.0;
};

/// Pressure of one track from touch to release, at most 20 samples a second, over the last minute. A press
/// ends where the peak falls under 30 % of its highest.
class PressHistory {
  public:
    /// In the order of time.
    void add(double time_s, const Patch& patch);
    void clear();

    /// The ramp that ends in the last sample, when it is one: the peak is within 10 % of the press's highest,
    /// and half way since it was a fifth of it, it was at most 85 % of it. Empty for a press that was
    /// reported on before.
    [[nodiscard]] std::optional<Ramp> takeRamp();

  private:
    struct Sample {
        double time_s = 0.0;
        double peak_kpa = 0.0;
    };

    std::vector<Sample> samples_;
    Sample last_;
    double highest_kpa_ = 0.0;
    bool is_reported_ = false;
};

}  // namespace palpate::analysis
