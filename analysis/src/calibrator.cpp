#include "palpate/analysis/calibrator.hpp"

#include <cmath>
#include <limits>

#include "palpate/analysis/measured_mat.hpp"
#include "palpate/core/assert.hpp"
#include "palpate/core/calibration_curve.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

constexpr std::uint32_t kCounts = std::numeric_limits<std::uint16_t>::max() + 1U;

std::vector<float> tabulate(const CalibrationCurve& curve)
{
    std::vector<float> kpa(kCounts);
    for (std::uint32_t count = 0; count < kCounts; ++count) {
        kpa[count] = static_cast<float>(kpaOfCount(curve, static_cast<std::uint16_t>(count)));
    }
    return kpa;
}

Result<void> checkTare(const Tare& tare, const MatGeometry& geometry)
{
    if (tare.mean_kpa.rows() != geometry.rows() || tare.mean_kpa.cols() != geometry.cols()) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("a tare of {} x {} cells for a mat of {} x {}: record the empty mat again",
                        tare.mean_kpa.rows(), tare.mean_kpa.cols(), geometry.rows(), geometry.cols()));
    }
    if (!tare.mean_kpa.isFinite().all() || !std::isfinite(tare.noise_sd.kpa) || tare.noise_sd.kpa < 0.0) {
        return fail(ErrorCode::InvalidArgument,
                    "the tare has cells or a noise that are not finite: record the empty mat again");
    }
    return {};
}

template <typename T>
bool fits(const CellArray<T>& cells, const CellMask& mask)
{
    return cells.rows() == mask.rows() && cells.cols() == mask.cols();
}

}  // namespace

Calibrator::Calibrator(const SessionHeader& header)
    : present_{header.geometry.presentMask()},
      ceiling_counts_{header.calibration.ceiling_counts ? *header.calibration.ceiling_counts : kCounts},
      stored_ceiling_{header.samples == SampleKind::Kpa ? header.calibration.ceiling : std::nullopt}
{
    const auto rows = header.geometry.rows();
    const auto cols = header.geometry.cols();
    if (header.samples == SampleKind::Counts) {
        kpa_of_count_ = tabulate(header.calibration.curve);
    }
    const CellArray<float> ones = CellArray<float>::Ones(rows, cols);
    const CellArray<float> zeros = CellArray<float>::Zero(rows, cols);
    gain_ = header.calibration.cell_gain ? *header.calibration.cell_gain : ones;
    baseline_kpa_ = header.tare ? header.tare->mean_kpa : zeros;
    is_same_everywhere_ = !header.calibration.cell_gain && !header.tare && (present_ != 0).all();
}

Result<Calibrator> Calibrator::create(const SessionHeader& header)
{
    if (auto checked = checkCalibration(header.calibration, header.geometry); !checked) {
        return fail(checked.error());
    }
    if (header.tare) {
        if (auto checked = checkTare(*header.tare, header.geometry); !checked) {
            return fail(checked.error());
        }
    }
    return Calibrator{header};
}

void Calibrator::apply(const CountArray& counts, PressureArray& kpa) const
{
    PALPATE_ASSERT(!kpa_of_count_.empty());
    PALPATE_ASSERT(fits(counts, present_));
    kpa.resize(counts.rows(), counts.cols());
    const std::uint16_t* in = counts.data();
    const float* curve = kpa_of_count_.data();
    float* out = kpa.data();
    const Eigen::Index cells = counts.size();
    for (Eigen::Index i = 0; i < cells; ++i) {
        out[i] = curve[in[i]];
    }
    if (is_same_everywhere_) {
        return;
    }
    const float* gain = gain_.data();
    const float* baseline = baseline_kpa_.data();
    const std::uint8_t* present = present_.data();
    for (Eigen::Index i = 0; i < cells; ++i) {
        const float value = out[i] * gain[i] - baseline[i];
        out[i] = present[i] != 0 ? value : 0.0F;
    }
}

void Calibrator::apply(const PressureArray& stored_kpa, PressureArray& kpa) const
{
    PALPATE_ASSERT(fits(stored_kpa, present_));
    kpa.resize(stored_kpa.rows(), stored_kpa.cols());
    const float* in = stored_kpa.data();
    const float* baseline = baseline_kpa_.data();
    const std::uint8_t* present = present_.data();
    float* out = kpa.data();
    const Eigen::Index cells = stored_kpa.size();
    for (Eigen::Index i = 0; i < cells; ++i) {
        const float value = in[i] - baseline[i];
        out[i] = present[i] != 0 ? value : 0.0F;
    }
}

CellArray<float> Calibrator::ceilingKpa() const
{
    if (!kpa_of_count_.empty() && ceiling_counts_ < kCounts) {
        return kpa_of_count_[ceiling_counts_] * gain_ - baseline_kpa_;
    }
    if (kpa_of_count_.empty() && stored_ceiling_) {
        return leastFloatAtOrOver(stored_ceiling_->kpa) - baseline_kpa_;
    }
    return {};
}

bool Calibrator::isSaturated(std::uint16_t count) const
{
    return count >= ceiling_counts_;
}

}  // namespace palpate::analysis
