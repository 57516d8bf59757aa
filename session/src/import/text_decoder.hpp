#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "palpate/core/error.hpp"

namespace palpate::session {

/// Bytes of a text file to UTF-8, in pieces of any size. A byte order mark decides: UTF-16 LE or BE is
/// converted, a UTF-8 mark is dropped; without one the bytes go through as they are (ASCII, UTF-8,
/// ISO-8859-1).
class TextDecoder final {
  public:
    /// Appends the text of `bytes` to `text`. Corrupt on a zero byte (not a text) and, at the `end`, on half
    /// a character.
    [[nodiscard]] Result<void> decode(std::span<const char> bytes, bool end, std::string& text);

  private:
    enum class Encoding { Unknown, Bytes, Utf16Le, Utf16Be };

    [[nodiscard]] Result<void> decodeKnown(std::string_view bytes, std::string& text);
    void decodeUtf16(std::string_view bytes, std::string& text);
    void appendUnit(std::uint32_t unit, std::string& text);

    Encoding encoding_ = Encoding::Unknown;
    std::string pending_;
    std::uint32_t high_surrogate_ = 0;
    bool zero_seen_ = false;
};

/// Appends the letter of this number in UTF-8; at most 0x10FFFF.
void appendCodePoint(std::uint32_t code, std::string& text);

/// `text` where it is a text that a session can hold, otherwise its bytes taken as ISO-8859-1.
[[nodiscard]] std::string asUtf8(std::string_view text);

}  // namespace palpate::session
