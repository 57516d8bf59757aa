#include "wire_format.hpp"

#include <zlib.h>

namespace palpate::acquisition::wire {

std::uint32_t crc32Of(std::span<const std::uint8_t> bytes)
{
    return static_cast<std::uint32_t>(crc32_z(0, bytes.data(), bytes.size()));
}

}  // namespace palpate::acquisition::wire
