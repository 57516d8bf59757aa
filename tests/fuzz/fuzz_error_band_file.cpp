#include <cstddef>
#include <cstdint>
#include <string_view>

#include "palpate/core/assert.hpp"
#include "palpate/session/error_band_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace palpate::session;
    const std::string_view text{static_cast<const char*>(static_cast<const void*>(data)), size};
    const auto bands = parseErrorBands(text);
    PALPATE_ASSERT(bands.has_value() || !bands.error().message.empty());
    if (bands) {
        const auto again = parseErrorBands(errorBandsToJson(*bands));
        PALPATE_ASSERT(again.has_value() && *again == *bands);
    }
    return 0;
}
