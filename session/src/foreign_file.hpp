#pragma once

#include <filesystem>

#include "palpate/core/error.hpp"

#include "file_inspection.hpp"

namespace palpate::session {

/// To be asked before a file that this process did not write is opened with the HDF5 library, which damaged
/// and crafted files can crash: has palpate-inspect open it first, a process of its own with at most 1 GiB of
/// memory and 10 s. Errors do not name the file. Ok says: every object could be opened and read there. At the
/// file that has a clean verdict is afterwards looked again: when it was replaced or changed meanwhile, that
/// is an error.
[[nodiscard]] Result<void> inspectForeignFile(const std::filesystem::path& path, ForeignFileKind kind);

}  // namespace palpate::session
