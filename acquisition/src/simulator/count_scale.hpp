#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/core/units.hpp"

namespace palpate::acquisition::simulator {

/// The highest count that the mat can send.
[[nodiscard]] std::uint16_t ceilingCounts(const MatProfile& profile);

/// kPa to counts: the inverse of a profile's calibration curve, rounded to whole counts and cut at 0 and at
/// the ceiling. Counts are decided against the pressures half-way between neighbouring counts, so that any
/// rising curve is inverted exactly.
class CountScale {
  public:
    explicit CountScale(const MatProfile& profile);

    [[nodiscard]] Pressure fullScale() const { return full_scale_; }
    void toCounts(const float* kpa, std::uint16_t* counts, std::size_t cells) const;

  private:
    [[nodiscard]] std::uint16_t lookUp(float kpa) const;

    Pressure full_scale_;
    std::uint16_t ceiling_;
    /// Linear curves: count = kpa * slope + intercept, one half higher, so that cutting the fraction off
    /// rounds.
    bool linear_ = false;
    float counts_per_kpa_ = 1.0F;
    float half_over_zero_ = 0.5F;
    /// Other curves: step_kpa_[c] is where count c becomes c + 1.
    std::vector<float> step_kpa_;
    /// first_in_bin_[b] = number of steps below the lower edge of bin b; the bins are even in the root of
    /// the pressure above the first step, where curves in use have about one step in each.
    std::vector<std::uint16_t> first_in_bin_;
    float bins_per_root_kpa_ = 0.0F;
    bool zero_is_zero_ = false;
};

}  // namespace palpate::acquisition::simulator
