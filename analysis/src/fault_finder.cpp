#include "palpate/analysis/fault_finder.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {

namespace {

constexpr double kLookS = 0.1;
/// With at most one neighbour over this share of it a cell is alone.
constexpr float kAloneShare = 0.25F;
constexpr double kShortestS = 2.0;
constexpr std::uint32_t kLeastLooks = 10;
/// Share of the looks in which a hot cell may be without its load.
constexpr double kExceptions = 0.05;
constexpr std::uint32_t kStillLooks = 50;
/// What an unmoving cell may still move.
constexpr float kStillShare = 0.005F;
constexpr float kStillKpa = 0.1F;
constexpr float kMovedAroundKpa = 5.0F;
constexpr float kMovedAroundShare = 0.5F;
/// Both neighbours of a hole bear at least this many contact thresholds, and the hole under this share of it.
constexpr float kHoleContacts = 5.0F;
constexpr float kHoleShare = 0.1F;
constexpr float kHotShareOfHold = 0.5F;

}  // namespace

FaultFinder::FaultFinder(const MeasuredMat& mat, Pressure hold)
    : mat_{mat},
      loaded_kpa_{
          std::max(kHotShareOfHold * static_cast<float>(hold.kpa), static_cast<float>(mat.contact.kpa))},
      contact_kpa_{static_cast<float>(mat.contact.kpa)},
      cells_(static_cast<std::size_t>(mat.geometry.cellCount()))
{}

FaultFinder::Around FaultFinder::around(const PressureArray& kpa, int row, int col) const
{
    const auto at = [&](int dy, int dx) {
        const int r = row + dy;
        const int c = col + dx;
        const bool is_part = r >= 0 && r < mat_.geometry.rows() && c >= 0 && c < mat_.geometry.cols() &&
                             mat_.takes_part(r, c) != 0;
        return is_part ? kpa(r, c) : 0.0F;
    };
    Around found;
    for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
            if (dy == 0 && dx == 0) {
                continue;
            }
            const float p = at(dy, dx);
            if (p > found.highest_kpa) {
                found.second_kpa = found.highest_kpa;
                found.highest_kpa = p;
            } else {
                found.second_kpa = std::max(found.second_kpa, p);
            }
        }
    }
    constexpr float kQuarter = 0.25F;
    found.beside_kpa = kQuarter * (at(0, -1) + at(0, 1) + at(-1, 0) + at(1, 0));
    found.between_kpa = std::max(std::min(at(0, -1), at(0, 1)), std::min(at(-1, 0), at(1, 0)));
    return found;
}

void FaultFinder::observe(Cell& cell, float p, const Around& around)
{
    if (p >= loaded_kpa_) {
        const bool is_alone = around.second_kpa < kAloneShare * p;
        cell.alone += is_alone ? 1U : 0U;
        cell.among += is_alone ? 0U : 1U;
    }
    cell.was_loaded = cell.was_loaded || p >= contact_kpa_;
    const bool is_hole =
        around.between_kpa >= kHoleContacts * contact_kpa_ && p < kHoleShare * around.between_kpa;
    cell.hole += is_hole ? 1U : 0U;
    if (p >= contact_kpa_ && std::abs(p - cell.still_kpa) <= kStillShare * p + kStillKpa) {
        ++cell.still;
        cell.least_beside_kpa = std::min(cell.least_beside_kpa, around.beside_kpa);
        cell.most_beside_kpa = std::max(cell.most_beside_kpa, around.beside_kpa);
    } else {
        cell.still = 0;
        cell.still_kpa = p;
        cell.least_beside_kpa = around.beside_kpa;
        cell.most_beside_kpa = around.beside_kpa;
    }
}

bool FaultFinder::isHot(const Cell& cell) const
{
    const auto looks = static_cast<double>(looks_);
    const bool is_always = static_cast<double>(cell.alone) >= (1.0 - kExceptions) * looks;
    const bool is_unmoving = cell.still >= kStillLooks && cell.alone >= kStillLooks && cell.among == 0;
    return cell.alone >= kLeastLooks && (is_always || is_unmoving);
}

bool FaultFinder::isDead(const Cell& cell)
{
    return cell.hole >= kLeastLooks && !cell.was_loaded;
}

bool FaultFinder::isStuck(const Cell& cell)
{
    const float moved_kpa = cell.most_beside_kpa - cell.least_beside_kpa;
    return cell.still >= kLeastLooks &&
           moved_kpa >= std::max(kMovedAroundKpa, kMovedAroundShare * cell.still_kpa);
}

void FaultFinder::look(const PressureArray& kpa)
{
    const int cols = mat_.geometry.cols();
    for (int row = 0; row < mat_.geometry.rows(); ++row) {
        for (int col = 0; col < cols; ++col) {
            const Eigen::Index index = Eigen::Index{row} * cols + col;
            if (mat_.takes_part.data()[index] == 0) {
                continue;
            }
            observe(cells_[static_cast<std::size_t>(index)], kpa.data()[index], around(kpa, row, col));
        }
    }
}

const std::vector<CellFault>& FaultFinder::add(const PressureArray& kpa, double time_s)
{
    found_.clear();
    if (looks_ > 0 && !isAtLeast(time_s - last_s_, kLookS)) {
        return found_;
    }
    first_s_ = looks_ == 0 ? time_s : first_s_;
    last_s_ = time_s;
    ++looks_;
    look(kpa);
    if (!isAtLeast(time_s - first_s_, kShortestS)) {
        return found_;
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const auto index = static_cast<Eigen::Index>(i);
        const Cell& cell = cells_[i];
        if (mat_.takes_part.data()[index] == 0) {
            continue;
        }
        std::optional<FaultKind> kind;
        kind = isDead(cell) ? std::optional{FaultKind::Dead} : kind;
        kind = isHot(cell) ? std::optional{FaultKind::Hot} : kind;
        kind = isStuck(cell) ? std::optional{FaultKind::Stuck} : kind;
        if (kind) {
            const int cols = mat_.geometry.cols();
            found_.push_back(
                {.cell = {.row = static_cast<int>(index) / cols, .col = static_cast<int>(index) % cols},
                 .kind = *kind});
            mat_.takes_part.data()[index] = 0;
        }
    }
    return found_;
}

}  // namespace palpate::analysis
