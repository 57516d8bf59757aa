#include "palpate/analysis/suggested_spots.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

#include "palpate/analysis/foci.hpp"
#include "palpate/analysis/patch_shape.hpp"
#include "palpate/analysis/smooth_map.hpp"
#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {

namespace {

constexpr float kProminence = 1.2F;
constexpr double kShortestS = 5.0;
/// A maximum that is wider at half its prominence is a body part, not a spot.
constexpr double kWidestMm = 80.0;
constexpr double kWidestCells = 2.0;
constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

/// A maximum and the level at which its hill meets a higher one.
struct Summit {
    std::size_t cell = 0;
    float height_kpa = 0.0F;
    float saddle_kpa = 0.0F;
};

/// Hills of a map, found from the top down: each cell joins the hill of a higher neighbour; where hills meet,
/// the lower one ends, and is a summit if it is prominent.
class Hills {
  public:
    Hills(const CellArray<float>& map, float least) : map_{map}, hill_of_(cellCount(), kNone)
    {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < cellCount(); ++i) {
            if (map_.data()[i] >= least) {
                order.push_back(i);
            }
        }
        std::stable_sort(order.begin(), order.end(),
                         [this](std::size_t a, std::size_t b) { return map_.data()[a] > map_.data()[b]; });
        for (const std::size_t cell : order) {
            place(cell);
        }
        for (std::size_t hill = 0; hill < top_.size(); ++hill) {
            if (parent_[hill] == hill) {
                summits_.push_back({.cell = top_[hill], .height_kpa = map_.data()[top_[hill]]});
            }
        }
    }

    [[nodiscard]] const std::vector<Summit>& summits() const { return summits_; }

  private:
    [[nodiscard]] std::size_t cellCount() const { return static_cast<std::size_t>(map_.size()); }

    std::size_t rootOf(std::size_t hill)
    {
        while (parent_[hill] != hill) {
            parent_[hill] = parent_[parent_[hill]];
            hill = parent_[hill];
        }
        return hill;
    }

    void place(std::size_t cell)
    {
        const auto cols = static_cast<int>(map_.cols());
        const int row = static_cast<int>(cell) / cols;
        const int col = static_cast<int>(cell) % cols;
        std::size_t hill = kNone;
        for (int r = std::max(row - 1, 0); r <= std::min(row + 1, static_cast<int>(map_.rows()) - 1); ++r) {
            for (int c = std::max(col - 1, 0); c <= std::min(col + 1, cols - 1); ++c) {
                const std::size_t other =
                    hill_of_[static_cast<std::size_t>(r) * static_cast<std::size_t>(cols) +
                             static_cast<std::size_t>(c)];
                if (other != kNone) {
                    hill = hill == kNone ? rootOf(other) : join(hill, rootOf(other), map_.data()[cell]);
                }
            }
        }
        if (hill == kNone) {
            hill = top_.size();
            top_.push_back(cell);
            parent_.push_back(hill);
        }
        hill_of_[cell] = hill;
    }

    std::size_t join(std::size_t a, std::size_t b, float level_kpa)
    {
        if (a == b) {
            return a;
        }
        // Hills are numbered from the highest down.
        const std::size_t higher = std::min(a, b);
        const std::size_t lower = std::max(a, b);
        const float height_kpa = map_.data()[top_[lower]];
        if (height_kpa >= kProminence * level_kpa) {
            summits_.push_back({.cell = top_[lower], .height_kpa = height_kpa, .saddle_kpa = level_kpa});
        }
        parent_[lower] = higher;
        return higher;
    }

    const CellArray<float>& map_;
    std::vector<std::size_t> hill_of_;
    std::vector<std::size_t> top_;
    std::vector<std::size_t> parent_;
    std::vector<Summit> summits_;
};

std::vector<Eigen::Index> cellsOver(const CellArray<float>& map, CellIndex top, float least)
{
    const auto cols = static_cast<int>(map.cols());
    std::vector<Eigen::Index> cells{Eigen::Index{top.row} * cols + top.col};
    std::vector<bool> is_seen(static_cast<std::size_t>(map.size()), false);
    is_seen[static_cast<std::size_t>(cells.front())] = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const int row = static_cast<int>(cells[i]) / cols;
        const int col = static_cast<int>(cells[i]) % cols;
        for (int r = std::max(row - 1, 0); r <= std::min(row + 1, static_cast<int>(map.rows()) - 1); ++r) {
            for (int c = std::max(col - 1, 0); c <= std::min(col + 1, cols - 1); ++c) {
                const Eigen::Index cell = Eigen::Index{r} * cols + c;
                if (!is_seen[static_cast<std::size_t>(cell)] && map(r, c) >= least) {
                    is_seen[static_cast<std::size_t>(cell)] = true;
                    cells.push_back(cell);
                }
            }
        }
    }
    return cells;
}

/// The highest measured cell at the summit or beside it.
CellIndex measuredPeak(const CellArray<float>& map, CellIndex summit)
{
    CellIndex peak = summit;
    for (int r = std::max(summit.row - 1, 0); r <= std::min(summit.row + 1, static_cast<int>(map.rows()) - 1);
         ++r) {
        for (int c = std::max(summit.col - 1, 0);
             c <= std::min(summit.col + 1, static_cast<int>(map.cols()) - 1); ++c) {
            const bool is_higher = std::isnan(map(peak.row, peak.col)) || map(r, c) > map(peak.row, peak.col);
            peak = is_higher && !std::isnan(map(r, c)) ? CellIndex{.row = r, .col = c} : peak;
        }
    }
    return peak;
}

}  // namespace

std::vector<SpotPlace> suggestedSpots(const SessionMaps& maps, const MatGeometry& geometry, Pressure hold)
{
    const auto hold_kpa = static_cast<float>(hold.kpa);
    const CellArray<float>& kept = maps.sustained_kpa;
    if (kept.size() == 0 || !(kept >= hold_kpa).any()) {
        return {};
    }
    const CellArray<float> smooth = smoothed(kept);
    const CellMask is_known = kept.isNaN().select(CellMask::Zero(kept.rows(), kept.cols()),
                                                  CellMask::Ones(kept.rows(), kept.cols()));
    const Hills hills{smooth, 0.25F * hold_kpa};
    std::vector<Summit> summits = hills.summits();
    std::stable_sort(summits.begin(), summits.end(),
                     [](const Summit& a, const Summit& b) { return a.height_kpa > b.height_kpa; });
    const double widest_mm = kWidestMm + kWidestCells * std::max(geometry.pitchXMm(), geometry.pitchYMm());
    std::vector<SpotPlace> spots;
    for (const Summit& summit : summits) {
        const auto cols = static_cast<std::size_t>(geometry.cols());
        const CellIndex top{.row = static_cast<int>(summit.cell / cols),
                            .col = static_cast<int>(summit.cell % cols)};
        const CellIndex peak = measuredPeak(kept, top);
        const float peak_kpa = kept(peak.row, peak.col);
        const bool is_sustained =
            peak_kpa >= hold_kpa &&
            isAtLeast(static_cast<double>(maps.sustained_longest_s(peak.row, peak.col)), kShortestS);
        if (!is_sustained || neighboursOver(kept, is_known, peak, kSameOrder * peak_kpa) < kLeastSupport) {
            continue;
        }
        const float half_kpa = 0.5F * (summit.height_kpa + summit.saddle_kpa);
        std::vector<Eigen::Index> cells = cellsOver(smooth, top, half_kpa);
        const Area area{static_cast<double>(cells.size()) * geometry.cellArea().cm2};
        if (equivalentDiameter(area).mm > widest_mm) {
            continue;
        }
        spots.push_back(
            {.place = topOf(smooth, top, geometry), .peak_cell = peak, .cells = std::move(cells)});
    }
    return spots;
}

}  // namespace palpate::analysis
