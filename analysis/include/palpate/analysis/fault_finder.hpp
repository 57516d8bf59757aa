#pragma once

#include <cstdint>
#include <vector>

#include "palpate/analysis/measured_mat.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/cell_fault.hpp"

namespace palpate::analysis {

/// Finds cells that do not measure (docs/metrics.md, "Faulty cells"), looking at most ten times a second:
/// hot: loaded and alone over its neighbours since the first frame, or alone and unmoving;
/// dead: nothing between two loaded neighbours, and never anything;
/// stuck: loaded and unmoving while two neighbours on opposite sides come and go.
/// What the cells around do decides, so that a fault under a steady load of its own height stays unseen.
class FaultFinder {
  public:
    FaultFinder(const MeasuredMat& mat, Pressure hold);

    /// Valid frames in their order. Cells found by this frame; valid until the next call.
    [[nodiscard]] const std::vector<CellFault>& add(const PressureArray& kpa, double time_s);

  private:
    struct Cell {
        std::uint32_t alone = 0;
        std::uint32_t among = 0;
        std::uint32_t hole = 0;
        std::uint32_t still = 0;
        float still_kpa = 0.0F;
        float least_beside_kpa = 0.0F;
        float most_beside_kpa = 0.0F;
        bool was_loaded = false;
    };
    /// Of the cells around one.
    struct Around {
        float highest_kpa = 0.0F;
        float second_kpa = 0.0F;
        /// The larger of the smaller ones of each opposite pair.
        float between_kpa = 0.0F;
        /// Mean of the four in line.
        float beside_kpa = 0.0F;
    };

    [[nodiscard]] Around around(const PressureArray& kpa, int row, int col) const;
    void look(const PressureArray& kpa);
    void observe(Cell& cell, float p, const Around& around);
    [[nodiscard]] bool isHot(const Cell& cell) const;
    [[nodiscard]] static bool isDead(const Cell& cell);
    [[nodiscard]] static bool isStuck(const Cell& cell);

    MeasuredMat mat_;
    float loaded_kpa_;
    float contact_kpa_;
    std::vector<Cell> cells_;
    std::vector<CellFault> found_;
    std::uint32_t looks_ = 0;
    double first_s_ = 0.0;
    double last_s_ = 0.0;
};

}  // namespace palpate::analysis
