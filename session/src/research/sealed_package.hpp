#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "palpate/core/error.hpp"

namespace palpate::session {

/// Every file of `folder` as a tar archive (pax) inside a sealed stream to `descriptor`; `name` stands in
/// errors. Memory does not grow with the files.
[[nodiscard]] Result<void> sealFolder(const std::filesystem::path& folder, int descriptor,
                                      const std::filesystem::path& name, std::string_view passphrase);

/// The opposite, into an existing empty folder; how many files. Refuses entries that lead out of it or are no
/// files, and a package whose manifest does not match. What is there after a failure is worthless.
[[nodiscard]] Result<std::uint64_t> openSealed(const std::filesystem::path& file,
                                               const std::filesystem::path& folder,
                                               std::string_view passphrase);

}  // namespace palpate::session
