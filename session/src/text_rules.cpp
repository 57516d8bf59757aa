#include "text_rules.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace palpate::session {

namespace {

/// Characters that begin with a byte of first_from .. first_to: their length, and the range of their second
/// byte, which shuts out overlong forms, surrogates and values over U+10FFFF. Further bytes are 0x80 .. 0xBF.
struct LeadBytes {
    unsigned first_from;
    unsigned first_to;
    std::size_t bytes;
    unsigned second_from;
    unsigned second_to;
};
constexpr std::array<LeadBytes, 9> kLeadBytes{{{0x01, 0x7F, 1, 0x00, 0x00},
                                               {0xC2, 0xDF, 2, 0x80, 0xBF},
                                               {0xE0, 0xE0, 3, 0xA0, 0xBF},
                                               {0xE1, 0xEC, 3, 0x80, 0xBF},
                                               {0xED, 0xED, 3, 0x80, 0x9F},
                                               {0xEE, 0xEF, 3, 0x80, 0xBF},
                                               {0xF0, 0xF0, 4, 0x90, 0xBF},
                                               {0xF1, 0xF3, 4, 0x80, 0xBF},
                                               {0xF4, 0xF4, 4, 0x80, 0x8F}}};

unsigned byteAt(std::string_view text, std::size_t index)
{
    return static_cast<unsigned char>(text[index]);
}

/// Bytes of the character that starts here, 0 when there is none.
std::size_t characterBytes(std::string_view text)
{
    const unsigned first = byteAt(text, 0);
    const auto* const lead =
        std::find_if(kLeadBytes.begin(), kLeadBytes.end(), [first](const LeadBytes& candidate) {
            return first >= candidate.first_from && first <= candidate.first_to;
        });
    if (lead == kLeadBytes.end() || text.size() < lead->bytes) {
        return 0;
    }
    for (std::size_t i = 1; i < lead->bytes; ++i) {
        const unsigned from = i == 1 ? lead->second_from : 0x80U;
        const unsigned to = i == 1 ? lead->second_to : 0xBFU;
        if (byteAt(text, i) < from || byteAt(text, i) > to) {
            return 0;
        }
    }
    return lead->bytes;
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
