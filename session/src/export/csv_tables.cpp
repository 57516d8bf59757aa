#include "export/csv_tables.hpp"

#include <array>
#include <cmath>
#include <iterator>
#include <utility>

#include "palpate/core/setup_rules.hpp"

#include "export/metric_definitions.hpp"

namespace palpate::session {

namespace {

using Text = fmt::memory_buffer;

constexpr std::array kEventColumns{
    ResultColumn<Event>{"time_s", "s", "since the start of the session", "",
                        [](const Event& e) { return std::optional{toSeconds(e.time)}; }},
    ResultColumn<Event>{"kind", "", "pain, note, marker or stop", "",
                        [](const Event& e) { return std::string{toString(e.kind)}; }},
    ResultColumn<Event>{"nrs", "1", "pain rating 0-10", "", [](const Event& e) { return e.nrs; }},
    ResultColumn<Event>{"x_mm", "mm", "place along a row, from the edge of column 0", "",
                        [](const Event& e) { return e.place ? std::optional{e.place->x_mm} : std::nullopt; }},
    ResultColumn<Event>{"y_mm", "mm", "place along a column, from the edge of row 0", "",
                        [](const Event& e) { return e.place ? std::optional{e.place->y_mm} : std::nullopt; }},
    ResultColumn<Event>{
        "text", "",
        "what was noted; text that a spreadsheet would take for a formula (it begins with = + - @ TAB "
        "or CR) has an apostrophe in front",
        "", [](const Event& e) { return e.text; }},
};

constexpr std::array kOutcomeColumns{
    ResultColumn<Outcome>{"name", "", "what was measured or asked beside the mat", "",
                          [](const Outcome& o) { return o.name; }},
    ResultColumn<Outcome>{"value", "", "in the unit of its row", "",
                          [](const Outcome& o) { return std::optional{o.value}; }},
    ResultColumn<Outcome>{"unit", "", "empty for a plain number", "",
                          [](const Outcome& o) { return o.unit; }},
};

struct FrameColumn {
    std::string_view name;
    std::string_view unit;
    std::string_view definition;
};

constexpr std::array kFrameStart{
    FrameColumn{"frame", "1",
                "its place in the session, from 0: the index along time of pressure in the session file"},
    FrameColumn{"time_s", "s", "since the start of the session"},
    FrameColumn{"valid", "1",
                "1, or 0 for a frame rejected as junk: kept, but left out of summaries, maps, holds and "
                "strokes"},
};

}  // namespace

void appendNumber(Text& text, double value)
{
    if (std::isfinite(value)) {
        fmt::format_to(std::back_inserter(text), "{}", value);
    }
}

void appendNumber(Text& text, float value)
{
    if (std::isfinite(value)) {
        fmt::format_to(std::back_inserter(text), "{}", value);
    }
}

void appendFlags(Text& text, PlaceFlags flags)
{
    bool is_first = true;
    for (const std::string_view word : wordsOf(flags)) {
        text.append(std::string_view{std::exchange(is_first, false) ? "" : ";"});
        text.append(word);
    }
}

void writeFrames(const std::vector<FrameMetrics>& frames, std::optional<SetUp> setup, TextFile& file)
{
    auto& text = file.text();
    text.append(std::string_view{"frame,time_s,valid"});
    std::vector<const MetricColumn*> shown;
    for (const auto& column : metricColumns()) {
        if (const auto name = nameInSetUp(column.name, setup)) {
            text.push_back(',');
            text.append(*name);
            shown.push_back(&column);
        }
    }
    text.push_back('\n');
    for (std::size_t index = 0; index < frames.size(); ++index) {
        const auto& frame = frames[index];
        fmt::format_to(std::back_inserter(text), "{},", index);
        appendNumber(text, frame.time_s);
        text.append(frame.valid ? std::string_view{",1"} : std::string_view{",0"});
        for (const MetricColumn* column : shown) {
            text.push_back(',');
            if (const auto value = column->value(frame)) {
                appendNumber(text, *value);
            }
        }
        text.push_back('\n');
        file.flushWhenFull();
    }
}

void writeMap(const CellArray<float>& map, TextFile& file)
{
    auto& text = file.text();
    for (Eigen::Index row = 0; row < map.rows(); ++row) {
        for (Eigen::Index col = 0; col < map.cols(); ++col) {
            appendNumber(text, map(row, col));
            text.push_back(col + 1 < map.cols() ? ',' : '\n');
        }
        file.flushWhenFull();
    }
}

void writeMask(const CellMask& mask, TextFile& file)
{
    writeMap(mask.cast<float>(), file);
}

void writeEvents(const std::vector<Event>& events, TextFile& file)
{
    writeTable<Event>(kEventColumns, events, std::nullopt, file);
}

void writeOutcomes(const std::vector<Outcome>& outcomes, TextFile& file)
{
    writeTable<Outcome>(kOutcomeColumns, outcomes, std::nullopt, file);
}

std::vector<ColumnDefinition> frameColumns(std::optional<SetUp> setup)
{
    std::vector<ColumnDefinition> columns;
    columns.reserve(kFrameStart.size() + metricColumns().size());
    for (const FrameColumn& column : kFrameStart) {
        columns.push_back({std::string{column.name}, column.unit, column.definition});
    }
    for (const auto& column : metricColumns()) {
        if (auto name = nameInSetUp(column.name, setup)) {
            columns.push_back(
                {.name = std::move(*name), .unit = column.unit, .definition = metricDefinition(column.name)});
        }
    }
    return columns;
}

std::vector<ColumnDefinition> eventColumns()
{
    return definitionsOf<Event>(kEventColumns, std::nullopt);
}

std::vector<ColumnDefinition> outcomeColumns()
{
    return definitionsOf<Outcome>(kOutcomeColumns, std::nullopt);
}

}  // namespace palpate::session
