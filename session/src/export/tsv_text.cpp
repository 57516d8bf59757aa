#include "export/tsv_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace palpate::session {

std::string tsvText(std::string_view text)
{
    if (text.empty()) {
        return "n/a";
    }
    std::string field{text};
    std::replace_if(
        field.begin(), field.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return field;
}

std::string tsvNumber(std::optional<double> value)
{
    return value && std::isfinite(*value) ? fmt::format("{}", *value) : "n/a";
}

std::string tsvLine(const std::vector<std::string>& fields)
{
    return fmt::format("{}\n", fmt::join(fields, "\t"));
}

}  // namespace palpate::session
