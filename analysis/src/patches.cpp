#include "palpate/analysis/patches.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include "palpate/analysis/patch_shape.hpp"

#include "lanes.hpp"

namespace palpate::analysis {

namespace {

constexpr int kLeastCells = 2;
constexpr std::size_t kWordBits = 64;
constexpr std::size_t kByteBits = 8;

/// The lowest bits of eight bytes that are 0 or 1, the first byte's in bit 0.
std::uint64_t bitsOf(const std::uint8_t* bytes)
{
    constexpr std::uint64_t kGather = 0x0102040810204080;
    static_assert(std::endian::native == std::endian::little);
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes, sizeof eight);
    return (eight * kGather) >> (kWordBits - kByteBits);
}

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
      in_contact_((static_cast<std::size_t>(mat.geometry.cols()) / kWordBits + 1) * kWordBits),
      contact_bits_(in_contact_.size() / kWordBits)
{}

void PatchFinder::markContact(const float* kpa, int row)
{
    const int cols = mat_.geometry.cols();
    const float* contact = contact_kpa_.data() + Eigen::Index{row} * cols;
    std::uint8_t* in_contact = in_contact_.data();
    for (int col = 0; col < cols; ++col) {
        in_contact[col] = kpa[col] >= contact[col] ? 1 : 0;
    }
    for (std::size_t word = 0; word < contact_bits_.size(); ++word) {
        std::uint64_t bits = 0;
        for (std::size_t byte = 0; byte < kByteBits; ++byte) {
            bits |= bitsOf(in_contact + word * kWordBits + byte * kByteBits) << (byte * kByteBits);
        }
        contact_bits_[word] = bits;
    }
}

/// The bits behind the last column stay 0 and end a run there.
void PatchFinder::findRuns(const float* kpa, const float* corrected_kpa)
{
    std::size_t first = 0;
    bool is_open = false;
    for (std::size_t word = 0; word < contact_bits_.size(); ++word) {
        std::uint64_t bits = is_open ? ~contact_bits_[word] : contact_bits_[word];
        std::size_t at = 0;
        while (bits != 0) {
            at = static_cast<std::size_t>(std::countr_zero(bits));
            const std::size_t col = word * kWordBits + at;
            if (is_open) {
                addRun(kpa, corrected_kpa, static_cast<int>(first), static_cast<int>(col));
            }
            first = col;
            is_open = !is_open;
            // What follows the edge, seen from its other side.
            const std::uint64_t behind = ~std::uint64_t{0} << at;
            bits = (is_open ? ~contact_bits_[word] : contact_bits_[word]) & behind;
        }
    }
}

void PatchFinder::addRun(const float* kpa, const float* corrected_kpa, int first_col, int end_col)
{
    // Pressure and pressure times column, the same sums as one after the other.
    Double2 sums{};
    Double2 factors{1.0, static_cast<double>(first_col)};
    int peak_col = first_col;
    float peak_kpa = 0.0F;
    for (int col = first_col; col < end_col; ++col) {
        const float p = kpa[col];
        const auto wide = static_cast<double>(p);
        sums += Double2{wide, wide} * factors;
        factors += Double2{0.0, 1.0};
        peak_col = p > peak_kpa ? col : peak_col;
        peak_kpa = p > peak_kpa ? p : peak_kpa;
    }
    double corrected = sums[0];
    if (corrected_kpa != nullptr) {
        corrected = 0.0;
        for (int col = first_col; col < end_col; ++col) {
            corrected += static_cast<double>(corrected_kpa[col]);
        }
    }
    runs_.push_back({.first_col = first_col,
                     .end_col = end_col,
                     .parent = static_cast<std::uint32_t>(runs_.size()),
                     .peak_col = peak_col,
                     .kpa = sums[0],
                     .kpa_col = sums[1],
                     .corrected_kpa = corrected,
                     .peak_kpa = peak_kpa});
}

PatchSums PatchFinder::sumsOf(const Run& run, int row)
{
    const double y = row;
    PatchSums sums;
    sums.cells = run.end_col - run.first_col;
    sums.col = 0.5 * sums.cells * (run.first_col + run.end_col - 1);
    sums.col_col = sumOfSquaresBelow(run.end_col) - sumOfSquaresBelow(run.first_col);
    sums.row = y * sums.cells;
    sums.row_row = y * y * sums.cells;
    sums.col_row = y * sums.col;
    sums.kpa = run.kpa;
    sums.kpa_col = run.kpa_col;
    sums.kpa_row = y * run.kpa;
    sums.peak_kpa = static_cast<double>(run.peak_kpa);
    sums.peak_cell = {.row = row, .col = run.peak_col};
    sums.corrected_kpa = run.corrected_kpa;
    return sums;
}

std::uint32_t PatchFinder::rootOf(std::uint32_t run)
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
            const std::uint32_t a = rootOf(static_cast<std::uint32_t>(above));
            const std::uint32_t b = rootOf(static_cast<std::uint32_t>(below));
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

/// The sums of each patch's runs, in the order of its first cells.
void PatchFinder::sumGroups()
{
    groups_.clear();
    for (int row = 0; row < mat_.geometry.rows(); ++row) {
        const auto at = static_cast<std::size_t>(row);
        for (std::size_t i = first_runs_[at]; i < first_runs_[at + 1]; ++i) {
            Run& run = runs_[i];
            if (run.parent == i) {
                run.group = static_cast<std::uint32_t>(groups_.size());
                groups_.push_back(sumsOf(run, row));
            } else {
                // Roots come first: the parent's own group is known.
                run.group = runs_[run.parent].group;
                add(groups_[run.group], sumsOf(run, row));
            }
        }
    }
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
        markContact(kpa.data() + start, row);
        findRuns(kpa.data() + start, corrected_kpa == nullptr ? nullptr : corrected_kpa + start);
        joinRows(above, current);
        above = current;
    }
    first_runs_.push_back(runs_.size());
    sumGroups();
    patch_of_group_.assign(groups_.size(), kNoPatch);
    for (std::size_t group = 0; group < groups_.size(); ++group) {
        if (groups_[group].cells >= kLeastCells) {
            patch_of_group_[group] = patches_.size();
            patches_.push_back(patchOf(groups_[group], mat_.geometry));
        }
    }
    return patches_;
}

std::size_t PatchFinder::patchAt(CellIndex cell) const
{
    const auto row = static_cast<std::size_t>(cell.row);
    for (std::size_t i = first_runs_[row]; i < first_runs_[row + 1]; ++i) {
        if (cell.col >= runs_[i].first_col && cell.col < runs_[i].end_col) {
            return patch_of_group_[runs_[i].group];
        }
    }
    return kNoPatch;
}

void PatchFinder::leaveOut(CellIndex cell)
{
    contact_kpa_(cell.row, cell.col) = std::numeric_limits<float>::quiet_NaN();
}

}  // namespace palpate::analysis
