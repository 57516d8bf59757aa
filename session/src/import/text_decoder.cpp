#include "import/text_decoder.hpp"

#include <utility>

#include "text_rules.hpp"

namespace palpate::session {

namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;
constexpr std::size_t kLongestMark = 3;

std::uint32_t byteAt(std::string_view bytes, std::size_t index)
{
    return static_cast<unsigned char>(bytes[index]);
}

}  // namespace

void appendCodePoint(std::uint32_t code, std::string& text)
{
    const auto put = [&text](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80U) {
        put(code);
    } else if (code < 0x800U) {
        put(0xC0U | (code >> 6U));
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000U) {
        put(0xE0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3FU));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
}

Result<void> TextDecoder::decode(std::span<const char> bytes, bool end, std::string& text)
{
    pending_.append(bytes.data(), bytes.size());
    if (encoding_ == Encoding::Unknown) {
        if (pending_.size() < kLongestMark && !end) {
            return {};
        }
        std::size_t mark = 0;
        encoding_ = Encoding::Bytes;
        if (pending_.starts_with("\xEF\xBB\xBF")) {
            mark = 3;
        } else if (pending_.starts_with("\xFF\xFE")) {
            encoding_ = Encoding::Utf16Le;
            mark = 2;
        } else if (pending_.starts_with("\xFE\xFF")) {
            encoding_ = Encoding::Utf16Be;
            mark = 2;
        }
        pending_.erase(0, mark);
    }
    const std::size_t left_over = encoding_ == Encoding::Bytes ? 0 : pending_.size() % 2;
    const std::size_t whole = pending_.size() - left_over;
    auto decoded = decodeKnown(std::string_view{pending_}.substr(0, whole), text);
    pending_.erase(0, whole);
    if (!decoded) {
        return decoded;
    }
    if (end && (!pending_.empty() || high_surrogate_ != 0)) {
        return fail(ErrorCode::Corrupt,
                    "ends in the middle of a UTF-16 character: the file was cut there; copy it again");
    }
    return {};
}

Result<void> TextDecoder::decodeKnown(std::string_view bytes, std::string& text)
{
    if (encoding_ == Encoding::Bytes) {
        zero_seen_ = zero_seen_ || bytes.find('\0') != std::string_view::npos;
        text.append(bytes);
    } else {
        decodeUtf16(bytes, text);
    }
    if (zero_seen_) {
        return fail(ErrorCode::Corrupt,
                    "holds zero bytes, so it is not a text file; export it as text (UTF-16 text needs its "
                    "byte order mark)");
    }
    return {};
}

void TextDecoder::decodeUtf16(std::string_view bytes, std::string& text)
{
    const std::size_t low = encoding_ == Encoding::Utf16Le ? 0 : 1;
    for (std::size_t k = 0; k + 1 < bytes.size(); k += 2) {
        appendUnit(byteAt(bytes, k + low) | (byteAt(bytes, k + 1 - low) << 8U), text);
    }
}

void TextDecoder::appendUnit(std::uint32_t unit, std::string& text)
{
    zero_seen_ = zero_seen_ || unit == 0;
    const bool is_high = unit >= 0xD800U && unit < 0xDC00U;
    const bool is_low = unit >= 0xDC00U && unit < 0xE000U;
    const auto high = std::exchange(high_surrogate_, is_high ? unit : 0U);
    if (high != 0 && is_low) {
        appendCodePoint(0x10000U + ((high - 0xD800U) << 10U) + (unit - 0xDC00U), text);
        return;
    }
    if (high != 0) {
        appendCodePoint(kReplacement, text);
    }
    if (!is_high) {
        appendCodePoint(is_low ? kReplacement : unit, text);
    }
}

std::string asUtf8(std::string_view text)
{
    if (checkText("text", text)) {
        return std::string{text};
    }
    std::string converted;
    for (const char byte : text) {
        appendCodePoint(static_cast<unsigned char>(byte), converted);
    }
    return converted;
}

}  // namespace palpate::session
