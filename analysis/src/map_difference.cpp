#include "palpate/analysis/map_difference.hpp"

#include <cmath>
#include <limits>

#include "palpate/analysis/map_surface.hpp"
#include "palpate/analysis/smooth_map.hpp"
#include "palpate/core/assert.hpp"

namespace palpate::analysis {

CellArray<float> onFirstGrid(const CellArray<float>& after, const MatGeometry& after_mat,
                             const MatGeometry& before_mat, const Alignment& alignment)
{
    const MapSurface surface{smoothed(after), after_mat};
    CellArray<float> there(before_mat.rows(), before_mat.cols());
    for (int row = 0; row < before_mat.rows(); ++row) {
        for (int col = 0; col < before_mat.cols(); ++col) {
            const auto value =
                surface.at(onSecondMat(alignment, before_mat, after_mat, before_mat.centreOf(row, col)));
            there(row, col) = value ? static_cast<float>(*value) : std::numeric_limits<float>::quiet_NaN();
        }
    }
    return there;
}

CellArray<float> layingTolerance(const CellArray<float>& mean)
{
    // Of the smoothed reading, and in cells.
    constexpr float kGainShare = 0.02F;
    constexpr float kPlaceCells = 0.05F;
    const auto value_at = [&mean](Eigen::Index row, Eigen::Index col) {
        const bool is_inside = row >= 0 && row < mean.rows() && col >= 0 && col < mean.cols();
        const float value = is_inside ? mean(row, col) : 0.0F;
        return std::isnan(value) ? 0.0F : value;
    };
    CellArray<float> tolerance(mean.rows(), mean.cols());
    for (Eigen::Index row = 0; row < mean.rows(); ++row) {
        for (Eigen::Index col = 0; col < mean.cols(); ++col) {
            const float across = 0.5F * (value_at(row, col + 1) - value_at(row, col - 1));
            const float down = 0.5F * (value_at(row + 1, col) - value_at(row - 1, col));
            tolerance(row, col) =
                std::hypot(kGainShare * value_at(row, col), kPlaceCells * std::hypot(across, down));
        }
    }
    return tolerance;
}

CellArray<float> meanOf(const std::vector<CellArray<float>>& maps)
{
    PALPATE_ASSERT(!maps.empty());
    CellArray<float> sum = maps.front();
    for (std::size_t i = 1; i < maps.size(); ++i) {
        PALPATE_ASSERT(maps[i].rows() == sum.rows() && maps[i].cols() == sum.cols());
        sum += maps[i];
    }
    return sum / static_cast<float>(maps.size());
}

bool liesElsewhere(const Alignment& alignment, const MatGeometry& mat)
{
    constexpr double kSamePitches = 0.25;
    constexpr double kSameDeg = 0.5;
    return alignment.is_mirrored || std::abs(alignment.rotation_deg) > kSameDeg ||
           std::abs(alignment.dx_mm) > kSamePitches * mat.pitchXMm() ||
           std::abs(alignment.dy_mm) > kSamePitches * mat.pitchYMm();
}

MapDifference mapDifference(const CellArray<float>& before, const MatGeometry& before_mat,
                            const CellArray<float>& after, const MatGeometry& after_mat,
                            const Alignment& alignment, const MapColumn& column)
{
    MapDifference maps{.grid = before_mat,
                       .map = column.name,
                       .unit = column.unit,
                       .before = smoothed(before),
                       .after = onFirstGrid(after, after_mat, before_mat, alignment),
                       .difference = {}};
    // A cell that takes no part in the first session has no value, whatever its neighbours say.
    maps.before = before.isNaN().select(before, maps.before);
    maps.difference = maps.after - maps.before;
    double moved = 0.0;
    double all = 0.0;
    for (Eigen::Index i = 0; i < maps.difference.size(); ++i) {
        const auto difference = static_cast<double>(maps.difference.data()[i]);
        if (!std::isnan(difference)) {
            moved += std::abs(difference);
            all += std::abs(static_cast<double>(maps.before.data()[i])) +
                   std::abs(static_cast<double>(maps.after.data()[i]));
        }
    }
    maps.moved_pct = all > 0.0 ? 100.0 * moved / all : 0.0;
    return maps;
}

}  // namespace palpate::analysis
