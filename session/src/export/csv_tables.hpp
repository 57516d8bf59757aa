#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/outcome.hpp"
#include "palpate/core/results.hpp"

#include "export/csv_text.hpp"
#include "export/text_file.hpp"
#include "result_columns.hpp"

namespace palpate::session {

/// Shortest digits that read back as the same number; nothing for a number that does not exist.
void appendNumber(fmt::memory_buffer& text, double value);
void appendNumber(fmt::memory_buffer& text, float value);
/// In the words of JSON, divided by semicolons.
void appendFlags(fmt::memory_buffer& text, PlaceFlags flags);

/// One row of dictionary.csv.
struct ColumnDefinition {
    std::string name;
    std::string_view unit;
    std::string_view definition;
};

void writeFrames(const std::vector<FrameMetrics>& frames, std::optional<SetUp> setup, TextFile& file);
/// Rows by columns, no header; cells that take part in nothing are empty.
void writeMap(const CellArray<float>& map, TextFile& file);
/// 1 where a cell was at the ceiling; the same layout.
void writeMask(const CellMask& mask, TextFile& file);
void writeEvents(const std::vector<Event>& events, TextFile& file);
void writeOutcomes(const std::vector<Outcome>& outcomes, TextFile& file);

/// In the order of the table's columns.
[[nodiscard]] std::vector<ColumnDefinition> frameColumns(std::optional<SetUp> setup);
[[nodiscard]] std::vector<ColumnDefinition> eventColumns();
[[nodiscard]] std::vector<ColumnDefinition> outcomeColumns();

/// The columns that the set-up allows, under the names that it allows.
template <typename Row>
[[nodiscard]] std::vector<ColumnDefinition> definitionsOf(std::span<const ResultColumn<Row>> columns,
                                                          std::optional<SetUp> setup)
{
    std::vector<ColumnDefinition> definitions;
    for (const ResultColumn<Row>& column : columns) {
        if (auto name = shownName(column.name, column.rule, setup)) {
            definitions.push_back(
                {.name = std::move(*name), .unit = column.unit, .definition = column.definition});
        }
    }
    return definitions;
}

/// A field of a CSV line, by the kind of its value.
template <typename Row>
class FieldAppender {
  public:
    FieldAppender(fmt::memory_buffer& text, const Row& row) : text_{text}, row_{row} {}

    void operator()(std::optional<double> (*value)(const Row&)) const
    {
        if (const auto number = value(row_)) {
            appendNumber(text_, *number);
        }
    }
    void operator()(std::optional<int> (*value)(const Row&)) const
    {
        if (const auto rating = value(row_)) {
            fmt::format_to(std::back_inserter(text_), "{}", *rating);
        }
    }
    void operator()(std::size_t (*value)(const Row&)) const
    {
        fmt::format_to(std::back_inserter(text_), "{}", value(row_));
    }
    void operator()(bool (*value)(const Row&)) const { text_.push_back(value(row_) ? '1' : '0'); }
    void operator()(std::string (*value)(const Row&)) const
    {
        text_.append(csvField(holdFormulaText(value(row_))));
    }
    void operator()(const WordOf<Row>& value) const { text_.append(value.words[value.code(row_)]); }
    void operator()(const FlagsOf<Row>& value) const { appendFlags(text_, value.flags(row_)); }

  private:
    fmt::memory_buffer& text_;
    const Row& row_;
};

/// The table with its header line.
template <typename Row>
void writeTable(std::span<const ResultColumn<Row>> columns, const std::vector<Row>& rows,
                std::optional<SetUp> setup, TextFile& file)
{
    auto& text = file.text();
    std::vector<const ResultColumn<Row>*> shown;
    for (const ResultColumn<Row>& column : columns) {
        if (const auto name = shownName(column.name, column.rule, setup)) {
            text.append(std::string_view{shown.empty() ? "" : ","});
            text.append(*name);
            shown.push_back(&column);
        }
    }
    text.push_back('\n');
    for (const Row& row : rows) {
        for (std::size_t k = 0; k < shown.size(); ++k) {
            std::visit(FieldAppender<Row>{text, row}, shown[k]->value);
            text.push_back(k + 1 < shown.size() ? ',' : '\n');
        }
        file.flushWhenFull();
    }
}

}  // namespace palpate::session
