#include "import/table_layout.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "import/printed_value.hpp"
#include "import/text_decoder.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

double secondsPer(ImportTimeUnit unit)
{
    switch (unit) {
        case ImportTimeUnit::Seconds:
            return 1.0;
        case ImportTimeUnit::Milliseconds:
            return 1e-3;
        case ImportTimeUnit::Microseconds:
            return 1e-6;
    }
    return 1.0;
}

Result<std::optional<std::size_t>> timeColumnOf(const TextLines& lines, std::size_t numbers,
                                                std::optional<std::size_t> named_column,
                                                const ImportOptions& options)
{
    if (!options.time_column || named_column) {
        return named_column;
    }
    const auto place = columnPlace(*options.time_column);
    if (!place) {
        return lines.failLine(
            ErrorCode::InvalidArgument,
            fmt::format(
                "no header line before this one names a column '{}' (--time-column); give its place: 1 "
                "is the first, -1 the last",
                asUtf8(*options.time_column)));
    }
    const auto column =
        *place > 0 ? std::int64_t{*place} - 1 : static_cast<std::int64_t>(numbers) + std::int64_t{*place};
    if (column < 0 || column >= static_cast<std::int64_t>(numbers)) {
        return lines.failLine(ErrorCode::InvalidArgument,
                              fmt::format("has {} columns, so --time-column {} is none", numbers, *place));
    }
    return static_cast<std::size_t>(column);
}

/// Where the cells begin, if the line can hold this many.
std::optional<std::size_t> firstCellOf(std::size_t numbers, std::size_t cells,
                                       std::optional<std::size_t> time_column, const ImportOptions& options)
{
    if (numbers < cells || numbers - cells > kMostExtraColumns) {
        return std::nullopt;
    }
    const auto extra = numbers - cells;
    if (options.first_cell) {
        const auto first = static_cast<std::size_t>(*options.first_cell) - 1;
        const bool holds_time = time_column && *time_column >= first && *time_column < first + cells;
        return first <= extra && !holds_time ? std::optional{first} : std::nullopt;
    }
    if (!time_column) {
        return extra <= 1 ? std::optional{extra} : std::nullopt;
    }
    if (extra != 1 || (*time_column != 0 && *time_column != cells)) {
        return std::nullopt;
    }
    return std::size_t{*time_column == 0 ? 1U : 0U};
}

}  // namespace

Result<TableLayout> tableLayoutOf(const TextLines& lines, std::size_t numbers,
                                  std::optional<std::size_t> named_column, const ImportOptions& options)
{
    const auto time_column = timeColumnOf(lines, numbers, named_column, options);
    if (!time_column) {
        return fail(time_column.error());
    }
    const auto row = static_cast<std::size_t>(*options.cols);
    const auto frame = static_cast<std::size_t>(*options.rows) * row;
    for (const auto cells : {frame, row}) {
        if (const auto first_cell = firstCellOf(numbers, cells, *time_column, options)) {
            return TableLayout{
                .numbers_per_line = numbers,
                .first_cell = *first_cell,
                .cells_per_line = cells,
                .time_column = *time_column,
                .seconds_per_time_unit = secondsPer(options.time_unit.value_or(ImportTimeUnit::Seconds))};
        }
    }
    std::string hint = shapeGuess(numbers);
    if (lines.isLineOpen() && numbers < frame) {
        hint = "the file was cut there, or its shape is another";
    } else if (*time_column || options.first_cell) {
        hint = "give --first-cell, the place of the column with the first cell";
    }
    return lines.failLine(
        ErrorCode::InvalidArgument,
        fmt::format("{} numbers, but --rows {} and --cols {} make {} in a frame and {} in a row (or one more "
                    "with an index in front){}{}",
                    numbers, *options.rows, *options.cols, frame, row, hint.empty() ? "" : "; ", hint));
}

std::optional<int> columnPlace(std::string_view text)
{
    int place = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), place);
    const bool is_place = error == std::errc{} && end == text.data() + text.size() && place != 0;
    return is_place ? std::optional{place} : std::nullopt;
}

std::optional<std::size_t> findColumn(std::string_view line, std::string_view name)
{
    char separator = ' ';
    for (const char candidate : {'\t', ';', '|', ','}) {
        if (line.find(candidate) != std::string_view::npos) {
            separator = candidate;
            break;
        }
    }
    std::size_t column = 0;
    std::size_t begin = 0;
    while (begin <= line.size()) {
        const auto end = std::min(line.find(separator, begin), line.size());
        const auto field = trimmed(line.substr(begin, end - begin), " \t\"");
        if (field == name && !name.empty()) {
            return column;
        }
        // Spaces in any number divide once.
        column += separator == ' ' && field.empty() ? 0U : 1U;
        begin = end + 1;
    }
    return std::nullopt;
}

std::string shapeGuess(std::size_t numbers)
{
    auto cols = static_cast<std::size_t>(std::sqrt(static_cast<double>(numbers)));
    while (cols > 1 && numbers % cols != 0) {
        --cols;
    }
    return cols > 1 ? fmt::format("{} x {}?", numbers / cols, cols) : std::string{};
}

}  // namespace palpate::session
