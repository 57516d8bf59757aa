#include "palpate/analysis/patches.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

#include "palpate/analysis/patch_shape.hpp"

namespace palpate::analysis {

namespace {

constexpr int kLeastCells = 2;

/// 0 + 1 + 4 + ... + (n - 1)^2, exact.
double sumOfSquaresBelow(double n)
{
    return (n - 1.0) * n * (2.0 * n - 1.0) / 6.0;
}

}  // namespace

PatchFinder::PatchFinder(const MeasuredMat& mat)
    : mat_{mat},
      contact_kpa_{(mat.takes_part != 0)
                       .select(CellArray<float>::Constant(mat.takes_part.rows(), mat.takes_part.cols(),
                                                          leastFloatAtOrOver(mat.contact.kpa)),
                               std::numeric_limits<float>::quiet_NaN())},
      in_contact_(static_cast<std::size_t>(mat.geometry.cols()) + 1)
{}

void PatchFinder::findRuns(const float* kpa, const float* corrected_kpa, int row)
{
    const int cols = mat_.geometry.cols();
    const float* contact = contact_kpa_.data() + Eigen::Index{row} * cols;
    std::uint8_t* in_contact = in_contact_.data();
    for (int col = 0; col < cols; ++col) {
        in_contact[col] = kpa[col] >= contact[col] ? 1 : 0;
    }
    // The flag behind the last column stays 0 and ends a run there.
    const std::uint8_t* end = in_contact + cols;
    const std::uint8_t* from = std::find(in_contact_.data(), in_contact_.data() + cols, std::uint8_t{1});
    while (from != end) {
        const auto* to =
            static_cast<const std::uint8_t*>(std::memchr(from, 0, static_cast<std::size_t>(end - from) + 1));
        addRun(kpa, corrected_kpa, row, static_cast<int>(from - in_contact),
               static_cast<int>(to - in_contact));
        const void* next = std::memchr(to, 1, static_cast<std::size_t>(end - to));
        from = next != nullptr ? static_cast<const std::uint8_t*>(next) : end;
    }
}

void PatchFinder::addRun(const float* kpa, const float* corrected_kpa, int row, int first_col, int end_col)
{
    Run run{.first_col = first_col, .end_col = end_col, .parent = runs_.size()};
    PatchSums& sums = run.sums;
    int peak_col = first_col;
    for (int col = first_col; col < end_col; ++col) {
        const auto p = static_cast<double>(kpa[col]);
        sums.kpa += p;
        sums.kpa_col += p * col;
        peak_col = p > sums.peak_kpa ? col : peak_col;
        sums.peak_kpa = p > sums.peak_kpa ? p : sums.peak_kpa;
    }
    sums.peak_cell = {.row = row, .col = peak_col};
    sums.corrected_kpa = sums.kpa;
    if (corrected_kpa != nullptr) {
        sums.corrected_kpa = 0.0;
        for (int col = first_col; col < end_col; ++col) {
            sums.corrected_kpa += static_cast<double>(corrected_kpa[col]);
        }
    }
    const double y = row;
    sums.cells = end_col - first_col;
    sums.col = 0.5 * sums.cells * (first_col + end_col - 1);
    sums.col_col = sumOfSquaresBelow(end_col) - sumOfSquaresBelow(first_col);
    sums.row = y * sums.cells;
    sums.row_row = y * y * sums.cells;
    sums.col_row = y * sums.col;
    sums.kpa_row = y * sums.kpa;
    runs_.push_back(run);
}

std::size_t PatchFinder::rootOf(std::size_t run)
{
    while (runs_[run].parent != run) {
        runs_[run].parent = runs_[runs_[run].parent].parent;
        run = runs_[run].parent;
    }
    return run;
}

void PatchFinder::joinRows(std::size_t above, std::size_t current)
{
    const std::size_t above_end = current;
    for (std::size_t below = current; below < runs_.size() && above < above_end;) {
        // Corners touch: a run that ends at column c (exclusive) meets one that begins at c.
        const bool touches =
            runs_[above].first_col <= runs_[below].end_col && runs_[below].first_col <= runs_[above].end_col;
        if (touches) {
            const std::size_t a = rootOf(above);
            const std::size_t b = rootOf(below);
            // The smaller index stays the root, so that a patch is found at its first cell.
            runs_[std::max(a, b)].parent = std::min(a, b);
        }
        if (runs_[above].end_col < runs_[below].end_col) {
            ++above;
        } else {
            ++below;
        }
    }
}

void PatchFinder::add(PatchSums& to, const PatchSums& from)
{
    to.cells += from.cells;
    to.col += from.col;
    to.row += from.row;
    to.col_col += from.col_col;
    to.row_row += from.row_row;
    to.col_row += from.col_row;
    to.kpa += from.kpa;
    to.corrected_kpa += from.corrected_kpa;
    to.kpa_col += from.kpa_col;
    to.kpa_row += from.kpa_row;
    if (from.peak_kpa > to.peak_kpa) {
        to.peak_kpa = from.peak_kpa;
        to.peak_cell = from.peak_cell;
    }
}

Patch patchOf(const PatchSums& sums, const MatGeometry& geometry)
{
    const double pitch_x = geometry.pitchXMm();
    const double pitch_y = geometry.pitchYMm();
    const double n = sums.cells;
    const double mean_col = sums.col / n;
    const double mean_row = sums.row / n;
    // A cell is not a point: its own area adds a twelfth of the pitch squared.
    constexpr double kCellSpread = 1.0 / 12.0;
    const AreaMoments moments{
        .xx_mm2 = (sums.col_col / n - mean_col * mean_col + kCellSpread) * pitch_x * pitch_x,
        .yy_mm2 = (sums.row_row / n - mean_row * mean_row + kCellSpread) * pitch_y * pitch_y,
        .xy_mm2 = (sums.col_row / n - mean_col * mean_row) * pitch_x * pitch_y};
    const PatchAxes axes = axesOf(moments);
    const Area area{n * geometry.cellArea().cm2};
    return {.cells = static_cast<int>(n),
            .area = area,
            .force = Pressure{sums.kpa} * geometry.cellArea(),
            .mean = Pressure{sums.kpa / n},
            .peak = Pressure{sums.peak_kpa},
            .centroid = {.x_mm = (sums.kpa_col / sums.kpa + 0.5) * pitch_x,
                         .y_mm = (sums.kpa_row / sums.kpa + 0.5) * pitch_y},
            .long_axis = axes.long_axis,
            .short_axis = axes.short_axis,
            .radius = Length{0.5 * equivalentDiameter(area).mm},
            .shape = shapeOf(axes, area, Length{std::max(pitch_x, pitch_y)}),
            .peak_cell = sums.peak_cell,
            .corrected_force = Pressure{sums.corrected_kpa} * geometry.cellArea()};
}

const std::vector<Patch>& PatchFinder::find(const PressureArray& kpa, const float* corrected_kpa)
{
    runs_.clear();
    patches_.clear();
    first_runs_.clear();
    std::size_t above = 0;
    for (int row = 0; row < kpa.rows(); ++row) {
        const std::size_t current = runs_.size();
        first_runs_.push_back(current);
        const Eigen::Index start = row * kpa.cols();
        findRuns(kpa.data() + start, corrected_kpa == nullptr ? nullptr : corrected_kpa + start, row);
        joinRows(above, current);
        above = current;
    }
    for (std::size_t i = 0; i < runs_.size(); ++i) {
        const std::size_t root = rootOf(i);
        if (root != i) {
            add(runs_[root].sums, runs_[i].sums);
        }
    }
    for (std::size_t i = 0; i < runs_.size(); ++i) {
        if (runs_[i].parent == i && runs_[i].sums.cells >= kLeastCells) {
            runs_[i].patch = patches_.size();
            patches_.push_back(patchOf(runs_[i].sums, mat_.geometry));
        }
    }
    first_runs_.push_back(runs_.size());
    return patches_;
}

std::size_t PatchFinder::patchAt(CellIndex cell) const
{
    const auto row = static_cast<std::size_t>(cell.row);
    for (std::size_t i = first_runs_[row]; i < first_runs_[row + 1]; ++i) {
        if (cell.col >= runs_[i].first_col && cell.col < runs_[i].end_col) {
            std::size_t root = i;
            while (runs_[root].parent != root) {
                root = runs_[root].parent;
            }
            return runs_[root].patch;
        }
    }
    return kNoPatch;
}

void PatchFinder::leaveOut(CellIndex cell)
{
    contact_kpa_(cell.row, cell.col) = std::numeric_limits<float>::quiet_NaN();
}

}  // namespace palpate::analysis
