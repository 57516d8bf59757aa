#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "import/open_frame_reader.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// `text` as the file "FILE", handed out in pieces of `piece_bytes`.
inline InputBytes inputOf(std::string text, std::size_t piece_bytes = 7)
{
    auto rest = std::make_shared<std::pair<std::string, std::size_t>>(std::move(text), 0);
    return InputBytes{"FILE", [rest, piece_bytes](std::span<char> into) -> Result<std::size_t> {
                          auto& [bytes, offset] = *rest;
                          const auto count = std::min({into.size(), piece_bytes, bytes.size() - offset});
                          std::memcpy(into.data(), bytes.data() + offset, count);
                          offset += count;
                          return count;
                      }};
}

inline TextLines linesOf(std::string text, std::size_t piece_bytes = 7)
{
    return TextLines{inputOf(std::move(text), piece_bytes)};
}

/// The same, of a file that can be read from its start again.
inline TextLines rereadableLinesOf(const std::string& text, std::size_t piece_bytes = 7)
{
    InputBytes bytes = inputOf(text, piece_bytes);
    bytes.setReopener([text, piece_bytes] { return Result<InputBytes>{inputOf(text, piece_bytes)}; });
    return TextLines{std::move(bytes)};
}

struct ReadBack {
    std::string format;
    std::vector<RawFrame> raw;
    std::vector<PressureFrame> pressure;
    std::vector<std::string> left_out;
    std::unique_ptr<FrameReader> reader;

    [[nodiscard]] const SessionHeader& header() const { return reader->header(); }
    [[nodiscard]] std::size_t frames() const { return raw.size() + pressure.size(); }
};

inline Result<ReadBack> readAll(TextLines lines, const ImportOptions& options)
{
    auto opened = openFrameReader(std::move(lines), options);
    if (!opened) {
        return fail(opened.error());
    }
    ReadBack read;
    read.format = opened->format;
    read.reader = std::move(opened->reader);
    for (;;) {
        auto frame = read.reader->next();
        if (!frame) {
            return fail(frame.error());
        }
        if (!*frame) {
            read.left_out = read.reader->leftOut();
            return read;
        }
        if (auto* raw = std::get_if<RawFrame>(&**frame)) {
            read.raw.push_back(std::move(*raw));
        } else {
            read.pressure.push_back(std::get<PressureFrame>(std::move(**frame)));
        }
    }
}

inline Result<ReadBack> readAll(const std::string& text, const ImportOptions& options)
{
    return readAll(linesOf(text), options);
}

/// The one line of the refusal; "accepted" where there was none.
inline std::string refusalOf(const std::string& text, const ImportOptions& options)
{
    const auto read = readAll(text, options);
    return read ? "accepted" : read.error().message;
}

template <typename Array>
std::vector<double> cellsOf(const Array& array)
{
    return {array.data(), array.data() + array.size()};
}

}  // namespace palpate::session
