#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "palpate/analysis/measured_mat.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// An 8-connected part of the cells in contact, at least 2 cells; or a focus within one.
struct Patch {
    int cells = 0;
    Area area;
    Force force;
    Pressure mean;
    Pressure peak;
    /// Weighted with pressure.
    MatPoint centroid;
    /// Axes of the ellipse with the patch's second moments of area (not weighted).
    Length long_axis;
    Length short_axis;
    /// Of a circle of the patch's area.
    Length radius;
    PatchShape shape = PatchShape::Body;
    /// A strong small peak on a broad load; its force is what stands over that load.
    bool is_focus = false;
    CellIndex peak_cell;
    /// Without the sensor's creep; equal to the force where the creep is not known.
    Force corrected_force;
    PlaceFlags flags = 0;
};

/// Sums over a patch's cells, in cell units; the whole numbers are exact.
struct PatchSums {
    double cells = 0.0;
    double col = 0.0;
    double row = 0.0;
    double col_col = 0.0;
    double row_row = 0.0;
    double col_row = 0.0;
    double kpa = 0.0;
    double kpa_col = 0.0;
    double kpa_row = 0.0;
    double peak_kpa = 0.0;
    CellIndex peak_cell;
    double corrected_kpa = 0.0;
};

/// Of at least one cell with a sum of pressures above 0. "Patches" of docs/metrics.md: force, area, mean,
/// peak, axes and shape; neither flags nor focus.
[[nodiscard]] Patch patchOf(const PatchSums& sums, const MatGeometry& geometry);

/// Finds the patches of a frame: runs of cells per row, joined by union-find. Keeps only working memory.
class PatchFinder {
  public:
    explicit PatchFinder(const MeasuredMat& mat);

    /// In the order of their first cells. Valid until the next call.
    /// `corrected_kpa`: the frame without the sensor's creep, none = the frame itself.
    [[nodiscard]] const std::vector<Patch>& find(const PressureArray& kpa,
                                                 const float* corrected_kpa = nullptr);

    /// The patch of the last find() that holds the cell; kNoPatch for none.
    static constexpr std::size_t kNoPatch = static_cast<std::size_t>(-1);
    [[nodiscard]] std::size_t patchAt(CellIndex cell) const;

    void leaveOut(CellIndex cell);

  private:
    static constexpr std::uint32_t kNoGroup = static_cast<std::uint32_t>(-1);

    /// Cells in contact side by side in one row.
    struct Run {
        int first_col = 0;
        int end_col = 0;
        /// An earlier run of the same patch, or itself; once all are joined, the first one of the patch.
        std::uint32_t parent = 0;
        int peak_col = 0;
        double kpa = 0.0;
        double kpa_col = 0.0;
        double corrected_kpa = 0.0;
        float peak_kpa = 0.0F;
        /// Of the runs that are joined.
        std::uint32_t group = kNoGroup;
    };

    void markContact(const float* kpa, int row);
    void findRuns(const float* kpa, const float* corrected_kpa);
    void addRun(const float* kpa, const float* corrected_kpa, int first_col, int end_col);
    void joinRows(std::size_t above, std::size_t current);
    void sumGroups();
    [[nodiscard]] std::uint32_t rootOf(std::uint32_t run);
    [[nodiscard]] static PatchSums sumsOf(const Run& run, int row);
    static void add(PatchSums& to, const PatchSums& from);

    MeasuredMat mat_;
    /// NaN, which nothing reaches, where a cell takes no part.
    CellArray<float> contact_kpa_;
    std::vector<std::uint8_t> in_contact_;
    /// The same, 64 columns a word.
    std::vector<std::uint64_t> contact_bits_;
    std::vector<Run> runs_;
    /// Of each row, and one behind the last.
    std::vector<std::size_t> first_runs_;
    std::vector<PatchSums> groups_;
    std::vector<std::size_t> patch_of_group_;
    std::vector<Patch> patches_;
};

}  // namespace palpate::analysis
