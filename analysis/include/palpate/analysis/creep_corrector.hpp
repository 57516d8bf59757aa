#pragma once

#include <vector>

#include "palpate/core/calibration.hpp"
#include "palpate/core/cell_array.hpp"

namespace palpate::analysis {

/// Takes the sensor's creep out of each cell, frame by frame: the two states of the model are carried along
/// and what they add is taken off the reading (docs/metrics.md, "Creep"). Raw pressures are not touched. Each
/// cell starts without a load; a load that was on before the first frame is taken for one that came with it.
class CreepCorrector {
  public:
    /// `cells`: of every frame.
    CreepCorrector(const CreepModel& model, Eigen::Index cells);

    /// Valid frames in their order; `interval_s` since the one before, 0 for the first. kPa per cell,
    /// row-major; valid until the next call.
    [[nodiscard]] const std::vector<float>& apply(const PressureArray& kpa, double interval_s);

  private:
    CreepModel model_;
    std::vector<float> fast_kpa_;
    std::vector<float> slow_kpa_;
    std::vector<float> corrected_kpa_;
    double interval_s_ = -1.0;
    float fast_step_ = 0.0F;
    float slow_step_ = 0.0F;
};

}  // namespace palpate::analysis
