#include "palpate/session/session_regions.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "changed_copy.hpp"
#include "h5_handle.hpp"
#include "session_groups.hpp"
#include "text_rules.hpp"

#include <fmt/format.h>

namespace palpate::session {

Result<void> checkRegions(const std::vector<Region>& regions)
{
    if (regions.size() > kMaxRegions) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} regions: a session has at most {}", regions.size(), kMaxRegions));
    }
    std::set<std::string_view> names;
    for (const Region& region : regions) {
        if (auto checked = checkRegion(region); !checked) {
            return checked;
        }
        if (auto checked = checkText("name of a region", region.name); !checked) {
            return checked;
        }
        if (!names.insert(region.name).second) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("two regions are called '{}': give each its own name", region.name));
        }
    }
    return {};
}

Result<void> saveRegions(const std::filesystem::path& path, const std::vector<Region>& regions)
{
    if (auto checked = checkRegions(regions); !checked) {
        return checked;
    }
    return changeByCopy(path, [&regions](hid_t file) -> Result<void> {
        if (H5Ldelete(file, "regions", H5P_DEFAULT) < 0) {
            return h5::failure(ErrorCode::Io, "regions cannot be replaced");
        }
        return writeRegions(file, regions);
    });
}

std::vector<Region> mergedRegions(std::vector<Region> stored, const std::vector<Region>& wanted)
{
    for (const Region& region : wanted) {
        const auto same = std::find_if(stored.begin(), stored.end(), [&region](const Region& candidate) {
            return candidate.name == region.name;
        });
        if (same == stored.end()) {
            stored.push_back(region);
        } else {
            *same = region;
        }
    }
    return stored;
}

}  // namespace palpate::session
