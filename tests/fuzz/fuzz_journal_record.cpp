#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "palpate/core/assert.hpp"
#include "palpate/session/session_regions.hpp"

#include "journal_format.hpp"

/// The input is the type of a record and its payload, on a mat of 2 x 2 cells.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace palpate;
    if (size == 0) {
        return 0;
    }
    static const SessionHeader header{.geometry = *MatGeometry::create(2, 2, Length{10.0}, Length{10.0})};
    const auto content =
        session::decodePayload(static_cast<session::RecordType>(data[0]), {data + 1, size - 1}, header);
    if (!content) {
        return 0;
    }
    if (const auto* regions = std::get_if<session::RegionList>(&*content)) {
        PALPATE_ASSERT(session::checkRegions(*regions).has_value());
        std::vector<std::uint8_t> again;
        session::putRegions(again, *regions);
        PALPATE_ASSERT(std::equal(again.begin(), again.end(), data + 1, data + size));
    }
    return 0;
}
