#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/session_header.hpp"

namespace palpate::session {

/// More than 27 hours at 100 Hz.
inline constexpr std::uint64_t kMaxImportFrames = 10'000'000;

using ImportedFrame = std::variant<RawFrame, PressureFrame>;

/// One foreign recording, read from its start to its end.
class FrameReader {
  public:
    FrameReader() = default;
    FrameReader(const FrameReader&) = delete;
    FrameReader& operator=(const FrameReader&) = delete;
    FrameReader(FrameReader&&) = delete;
    FrameReader& operator=(FrameReader&&) = delete;
    virtual ~FrameReader() = default;

    /// Known as soon as the reader exists.
    [[nodiscard]] virtual const SessionHeader& header() const = 0;
    /// Header entries that are not taken over because they may identify a person.
    [[nodiscard]] virtual const std::vector<std::string>& leftOut() const = 0;
    /// The next frame, nothing after the last; errors name file and line, and nothing may follow them.
    [[nodiscard]] virtual Result<std::optional<ImportedFrame>> next() = 0;
    [[nodiscard]] virtual std::uint64_t bytesRead() const = 0;
};

}  // namespace palpate::session
