#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "palpate/core/assert.hpp"

#include "import/open_frame_reader.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// `data` as a file, handed out in small pieces so that every border falls somewhere.
inline InputBytes fuzzBytes(const std::uint8_t* data, std::size_t size)
{
    InputBytes bytes{
        "FUZZ", [data, size, offset = std::size_t{0}](std::span<char> into) mutable -> Result<std::size_t> {
            constexpr std::size_t kPieceBytes = 13;
            const auto count = std::min({into.size(), kPieceBytes, size - offset});
            if (count > 0) {
                std::memcpy(into.data(), data + offset, count);
            }
            offset += count;
            return count;
        }};
    bytes.setReopener([data, size] { return Result<InputBytes>{fuzzBytes(data, size)}; });
    return bytes;
}

inline TextLines fuzzLines(const std::uint8_t* data, std::size_t size)
{
    return TextLines{fuzzBytes(data, size)};
}

/// Reads to the end and tells whether that was possible; frames must fit the header and times must not fall.
inline bool readsToItsEnd(const Result<OpenedReader>& opened)
{
    if (!opened) {
        return false;
    }
    const auto& geometry = opened->reader->header().geometry;
    std::optional<SessionTime> last_time;
    for (;;) {
        const auto frame = opened->reader->next();
        if (!frame || !*frame) {
            return frame.has_value();
        }
        const auto* raw = std::get_if<RawFrame>(&**frame);
        const auto cells = raw != nullptr ? raw->counts.size() : std::get<PressureFrame>(**frame).kpa.size();
        const auto time = raw != nullptr ? raw->stamp.time : std::get<PressureFrame>(**frame).stamp.time;
        PALPATE_ASSERT(cells == geometry.cellCount());
        PALPATE_ASSERT(!last_time || time >= *last_time);
        last_time = time;
    }
}

/// JSON is told by its first bytes.
inline void readFuzzBytes(const std::uint8_t* data, std::size_t size, const ImportOptions& options)
{
    auto opened = openFrameReaders(fuzzBytes(data, size), options);
    if (opened) {
        readsToItsEnd(std::move(opened->front()));
    }
}

inline void readFuzzInput(const std::uint8_t* data, std::size_t size, const ImportOptions& options)
{
    readsToItsEnd(openFrameReader(fuzzLines(data, size), options));
}

}  // namespace palpate::session
