#include "wire_format.hpp"

#include <libdeflate.h>

namespace palpate::acquisition::wire {

std::uint32_t crc32Of(std::span<const std::uint8_t> bytes)
{
    return libdeflate_crc32(0, bytes.data(), bytes.size());
}

}  // namespace palpate::acquisition::wire
