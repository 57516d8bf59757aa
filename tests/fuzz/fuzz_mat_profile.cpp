#include <string_view>

#include "palpate/core/assert.hpp"

#include "mat_profile_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text{static_cast<const char*>(static_cast<const void*>(data)), size};
    const auto profile = palpate::acquisition::parseMatProfile(text);
    PALPATE_ASSERT(profile.has_value() || !profile.error().message.empty());
    PALPATE_ASSERT(!profile || checkMatProfile(*profile).has_value());
    return 0;
}
