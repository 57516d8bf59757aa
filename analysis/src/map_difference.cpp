#include "palpate/analysis/map_difference.hpp"

#include <cmath>
#include <limits>

#include "palpate/analysis/map_surface.hpp"
#include "palpate/analysis/smooth_map.hpp"

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

MapDifference mapDifference(const CellArray<float>& before, const MatGeometry& before_mat,
                            const CellArray<float>& after, const MatGeometry& after_mat,
                            const Alignment& alignment, std::string_view map, std::string_view unit)
{
    MapDifference maps{.grid = before_mat,
                       .map = map,
                       .unit = unit,
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
