#pragma once

#include <string_view>

#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/core/error.hpp"

namespace palpate::acquisition {

/// Reads a profile as schemas/mat-profile.schema.json describes it. The message names the key, not the file.
[[nodiscard]] Result<MatProfile> parseMatProfile(std::string_view json);

}  // namespace palpate::acquisition
