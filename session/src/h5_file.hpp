#pragma once

#include <filesystem>

#include "palpate/core/error.hpp"

#include "h5_handle.hpp"

namespace palpate::session::h5 {

/// A new file in place of the empty one at `path`, which the caller has created and locked (PartFile).
[[nodiscard]] Result<Handle> createFile(const std::filesystem::path& path);
/// Never creates or changes anything. NotFound, Io, or Corrupt when it is not an HDF5 file.
[[nodiscard]] Result<Handle> openForReading(const std::filesystem::path& path);
/// For the copy that a change is made in; the caller holds its lock.
[[nodiscard]] Result<Handle> openForChange(const std::filesystem::path& path);

}  // namespace palpate::session::h5
