#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "palpate/core/region.hpp"

namespace palpate::gui {

/// The last one drawn lies on top; none where there is no region.
[[nodiscard]] std::optional<std::size_t> regionAt(const std::vector<Region>& regions, MatPoint place);
/// Empty outside all regions.
[[nodiscard]] QString regionNameAt(const std::vector<Region>& regions, MatPoint place);

[[nodiscard]] RegionShape moved(const RegionShape& shape, double dx_mm, double dy_mm);

/// "Region 3": the first such name that is free.
[[nodiscard]] QString freeRegionName(const std::vector<Region>& regions);

}  // namespace palpate::gui
