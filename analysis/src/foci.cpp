#include "palpate/analysis/foci.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

#include "palpate/analysis/patch_shape.hpp"
#include "palpate/core/mat_plane.hpp"

#include "lanes.hpp"

namespace palpate::analysis {

namespace {

/// What surrounds a focus is under this share of its peak.
constexpr float kFocusShare = 0.6F;
/// At or over this share of a peak a cell belongs to the area of a spot.
constexpr float kHalf = 0.5F;
/// A focus stands so many times over the load around it.
constexpr float kStrong = 3.0F;
/// In a patch of so many times its area a focus stands so far over the patch's mean: less is a body's own
/// lobe.
constexpr double kBroad = 8.0;
constexpr double kOverMean = 4.0;
/// What was a focus in the frame before, there or a cell beside it, stays one down to this share of the
/// limits.
constexpr float kKeptShare = 0.8F;
/// Foci that carry this share of a patch stand for it.
constexpr double kCarryShare = 0.6;
/// No two balls lie nearer to each other, centre to centre; the knobs of one ball do.
constexpr double kBallsApartMm = 40.0;
/// A single focus of this share of a patch's area is no tool within a body.
constexpr double kFillShare = 0.3;
/// Of the ring around a focus: a quarter of its cells are the load around, the others may still be the tool.
constexpr std::size_t kRingPart = 4;
constexpr std::size_t kMostSpotCells = 400;

template <typename Visit>
void forNeighbours(const MatGeometry& mat, CellIndex cell, Visit visit)
{
    const int first_row = std::max(cell.row - 1, 0);
    const int last_row = std::min(cell.row + 1, mat.rows() - 1);
    const int first_col = std::max(cell.col - 1, 0);
    const int last_col = std::min(cell.col + 1, mat.cols() - 1);
    for (int row = first_row; row <= last_row; ++row) {
        for (int col = first_col; col <= last_col; ++col) {
            if (row != cell.row || col != cell.col) {
                visit(CellIndex{.row = row, .col = col});
            }
        }
    }
}

std::size_t indexOf(const MatGeometry& mat, CellIndex cell)
{
    return static_cast<std::size_t>(cell.row) * static_cast<std::size_t>(mat.cols()) +
           static_cast<std::size_t>(cell.col);
}

std::size_t cellsOfBall(const MatGeometry& mat)
{
    const Length radius{0.5 * ballDiameter(Length{std::max(mat.pitchXMm(), mat.pitchYMm())}).mm};
    const Area area{std::numbers::pi * (radius * radius).cm2};
    return static_cast<std::size_t>(std::max(1.0, area.cm2 / mat.cellArea().cm2));
}

}  // namespace

int neighboursOver(const PressureArray& kpa, const CellMask& takes_part, CellIndex cell, float least_kpa)
{
    int over = 0;
    const auto last_row = std::min<Eigen::Index>(cell.row + 1, kpa.rows() - 1);
    const auto last_col = std::min<Eigen::Index>(cell.col + 1, kpa.cols() - 1);
    for (Eigen::Index row = std::max(cell.row - 1, 0); row <= last_row; ++row) {
        for (Eigen::Index col = std::max(cell.col - 1, 0); col <= last_col; ++col) {
            const bool is_other = row != cell.row || col != cell.col;
            over += is_other && takes_part(row, col) != 0 && kpa(row, col) >= least_kpa ? 1 : 0;
        }
    }
    return over;
}

LoadFinder::LoadFinder(const MeasuredMat& mat, Pressure hold)
    : mat_{mat},
      patches_{mat},
      hold_kpa_{leastFloatAtOrOver(hold.kpa)},
      most_cells_{cellsOfBall(mat.geometry)},
      seen_(static_cast<std::size_t>(mat.geometry.cellCount()), 0)
{}

void LoadFinder::leaveOut(CellIndex cell)
{
    mat_.takes_part(cell.row, cell.col) = 0;
    patches_.leaveOut(cell);
}

bool LoadFinder::isPeak(const PressureArray& kpa, int row, int col) const
{
    const float p = kpa(row, col);
    if (mat_.takes_part(row, col) == 0) {
        return false;
    }
    const int last_row = std::min(row + 1, mat_.geometry.rows() - 1);
    const int last_col = std::min(col + 1, mat_.geometry.cols() - 1);
    for (int r = std::max(row - 1, 0); r <= last_row; ++r) {
        for (int c = std::max(col - 1, 0); c <= last_col; ++c) {
            const bool is_before = r < row || (r == row && c < col);
            const float q = kpa(r, c);
            if ((q > p || (q == p && is_before)) && mat_.takes_part(r, c) != 0) {
                return false;
            }
        }
    }
    return true;
}

/// The cells around the peak down to 60 % of it. False when they are more than a ball's or hold a higher one,
/// or an equal one before it: a saturated ball is one focus.
bool LoadFinder::growFocus(const PressureArray& kpa, CellIndex peak)
{
    ++mark_;
    region_.clear();
    const float peak_kpa = kpa(peak.row, peak.col);
    const float least_kpa = kFocusShare * peak_kpa;
    region_.push_back(peak);
    const std::size_t peak_index = indexOf(mat_.geometry, peak);
    seen_[peak_index] = mark_;
    bool is_small = true;
    for (std::size_t i = 0; i < region_.size() && is_small; ++i) {
        forNeighbours(mat_.geometry, region_[i], [&](CellIndex other) {
            const std::size_t index = indexOf(mat_.geometry, other);
            const float p = kpa.data()[index];
            if (seen_[index] == mark_ || mat_.takes_part.data()[index] == 0 || p < least_kpa) {
                return;
            }
            seen_[index] = mark_;
            const bool is_first = p < peak_kpa || (p == peak_kpa && index > peak_index);
            is_small = is_small && is_first && region_.size() < most_cells_;
            region_.push_back(other);
        });
    }
    return is_small;
}

bool LoadFinder::wasFocus(CellIndex peak) const
{
    return std::any_of(former_peaks_.begin(), former_peaks_.end(), [&peak](CellIndex former) {
        return std::max(std::abs(former.row - peak.row), std::abs(former.col - peak.col)) <= 1;
    });
}

void LoadFinder::collectRing(const PressureArray& kpa)
{
    ring_.clear();
    ring_kpa_.clear();
    for (const CellIndex& cell : region_) {
        forNeighbours(mat_.geometry, cell, [&](CellIndex other) {
            const std::size_t index = indexOf(mat_.geometry, other);
            if (seen_[index] == mark_ || mat_.takes_part.data()[index] == 0) {
                return;
            }
            seen_[index] = mark_;
            ring_.push_back(other);
            ring_kpa_.push_back(kpa.data()[index]);
        });
    }
    // One cell farther out: on a fine mat the ring still lies within the contact.
    for (const CellIndex& cell : ring_) {
        forNeighbours(mat_.geometry, cell, [&](CellIndex other) {
            const std::size_t index = indexOf(mat_.geometry, other);
            if (seen_[index] != mark_ && mat_.takes_part.data()[index] != 0) {
                seen_[index] = mark_;
                ring_kpa_.push_back(kpa.data()[index]);
            }
        });
    }
}

/// Over the load around, of which a quarter of the ring's and the next cells is the measure. Orders them.
bool LoadFinder::isStrong(float peak_kpa, float limit_share)
{
    if (ring_kpa_.empty()) {
        return false;
    }
    const auto quarter = ring_kpa_.begin() + static_cast<std::ptrdiff_t>(ring_kpa_.size() / kRingPart);
    std::nth_element(ring_kpa_.begin(), quarter, ring_kpa_.end());
    around_kpa_ = std::max(*quarter, 0.0F);
    return peak_kpa >= limit_share * kStrong * around_kpa_;
}

Patch LoadFinder::focusPatch(const PressureArray& kpa, const float* corrected_kpa) const
{
    PatchSums sums;
    for (const CellIndex& cell : region_) {
        const auto p = static_cast<double>(kpa(cell.row, cell.col));
        sums.cells += 1.0;
        sums.col += cell.col;
        sums.row += cell.row;
        sums.col_col += 1.0 * cell.col * cell.col;
        sums.row_row += 1.0 * cell.row * cell.row;
        sums.col_row += 1.0 * cell.row * cell.col;
        sums.kpa += p;
        sums.corrected_kpa +=
            corrected_kpa == nullptr ? p : static_cast<double>(corrected_kpa[indexOf(mat_.geometry, cell)]);
        sums.kpa_col += p * cell.col;
        sums.kpa_row += p * cell.row;
    }
    sums.peak_cell = region_.front();
    sums.peak_kpa = static_cast<double>(kpa(sums.peak_cell.row, sums.peak_cell.col));
    Patch patch = patchOf(sums, mat_.geometry);
    patch.is_focus = true;
    const auto around_kpa = static_cast<double>(around_kpa_);
    double over_kpa = 0.0;
    double over_x = 0.0;
    double over_y = 0.0;
    const auto add = [&](const CellIndex& cell) {
        const double over = std::max(0.0, static_cast<double>(kpa(cell.row, cell.col)) - around_kpa);
        over_kpa += over;
        over_x += over * cell.col;
        over_y += over * cell.row;
    };
    std::for_each(region_.begin(), region_.end(), add);
    std::for_each(ring_.begin(), ring_.end(), add);
    patch.force = Pressure{over_kpa} * mat_.geometry.cellArea();
    patch.corrected_force = Force{patch.force.n * sums.corrected_kpa / sums.kpa};
    patch.centroid = {.x_mm = (over_x / over_kpa + 0.5) * mat_.geometry.pitchXMm(),
                      .y_mm = (over_y / over_kpa + 0.5) * mat_.geometry.pitchYMm()};
    return patch;
}

void LoadFinder::considerPeak(const PressureArray& kpa, const float* corrected_kpa, CellIndex peak,
                              std::size_t within)
{
    const float peak_kpa = kpa(peak.row, peak.col);
    const bool was_focus = wasFocus(peak);
    const float limit_share = was_focus ? kKeptShare : 1.0F;
    const bool is_supported =
        was_focus || neighboursOver(kpa, mat_.takes_part, peak, kSameOrder * peak_kpa) > 0;
    if (!is_supported || !growFocus(kpa, peak)) {
        return;
    }
    collectRing(kpa);
    if (!isStrong(peak_kpa, limit_share)) {
        return;
    }
    const Patch focus = focusPatch(kpa, corrected_kpa);
    if (focus.shape != PatchShape::Ball) {
        return;
    }
    const Patch& patch = loads_[within];
    const bool is_broad = patch.area.cm2 >= kBroad * focus.area.cm2;
    const double least_kpa = static_cast<double>(limit_share) * kOverMean * patch.mean.kpa;
    foci_.push_back(
        {.patch = focus, .within = within, .is_distinct = !is_broad || focus.peak.kpa >= least_kpa});
}

void LoadFinder::findPeaks(const PressureArray& kpa)
{
    peaks_.clear();
    peaks_within_.assign(loads_.size(), 0);
    const int cols = mat_.geometry.cols();
    for (int row = 0; row < mat_.geometry.rows(); ++row) {
        const float* p = kpa.data() + Eigen::Index{row} * cols;
        if (highestOf(p, cols) < hold_kpa_) {
            continue;
        }
        for (int col = 0; col < cols; ++col) {
            if (p[col] < hold_kpa_ || !isPeak(kpa, row, col)) {
                continue;
            }
            const CellIndex peak{.row = row, .col = col};
            const std::size_t within = patches_.patchAt(peak);
            if (within != PatchFinder::kNoPatch) {
                peaks_.push_back({.cell = peak, .within = within});
                ++peaks_within_[within];
            }
        }
    }
}

void LoadFinder::searchFoci(const PressureArray& kpa, const float* corrected_kpa)
{
    foci_.clear();
    findPeaks(kpa);
    for (const Peak& peak : peaks_) {
        // A ball with one peak is one ball.
        if (loads_[peak.within].shape != PatchShape::Ball || peaks_within_[peak.within] > 1) {
            considerPeak(kpa, corrected_kpa, peak.cell, peak.within);
        }
    }
}

/// Whether the focus is what it says: one that fills its patch is the patch, and a patch that looks like one
/// ball is one unless the foci of two carry it.
bool LoadFinder::standsForItself(const Focus& focus) const
{
    const Patch& patch = loads_[focus.within];
    const bool is_only = foci_within_[focus.within] == 1;
    if (patch.shape != PatchShape::Ball) {
        return !is_only || focus.patch.area.cm2 < kFillShare * patch.area.cm2;
    }
    const auto is_near = [&focus](const Focus& other) {
        return other.within == focus.within && other.patch.peak_cell != focus.patch.peak_cell &&
               distanceMm(other.patch.centroid, focus.patch.centroid) < kBallsApartMm;
    };
    return !is_only && carried_[focus.within] && std::none_of(foci_.begin(), foci_.end(), is_near);
}

void LoadFinder::weighFoci()
{
    foci_within_.assign(loads_.size(), 0);
    foci_force_n_.assign(loads_.size(), 0.0);
    for (const Focus& focus : foci_) {
        ++foci_within_[focus.within];
        foci_force_n_[focus.within] += focus.patch.force.n;
    }
    carried_.assign(loads_.size(), false);
    for (std::size_t i = 0; i < loads_.size(); ++i) {
        carried_[i] = foci_within_[i] > 0 && foci_force_n_[i] >= kCarryShare * loads_[i].force.n;
    }
}

void LoadFinder::join()
{
    weighFoci();
    stands_.resize(foci_.size());
    std::transform(foci_.begin(), foci_.end(), stands_.begin(),
                   [this](const Focus& focus) { return standsForItself(focus); });
    std::size_t standing = 0;
    for (std::size_t i = 0; i < foci_.size(); ++i) {
        if (stands_[i]) {
            foci_[standing++] = foci_[i];
        }
    }
    foci_.resize(standing);
    weighFoci();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < carried_.size(); ++i) {
        if (!carried_[i]) {
            loads_[kept++] = loads_[i];
        }
    }
    loads_.resize(kept);
    for (const Focus& focus : foci_) {
        if (focus.is_distinct || carried_[focus.within]) {
            loads_.push_back(focus.patch);
            former_peaks_.push_back(focus.patch.peak_cell);
        }
    }
}

const std::vector<Patch>& LoadFinder::find(const PressureArray& kpa, const float* corrected_kpa)
{
    const std::vector<Patch>& patches = patches_.find(kpa, corrected_kpa);
    const bool may_have_foci = std::any_of(patches.begin(), patches.end(), [&](const Patch& patch) {
        return patch.peak.kpa >= static_cast<double>(hold_kpa_);
    });
    loads_.assign(patches.begin(), patches.end());
    if (may_have_foci) {
        searchFoci(kpa, corrected_kpa);
        former_peaks_.clear();
        join();
    } else {
        former_peaks_.clear();
    }
    return loads_;
}

std::vector<Eigen::Index> LoadFinder::cellsAroundPeak(const PressureArray& kpa, CellIndex cell) const
{
    std::vector<Eigen::Index> cells{static_cast<Eigen::Index>(indexOf(mat_.geometry, cell))};
    std::vector<CellIndex> open{cell};
    const float least_kpa = kHalf * kpa(cell.row, cell.col);
    for (std::size_t i = 0; i < open.size() && cells.size() < kMostSpotCells; ++i) {
        forNeighbours(mat_.geometry, open[i], [&](CellIndex other) {
            const auto index = static_cast<Eigen::Index>(indexOf(mat_.geometry, other));
            const bool is_new = std::find(cells.begin(), cells.end(), index) == cells.end();
            if (is_new && mat_.takes_part.data()[index] != 0 && kpa.data()[index] >= least_kpa) {
                cells.push_back(index);
                open.push_back(other);
            }
        });
    }
    return cells;
}

}  // namespace palpate::analysis
