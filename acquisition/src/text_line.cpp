#include "text_line.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace palpate::acquisition {

namespace {

constexpr std::uint32_t kLargestCount = 65535;

constexpr auto kIsSeparator = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view{" \t,;:|{}[]\"\v\f"}) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}();

bool isSeparator(char c)
{
    return kIsSeparator[static_cast<unsigned char>(c)];
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool areDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

/// `text` begins with `word`, which is in lower case.
bool startsWith(std::string_view text, std::string_view word)
{
    return text.size() >= word.size() &&
           std::equal(word.begin(), word.end(), text.begin(), [](char expected, char c) {
               return expected == static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
           });
}

bool isWord(std::string_view text, std::string_view word)
{
    return text.size() == word.size() && startsWith(text, word);
}

/// The number behind a tag's letters: none when there is anything else, or more than a row number can be.
std::optional<std::uint32_t> numberOf(std::string_view digits)
{
    std::uint32_t number = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, number);
    if (!areDigits(digits) || error != std::errc{} || stop != end) {
        return std::nullopt;
    }
    return number;
}

/// `[+-]digits[.digits]`, and not a mere `1.` as in numbered headings.
bool isDecimal(std::string_view token)
{
    if (!token.empty() && (token.front() == '-' || token.front() == '+')) {
        token.remove_prefix(1);
    }
    const auto dot = token.find('.');
    return areDigits(token.substr(0, dot)) &&
           (dot == std::string_view::npos || areDigits(token.substr(dot + 1)));
}

/// The whole number of a decimal that isDecimal(); none when it has a fraction, a minus or over 5 digits.
std::optional<std::uint32_t> wholeNumberOf(std::string_view token)
{
    if (token.front() == '+') {
        token.remove_prefix(1);
    }
    const auto dot = token.find('.');
    const auto fraction = dot == std::string_view::npos ? std::string_view{} : token.substr(dot + 1);
    if (!std::all_of(fraction.begin(), fraction.end(), [](char c) { return c == '0'; })) {
        return std::nullopt;
    }
    return numberOf(token.substr(0, dot));
}

}  // namespace

TextLineParser::TextLineParser(std::size_t max_counts, std::size_t max_rows)
    : max_counts_{max_counts}, max_rows_{max_rows}
{
    line_.counts.reserve(max_counts);
}

const TextLine& TextLineParser::parse(std::span<const std::uint8_t> line)
{
    auto counts = std::move(line_.counts);
    auto rows = std::move(line_.rows);
    counts.clear();
    rows.clear();
    line_ = TextLine{};
    line_.counts = std::move(counts);
    line_.rows = std::move(rows);
    expect_ = Expect::Count;

    const std::string_view text{static_cast<const char*>(static_cast<const void*>(line.data())), line.size()};
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        if (isDigit(*at)) {
            at = takeNumber(at, end);
        } else if (isSeparator(*at)) {
            ++at;
        } else {
            at = takeToken(at, end);
        }
    }
    if (expect_ == Expect::RowNumber) {
        ++line_.word_count;
    }
    return line_;
}

/// The path of nearly every byte: plain digits up to a separator.
const char* TextLineParser::takeNumber(const char* at, const char* end)
{
    const char* const begin = at;
    std::uint32_t value = 0;
    while (at != end && isDigit(*at)) {
        value = value * 10 + static_cast<std::uint32_t>(*at - '0');
        ++at;
    }
    constexpr std::ptrdiff_t kDigitsThatFit = 9;
    if ((at != end && !isSeparator(*at)) || at - begin > kDigitsThatFit) {
        return takeToken(begin, end);
    }
    addCount(value, true);
    return at;
}

const char* TextLineParser::takeToken(const char* at, const char* end)
{
    const char* const stop = std::find_if(at, end, isSeparator);
    const std::string_view token{at, static_cast<std::size_t>(stop - at)};
    if (isDecimal(token)) {
        const auto value = wholeNumberOf(token);
        addCount(value.value_or(0), value.has_value());
    } else {
        addWord(token);
    }
    return stop;
}

void TextLineParser::addCount(std::uint32_t value, bool is_count)
{
    if (expect_ == Expect::RowNumber) {
        expect_ = Expect::Count;
        addRow(is_count ? value : UINT32_MAX);
        return;
    }
    if (expect_ == Expect::FrameNumber) {
        expect_ = Expect::Count;
        if (is_count) {
            line_.frame_number = value;
        }
        return;
    }
    const bool is_bad = !is_count || value > kLargestCount;
    if (is_bad) {
        ++line_.bad_count;
        line_.first_is_bad = line_.first_is_bad || line_.number_count == 0;
        value = 0;
    }
    ++line_.number_count;
    if (line_.counts.size() < max_counts_) {
        line_.counts.push_back(static_cast<std::uint16_t>(value));
    }
}

void TextLineParser::addWord(std::string_view word)
{
    // The number that belongs to a tag did not come.
    if (expect_ == Expect::RowNumber) {
        ++line_.word_count;
    }
    expect_ = Expect::Count;
    const std::size_t letters = startsWith(word, "row") ? 3 : 1;
    if (isWord(word, "fsr")) {
        return;
    }
    if (isWord(word, "end")) {
        line_.end_mark = true;
    } else if (isWord(word, "frame")) {
        line_.frame_mark = true;
        expect_ = Expect::FrameNumber;
    } else if (isWord(word, "row")) {
        expect_ = Expect::RowNumber;
    } else if (const auto row = numberOf(word.substr(letters)); startsWith(word, "r") && row) {
        addRow(*row);
    } else {
        ++line_.word_count;
    }
}

void TextLineParser::addRow(std::uint32_t row)
{
    if (line_.rows.size() < max_rows_) {
        line_.rows.push_back({.row = row, .first = line_.number_count});
    } else {
        ++line_.word_count;
    }
}

}  // namespace palpate::acquisition
