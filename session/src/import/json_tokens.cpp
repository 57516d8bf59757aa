#include "import/json_tokens.hpp"

#include <charconv>
#include <cmath>
#include <utility>

#include "import/text_decoder.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10U;
constexpr std::uint32_t kHighSurrogate = 0xD800;
constexpr std::uint32_t kLowSurrogate = 0xDC00;
constexpr std::uint32_t kSurrogatesEnd = 0xE000;

bool isSpace(int byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t digitsFrom(std::string_view text, std::size_t begin)
{
    std::size_t end = begin;
    while (end < text.size() && isDigit(text[end])) {
        ++end;
    }
    return end - begin;
}

/// RFC 8259: no plus sign, no leading zeros, digits on both sides of the point.
bool isJsonNumber(std::string_view text)
{
    std::size_t k = text.starts_with('-') ? 1 : 0;
    const auto whole = digitsFrom(text, k);
    if (whole == 0 || (whole > 1 && text[k] == '0')) {
        return false;
    }
    k += whole;
    if (k < text.size() && text[k] == '.') {
        const auto decimals = digitsFrom(text, k + 1);
        if (decimals == 0) {
            return false;
        }
        k += 1 + decimals;
    }
    if (k < text.size() && (text[k] == 'e' || text[k] == 'E')) {
        ++k;
        k += k < text.size() && (text[k] == '+' || text[k] == '-') ? 1U : 0U;
        const auto exponent = digitsFrom(text, k);
        if (exponent == 0) {
            return false;
        }
        k += exponent;
    }
    return k == text.size();
}

}  // namespace

JsonTokens::JsonTokens(InputBytes bytes)
    : name_{bytes.name()}, read_{readerOf(std::move(bytes))}, block_(kBlockBytes, '\0')
{}

tl::unexpected<Error> JsonTokens::failHere(ErrorCode code, std::string_view what) const
{
    return fail(code, fmt::format("{}, byte {}: {}", name_, position(), what));
}

tl::unexpected<Error> JsonTokens::failUnexpected(int byte, std::string_view expected) const
{
    if (byte == kNoByte) {
        return failHere(ErrorCode::Corrupt, position() == 0 ? "is empty; export it again"
                                                            : "the file was cut there; copy it again");
    }
    return failHere(ErrorCode::Corrupt, fmt::format("{} expected: the file is damaged or no JSON", expected));
}

Result<int> JsonTokens::peekByte()
{
    if (offset_ == block_size_) {
        begin_position_ += block_size_;
        offset_ = 0;
        block_size_ = 0;
        const auto count = read_(block_);
        if (!count) {
            return fail(count.error().code, fmt::format("{}: {}", name_, count.error().message));
        }
        block_size_ = *count;
        if (*count == 0) {
            return kNoByte;
        }
    }
    return static_cast<unsigned char>(block_[offset_]);
}

Result<int> JsonTokens::peekAfterSpace()
{
    for (;;) {
        auto byte = peekByte();
        if (!byte || !isSpace(*byte)) {
            return byte;
        }
        ++offset_;
    }
}

Result<void> JsonTokens::skipByteOrderMark()
{
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    for (const char part : kMark) {
        const auto byte = peekByte();
        if (!byte) {
            return fail(byte.error());
        }
        if (*byte != static_cast<unsigned char>(part)) {
            return position() == 0 ? Result<void>{} : failUnexpected(*byte, "JSON in UTF-8");
        }
        ++offset_;
    }
    return {};
}

Result<JsonTokens::Kind> JsonTokens::next()
{
    if (!std::exchange(is_started_, true)) {
        if (auto skipped = skipByteOrderMark(); !skipped) {
            return fail(std::move(skipped.error()));
        }
    }
    auto byte = peekAfterSpace();
    if (!byte) {
        return fail(std::move(byte.error()));
    }
    if (state_ == State::AfterValue && open_.empty()) {
        return *byte == kNoByte ? Result<Kind>{Kind::End} : failUnexpected(*byte, "the end of the file");
    }
    if (mayClose() && *byte == (open_.back() == '{' ? '}' : ']')) {
        ++offset_;
        return close();
    }
    if (state_ == State::AfterValue) {
        byte = passComma(*byte);
        if (!byte) {
            return fail(std::move(byte.error()));
        }
    }
    return state_ == State::Key || state_ == State::FirstKey ? key(*byte) : value(*byte);
}

bool JsonTokens::mayClose() const
{
    return state_ == State::AfterValue || state_ == State::FirstKey || state_ == State::FirstValue;
}

/// The byte behind the comma.
Result<int> JsonTokens::passComma(int byte)
{
    const bool is_object = open_.back() == '{';
    if (byte != ',') {
        return failUnexpected(byte, is_object ? "',' or '}'" : "',' or ']'");
    }
    ++offset_;
    state_ = is_object ? State::Key : State::Value;
    return peekAfterSpace();
}

Result<JsonTokens::Kind> JsonTokens::key(int byte)
{
    if (byte != '"') {
        return failUnexpected(byte, "a name in quotes");
    }
    if (auto read = readText(); !read) {
        return fail(std::move(read.error()));
    }
    const auto colon = peekAfterSpace();
    if (!colon) {
        return fail(colon.error());
    }
    if (*colon != ':') {
        return failUnexpected(*colon, "':'");
    }
    ++offset_;
    state_ = State::Value;
    return Kind::Key;
}

Result<JsonTokens::Kind> JsonTokens::value(int byte)
{
    if (byte == '{' || byte == '[') {
        return open(byte == '{' ? Kind::BeginObject : Kind::BeginArray);
    }
    state_ = State::AfterValue;
    if (byte == '"') {
        auto read = readText();
        return read ? Result<Kind>{Kind::Text} : fail(std::move(read.error()));
    }
    if (byte == '-' || (byte >= '0' && byte <= '9')) {
        return readNumber();
    }
    if (byte >= 'a' && byte <= 'z') {
        return readWord();
    }
    return failUnexpected(byte, "a value");
}

Result<JsonTokens::Kind> JsonTokens::open(Kind kind)
{
    if (open_.size() == kMaxDepth) {
        return failHere(ErrorCode::Corrupt,
                        fmt::format("nested more than {} deep: this is no recording", kMaxDepth));
    }
    ++offset_;
    open_.push_back(kind == Kind::BeginObject ? '{' : '[');
    state_ = kind == Kind::BeginObject ? State::FirstKey : State::FirstValue;
    return kind;
}

JsonTokens::Kind JsonTokens::close()
{
    const auto kind = open_.back() == '{' ? Kind::EndObject : Kind::EndArray;
    open_.pop_back();
    state_ = State::AfterValue;
    return kind;
}

Result<void> JsonTokens::readText()
{
    text_.clear();
    ++offset_;
    for (;;) {
        const auto byte = peekByte();
        if (!byte) {
            return fail(byte.error());
        }
        if (*byte < 0x20) {
            return failUnexpected(*byte, "the end of a text in quotes");
        }
        if (text_.size() >= kMaxTextBytes) {
            return failHere(ErrorCode::Corrupt,
                            fmt::format("a text of more than {} bytes: this is no recording", kMaxTextBytes));
        }
        ++offset_;
        if (*byte == '"') {
            return {};
        }
        if (*byte != '\\') {
            text_.push_back(static_cast<char>(*byte));
        } else if (auto read = readEscape(); !read) {
            return read;
        }
    }
}

Result<void> JsonTokens::readEscape()
{
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    const auto byte = peekByte();
    if (!byte) {
        return fail(byte.error());
    }
    const auto which = *byte == kNoByte ? std::string_view::npos : kNames.find(static_cast<char>(*byte));
    if (which != std::string_view::npos) {
        ++offset_;
        text_.push_back(kMeanings[which]);
        return {};
    }
    if (*byte != 'u') {
        return failUnexpected(*byte, "a known escape");
    }
    ++offset_;
    auto code = readHex();
    if (!code) {
        return fail(std::move(code.error()));
    }
    if (*code >= kHighSurrogate && *code < kLowSurrogate) {
        const auto low = readSecondHalf();
        if (!low) {
            return fail(low.error());
        }
        code = 0x10000U + ((*code - kHighSurrogate) << 10U) + (*low - kLowSurrogate);
    } else if (*code >= kLowSurrogate && *code < kSurrogatesEnd) {
        return failUnexpected(0, "the first half of a letter");
    }
    appendCodePoint(*code, text_);
    return {};
}

/// Letters beyond 0xFFFF are written as two escapes.
Result<std::uint32_t> JsonTokens::readSecondHalf()
{
    for (const char expected : {'\\', 'u'}) {
        const auto byte = peekByte();
        if (!byte) {
            return fail(byte.error());
        }
        if (*byte != expected) {
            return failUnexpected(*byte, "the second half of a letter");
        }
        ++offset_;
    }
    auto low = readHex();
    if (low && (*low < kLowSurrogate || *low >= kSurrogatesEnd)) {
        return failUnexpected(0, "the second half of a letter");
    }
    return low;
}

Result<std::uint32_t> JsonTokens::readHex()
{
    std::uint32_t code = 0;
    for (int k = 0; k < 4; ++k) {
        const auto byte = peekByte();
        if (!byte) {
            return fail(byte.error());
        }
        const char digit = *byte == kNoByte ? ' ' : static_cast<char>(*byte);
        std::uint32_t value = 0;
        const auto [end, error] = std::from_chars(&digit, &digit + 1, value, 16);
        if (error != std::errc{} || end != &digit + 1) {
            return failUnexpected(*byte, "four hexadecimal digits");
        }
        code = code * 16 + value;
        ++offset_;
    }
    return code;
}

Result<JsonTokens::Kind> JsonTokens::readNumber()
{
    text_.clear();
    for (;;) {
        const auto byte = peekByte();
        if (!byte) {
            return fail(byte.error());
        }
        const bool is_part = (*byte >= '0' && *byte <= '9') || *byte == '-' || *byte == '+' || *byte == '.' ||
                             *byte == 'e' || *byte == 'E';
        if (!is_part) {
            break;
        }
        if (text_.size() == kMaxNumberBytes) {
            return failHere(ErrorCode::Corrupt, "a number of more than 64 digits: this is no recording");
        }
        text_.push_back(static_cast<char>(*byte));
        ++offset_;
    }
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), number_);
    if (!isJsonNumber(text_) || error != std::errc{} || end != text_.data() + text_.size() ||
        !std::isfinite(number_)) {
        return failHere(ErrorCode::Corrupt, fmt::format("'{}' is no number", text_));
    }
    return Kind::Number;
}

Result<JsonTokens::Kind> JsonTokens::readWord()
{
    constexpr std::size_t kLongest = 5;
    text_.clear();
    while (text_.size() <= kLongest) {
        const auto byte = peekByte();
        if (!byte) {
            return fail(byte.error());
        }
        if (*byte < 'a' || *byte > 'z') {
            break;
        }
        text_.push_back(static_cast<char>(*byte));
        ++offset_;
    }
    if (text_ != "true" && text_ != "false" && text_ != "null") {
        return failUnexpected(0, "a value");
    }
    return Kind::Word;
}

Result<void> JsonTokens::skip(Kind first)
{
    if (first != Kind::BeginObject && first != Kind::BeginArray) {
        return {};
    }
    const auto depth = open_.size();
    while (open_.size() >= depth) {
        if (auto token = next(); !token) {
            return fail(std::move(token.error()));
        }
    }
    return {};
}

Result<void> JsonTokens::skipValue()
{
    const auto first = next();
    return first ? skip(*first) : fail(first.error());
}

}  // namespace palpate::session
