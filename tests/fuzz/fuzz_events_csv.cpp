#include <cstddef>
#include <cstdint>

#include "fuzz_import_input.hpp"
#include "import/events_csv.hpp"

/// The input is the events file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    auto lines = palpate::session::fuzzLines(data, size);
    const auto events = palpate::session::parseEventsCsv(lines);
    if (events) {
        for (const auto& event : *events) {
            PALPATE_ASSERT(palpate::checkEvent(event));
        }
    } else {
        PALPATE_ASSERT(events.error().message.starts_with("FUZZ"));
    }
    return 0;
}
