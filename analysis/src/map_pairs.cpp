#include "map_pairs.hpp"

#include <cmath>

#include "gaussian_map.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

using Maps = std::vector<CellArray<float>>;

Result<void> checkShapes(const Maps& maps, const MatGeometry& grid)
{
    for (std::size_t i = 0; i < maps.size(); ++i) {
        if (maps[i].rows() != grid.rows() || maps[i].cols() != grid.cols()) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("map {} has {} x {} cells and the mat {} x {}: compare presses of one mat", i + 1,
                            maps[i].rows(), maps[i].cols(), grid.rows(), grid.cols()));
        }
    }
    return {};
}

/// Loaded in at least half of all maps, and with a value in each of them.
std::vector<Eigen::Index> cellsLoadedInHalf(const Maps& before, const Maps& after, const MatGeometry& grid,
                                            Pressure contact)
{
    std::vector<Eigen::Index> cells;
    cells.reserve(static_cast<std::size_t>(grid.cellCount()));
    for (Eigen::Index i = 0; i < grid.cellCount(); ++i) {
        std::size_t loaded = 0;
        bool is_known = grid.presentMask().data()[i] != 0;
        for (const Maps* maps : {&before, &after}) {
            for (const auto& map : *maps) {
                const auto kpa = static_cast<double>(map.data()[i]);
                is_known = is_known && std::isfinite(kpa);
                loaded += kpa >= contact.kpa ? 1 : 0;
            }
        }
        if (is_known && 2 * loaded >= before.size() + after.size()) {
            cells.push_back(i);
        }
    }
    return cells;
}

}  // namespace

Result<MapPairs> pairMaps(const Maps& before, const Maps& after, const MatGeometry& grid, Pressure contact)
{
    if (before.size() != after.size()) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} maps before and {} after: they are compared in pairs", before.size(),
                                after.size()));
    }
    for (const Maps* maps : {&before, &after}) {
        if (auto checked = checkShapes(*maps, grid); !checked) {
            return fail(std::move(checked).error());
        }
    }
    MapPairs pairs{.cells = cellsLoadedInHalf(before, after, grid, contact), .differences = {}};
    if (pairs.cells.empty()) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("no cell is loaded with {:g} kPa in half of the {} maps: there is nothing to "
                                "compare",
                                contact.kpa, before.size() + after.size()));
    }
    pairs.differences.reserve(before.size());
    for (std::size_t pair = 0; pair < before.size(); ++pair) {
        const CellArray<double> first = gaussianSmoothed(before[pair]);
        const CellArray<double> second = gaussianSmoothed(after[pair]);
        auto& differences = pairs.differences.emplace_back();
        differences.reserve(pairs.cells.size());
        for (const Eigen::Index cell : pairs.cells) {
            differences.push_back(second.data()[cell] - first.data()[cell]);
        }
    }
    return pairs;
}

}  // namespace palpate::analysis
