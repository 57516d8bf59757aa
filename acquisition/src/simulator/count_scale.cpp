#include "simulator/count_scale.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <variant>

#include "simulator/portable_math.hpp"

namespace palpate::acquisition::simulator {

namespace {

constexpr std::size_t kFewestBins = 2048;

double kpaOf(const LinearCalibration& curve, double count)
{
    return curve.offset_kpa + curve.kpa_per_count * count;
}

double kpaOf(const PowerCalibration& curve, double count)
{
    return curve.factor * portablePow(count, curve.exponent);
}

double kpaOf(const TableCalibration& curve, double count)
{
    const auto& x = curve.counts;
    const auto above = std::upper_bound(x.begin(), x.end(), count);
    const auto upper =
        std::clamp(static_cast<std::size_t>(std::distance(x.begin(), above)), std::size_t{1}, x.size() - 1);
    const double share = (count - x[upper - 1]) / (x[upper] - x[upper - 1]);
    return curve.kpa[upper - 1] + share * (curve.kpa[upper] - curve.kpa[upper - 1]);
}

double kpaOf(const CalibrationCurve& curve, double count)
{
    return std::visit([count](const auto& one) { return kpaOf(one, count); }, curve);
}

}  // namespace

std::uint16_t ceilingCounts(const MatProfile& profile)
{
    const auto by_depth = static_cast<std::uint16_t>((1U << static_cast<unsigned>(profile.bit_depth)) - 1U);
    return std::min(by_depth, profile.calibration.ceiling_counts.value_or(by_depth));
}

CountScale::CountScale(const MatProfile& profile)
    : full_scale_{kpaOf(profile.calibration.curve, ceilingCounts(profile))}, ceiling_(ceilingCounts(profile))
{
    const CalibrationCurve& curve = profile.calibration.curve;
    if (const auto* linear = std::get_if<LinearCalibration>(&curve)) {
        linear_ = true;
        counts_per_kpa_ = static_cast<float>(1.0 / linear->kpa_per_count);
        half_over_zero_ = static_cast<float>(0.5 - linear->offset_kpa / linear->kpa_per_count);
        return;
    }
    if (const auto* table = std::get_if<TableCalibration>(&curve)) {
        zero_is_zero_ = table->zero_is_zero;
    }
    for (unsigned count = 0; count < ceiling_; ++count) {
        step_kpa_.push_back(static_cast<float>(kpaOf(curve, count + 0.5)));
    }
    const float lowest = step_kpa_.front();
    const float range = step_kpa_.back() - lowest;
    const std::size_t bins = std::max(kFewestBins, step_kpa_.size());
    bins_per_root_kpa_ = range > 0.0F ? static_cast<float>(bins) / std::sqrt(range) : 0.0F;
    std::size_t step = 0;
    for (std::size_t bin = 0; bin <= bins; ++bin) {
        const float root = static_cast<float>(bin) / static_cast<float>(bins);
        const float edge = lowest + range * root * root;
        while (step < step_kpa_.size() && step_kpa_[step] < edge) {
            ++step;
        }
        first_in_bin_.push_back(static_cast<std::uint16_t>(step));
    }
}

std::uint16_t CountScale::lookUp(float kpa) const
{
    if (kpa < step_kpa_.front() || (zero_is_zero_ && kpa <= 0.0F)) {
        return 0;
    }
    if (kpa >= step_kpa_.back()) {
        return ceiling_;
    }
    const float root = std::sqrt(kpa - step_kpa_.front());
    const auto bin = std::min(static_cast<std::size_t>(root * bins_per_root_kpa_), first_in_bin_.size() - 1);
    // From one bin lower, because the product above rounds. The last step is above kpa and ends the walk.
    std::size_t step = first_in_bin_[bin == 0 ? 0 : bin - 1];
    while (step_kpa_[step] <= kpa) {
        ++step;
    }
    return static_cast<std::uint16_t>(step);
}

void CountScale::toCounts(const float* kpa, std::uint16_t* counts, std::size_t cells) const
{
    if (!linear_) {
        std::transform(kpa, kpa + cells, counts, [this](float value) { return lookUp(value); });
        return;
    }
    const auto highest = static_cast<float>(ceiling_);
    for (std::size_t i = 0; i < cells; ++i) {
        const float exact = kpa[i] * counts_per_kpa_ + half_over_zero_;
        const float inside = std::min(std::max(exact, 0.0F), highest);
        counts[i] = static_cast<std::uint16_t>(static_cast<int>(inside));
    }
}

}  // namespace palpate::acquisition::simulator
