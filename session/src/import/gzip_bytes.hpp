#pragma once

#include "palpate/core/error.hpp"

#include "import/input_bytes.hpp"

namespace palpate::session {

/// The bytes in a gzip file, within the limits of packed_input.hpp; at their end the checksum and length that
/// the file gives are compared. Corrupt where they differ, where the file is cut, or where it holds more than
/// one member.
[[nodiscard]] Result<InputBytes> unpackGzip(InputBytes packed);

}  // namespace palpate::session
