#include "region_option.hpp"

#include <string_view>
#include <utility>

#include "palpate/session/session_regions.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

Result<Region> regionOf(std::string_view name, const std::string& text)
{
    // The last one: a name may hold an equals sign, a shape never does.
    const auto equals = text.rfind('=');
    if (equals == std::string::npos) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} {}: give NAME=SHAPE, as in 'calf=rectangle 10,20 60,80'", name, text));
    }
    auto shape = parseRegionShape(std::string_view{text}.substr(equals + 1));
    if (!shape) {
        return fail(std::move(shape.error()));
    }
    Region region{.name = text.substr(0, equals), .shape = std::move(*shape)};
    if (auto checked = checkRegion(region); !checked) {
        return fail(std::move(checked.error()));
    }
    return region;
}

}  // namespace

Result<std::vector<Region>> regionsOf(std::string_view name, const std::vector<std::string>& texts)
{
    std::vector<Region> regions;
    for (const std::string& text : texts) {
        auto region = regionOf(name, text);
        if (!region) {
            return fail(std::move(region.error()));
        }
        regions = session::mergedRegions(std::move(regions), {std::move(*region)});
    }
    return regions;
}

}  // namespace palpate::cli
