#include "text_rules.hpp"

#include <cstdint>

#include <fmt/format.h>

namespace palpate::session {

namespace {

/// Bytes of the character that starts here, 0 when there is none. Overlong forms, surrogates and values over
/// U+10FFFF are not characters.
std::size_t characterBytes(std::string_view text)
{
    const auto at = [text](std::size_t i) {
        return i < text.size() ? static_cast<std::uint8_t>(text[i]) : std::uint8_t{0};
    };
    const auto continues = [&at](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
    const std::uint8_t first = at(0);
    if (first < 0x80U) {
        return first == 0 ? 0 : 1;
    }
    if (first >= 0xC2U && first <= 0xDFU) {
        return continues(1) ? 2 : 0;
    }
    if (first >= 0xE0U && first <= 0xEFU) {
        const bool overlong = first == 0xE0U && at(1) < 0xA0U;
        const bool surrogate = first == 0xEDU && at(1) >= 0xA0U;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0U && first <= 0xF4U) {
        const bool overlong = first == 0xF0U && at(1) < 0x90U;
        const bool too_high = first == 0xF4U && at(1) >= 0x90U;
        return continues(1) && continues(2) && continues(3) && !overlong && !too_high ? 4 : 0;
    }
    return 0;
}

}  // namespace

Result<void> checkText(std::string_view what, std::string_view text)
{
    if (text.size() > kMaxTextBytes) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{} of {} bytes: at most {} bytes", what, text.size(), kMaxTextBytes));
    }
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t bytes = characterBytes(text.substr(i));
        if (bytes == 0) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("{}: byte {} is not UTF-8 text; convert it to UTF-8", what, i + 1));
        }
        i += bytes;
    }
    return {};
}

}  // namespace palpate::session
