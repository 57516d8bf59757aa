#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "fuzz_import_input.hpp"
#include "import/json_tokens.hpp"

#include <nlohmann/json.hpp>

using palpate::session::fuzzBytes;
using palpate::session::ImportUnit;
using palpate::session::JsonTokens;

namespace {

bool isAccepted(const std::uint8_t* data, std::size_t size)
{
    JsonTokens tokens{fuzzBytes(data, size)};
    for (;;) {
        const auto token = tokens.next();
        if (!token || *token == JsonTokens::Kind::End) {
            return token.has_value();
        }
    }
}

}  // namespace

/// The input is the file; what our tokens take must be JSON for nlohmann too (letters beside ASCII excepted:
/// it checks UTF-8).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const bool is_ascii = std::all_of(data, data + size, [](std::uint8_t byte) { return byte < 0x80U; });
    if (is_ascii && isAccepted(data, size)) {
        PALPATE_ASSERT(nlohmann::json::accept(data, data + size));
    }
    palpate::session::ImportOptions options{.pitch_x = palpate::Length{10.0}, .unit = ImportUnit::Kpa};
    palpate::session::readFuzzBytes(data, size, options);
    options.rate = palpate::Frequency{2.0};
    options.unit = ImportUnit::Counts;
    options.counts_per_kpa = 10.0;
    palpate::session::readFuzzBytes(data, size, options);
    return 0;
}
