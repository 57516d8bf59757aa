#include "export/csv_text.hpp"

namespace palpate::session {

namespace {

constexpr std::string_view kFormulaStarts = "=+-@\t\r";

bool looksLikeFormula(std::string_view text)
{
    const auto first = text.find_first_not_of('\'');
    return first != std::string_view::npos && kFormulaStarts.find(text[first]) != std::string_view::npos;
}

}  // namespace

std::string holdFormulaText(std::string_view text)
{
    std::string held{text};
    if (looksLikeFormula(text)) {
        held.insert(held.begin(), '\'');
    }
    return held;
}

std::string_view releaseFormulaText(std::string_view text)
{
    return text.starts_with('\'') && looksLikeFormula(text) ? text.substr(1) : text;
}

std::string csvField(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string{text};
    }
    std::string quoted{'"'};
    for (const char c : text) {
        if (c == '"') {
            quoted.push_back('"');
        }
        quoted.push_back(c);
    }
    quoted.push_back('"');
    return quoted;
}

}  // namespace palpate::session
