#include "import/imported_samples.hpp"

#include <cmath>
#include <limits>
#include <utility>

#include "palpate/core/assert.hpp"
#include "palpate/core/units.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr double kMaxStoredKpa = std::numeric_limits<float>::max();

}  // namespace

SampleKind sampleKindOf(ImportUnit unit)
{
    return unit == ImportUnit::Counts ? SampleKind::Counts : SampleKind::Kpa;
}

double kpaPerUnit(ImportUnit unit, Area cell_area)
{
    switch (unit) {
        case ImportUnit::Kpa:
        case ImportUnit::Counts:
            return 1.0;
        case ImportUnit::Mmhg:
            return kKpaPerMmhg;
        case ImportUnit::Psi:
            return kKpaPerPsi;
        case ImportUnit::NewtonPerCm2:
            return kKpaPerNewtonPerCm2;
        case ImportUnit::Newton:
            return kKpaPerNewtonPerCm2 / cell_area.cm2;
    }
    return 1.0;
}

Calibration importCalibration(ImportUnit unit, std::optional<double> counts_per_kpa,
                              const std::string& source)
{
    Calibration calibration;
    calibration.source = source;
    if (unit == ImportUnit::Counts) {
        PALPATE_ASSERT(counts_per_kpa && *counts_per_kpa > 0.0);
        calibration.curve = LinearCalibration{.kpa_per_count = 1.0 / *counts_per_kpa};
        calibration.source = fmt::format("option --counts-per-kpa {}", *counts_per_kpa);
    }
    return calibration;
}

ImportedSamples::ImportedSamples(const MatGeometry& geometry, ImportUnit unit, std::uint16_t max_count)
    : rows_{geometry.rows()},
      cols_{geometry.cols()},
      unit_{unit},
      kpa_per_unit_{kpaPerUnit(unit, geometry.cellArea())},
      max_count_{max_count}
{
    if (unit == ImportUnit::Counts) {
        counts_.resize(rows_, cols_);
    } else {
        kpa_.resize(rows_, cols_);
    }
}

Result<void> ImportedSamples::append(std::span<const double> values)
{
    if (unit_ == ImportUnit::Counts) {
        PALPATE_ASSERT(size_ + values.size() <= static_cast<std::size_t>(counts_.size()));
        auto* const counts = counts_.data();
        for (const double value : values) {
            if (std::isnan(value)) {
                counts[size_++] = 0;
                continue;
            }
            if (value < 0.0 || value > max_count_ || value != std::trunc(value)) {
                return fail(ErrorCode::Corrupt,
                            fmt::format("{} is not a count: counts are whole numbers from 0 to {}; name the "
                                        "unit that the file is in",
                                        value, max_count_));
            }
            counts[size_++] = static_cast<std::uint16_t>(value);
        }
        return {};
    }
    PALPATE_ASSERT(size_ + values.size() <= static_cast<std::size_t>(kpa_.size()));
    auto* const kpa = kpa_.data();
    for (const double value : values) {
        const double converted = std::isnan(value) ? 0.0 : value * kpa_per_unit_;
        if (std::abs(converted) > kMaxStoredKpa) {
            return fail(ErrorCode::Corrupt, fmt::format("{} is no pressure that can be stored", value));
        }
        kpa[size_++] = static_cast<float>(converted);
    }
    return {};
}

ImportedFrame ImportedSamples::take(const FrameStamp& stamp)
{
    PALPATE_ASSERT(size_ == static_cast<std::size_t>(rows_) * static_cast<std::size_t>(cols_));
    size_ = 0;
    if (unit_ == ImportUnit::Counts) {
        return RawFrame{.stamp = stamp, .counts = counts_};
    }
    return PressureFrame{.stamp = stamp, .kpa = kpa_};
}

}  // namespace palpate::session
