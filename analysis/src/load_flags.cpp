#include "palpate/analysis/load_flags.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace palpate::analysis {

namespace {

constexpr int kFewCells = 3;
constexpr double kGhostShare = 0.3;
constexpr double kInLineCells = 1.5;
constexpr std::size_t kLeastLoadsForGhost = 4;

}  // namespace

LoadFlags::LoadFlags(const MeasuredMat& mat, CellArray<float> ceiling_kpa,
                     std::optional<Pressure> calibrated_to)
    : mat_{mat}, ceiling_kpa_{std::move(ceiling_kpa)}, calibrated_to_{calibrated_to}
{}

bool LoadFlags::isAtEdge(const Patch& load) const
{
    const double half_x = std::max(load.radius.mm, 0.5 * mat_.geometry.pitchXMm());
    const double half_y = std::max(load.radius.mm, 0.5 * mat_.geometry.pitchYMm());
    return load.centroid.x_mm - half_x <= 0.0 || load.centroid.y_mm - half_y <= 0.0 ||
           load.centroid.x_mm + half_x >= mat_.geometry.widthMm() ||
           load.centroid.y_mm + half_y >= mat_.geometry.heightMm();
}

bool LoadFlags::isSaturated(const Patch& load, const PressureArray& kpa) const
{
    if (ceiling_kpa_.size() == 0) {
        return false;
    }
    const int last_row = std::min(load.peak_cell.row + 1, mat_.geometry.rows() - 1);
    const int last_col = std::min(load.peak_cell.col + 1, mat_.geometry.cols() - 1);
    for (int row = std::max(load.peak_cell.row - 1, 0); row <= last_row; ++row) {
        for (int col = std::max(load.peak_cell.col - 1, 0); col <= last_col; ++col) {
            if (mat_.takes_part(row, col) != 0 && kpa(row, col) >= ceiling_kpa_(row, col)) {
                return true;
            }
        }
    }
    return false;
}

bool LoadFlags::isGhost(const Patch& load, const std::vector<Patch>& loads) const
{
    const auto inLine = [](double a_mm, double b_mm, double pitch_mm) {
        return std::abs(a_mm - b_mm) <= kInLineCells * pitch_mm;
    };
    const double pitch_x = mat_.geometry.pitchXMm();
    const double pitch_y = mat_.geometry.pitchYMm();
    for (const Patch& beside : loads) {
        if (load.peak.kpa > kGhostShare * beside.peak.kpa ||
            !inLine(load.centroid.y_mm, beside.centroid.y_mm, pitch_y)) {
            continue;
        }
        for (const Patch& above : loads) {
            if (&above == &beside || load.peak.kpa > kGhostShare * above.peak.kpa ||
                !inLine(load.centroid.x_mm, above.centroid.x_mm, pitch_x)) {
                continue;
            }
            const bool has_third = std::any_of(loads.begin(), loads.end(), [&](const Patch& third) {
                return &third != &beside && &third != &above &&
                       load.peak.kpa <= kGhostShare * third.peak.kpa &&
                       inLine(third.centroid.x_mm, beside.centroid.x_mm, pitch_x) &&
                       inLine(third.centroid.y_mm, above.centroid.y_mm, pitch_y);
            });
            if (has_third) {
                return true;
            }
        }
    }
    return false;
}

void LoadFlags::mark(std::vector<Patch>& loads, const PressureArray& kpa) const
{
    for (Patch& load : loads) {
        load.flags = 0;
        load.flags |= isAtEdge(load) ? kPlaceAtEdge : PlaceFlags{0};
        load.flags |= isSaturated(load, kpa) ? kPlaceSaturated : PlaceFlags{0};
        load.flags |= load.cells <= kFewCells ? kPlaceFewCells : PlaceFlags{0};
        const bool is_outside = calibrated_to_ && load.peak > *calibrated_to_;
        load.flags |= is_outside ? kPlaceOutsideCalibration : PlaceFlags{0};
        const bool is_ghost = loads.size() >= kLeastLoadsForGhost && isGhost(load, loads);
        load.flags |= is_ghost ? kPlaceGhostCorner : PlaceFlags{0};
    }
}

}  // namespace palpate::analysis
