#pragma once

#include "palpate/core/error.hpp"

#include "format_version.hpp"
#include "h5_handle.hpp"

namespace palpate::session {

/// The version that a file says of itself, when this program can read it. Corrupt for a file that is none of
/// ours, UnsupportedVersion for a newer one.
[[nodiscard]] Result<FormatVersion> readableVersion(hid_t file);

}  // namespace palpate::session
