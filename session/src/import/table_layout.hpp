#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "palpate/core/error.hpp"
#include "palpate/session/import.hpp"

#include "import/text_lines.hpp"

namespace palpate::session {

/// Columns beside the cells that a line may have.
inline constexpr std::size_t kMostExtraColumns = 16;

/// What a line of numbers holds; columns are counted from 0.
struct TableLayout {
    std::size_t numbers_per_line = 0;
    std::size_t first_cell = 0;
    /// A frame, or a row of one.
    std::size_t cells_per_line = 0;
    std::optional<std::size_t> time_column;
    double seconds_per_time_unit = 1.0;
    /// Numbers the frames.
    std::optional<std::size_t> number_column;
};

/// Of a file whose first line of numbers, the one that `lines` gave last, has `numbers` of them. Rows and
/// columns are in the options. `named_column`: where the header line names options.time_column.
/// InvalidArgument, naming the line, where options and line do not fit each other.
[[nodiscard]] Result<TableLayout> tableLayoutOf(const TextLines& lines, std::size_t numbers,
                                                std::optional<std::size_t> named_column,
                                                const ImportOptions& options);

/// "3" is the third column, "-1" the last; nothing for a name.
[[nodiscard]] std::optional<int> columnPlace(std::string_view text);

/// The place of a column in a line of names divided by TABs, semicolons, pipes, commas or else spaces; names
/// may stand in double quotes.
[[nodiscard]] std::optional<std::size_t> findColumn(std::string_view line, std::string_view name);

/// "64 x 32?" for 2048: the most nearly square shape with at least as many rows as columns; empty for a
/// prime.
[[nodiscard]] std::string shapeGuess(std::size_t numbers);

}  // namespace palpate::session
