#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace palpate::gui {

/// What lies in the sessions folder.
struct SessionFile {
    std::filesystem::path path;
    std::uint64_t bytes = 0;
    /// A recording that was cut off: its journal is still there.
    bool needs_recovery = false;
    std::filesystem::file_time_type changed;
};

/// Sessions and journals, the latest first, at most `most`. Empty when
/// the folder is not there.
[[nodiscard]] std::vector<SessionFile> listSessionFiles(const std::filesystem::path& folder,
                                                        std::size_t most);

}  // namespace palpate::gui
