#include "import/number_line.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

namespace palpate::session {

namespace {

constexpr std::size_t kMaxTokenBytes = 64;
constexpr std::size_t kExactDigits = 15;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isStrongSeparator(char c)
{
    return c == '\t' || c == ';' || c == ' ' || c == '|';
}

/// Every comma stands between digits, once per token, and something else divides the tokens.
bool commasAreDecimalSigns(std::string_view line)
{
    if (line.find('.') != std::string_view::npos) {
        return false;
    }
    bool is_divided = false;
    bool comma_in_token = false;
    bool token_seen = false;
    for (std::size_t k = 0; k < line.size(); ++k) {
        const char c = line[k];
        if (isStrongSeparator(c)) {
            is_divided = is_divided || token_seen;
            comma_in_token = false;
            continue;
        }
        token_seen = true;
        if (c != ',') {
            continue;
        }
        const bool stands_between_digits =
            k > 0 && k + 1 < line.size() && isDigit(line[k - 1]) && isDigit(line[k + 1]);
        if (!stands_between_digits || comma_in_token) {
            return false;
        }
        comma_in_token = true;
    }
    return is_divided;
}

using Separators = std::array<bool, 256>;

constexpr Separators separatorsWith(bool comma)
{
    Separators separators{};
    for (const char c : {'\t', ';', ' ', '|'}) {
        separators[static_cast<unsigned char>(c)] = true;
    }
    separators[static_cast<unsigned char>(',')] = comma;
    return separators;
}

constexpr Separators kWithComma = separatorsWith(true);
constexpr Separators kWithoutComma = separatorsWith(false);

bool separates(const Separators& separators, char c)
{
    return separators[static_cast<unsigned char>(c)];
}

/// Of 0 to kExactDigits; exact in a double, as are whole numbers of so many digits.
constexpr std::array<double, kExactDigits + 1> kPowersOfTen{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                            1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/// A plain number up to the end of its token, as most exports print them: "12", "-0.25", "3,5". One division
/// of two exact numbers rounds as a whole conversion does. Where `text` begins otherwise, it stays as it is.
std::optional<double> takePlainNumber(std::string_view& text, const Separators& separators)
{
    const char* at = text.data();
    const char* const end = at + text.size();
    const bool is_negative = *at == '-';
    at += is_negative ? 1 : 0;
    const char* const first = at;
    std::uint64_t digits = 0;
    const char* sign = nullptr;
    for (; at != end; ++at) {
        if (isDigit(*at)) {
            digits = digits * 10 + static_cast<std::uint64_t>(*at - '0');
        } else if (sign == nullptr && (*at == '.' || (*at == ',' && !separates(separators, ',')))) {
            sign = at;
        } else {
            break;
        }
    }
    const auto length = static_cast<std::size_t>(at - first) - (sign != nullptr ? 1 : 0);
    const bool ends_token = at == end || separates(separators, *at);
    if (length == 0 || length > kExactDigits || !ends_token || sign == first || sign == at - 1) {
        return std::nullopt;
    }
    auto value = static_cast<double>(digits);
    if (sign != nullptr) {
        value /= kPowersOfTen[static_cast<std::size_t>(at - sign) - 1];
    }
    text.remove_prefix(static_cast<std::size_t>(at - text.data()));
    return is_negative ? -value : value;
}

std::optional<double> finiteNumber(std::string_view token)
{
    if (token.size() > kMaxTokenBytes) {
        return std::nullopt;
    }
    std::array<char, kMaxTokenBytes> buffer{};
    std::transform(token.begin(), token.end(), buffer.begin(), [](char c) { return c == ',' ? '.' : c; });
    const bool has_plus = token.size() > 1 && token[0] == '+' && token[1] != '-';
    const char* const first = buffer.data() + (has_plus ? 1 : 0);
    const char* const last = buffer.data() + token.size();
    double value = 0.0;
    const auto [end, error] = std::from_chars(first, last, value);
    if (error != std::errc{} || end != last || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

inline void NumberLineParser::addNumber(double value, NumberLine& found, std::vector<double>& values) const
{
    ++found.numbers;
    if (values.size() < max_numbers_) {
        values.push_back(value);
    }
}

NumberLine NumberLineParser::parse(std::string_view line, std::vector<double>& values)
{
    values.clear();
    if (comma_ == Comma::Undecided && line.find(',') != std::string_view::npos) {
        comma_ = commasAreDecimalSigns(line) ? Comma::IsDecimalSign : Comma::Separates;
    }
    const auto& separators = comma_ == Comma::IsDecimalSign ? kWithoutComma : kWithComma;
    NumberLine found;
    while (!line.empty()) {
        if (separates(separators, line.front())) {
            found.ends_with_separator = found.ends_with_separator || line.front() != ' ';
            line.remove_prefix(1);
            continue;
        }
        found.ends_with_separator = false;
        if (const auto value = takePlainNumber(line, separators)) {
            addNumber(*value, found, values);
            continue;
        }
        const auto* const token_end = std::find_if(
            line.begin(), line.end(), [&separators](char c) { return separates(separators, c); });
        const auto size = static_cast<std::size_t>(token_end - line.begin());
        addToken(line.substr(0, size), found, values);
        line.remove_prefix(size);
    }
    return found;
}

void NumberLineParser::addToken(std::string_view token, NumberLine& found, std::vector<double>& values) const
{
    auto value = finiteNumber(token);
    if (!value && mark_ == AbsentMark::LetterB && token == "B") {
        value = std::numeric_limits<double>::quiet_NaN();
    }
    if (!value) {
        found.odd_token = found.odd_token.empty() ? token : found.odd_token;
        return;
    }
    addNumber(*value, found, values);
}

}  // namespace palpate::session
