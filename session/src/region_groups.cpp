#include <string>
#include <utility>

#include "palpate/session/session_regions.hpp"

#include "h5_datasets.hpp"
#include "region_points.hpp"
#include "session_groups.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::uint64_t kMaxPoints = kMaxRegions * kMaxPolygonPoints;

std::string nameKey(std::size_t index)
{
    return fmt::format("name_{:02}", index);
}

struct RegionColumns {
    std::vector<std::uint32_t> first_point;
    std::vector<std::uint32_t> point_count;
    std::vector<std::uint8_t> kind;
    std::vector<double> x_mm;
    std::vector<double> y_mm;
};

RegionColumns columnsOf(const std::vector<Region>& regions)
{
    RegionColumns columns;
    for (const Region& region : regions) {
        const RegionPoints stored = pointsOf(region.shape);
        columns.first_point.push_back(static_cast<std::uint32_t>(columns.x_mm.size()));
        columns.point_count.push_back(static_cast<std::uint32_t>(stored.points.size()));
        columns.kind.push_back(stored.kind);
        for (const MatPoint& point : stored.points) {
            columns.x_mm.push_back(point.x_mm);
            columns.y_mm.push_back(point.y_mm);
        }
    }
    return columns;
}

Result<RegionColumns> readRegionColumns(hid_t group)
{
    const auto points = h5::openGroup(group, "points");
    if (!points) {
        return fail(points.error());
    }
    auto first_point = h5::readColumn<std::uint32_t>(group, "first_point", "1", kMaxRegions);
    auto point_count = h5::readColumn<std::uint32_t>(group, "point_count", "1", kMaxRegions);
    auto kind = h5::readColumn<std::uint8_t>(group, "kind", "1", kMaxRegions);
    auto x_mm = h5::readColumn<double>(points->get(), "x_mm", "mm", kMaxPoints);
    auto y_mm = h5::readColumn<double>(points->get(), "y_mm", "mm", kMaxPoints);
    if (!first_point || !point_count || !kind || !x_mm || !y_mm ||
        point_count->size() != first_point->size() || kind->size() != first_point->size() ||
        y_mm->size() != x_mm->size()) {
        return fail(ErrorCode::Corrupt, "columns are missing or of different length");
    }
    return RegionColumns{.first_point = std::move(*first_point),
                         .point_count = std::move(*point_count),
                         .kind = std::move(*kind),
                         .x_mm = std::move(*x_mm),
                         .y_mm = std::move(*y_mm)};
}

Result<Region> regionOfRow(const RegionColumns& columns, std::size_t row, hid_t group)
{
    const std::uint64_t first = columns.first_point[row];
    const std::uint64_t count = columns.point_count[row];
    if (first + count > columns.x_mm.size()) {
        return fail(ErrorCode::Corrupt, fmt::format("row {}: its points are missing", row));
    }
    RegionPoints stored{.kind = columns.kind[row], .points = {}};
    for (std::uint64_t i = first; i < first + count; ++i) {
        stored.points.push_back({.x_mm = columns.x_mm[i], .y_mm = columns.y_mm[i]});
    }
    auto shape = shapeOf(stored);
    if (!shape) {
        return fail(ErrorCode::Corrupt, fmt::format("row {} is not a region", row));
    }
    return Region{.name = h5::readText(group, nameKey(row)).value_or(""), .shape = std::move(*shape)};
}

}  // namespace

Result<void> writeRegions(hid_t parent, const std::vector<Region>& regions)
{
    const auto group = h5::createGroup(parent, "regions");
    if (!group) {
        return fail(group.error());
    }
    if (regions.empty()) {
        return {};
    }
    h5::AttributeWriter names{group->get()};
    for (std::size_t row = 0; row < regions.size(); ++row) {
        names.text(nameKey(row), regions[row].name);
    }
    if (!names.result()) {
        return names.result();
    }
    const RegionColumns columns = columnsOf(regions);
    h5::TableWriter table{group->get(), nullptr};
    table.column("first_point", columns.first_point, "1", "row in points where the region begins")
        .column("point_count", columns.point_count, "1", "number of its points")
        .flags("kind", columns.kind, regionKindFlags(), "shape of the region");
    if (!table.result()) {
        return table.result();
    }
    const auto points = h5::createGroup(group->get(), "points");
    if (!points) {
        return fail(points.error());
    }
    h5::TableWriter pairs{points->get(), nullptr};
    pairs.column("x_mm", columns.x_mm, "mm", "place along a row, or radius of an ellipse along x")
        .column("y_mm", columns.y_mm, "mm", "place along a column, or radius of an ellipse along y");
    return pairs.result();
}

Result<std::vector<Region>> readRegions(hid_t file)
{
    const auto group = h5::openGroup(file, "regions");
    if (!group) {
        return fail(group.error());
    }
    if (!h5::exists(group->get(), "first_point")) {
        return std::vector<Region>{};
    }
    const auto columns = readRegionColumns(group->get());
    if (!columns) {
        return fail(h5::inFile("regions", columns.error()));
    }
    std::vector<Region> regions;
    for (std::size_t row = 0; row < columns->kind.size(); ++row) {
        auto region = regionOfRow(*columns, row, group->get());
        if (!region) {
            return fail(h5::inFile("regions", region.error()));
        }
        regions.push_back(std::move(*region));
    }
    if (auto checked = checkRegions(regions); !checked) {
        return fail(ErrorCode::Corrupt, fmt::format("regions: {}", checked.error().message));
    }
    return regions;
}

}  // namespace palpate::session
