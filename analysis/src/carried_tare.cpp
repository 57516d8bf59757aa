#include "palpate/analysis/carried_tare.hpp"

#include <algorithm>
#include <cmath>

#include "palpate/core/calibration_curve.hpp"

namespace palpate::analysis {

namespace {

float gainOf(const Calibration& calibration, Eigen::Index cell)
{
    return calibration.cell_gain ? calibration.cell_gain->data()[cell] : 1.0F;
}

}  // namespace

std::optional<Tare> carriedTare(const SessionHeader& header, const Calibration& calibration)
{
    if (!header.tare) {
        return std::nullopt;
    }
    const CalibrationCurve& before = header.calibration.curve;
    Tare tare{.mean_kpa = header.tare->mean_kpa, .noise_sd = Pressure{0.0}, .frames = header.tare->frames};
    double squares_kpa2 = 0.0;
    for (Eigen::Index i = 0; i < tare.mean_kpa.size(); ++i) {
        if (header.geometry.presentMask().data()[i] == 0) {
            continue;
        }
        const auto old_gain = static_cast<double>(gainOf(header.calibration, i));
        const auto new_gain = static_cast<double>(gainOf(calibration, i));
        const double old_kpa = static_cast<double>(tare.mean_kpa.data()[i]) / old_gain;
        const double count = countOfKpa(before, Pressure{old_kpa});
        const double noise_count = countOfKpa(before, Pressure{kpaOfMeanCount(before, count) +
                                                               header.tare->noise_sd.kpa / old_gain}) -
                                   count;
        const double kpa = kpaOfMeanCount(calibration.curve, count);
        const double noise_kpa = new_gain * (kpaOfMeanCount(calibration.curve, count + noise_count) - kpa);
        squares_kpa2 += noise_kpa * noise_kpa;
        tare.mean_kpa.data()[i] = static_cast<float>(new_gain * kpa);
    }
    tare.noise_sd.kpa = std::sqrt(squares_kpa2 / static_cast<double>(header.geometry.presentCount()));
    return tare;
}

}  // namespace palpate::analysis
