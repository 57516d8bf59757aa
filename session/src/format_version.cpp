#include "format_version.hpp"

#include <charconv>
#include <system_error>

namespace palpate::session {

namespace {

/// Takes a number and the dot after it (or the end) off the front of the text.
std::optional<int> takeNumber(std::string_view& text, bool is_last)
{
    const std::size_t dot = text.find('.');
    if ((dot == std::string_view::npos) != is_last) {
        return std::nullopt;
    }
    const std::string_view digits = text.substr(0, dot);
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool leading_zero = digits.size() > 1 && digits.front() == '0';
    if (error != std::errc{} || end != digits.data() + digits.size() || number < 0 || leading_zero) {
        return std::nullopt;
    }
    text.remove_prefix(is_last ? text.size() : dot + 1);
    return number;
}

}  // namespace

std::optional<FormatVersion> parseFormatVersion(std::string_view text)
{
    const auto major = takeNumber(text, false);
    const auto minor = major ? takeNumber(text, false) : std::nullopt;
    const auto patch = minor ? takeNumber(text, true) : std::nullopt;
    if (!patch) {
        return std::nullopt;
    }
    return FormatVersion{.major = *major, .minor = *minor, .patch = *patch};
}

bool canRead(const FormatVersion& file, const FormatVersion& program)
{
    return file.major == program.major && file.minor <= program.minor;
}

bool canWrite(const FormatVersion& file, const FormatVersion& program)
{
    return file.major == program.major &&
           (file.minor < program.minor || (file.minor == program.minor && file.patch <= program.patch));
}

}  // namespace palpate::session
