#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/results.hpp"

#include "export/text_file.hpp"

namespace palpate::session {

/// Shortest digits that read back as the same number; nothing for a number that does not exist.
void appendNumber(fmt::memory_buffer& text, double value);
void appendNumber(fmt::memory_buffer& text, float value);

/// One row of dictionary.csv.
struct ColumnDefinition {
    std::string_view name;
    std::string_view unit;
    std::string_view definition;
};

void writeFrames(const std::vector<FrameMetrics>& frames, TextFile& file);
/// Rows by columns, no header; cells that take part in nothing are empty.
void writeMap(const CellArray<float>& map, TextFile& file);
void writeHolds(const std::vector<Hold>& holds, TextFile& file);
void writeStrokes(const std::vector<Stroke>& strokes, TextFile& file);
void writeEvents(const std::vector<Event>& events, TextFile& file);

/// In the order of the table's columns.
[[nodiscard]] std::vector<ColumnDefinition> frameColumns();
[[nodiscard]] std::vector<ColumnDefinition> holdColumns();
[[nodiscard]] std::vector<ColumnDefinition> strokeColumns();
[[nodiscard]] std::vector<ColumnDefinition> eventColumns();

}  // namespace palpate::session
