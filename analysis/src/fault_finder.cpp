#include "palpate/analysis/fault_finder.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "palpate/analysis/time_limits.hpp"

#include "lanes.hpp"

namespace palpate::analysis {

namespace {

constexpr double kLookS = 0.1;
/// With at most one neighbour over this share of it a cell is alone.
constexpr float kAloneShare = 0.15F;
constexpr double kShortestS = 2.0;
constexpr std::int32_t kLeastLooks = 10;
constexpr std::int32_t kLeastHotLooks = 8;
/// Share of the looks in which a hot cell may be without its load.
constexpr double kExceptions = 0.05;
constexpr std::int32_t kStillLooks = 50;
/// What an unmoving cell may still move.
constexpr float kStillShare = 0.005F;
constexpr float kStillKpa = 0.1F;
constexpr float kMovedAroundKpa = 5.0F;
constexpr float kMovedAroundShare = 0.5F;
/// Three of the four in line with a hole bear at least this many contact thresholds, and the hole under this
/// share of it.
constexpr float kHoleContacts = 5.0F;
constexpr float kHoleShare = 0.1F;
/// Of the highest in line, what the third of them has in one contact: where two contacts meet it has less.
constexpr float kSameLoad = 0.25F;
constexpr float kHotShareOfHold = 0.5F;

}  // namespace

FaultFinder::FaultFinder(const MeasuredMat& mat, Pressure hold, CellArray<float> ceiling_kpa)
    : mat_{mat},
      ceiling_kpa_{std::move(ceiling_kpa)},
      loaded_kpa_{
          std::max(kHotShareOfHold * static_cast<float>(hold.kpa), static_cast<float>(mat.contact.kpa))},
      contact_kpa_{static_cast<float>(mat.contact.kpa)},
      part_(static_cast<std::size_t>(mat.geometry.cellCount()), 0),
      rimmed_kpa_{PressureArray::Zero(mat.geometry.rows() + 2, mat.geometry.cols() + 2 + kLanes)},
      second_kpa_(static_cast<std::size_t>(mat.geometry.cols() + kLanes)),
      beside_kpa_(second_kpa_.size()),
      least_beside_kpa_(second_kpa_.size()),
      is_still_(second_kpa_.size())
{
    for (auto* counts : {&cells_.alone, &cells_.among, &cells_.hole, &cells_.still, &cells_.was_loaded}) {
        counts->resize(part_.size(), 0);
    }
    for (auto* pressures : {&cells_.still_kpa, &cells_.least_beside_kpa, &cells_.most_beside_kpa}) {
        pressures->resize(part_.size(), 0.0F);
    }
    std::copy_n(mat_.takes_part.data(), part_.size(), part_.begin());
}

void FaultFinder::lookAround(Eigen::Index row)
{
    const float* above = &rimmed_kpa_(row, 1);
    const float* here = &rimmed_kpa_(row + 1, 1);
    const float* below = &rimmed_kpa_(row + 2, 1);
    const Float4 hole = lanesOf(kHoleContacts * contact_kpa_);
    for (Eigen::Index col = 0; col < mat_.geometry.cols(); col += kLanes) {
        Float4 highest{};
        Float4 next{};
        const auto see = [&](Float4 p) {
            next = higherOf(lowerOf(p, highest), next);
            highest = higherOf(p, highest);
        };
        const auto left = loadLanes<Float4>(here + col - 1);
        const auto right = loadLanes<Float4>(here + col + 1);
        const auto up = loadLanes<Float4>(above + col);
        const auto down = loadLanes<Float4>(below + col);
        see(loadLanes<Float4>(above + col - 1));
        see(up);
        see(loadLanes<Float4>(above + col + 1));
        see(left);
        see(right);
        see(loadLanes<Float4>(below + col - 1));
        see(down);
        see(loadLanes<Float4>(below + col + 1));
        storeLanes(second_kpa_.data() + col, next);
        const Float4 level = lowerOf(left, right);
        const Float4 upright = lowerOf(up, down);
        const Float4 level_most = higherOf(left, right);
        const Float4 upright_most = higherOf(up, down);
        // The second lowest of four.
        const Float4 beside = lowerOf(higherOf(level, upright), lowerOf(level_most, upright_most));
        storeLanes(beside_kpa_.data() + col, beside);
        storeLanes(least_beside_kpa_.data() + col,
                   higherOf(kSameLoad * higherOf(level_most, upright_most), hole));
    }
}

void FaultFinder::observe(const float* kpa, Eigen::Index first, Eigen::Index count)
{
    const float loaded_kpa = loaded_kpa_;
    const float contact_kpa = contact_kpa_;
    const float* second = second_kpa_.data();
    const float* beside = beside_kpa_.data();
    const float* least_beside = least_beside_kpa_.data();
    std::int32_t* alone = cells_.alone.data() + first;
    std::int32_t* among = cells_.among.data() + first;
    std::int32_t* hole = cells_.hole.data() + first;
    std::int32_t* was_loaded = cells_.was_loaded.data() + first;
    for (Eigen::Index i = 0; i < count; ++i) {
        const std::int32_t is_loaded = kpa[i] >= loaded_kpa ? 1 : 0;
        const std::int32_t is_alone = second[i] < kAloneShare * kpa[i] ? 1 : 0;
        alone[i] += is_loaded & is_alone;
        among[i] += is_loaded & (1 - is_alone);
        was_loaded[i] |= kpa[i] >= contact_kpa ? 1 : 0;
        const std::int32_t is_within = beside[i] >= least_beside[i] ? 1 : 0;
        const std::int32_t is_low = kpa[i] < kHoleShare * beside[i] ? 1 : 0;
        hole[i] += is_within & is_low;
    }
    observeStill(kpa, first, count);
}

void FaultFinder::observeStill(const float* kpa, Eigen::Index first, Eigen::Index count)
{
    const float contact_kpa = contact_kpa_;
    const float* beside = beside_kpa_.data();
    std::int32_t* is_still = is_still_.data();
    std::int32_t* still = cells_.still.data() + first;
    float* still_kpa = cells_.still_kpa.data() + first;
    float* least = cells_.least_beside_kpa.data() + first;
    float* most = cells_.most_beside_kpa.data() + first;
    for (Eigen::Index i = 0; i < count; ++i) {
        const float moved_kpa = std::abs(kpa[i] - still_kpa[i]);
        const std::int32_t is_near = moved_kpa <= kStillShare * kpa[i] + kStillKpa ? 1 : 0;
        is_still[i] = is_near & (kpa[i] >= contact_kpa ? 1 : 0);
    }
    for (Eigen::Index i = 0; i < count; ++i) {
        still[i] = (still[i] + 1) & -is_still[i];
        still_kpa[i] = is_still[i] != 0 ? still_kpa[i] : kpa[i];
    }
    for (Eigen::Index i = 0; i < count; ++i) {
        const float lower = beside[i] < least[i] ? beside[i] : least[i];
        const float higher = most[i] < beside[i] ? beside[i] : most[i];
        least[i] = is_still[i] != 0 ? lower : beside[i];
        most[i] = is_still[i] != 0 ? higher : beside[i];
    }
}

/// A saturated cell does not move either.
void FaultFinder::forgetSaturated(const float* kpa, Eigen::Index first, Eigen::Index count)
{
    const float* ceiling_kpa = ceiling_kpa_.data() + first;
    std::int32_t* still = cells_.still.data() + first;
    for (Eigen::Index i = 0; i < count; ++i) {
        still[i] = kpa[i] >= ceiling_kpa[i] ? 0 : still[i];
    }
}

void FaultFinder::look(const PressureArray& kpa)
{
    const Eigen::Index cols = kpa.cols();
    for (Eigen::Index row = 0; row < kpa.rows(); ++row) {
        const float* p = kpa.data() + row * cols;
        const std::int32_t* part = part_.data() + row * cols;
        float* rimmed = &rimmed_kpa_(row + 1, 1);
        for (Eigen::Index col = 0; col < cols; ++col) {
            rimmed[col] = part[col] != 0 ? p[col] : 0.0F;
        }
    }
    for (Eigen::Index row = 0; row < kpa.rows(); ++row) {
        lookAround(row);
        observe(&rimmed_kpa_(row + 1, 1), row * cols, cols);
        if (ceiling_kpa_.size() > 0) {
            forgetSaturated(&rimmed_kpa_(row + 1, 1), row * cols, cols);
        }
    }
}

/// In so many looks a cell that is always alone was alone.
std::int32_t FaultFinder::leastAlwaysAlone() const
{
    return static_cast<std::int32_t>(std::ceil((1.0 - kExceptions) * static_cast<double>(looks_)));
}

bool FaultFinder::isHot(std::size_t cell) const
{
    const std::int32_t alone = cells_.alone[cell];
    const bool is_unmoving =
        cells_.still[cell] >= kStillLooks && alone >= kStillLooks && cells_.among[cell] == 0;
    return alone >= kLeastHotLooks && (alone >= leastAlwaysAlone() || is_unmoving);
}

bool FaultFinder::isDead(std::size_t cell) const
{
    return cells_.hole[cell] >= kLeastLooks && cells_.was_loaded[cell] == 0;
}

bool FaultFinder::isStuck(std::size_t cell) const
{
    const float moved_kpa = cells_.most_beside_kpa[cell] - cells_.least_beside_kpa[cell];
    return cells_.still[cell] >= kLeastLooks &&
           moved_kpa >= std::max(kMovedAroundKpa, kMovedAroundShare * cells_.still_kpa[cell]);
}

/// Whether listFaults() would find something: isHot(), isDead() and isStuck() of all cells at once.
bool FaultFinder::isAnyFaulty() const
{
    const std::int32_t always = std::max(kLeastHotLooks, leastAlwaysAlone());
    const std::int32_t* alone = cells_.alone.data();
    const std::int32_t* among = cells_.among.data();
    const std::int32_t* hole = cells_.hole.data();
    const std::int32_t* still = cells_.still.data();
    const std::int32_t* was_loaded = cells_.was_loaded.data();
    const float* still_kpa = cells_.still_kpa.data();
    const float* least = cells_.least_beside_kpa.data();
    const float* most = cells_.most_beside_kpa.data();
    std::int32_t is_any = 0;
    const std::size_t cells = part_.size();
    for (std::size_t i = 0; i < cells; ++i) {
        const std::int32_t is_always = alone[i] >= always ? 1 : 0;
        const std::int32_t is_unmoving =
            (still[i] >= kStillLooks ? 1 : 0) & (alone[i] >= kStillLooks ? 1 : 0) & (among[i] == 0 ? 1 : 0);
        const std::int32_t is_dead = (hole[i] >= kLeastLooks ? 1 : 0) & (1 - was_loaded[i]);
        const float share_kpa = kMovedAroundShare * still_kpa[i];
        const float moved_kpa = share_kpa > kMovedAroundKpa ? share_kpa : kMovedAroundKpa;
        const std::int32_t is_stuck =
            (still[i] >= kLeastLooks ? 1 : 0) & (most[i] - least[i] >= moved_kpa ? 1 : 0);
        is_any |= part_[i] & (is_always | is_unmoving | is_dead | is_stuck);
    }
    return is_any != 0;
}

void FaultFinder::listFaults()
{
    for (std::size_t i = 0; i < part_.size(); ++i) {
        if (part_[i] == 0) {
            continue;
        }
        std::optional<FaultKind> kind;
        kind = isDead(i) ? std::optional{FaultKind::Dead} : kind;
        kind = isHot(i) ? std::optional{FaultKind::Hot} : kind;
        kind = isStuck(i) ? std::optional{FaultKind::Stuck} : kind;
        if (kind) {
            const auto index = static_cast<int>(i);
            const int cols = mat_.geometry.cols();
            found_.push_back({.cell = {.row = index / cols, .col = index % cols}, .kind = *kind});
            part_[i] = 0;
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
    if (isAtLeast(time_s - first_s_, kShortestS) && isAnyFaulty()) {
        listFaults();
    }
    return found_;
}

}  // namespace palpate::analysis
