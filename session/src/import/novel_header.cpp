#include "import/novel_header.hpp"

#include "import/printed_value.hpp"

#include <fmt/format.h>

namespace palpate::session {

std::string_view firstWord(std::string_view text)
{
    return text.substr(0, text.find_first_of(" \t\f"));
}

std::optional<double> numberAfter(std::string_view text, std::string_view label, double largest)
{
    const auto at = text.find(label);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const auto number = parsePrinted(firstWord(trimmed(text.substr(at + label.size()), " \t\f")));
    return number && number->value > 0.0 && number->value <= largest ? std::optional{number->value}
                                                                     : std::nullopt;
}

std::string wrongNumbers(const NumberLine& found, std::size_t values)
{
    return fmt::format(
        "{} numbers{}, where a time and {} values should be; export the file again", found.numbers,
        found.odd_token.empty() ? "" : fmt::format(" and '{}'", plainName(found.odd_token)), values);
}

}  // namespace palpate::session
