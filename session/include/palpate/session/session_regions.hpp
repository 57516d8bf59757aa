#pragma once

#include <filesystem>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/region.hpp"

namespace palpate::session {

/// InvalidArgument unless a session can keep them together: each one valid, at most kMaxRegions, every name
/// there once and in UTF-8.
[[nodiscard]] Result<void> checkRegions(const std::vector<Region>& regions);

/// Stores regions in place of all earlier ones; the same whole-file rule as annotateSession(). Results that
/// were saved before are left as they are: they say with which regions they were computed.
[[nodiscard]] Result<void> saveRegions(const std::filesystem::path& path, const std::vector<Region>& regions);

/// `stored`, with those of `wanted` added; where both have a name, the wanted one takes its place.
[[nodiscard]] std::vector<Region> mergedRegions(std::vector<Region> stored,
                                                const std::vector<Region>& wanted);

}  // namespace palpate::session
