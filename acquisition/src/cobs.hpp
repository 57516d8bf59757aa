#pragma once

// Consistent overhead byte stuffing: any bytes without a single 0x00, so that 0x00 can stand between packets
// (S. Cheshire, M. Baker, "Consistent Overhead Byte Stuffing", IEEE/ACM Transactions on Networking 7(2),
// 1999).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace palpate::acquisition {

/// One byte more for each 254 begun.
[[nodiscard]] constexpr std::size_t cobsMaxEncodedSize(std::size_t size)
{
    return size + size / 254 + 1;
}

/// Appends the encoded bytes; the 0x00 behind a packet is the caller's.
void cobsEncode(std::span<const std::uint8_t> bytes, std::vector<std::uint8_t>& out);

/// Decodes a packet without its 0x00 into `out`, which has room for encoded.size() bytes; returns how many
/// were written. None when the packet is empty, contains 0x00 or ends inside a block.
[[nodiscard]] std::optional<std::size_t> cobsDecode(std::span<const std::uint8_t> encoded,
                                                    std::span<std::uint8_t> out);

}  // namespace palpate::acquisition
