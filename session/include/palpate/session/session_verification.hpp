#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"

namespace palpate::session {

/// What came of comparing every chunk of frames with its stored checksum.
struct SessionVerification {
    std::uint64_t frames = 0;
    std::uint64_t chunks = 0;
    /// "frames 0 to 99 of pressure are damaged: wrong checksum": all of them, in the order of the file.
    std::vector<std::string> damaged;
    /// False in the older styles of HDF5 files, which this program does not write: damage to names,
    /// attributes and shapes would not be seen there.
    bool metadata_has_checksums = true;
};

/// Reads every byte of a session that means something. Frames that do not have their checksum are listed, all
/// of them; damage to anything else is an error that names the object, for nothing is certain then.
/// `cancelled` is asked now and then.
[[nodiscard]] Result<SessionVerification> verifySession(const std::filesystem::path& path,
                                                        const std::function<bool()>& cancelled = {});

}  // namespace palpate::session
