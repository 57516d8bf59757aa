#pragma once

#include <cstdint>
#include <vector>

#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/acquisition/simulation.hpp"
#include "palpate/core/cell_array.hpp"

#include "simulator/count_scale.hpp"
#include "simulator/random_stream.hpp"

namespace palpate::acquisition::simulator {

/// A resistive mat; sources in docs/simulator.md. All zero = a perfect sensor that only rounds.
struct SensorSettings {
    /// Standard deviation of the cells' gains about 1.
    double gain_spread = 0.05;
    /// Of the full scale: standard deviation of what an empty cell reads (never below 0).
    double offset_share = 0.0002;
    /// Of the full scale: noise of an empty cell; of the reading: noise that grows with load.
    double noise_share = 0.0002;
    double reading_noise_share = 0.003;
    /// Under a constant load each cell rises by these shares with these time constants. What a load leaves
    /// behind shows only under the next one: an opened contact conducts nothing.
    double fast_creep_share = 0.05;
    double fast_creep_s = 2.0;
    double slow_creep_share = 0.07;
    double slow_creep_s = 45.0;
    /// A cell reads this share of the mean of its row and of its column on top (matrix scanning).
    double line_leak = 0.01;
};

/// Real pressures to what the mat's electronics send. Has a memory (creep): frames in order, one per period.
class SensorModel {
  public:
    SensorModel(const MatProfile& profile, const SensorSettings& settings, std::uint64_t seed,
                double frame_period_s);

    /// Dead cells read 0, hot cells nine tenths of the ceiling.
    void setFaults(std::vector<SimulatedTruth::Fault> faults) { faults_ = std::move(faults); }

    /// `field_kpa` has the mat's shape; absent cells read 0.
    [[nodiscard]] CountArray read(const PressureArray& field_kpa);

  private:
    void creep(const PressureArray& field_kpa);
    void leakAlongLines();
    void addNoise();
    void applyFaults(CountArray& counts) const;

    SensorSettings settings_;
    MatGeometry mat_;
    CountScale scale_;
    std::uint16_t ceiling_;
    float fast_step_;
    float slow_step_;
    NoiseTable noise_;
    std::vector<SimulatedTruth::Fault> faults_;
    /// 0 where the cell is absent.
    PressureArray gain_;
    PressureArray offset_kpa_;
    /// Of the profile's own calibration; the mat's counts carry their inverse.
    PressureArray inverse_cell_gain_;
    PressureArray fast_kpa_;
    PressureArray slow_kpa_;
    PressureArray reading_kpa_;
    std::vector<float> row_leak_;
    std::vector<float> column_leak_;
    std::vector<float> present_in_row_;
    std::vector<float> present_in_column_;
};

/// A few dead and at least one hot cell among the present ones.
[[nodiscard]] std::vector<SimulatedTruth::Fault> drawFaults(const MatGeometry& mat, std::uint64_t seed);

}  // namespace palpate::acquisition::simulator
