#pragma once

#include <cmath>
#include <string>

#include "palpate/analysis/calibration_fit.hpp"
#include "palpate/analysis/load_recording.hpp"
#include "palpate/core/session_header.hpp"

#include "mats.hpp"

namespace palpate::analysis::testing {

/// 16 x 16 cells of 1 cm2. A square of `side` cells carries `kpa` each, on a sensor whose count is
/// (kpa / factor) ^ (1 / exponent).
struct Sensor {
    double factor = 0.1;
    double exponent = 1.0;

    [[nodiscard]] double countAt(double kpa) const
    {
        return kpa > 0.0 ? std::pow(kpa / factor, 1.0 / exponent) : 0.0;
    }

    [[nodiscard]] CellArray<double> square(int side, double kpa) const
    {
        CellArray<double> counts = CellArray<double>::Zero(16, 16);
        counts.block(2, 3, side, side).setConstant(countAt(kpa));
        return counts;
    }

    [[nodiscard]] CalibrationLoad load(int side, double kpa) const
    {
        return {.name = "load.h5",
                .force = Force{0.1 * kpa * side * side},
                .counts = square(side, kpa),
                .empty_counts = CellArray<double>::Zero(16, 16),
                .takes_part = CellMask::Ones(16, 16)};
    }
};

inline CalibrationFitRequest request(CurveModel model)
{
    return {.model = model,
            .present = LinearCalibration{.kpa_per_count = 1.0},
            .cell_gain = std::nullopt,
            .cell_area = Area{1.0}};
}

/// A load laid down at 5 s for `held_s`, with creep, at 20 frames a second; then 3 s of empty mat.
inline LoadRecording recording(const Sensor& sensor, int side, double kpa, double held_s,
                               const CreepModel& creep = {}, const std::string& name = "load.h5")
{
    SessionHeader made = header(16, 16);
    LoadRecorder recorder{made, {}, name};
    for (int k = 0; k < static_cast<int>((held_s + 8.0) * 20.0); ++k) {
        const double time_s = 0.05 * k;
        const double held = time_s - 5.0;
        const bool loaded = held >= 0.0 && held < held_s;
        const double rise = 1.0 + creep.fast_share * (1.0 - std::exp(-held / creep.fast_s)) +
                            creep.slow_share * (1.0 - std::exp(-held / creep.slow_s));
        const CellArray<double> counts = sensor.square(side, loaded ? kpa * rise : 0.0);
        // Rounded up and down in turn by cell and frame, as noise would.
        CountArray whole(16, 16);
        for (Eigen::Index i = 0; i < whole.size(); ++i) {
            const double dither = std::fmod(0.618034 * static_cast<double>(i * 7 + k), 1.0);
            whole.data()[i] = static_cast<std::uint16_t>(counts.data()[i] + dither);
        }
        recorder.push(frame(time_s, whole));
    }
    return recorder.finish();
}

}  // namespace palpate::analysis::testing
