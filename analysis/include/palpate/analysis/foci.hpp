#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "palpate/analysis/measured_mat.hpp"
#include "palpate/analysis/patches.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// A neighbour is "of the same order" as a peak from this share of it on. A spot's peak needs kLeastSupport
/// such neighbours of 8; a focus, like any patch, one.
inline constexpr float kSameOrder = 0.15F;
inline constexpr int kLeastSupport = 2;

/// Neighbours of a cell, of the 8, that take part and have at least `least_kpa`.
[[nodiscard]] int neighboursOver(const PressureArray& kpa, const CellMask& takes_part, CellIndex cell,
                                 float least_kpa);

/// What loads the mat in one frame, one entry per tool or body part (docs/metrics.md, "Foci"): each patch,
/// and within a patch that is no ball each focus, a strong small peak on a broad load. Where the
/// foci carry most of a patch, they stand for it. Frames come in the order of time: a focus is kept more
/// easily than found.
class LoadFinder {
  public:
    LoadFinder(const MeasuredMat& mat, Pressure hold);

    /// Patches in the order of their first cells, then foci in the order of their peaks' cells. Valid until
    /// the next call.
    /// `kpa`: of the mat's shape. `corrected_kpa`: the frame without the sensor's creep, row-major; none =
    /// the frame itself.
    [[nodiscard]] const std::vector<Patch>& find(const PressureArray& kpa,
                                                 const float* corrected_kpa = nullptr);

    /// Row-major indices of the cells that are connected with `cell` over at least half of its pressure; it
    /// comes first. At most 400: larger is no spot.
    [[nodiscard]] std::vector<Eigen::Index> cellsAroundPeak(const PressureArray& kpa, CellIndex cell) const;

    /// From the next frame on, as if the cell were absent.
    void leaveOut(CellIndex cell);

  private:
    struct Peak {
        CellIndex cell;
        std::size_t within = 0;
    };
    struct Focus {
        Patch patch;
        std::size_t within = 0;
        /// Stands so far over its patch that it is not a lobe of the body itself.
        bool is_distinct = true;
    };

    [[nodiscard]] bool isPeak(const PressureArray& kpa, int row, int col) const;
    [[nodiscard]] bool growFocus(const PressureArray& kpa, CellIndex peak);
    void collectRing(const PressureArray& kpa);
    [[nodiscard]] bool isStrong(float peak_kpa, float limit_share);
    [[nodiscard]] bool wasFocus(CellIndex peak) const;
    [[nodiscard]] Patch focusPatch(const PressureArray& kpa, const float* corrected_kpa) const;
    void findPeaks(const PressureArray& kpa);
    void considerPeak(const PressureArray& kpa, const float* corrected_kpa, CellIndex peak,
                      std::size_t within);
    void searchFoci(const PressureArray& kpa, const float* corrected_kpa);
    [[nodiscard]] bool standsForItself(const Focus& focus) const;
    void weighFoci();
    void join();

    MeasuredMat mat_;
    PatchFinder patches_;
    float hold_kpa_;
    std::size_t most_cells_;
    std::vector<std::uint32_t> seen_;
    std::uint32_t mark_ = 0;
    std::vector<CellIndex> region_;
    std::vector<CellIndex> ring_;
    std::vector<float> ring_kpa_;
    float around_kpa_ = 0.0F;
    std::vector<Focus> foci_;
    std::vector<double> foci_force_n_;
    std::vector<Peak> peaks_;
    std::vector<int> peaks_within_;
    std::vector<int> foci_within_;
    std::vector<bool> carried_;
    std::vector<bool> stands_;
    /// Of the foci of the frame before.
    std::vector<CellIndex> former_peaks_;
    std::vector<Patch> loads_;
};

}  // namespace palpate::analysis
