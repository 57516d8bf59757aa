#pragma once

#include <cstddef>
#include <cstdint>

namespace palpate::session {

/// CRC-32 as in zlib, PNG and gzip (polynomial 0x04C11DB7 reflected). `earlier` is the checksum of what came
/// before, so that parts can be added.
[[nodiscard]] std::uint32_t crc32Of(const void* data, std::size_t size, std::uint32_t earlier = 0);

}  // namespace palpate::session
