#include "import/printed_value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace palpate::session {

namespace {

constexpr std::size_t kMaxNumberBytes = 32;
constexpr std::size_t kMaxNameBytes = 32;
constexpr double kMmPerInch = 25.4;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string lowerCase(std::string_view text)
{
    std::string lower{text};
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

}  // namespace

std::optional<PrintedNumber> parsePrinted(std::string_view text)
{
    if (text.size() > kMaxNumberBytes) {
        return std::nullopt;
    }
    std::string digits{text};
    const auto sign = digits.find_first_of(".,");
    if (sign != std::string::npos) {
        digits[sign] = '.';
    }
    PrintedNumber number;
    const auto* const end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, number.value, std::chars_format::fixed);
    if (parsed.ec != std::errc{} || parsed.ptr != end || !std::isfinite(number.value)) {
        return std::nullopt;
    }
    const auto decimals = sign == std::string::npos ? 0 : digits.size() - sign - 1;
    number.half_unit = 0.5 * std::pow(10.0, -static_cast<double>(decimals));
    return number;
}

std::optional<ImportUnit> printedUnit(std::string_view name)
{
    const auto lower = lowerCase(name);
    if (lower == "kpa") {
        return ImportUnit::Kpa;
    }
    if (lower == "psi") {
        return ImportUnit::Psi;
    }
    if (lower == "mmhg") {
        return ImportUnit::Mmhg;
    }
    if (lower == "n/cm2" || lower == "n/cm^2" || lower == "n/cm\xC2\xB2" || lower == "n/cm\xB2") {
        return ImportUnit::NewtonPerCm2;
    }
    if (lower == "raw") {
        return ImportUnit::Counts;
    }
    return std::nullopt;
}

std::optional<double> mmPerPrintedUnit(std::string_view name)
{
    const auto lower = lowerCase(name);
    if (lower == "mm" || lower == "millimeters" || lower == "millimetres") {
        return 1.0;
    }
    if (lower == "cm" || lower == "centimeters" || lower == "centimetres") {
        return 10.0;
    }
    if (lower == "in" || lower == "inch" || lower == "inches") {
        return kMmPerInch;
    }
    return std::nullopt;
}

std::string_view trimmed(std::string_view text, std::string_view characters)
{
    const auto begin = text.find_first_not_of(characters);
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(characters) - begin + 1);
}

std::string plainName(std::string_view text)
{
    std::string name;
    for (const char c : text.substr(0, kMaxNameBytes)) {
        const bool is_plain = isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
                              c == '-' || c == '.';
        name.push_back(is_plain ? c : '_');
    }
    return name;
}

}  // namespace palpate::session
