#pragma once

#include <filesystem>
#include <string_view>

#include "palpate/core/error.hpp"

namespace palpate::cli {

/// Writes a temporary file beside `path` and renames it. AlreadyExists unless `overwrite`.
[[nodiscard]] Result<void> writeWholeFile(const std::filesystem::path& path, std::string_view text,
                                          bool overwrite);

}  // namespace palpate::cli
