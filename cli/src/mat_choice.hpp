#pragma once

#include <string>
#include <vector>

#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/core/error.hpp"

namespace palpate::cli {

/// Every profile of the catalogue.
[[nodiscard]] Result<std::vector<acquisition::MatProfile>> allMats();

/// The profile `id` of the catalogue.
[[nodiscard]] Result<acquisition::MatProfile> matById(const std::string& id);

/// What simulate and record use where no mat is named.
inline constexpr const char* kDefaultMat = "palpate-64x64";

}  // namespace palpate::cli
