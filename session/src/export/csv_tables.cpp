#include "export/csv_tables.hpp"

#include <array>
#include <cmath>
#include <iterator>
#include <optional>

#include "export/csv_text.hpp"
#include "export/metric_definitions.hpp"

namespace palpate::session {

namespace {

using Text = fmt::memory_buffer;

/// One column of a table of T.
template <typename T>
struct Column {
    ColumnDefinition definition;
    void (*append)(Text&, const T&);
};

void appendText(Text& text, std::string_view field)
{
    text.append(csvField(holdFormulaText(field)));
}

void appendOptional(Text& text, const std::optional<double>& value)
{
    if (value) {
        appendNumber(text, *value);
    }
}

template <typename T, std::size_t Count>
void writeTable(const std::array<Column<T>, Count>& columns, const std::vector<T>& rows, TextFile& file)
{
    auto& text = file.text();
    for (std::size_t k = 0; k < Count; ++k) {
        text.append(columns[k].definition.name);
        text.push_back(k + 1 < Count ? ',' : '\n');
    }
    for (const auto& row : rows) {
        for (std::size_t k = 0; k < Count; ++k) {
            columns[k].append(text, row);
            text.push_back(k + 1 < Count ? ',' : '\n');
        }
        file.flushWhenFull();
    }
}

template <typename T, std::size_t Count>
std::vector<ColumnDefinition> definitionsOf(const std::array<Column<T>, Count>& columns)
{
    std::vector<ColumnDefinition> definitions;
    definitions.reserve(Count);
    for (const auto& column : columns) {
        definitions.push_back(column.definition);
    }
    return definitions;
}

constexpr std::array kHoldColumns{
    Column<Hold>{{"start_s", "s", "start of the hold"},
                 [](Text& t, const Hold& h) { appendNumber(t, h.start_s); }},
    Column<Hold>{{"end_s", "s", "end of the hold"}, [](Text& t, const Hold& h) { appendNumber(t, h.end_s); }},
    Column<Hold>{{"duration_s", "s", "end_s minus start_s"},
                 [](Text& t, const Hold& h) { appendNumber(t, h.duration_s); }},
    Column<Hold>{{"x_mm", "mm", "place of the patch along a row, from the edge of column 0"},
                 [](Text& t, const Hold& h) { appendNumber(t, h.place.x_mm); }},
    Column<Hold>{{"y_mm", "mm", "place of the patch along a column, from the edge of row 0"},
                 [](Text& t, const Hold& h) { appendNumber(t, h.place.y_mm); }},
    Column<Hold>{{"shape", "", "ball, bar (a roller) or body"},
                 [](Text& t, const Hold& h) { t.append(toString(h.shape)); }},
    Column<Hold>{{"mean_n", "N", "mean force of the patch over the hold"},
                 [](Text& t, const Hold& h) { appendNumber(t, h.mean_n); }},
    Column<Hold>{{"cv_pct", "%", "100 * SD / mean of the patch force: steadiness"},
                 [](Text& t, const Hold& h) { appendNumber(t, h.cv_pct); }},
    Column<Hold>{{"mean_kpa", "kPa", "mean pressure over the patch and the hold"},
                 [](Text& t, const Hold& h) { appendNumber(t, h.mean_kpa); }},
    Column<Hold>{{"peak_kpa", "kPa", "highest pressure over the patch and the hold"},
                 [](Text& t, const Hold& h) { appendNumber(t, h.peak_kpa); }},
    Column<Hold>{{"in_window", "", "duration against the technique's window: short, in or long"},
                 [](Text& t, const Hold& h) { t.append(toString(h.in_window)); }},
    Column<Hold>{
        {"drift_pct", "%",
         "100 * (last 5 s mean force - first 5 s after settling) / first, not corrected for creep; empty "
         "for a hold too short to tell"},
        [](Text& t, const Hold& h) { appendOptional(t, h.drift_pct); }},
};

constexpr std::array kStrokeColumns{
    Column<Stroke>{{"start_s", "s", "start of the stroke"},
                   [](Text& t, const Stroke& s) { appendNumber(t, s.start_s); }},
    Column<Stroke>{{"end_s", "s", "end of the stroke"},
                   [](Text& t, const Stroke& s) { appendNumber(t, s.end_s); }},
    Column<Stroke>{{"length_mm", "mm", "way of the centroid along the axis of its path"},
                   [](Text& t, const Stroke& s) { appendNumber(t, s.length_mm); }},
    Column<Stroke>{{"duration_s", "s", "end_s minus start_s"},
                   [](Text& t, const Stroke& s) { appendNumber(t, s.duration_s); }},
    Column<Stroke>{{"speed_mm_s", "mm/s", "length_mm over duration_s"},
                   [](Text& t, const Stroke& s) { appendNumber(t, s.speed_mm_s); }},
    Column<Stroke>{{"shape", "", "ball, bar (a roller) or body"},
                   [](Text& t, const Stroke& s) { t.append(toString(s.shape)); }},
};

constexpr std::array kEventColumns{
    Column<Event>{{"time_s", "s", "since the start of the session"},
                  [](Text& t, const Event& e) { appendNumber(t, toSeconds(e.time)); }},
    Column<Event>{{"kind", "", "pain, note or marker"},
                  [](Text& t, const Event& e) { t.append(toString(e.kind)); }},
    Column<Event>{{"nrs", "1", "pain rating 0-10"},
                  [](Text& t, const Event& e) {
                      if (e.nrs) {
                          fmt::format_to(std::back_inserter(t), "{}", *e.nrs);
                      }
                  }},
    Column<Event>{{"x_mm", "mm", "place along a row, from the edge of column 0"},
                  [](Text& t, const Event& e) {
                      appendOptional(t, e.place ? std::optional{e.place->x_mm} : std::nullopt);
                  }},
    Column<Event>{{"y_mm", "mm", "place along a column, from the edge of row 0"},
                  [](Text& t, const Event& e) {
                      appendOptional(t, e.place ? std::optional{e.place->y_mm} : std::nullopt);
                  }},
    Column<Event>{
        {"text", "",
         "what was noted; text that a spreadsheet would take for a formula (it begins with = + - @ TAB "
         "or CR) has an apostrophe in front"},
        [](Text& t, const Event& e) { appendText(t, e.text); }},
};

constexpr std::array kFrameStart{
    ColumnDefinition{
        "frame", "1",
        "its place in the session, from 0: the index along time of pressure in the session file"},
    ColumnDefinition{"time_s", "s", "since the start of the session"},
    ColumnDefinition{"valid", "1",
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

void writeFrames(const std::vector<FrameMetrics>& frames, TextFile& file)
{
    auto& text = file.text();
    text.append(std::string_view{"frame,time_s,valid"});
    for (const auto& column : metricColumns()) {
        text.push_back(',');
        text.append(column.name);
    }
    text.push_back('\n');
    for (std::size_t index = 0; index < frames.size(); ++index) {
        const auto& frame = frames[index];
        fmt::format_to(std::back_inserter(text), "{},", index);
        appendNumber(text, frame.time_s);
        text.append(frame.valid ? std::string_view{",1"} : std::string_view{",0"});
        for (const auto& column : metricColumns()) {
            text.push_back(',');
            appendOptional(text, column.value(frame));
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

void writeHolds(const std::vector<Hold>& holds, TextFile& file)
{
    writeTable(kHoldColumns, holds, file);
}

void writeStrokes(const std::vector<Stroke>& strokes, TextFile& file)
{
    writeTable(kStrokeColumns, strokes, file);
}

void writeEvents(const std::vector<Event>& events, TextFile& file)
{
    writeTable(kEventColumns, events, file);
}

std::vector<ColumnDefinition> frameColumns()
{
    std::vector<ColumnDefinition> columns{kFrameStart.begin(), kFrameStart.end()};
    columns.reserve(kFrameStart.size() + metricColumns().size());
    for (const auto& column : metricColumns()) {
        columns.push_back(
            {.name = column.name, .unit = column.unit, .definition = metricDefinition(column.name)});
    }
    return columns;
}

std::vector<ColumnDefinition> holdColumns()
{
    return definitionsOf(kHoldColumns);
}

std::vector<ColumnDefinition> strokeColumns()
{
    return definitionsOf(kStrokeColumns);
}

std::vector<ColumnDefinition> eventColumns()
{
    return definitionsOf(kEventColumns);
}

}  // namespace palpate::session
