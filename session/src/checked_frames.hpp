#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

#include "h5_handle.hpp"

namespace palpate::session {

struct CheckedFrames {
    std::uint64_t frames = 0;
    std::uint64_t chunks = 0;
    /// One message for each chunk that does not unpack to what its checksum says.
    std::vector<std::string> damaged;
};

/// Reads every chunk of a dataset of frames (uint16_t or float). `cancelled` is asked before each.
template <typename T>
[[nodiscard]] Result<CheckedFrames> checkFrames(hid_t file, std::string_view dataset,
                                                const std::function<bool()>& cancelled);

}  // namespace palpate::session
