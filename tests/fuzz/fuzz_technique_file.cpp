#include <cstddef>
#include <cstdint>
#include <string_view>

#include "palpate/core/assert.hpp"
#include "palpate/session/technique_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace palpate::session;
    const std::string_view text{static_cast<const char*>(static_cast<const void*>(data)), size};
    const auto technique = parseTechnique(text);
    PALPATE_ASSERT(technique.has_value() || !technique.error().message.empty());
    if (technique) {
        const auto again = parseTechnique(techniqueToJson(*technique));
        PALPATE_ASSERT(again.has_value() && *again == *technique);
    }
    return 0;
}
