#include "validation/format_table.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kBegin = "<!-- SCHEMA BEGIN -->";
constexpr std::string_view kEnd = "<!-- SCHEMA END -->";
constexpr std::size_t kColumns = 7;
constexpr int kHeadingLines = 2;
constexpr std::array<std::string_view, 12> kTypes{"u1", "u2", "u4", "u8",   "i1",    "i4",
                                                  "i8", "f4", "f8", "text", "group", "link"};
constexpr std::array<std::string_view, 6> kDimensions{"T", "R", "C", "N", "M", "K"};
constexpr std::array<std::string_view, 3> kSetUpPrefixes{"", "under_tool_", "support_"};
constexpr std::string_view kSetUpMark = "{setup}";

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> split(std::string_view text, std::string_view at)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = text.find(at);
        parts.emplace_back(trimmed(text.substr(0, end)));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + at.size());
    }
    return parts;
}

/// Takes the first line off the text.
std::string_view takeLine(std::string_view& text)
{
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

template <typename Names>
bool areAllAmong(const std::vector<std::string>& words, const Names& names)
{
    return std::all_of(words.begin(), words.end(), [&names](const std::string& word) {
        return std::find(names.begin(), names.end(), word) != names.end();
    });
}

std::optional<Requirement> parseCondition(std::string_view text)
{
    using When = Requirement::When;
    if (text.empty() || text.front() != '/') {
        return std::nullopt;
    }
    if (const auto equals = text.find(" = "); equals != std::string_view::npos) {
        return Requirement{.when = When::IfText,
                           .path = std::string{text.substr(0, equals)},
                           .value = std::string{text.substr(equals + 3)}};
    }
    if (const auto is = text.find(" is "); is != std::string_view::npos) {
        return Requirement{.when = When::IfType,
                           .path = std::string{text.substr(0, is)},
                           .value = std::string{text.substr(is + 4)}};
    }
    return text.find(' ') == std::string_view::npos
               ? std::optional{Requirement{.when = When::IfExists, .path = std::string{text}}}
               : std::nullopt;
}

std::optional<Requirement> parseRequirement(std::string_view text)
{
    using When = Requirement::When;
    if (text == "yes") {
        return Requirement{.when = When::Always};
    }
    if (text == "no") {
        return Requirement{.when = When::Never};
    }
    if (text == "rows") {
        return Requirement{.when = When::WithRows};
    }
    return text.starts_with("if ") ? parseCondition(text.substr(3)) : std::nullopt;
}

std::vector<std::string> parseAllowed(std::string_view meaning)
{
    constexpr std::string_view kOneOf = "one of: ";
    return meaning.starts_with(kOneOf) ? split(meaning.substr(kOneOf.size()), ",")
                                       : std::vector<std::string>{};
}

Result<FormatRule> parseRow(std::string_view line)
{
    const auto wrong = [line](std::string_view what) {
        return fail(ErrorCode::Corrupt, fmt::format("session-format.md: {} in the row '{}'", what, line));
    };
    if (line.size() < 2 || line.front() != '|' || line.back() != '|') {
        return wrong("no table cells");
    }
    const auto cells = split(line.substr(1, line.size() - 1), "|");
    if (cells.size() != kColumns) {
        return wrong(fmt::format("{} cells, not {},", cells.size(), kColumns));
    }
    auto types = split(cells[1], " or ");
    if (cells[0].empty() || cells[0].front() != '/' || types.empty() || !areAllAmong(types, kTypes)) {
        return wrong("a path or type that is none");
    }
    auto shape = split(cells[2], ",");
    if (!areAllAmong(shape, kDimensions)) {
        return wrong("a shape that is none");
    }
    auto required = parseRequirement(cells[4]);
    const auto since = parseFormatVersion(cells[5] + ".0");
    if (!required || !since) {
        return wrong("a requirement or version that is none");
    }
    return FormatRule{.path = cells[0],
                      .types = std::move(types),
                      .shape = std::move(shape),
                      .unit = cells[3],
                      .required = std::move(*required),
                      .since = *since,
                      .allowed = parseAllowed(cells[6])};
}

/// "{6}" in a pattern: that many digits at the start of the path; takes both off. Nothing when it is none.
std::optional<bool> takeNumber(std::string_view& pattern, std::string_view& path)
{
    if (pattern.size() < 3 || pattern[0] != '{' || pattern[2] != '}' || pattern[1] < '1' ||
        pattern[1] > '9') {
        return std::nullopt;
    }
    const auto count = static_cast<std::size_t>(pattern[1] - '0');
    const bool fits = path.size() >= count &&
                      path.substr(0, count).find_first_not_of("0123456789") == std::string_view::npos;
    pattern.remove_prefix(3);
    path.remove_prefix(fits ? count : 0);
    return fits;
}

bool fits(std::string_view pattern, std::string_view path)
{
    while (!pattern.empty()) {
        if (const auto number = takeNumber(pattern, path)) {
            if (!*number) {
                return false;
            }
            continue;
        }
        if (pattern.starts_with(kSetUpMark)) {
            const auto rest = pattern.substr(kSetUpMark.size());
            return std::any_of(kSetUpPrefixes.begin(), kSetUpPrefixes.end(), [&](std::string_view prefix) {
                return path.starts_with(prefix) && fits(rest, path.substr(prefix.size()));
            });
        }
        if (path.empty() || path.front() != pattern.front()) {
            return false;
        }
        pattern.remove_prefix(1);
        path.remove_prefix(1);
    }
    return path.empty();
}

}  // namespace

Result<std::vector<FormatRule>> parseFormatTable(std::string_view document)
{
    const auto begin = document.find(kBegin);
    const auto end = document.find(kEnd);
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) {
        return fail(ErrorCode::Corrupt, "session-format.md: its table is not marked");
    }
    auto table = trimmed(document.substr(begin + kBegin.size(), end - begin - kBegin.size()));
    std::vector<FormatRule> rules;
    int heading = kHeadingLines;
    while (!table.empty()) {
        const auto line = trimmed(takeLine(table));
        if (line.empty()) {
            continue;
        }
        if (heading > 0) {
            --heading;
            continue;
        }
        auto rule = parseRow(line);
        if (!rule) {
            return fail(std::move(rule.error()));
        }
        rules.push_back(std::move(*rule));
    }
    return rules;
}

bool speaksOf(const FormatRule& rule, std::string_view path)
{
    return fits(rule.path, path);
}

}  // namespace palpate::session
