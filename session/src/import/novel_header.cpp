#include "import/novel_header.hpp"

#include "import/printed_value.hpp"

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

}  // namespace palpate::session
