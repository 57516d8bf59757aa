#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace palpate::acquisition {

/// Appends a number with its lowest byte first.
template <std::unsigned_integral T>
void putLittleEndian(std::vector<std::uint8_t>& out, T value)
{
    const std::uint64_t wide = value;
    for (std::size_t byte = 0; byte < sizeof(T); ++byte) {
        out.push_back(static_cast<std::uint8_t>((wide >> (8 * byte)) & 0xFFU));
    }
}

inline void putLittleEndian(std::vector<std::uint8_t>& out, float value)
{
    putLittleEndian(out, std::bit_cast<std::uint32_t>(value));
}

/// Reads a number that was sent lowest byte first; `offset` must lie inside `bytes`.
template <std::unsigned_integral T>
[[nodiscard]] T getLittleEndian(std::span<const std::uint8_t> bytes, std::size_t offset)
{
    std::uint64_t value = 0;
    for (std::size_t byte = 0; byte < sizeof(T); ++byte) {
        value |= std::uint64_t{bytes[offset + byte]} << (8 * byte);
    }
    return static_cast<T>(value);
}

[[nodiscard]] inline float getFloat(std::span<const std::uint8_t> bytes, std::size_t offset)
{
    return std::bit_cast<float>(getLittleEndian<std::uint32_t>(bytes, offset));
}

}  // namespace palpate::acquisition
