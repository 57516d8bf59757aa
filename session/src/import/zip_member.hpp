#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "palpate/core/error.hpp"

#include "import/input_bytes.hpp"

namespace palpate::session {

/// openPackedInput() for a .zip.
[[nodiscard]] Result<InputBytes> openZipMember(const std::filesystem::path& path,
                                               const std::optional<std::string>& member);

}  // namespace palpate::session
