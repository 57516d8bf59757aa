#include "kpa_of_counts.hpp"

#include <cstdint>
#include <limits>

#include "palpate/core/calibration_curve.hpp"

namespace palpate::session {

KpaOfCounts::KpaOfCounts(const SessionHeader& header)
{
    constexpr std::size_t kCounts = std::size_t{std::numeric_limits<std::uint16_t>::max()} + 1;
    table_.resize(kCounts);
    for (std::size_t count = 0; count < kCounts; ++count) {
        table_[count] =
            static_cast<float>(kpaOfCount(header.calibration.curve, static_cast<std::uint16_t>(count)));
    }
    const auto& geometry = header.geometry;
    gain_ = header.calibration.cell_gain ? *header.calibration.cell_gain
                                         : CellArray<float>::Constant(geometry.rows(), geometry.cols(), 1.0F);
    tare_ = header.tare ? header.tare->mean_kpa
                        : CellArray<float>::Constant(geometry.rows(), geometry.cols(), 0.0F);
    for (Eigen::Index i = 0; i < tare_.size(); ++i) {
        if (geometry.presentMask().data()[i] == 0) {
            tare_.data()[i] = std::numeric_limits<float>::quiet_NaN();
        }
    }
}

void KpaOfCounts::convert(const CountArray& counts, float* kpa) const
{
    const std::uint16_t* count = counts.data();
    const float* gain = gain_.data();
    const float* tare = tare_.data();
    for (Eigen::Index i = 0; i < counts.size(); ++i) {
        kpa[i] = table_[count[i]] * gain[i] - tare[i];
    }
}

}  // namespace palpate::session
