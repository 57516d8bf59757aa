#pragma once

// Palpate's own wire protocol, version 1: schemas/wire-protocol.md. Offsets inside a packet, before byte
// stuffing; every number is sent lowest byte first.

#include <cstddef>
#include <cstdint>
#include <span>

namespace palpate::acquisition::wire {

inline constexpr std::uint8_t kMagic = 0x50;
inline constexpr std::uint8_t kVersion = 1;
inline constexpr std::uint8_t kTypeHello = 1;
inline constexpr std::uint8_t kTypeFrame = 2;
inline constexpr std::uint8_t kFlagDeviceOverrun = 1;

inline constexpr std::size_t kMagicAt = 0;
inline constexpr std::size_t kVersionAt = 1;
inline constexpr std::size_t kTypeAt = 2;
inline constexpr std::size_t kFlagsAt = 3;
inline constexpr std::size_t kBodyAt = 4;

inline constexpr std::size_t kSequenceAt = 4;
inline constexpr std::size_t kDeviceTimeAt = 8;
inline constexpr std::size_t kFrameRowsAt = 16;
inline constexpr std::size_t kFrameColsAt = 18;
inline constexpr std::size_t kFrameDepthAt = 20;
inline constexpr std::size_t kPayloadAt = 21;

inline constexpr std::size_t kHelloRowsAt = 4;
inline constexpr std::size_t kHelloColsAt = 6;
inline constexpr std::size_t kHelloDepthAt = 8;
inline constexpr std::size_t kPitchXAt = 9;
inline constexpr std::size_t kPitchYAt = 13;
inline constexpr std::size_t kRateAt = 17;
inline constexpr std::size_t kScaleAt = 21;
inline constexpr std::size_t kOffsetAt = 25;
inline constexpr std::size_t kCalibrationIdAt = 29;
inline constexpr std::size_t kTextsAt = 33;
inline constexpr std::size_t kMaxTextSize = 64;

inline constexpr std::size_t kCrcSize = 4;
inline constexpr std::size_t kMaxHelloSize = kTextsAt + 3 * (1 + kMaxTextSize) + kCrcSize;

[[nodiscard]] constexpr std::size_t bytesPerCell(int bit_depth)
{
    return bit_depth <= 8 ? 1 : 2;
}

/// CRC-32 as in zlib, Ethernet and PNG.
[[nodiscard]] std::uint32_t crc32Of(std::span<const std::uint8_t> bytes);

}  // namespace palpate::acquisition::wire
