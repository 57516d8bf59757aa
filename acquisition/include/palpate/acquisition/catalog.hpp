#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/core/error.hpp"

namespace palpate::acquisition {

/// catalog/ beside the program: $PALPATE_CATALOG, else the installed data folder, else the source tree's.
[[nodiscard]] Result<std::filesystem::path> catalogFolder();

/// Every profile of FOLDER/mats, sorted by id. An error names the file and the key.
[[nodiscard]] Result<std::vector<MatProfile>> loadMatProfiles(const std::filesystem::path& catalog_folder);

/// NotFound lists the ids there are.
[[nodiscard]] Result<MatProfile> findMatProfile(const std::vector<MatProfile>& profiles, std::string_view id);

}  // namespace palpate::acquisition
