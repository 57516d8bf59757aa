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

/// Plain digits, which most exports are made of; exact in a double.
std::optional<double> digitsOnly(std::string_view token)
{
    if (token.empty() || token.size() > kExactDigits) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    for (const char c : token) {
        if (!isDigit(c)) {
            return std::nullopt;
        }
        value = value * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return static_cast<double>(value);
}

std::optional<double> finiteNumber(std::string_view token)
{
    if (auto digits = digitsOnly(token)) {
        return digits;
    }
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

NumberLine NumberLineParser::parse(std::string_view line, std::vector<double>& values)
{
    values.clear();
    if (comma_ == Comma::Undecided && line.find(',') != std::string_view::npos) {
        comma_ = commasAreDecimalSigns(line) ? Comma::IsDecimalSign : Comma::Separates;
    }
    const bool comma_separates = comma_ != Comma::IsDecimalSign;
    const auto separates = [comma_separates](char c) {
        return isStrongSeparator(c) || (c == ',' && comma_separates);
    };
    NumberLine found;
    std::size_t k = 0;
    while (k < line.size()) {
        if (separates(line[k])) {
            found.ends_with_separator = found.ends_with_separator || line[k] != ' ';
            ++k;
            continue;
        }
        const std::size_t begin = k;
        while (k < line.size() && !separates(line[k])) {
            ++k;
        }
        found.ends_with_separator = false;
        addToken(line.substr(begin, k - begin), found, values);
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
    ++found.numbers;
    if (values.size() < max_numbers_) {
        values.push_back(*value);
    }
}

}  // namespace palpate::session
