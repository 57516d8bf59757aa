#pragma once

#include <cstdint>
#include <vector>

#include "palpate/analysis/measured_mat.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/cell_fault.hpp"

namespace palpate::analysis {

/// Finds cells that do not measure (docs/metrics.md, "Faulty cells"), looking at most ten times a second:
/// hot: loaded and alone over its neighbours since the first frame, or alone and unmoving;
/// dead: nothing while three of the four neighbours in line are loaded, and never anything;
/// stuck: loaded and unmoving, under its ceiling, while three of the four neighbours in line come and go.
/// What the cells around do decides, so that a fault under a steady load of its own height stays unseen.
class FaultFinder {
  public:
    /// `ceiling_kpa`: per cell, see LoadFlags; empty = no cell saturates.
    FaultFinder(const MeasuredMat& mat, Pressure hold, CellArray<float> ceiling_kpa = {});

    /// Valid frames in their order. Cells found by this frame; valid until the next call.
    [[nodiscard]] const std::vector<CellFault>& add(const PressureArray& kpa, double time_s);

  private:
    /// One entry per cell; whole numbers of one width with the pressures, so that the loops become vector
    /// code.
    struct Cells {
        std::vector<std::int32_t> alone;
        std::vector<std::int32_t> among;
        std::vector<std::int32_t> hole;
        std::vector<std::int32_t> still;
        std::vector<std::int32_t> was_loaded;
        std::vector<float> still_kpa;
        std::vector<float> least_beside_kpa;
        std::vector<float> most_beside_kpa;
    };

    void look(const PressureArray& kpa);
    void lookAround(Eigen::Index row);
    void observe(const float* kpa, Eigen::Index first, Eigen::Index count);
    void observeStill(const float* kpa, Eigen::Index first, Eigen::Index count);
    void forgetSaturated(const float* kpa, Eigen::Index first, Eigen::Index count);
    [[nodiscard]] bool isAnyFaulty() const;
    [[nodiscard]] bool isHot(std::size_t cell) const;
    [[nodiscard]] bool isDead(std::size_t cell) const;
    [[nodiscard]] bool isStuck(std::size_t cell) const;
    [[nodiscard]] std::int32_t leastAlwaysAlone() const;
    void listFaults();

    MeasuredMat mat_;
    CellArray<float> ceiling_kpa_;
    float loaded_kpa_;
    float contact_kpa_;
    Cells cells_;
    /// 1 where a cell takes part.
    std::vector<std::int32_t> part_;
    /// The frame with a rim of zeros, wide enough for whole lanes; 0 where a cell takes no part.
    PressureArray rimmed_kpa_;
    /// Of the cells around each of a row: the second highest of all; of the four in line the second lowest,
    /// which at least three bear, and what that must be for a hole.
    std::vector<float> second_kpa_;
    std::vector<float> beside_kpa_;
    std::vector<float> least_beside_kpa_;
    std::vector<std::int32_t> is_still_;
    std::vector<CellFault> found_;
    std::int32_t looks_ = 0;
    double first_s_ = 0.0;
    double last_s_ = 0.0;
};

}  // namespace palpate::analysis
