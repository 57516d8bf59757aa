#pragma once

#include <filesystem>
#include <string_view>

#include "palpate/core/error.hpp"

namespace palpate::session {

/// A text under its name whole or not at all, also after a power cut: NAME.part, synced, renamed.
/// AlreadyExists when there is a NAME and not `overwrite`; Busy while another program writes it.
[[nodiscard]] Result<void> writeWholeFile(const std::filesystem::path& path, std::string_view text,
                                          bool overwrite);

}  // namespace palpate::session
