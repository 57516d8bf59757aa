#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "palpate/analysis/fifo.hpp"
#include "palpate/core/results.hpp"

namespace palpate::analysis {

/// Looks for a breath in the slow movement of the centre of pressure and of the force of a body that lies on
/// the mat (docs/metrics.md, "Coach: breath"). Exploratory: checked in the simulator only.
class BreathFinder {
  public:
    /// Valid frames in order.
    void add(const FrameMetrics& frame);

    /// Of the last 30 s, renewed each second; none before, and where none stands out.
    [[nodiscard]] std::optional<double> breathsPerMinute() const { return latest_; }
    /// The median of all seconds that had one.
    [[nodiscard]] std::optional<double> medianPerMinute() const;

  private:
    /// x, y and force.
    static constexpr std::size_t kSignals = 3;
    struct Sample {
        double time_s = 0.0;
        std::array<double, kSignals> values{};
    };
    void closeSample();
    [[nodiscard]] std::optional<double> search() const;

    Fifo<Sample> samples_;
    Sample sum_;
    int summed_ = 0;
    double began_s_ = 0.0;
    double searched_s_ = 0.0;
    std::optional<double> latest_;
    std::vector<double> found_per_minute_;
};

}  // namespace palpate::analysis
