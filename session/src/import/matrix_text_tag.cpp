#include "import/matrix_text_tag.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "import/number_line.hpp"

namespace palpate::session {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool startsWithWord(std::string_view line, std::string_view word)
{
    return line.size() >= word.size() &&
           std::equal(word.begin(), word.end(), line.begin(), [](char a, char b) { return a == lower(b); });
}

void skip(std::string_view& text, std::string_view characters)
{
    text.remove_prefix(std::min(text.find_first_not_of(characters), text.size()));
}

std::optional<std::int64_t> takeNumber(std::string_view& text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || number < 0) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

bool holdsNumbers(std::string_view text)
{
    std::vector<double> ignored;
    return NumberLineParser{NumberLineParser::AbsentMark::None, 0}.parse(text, ignored).numbers > 0;
}

}  // namespace

MatrixTextTag readMatrixTextTag(std::string_view line)
{
    using Kind = MatrixTextTag::Kind;
    auto text = line;
    skip(text, " \t");
    if (startsWithWord(text, "end") && text.find_first_not_of(" \t,;", 3) == std::string_view::npos) {
        return {.kind = Kind::FrameEnd};
    }
    if (startsWithWord(text, "frame")) {
        text.remove_prefix(5);
        skip(text, " \t:_#,;");
        const auto number = takeNumber(text);
        if (number && !holdsNumbers(text)) {
            return {.kind = Kind::FrameStart, .number = *number};
        }
        return {.rest = line};
    }
    if (startsWithWord(text, "r")) {
        text.remove_prefix(startsWithWord(text, "row") ? 3 : 1);
        skip(text, " \t:_");
        const auto number = takeNumber(text);
        skip(text, " \t");
        if (number && !text.empty() && (text[0] == ':' || text[0] == '|')) {
            return {.kind = Kind::Row, .number = *number, .rest = text.substr(1)};
        }
    }
    return {.rest = line};
}

}  // namespace palpate::session
