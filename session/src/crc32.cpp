#include "crc32.hpp"

#include <libdeflate.h>

namespace palpate::session {

std::uint32_t crc32Of(const void* data, std::size_t size, std::uint32_t earlier)
{
    return ::libdeflate_crc32(earlier, data, size);
}

}  // namespace palpate::session
