#include "crc32.hpp"

#include <zlib.h>

namespace palpate::session {

std::uint32_t crc32Of(const void* data, std::size_t size, std::uint32_t earlier)
{
    return static_cast<std::uint32_t>(::crc32_z(earlier, static_cast<const Bytef*>(data), size));
}

}  // namespace palpate::session
