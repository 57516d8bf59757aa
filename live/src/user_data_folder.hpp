#pragma once

#include <filesystem>
#include <optional>

namespace palpate::live {

/// Of this program's files that a clinic makes itself: $XDG_DATA_HOME/palpate or ~/.local/share/palpate. None
/// where the environment has neither.
[[nodiscard]] std::optional<std::filesystem::path> userDataFolder();

}  // namespace palpate::live
