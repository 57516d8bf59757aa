#pragma once

#include <filesystem>

#include "palpate/core/error.hpp"

namespace palpate::session {

enum class ForeignFileKind {
    Session,   ///< a session of this program: the rules of session-format.md for storage hold
    OtherHdf5  ///< HDF5 of another program, of which an importer reads what it knows
};

/// Opens every object of an HDF5 file and reads what it holds, a block at a time: the metadata, all
/// attributes and datasets; of frames only where their chunks lie. Whatever the file can do to the HDF5
/// library happens here, so this runs in a process of its own (palpate-inspect). Corrupt names the object.
[[nodiscard]] Result<void> inspectFile(const std::filesystem::path& path, ForeignFileKind kind);

}  // namespace palpate::session
