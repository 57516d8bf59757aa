#include "import/named_tables.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "palpate/core/mat_geometry.hpp"

#include "import/import_options.hpp"
#include "import/matrix_text_reader.hpp"
#include "import/printed_value.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

struct CellLabel {
    int row = 0;
    int col = 0;
};

/// "(12-3)".
std::optional<CellLabel> cellLabel(std::string_view text)
{
    if (!text.starts_with('(') || !text.ends_with(')')) {
        return std::nullopt;
    }
    const auto inside = text.substr(1, text.size() - 2);
    const auto dash = inside.find('-');
    if (dash == std::string_view::npos) {
        return std::nullopt;
    }
    CellLabel label;
    const auto whole = [](std::string_view digits, int& value) {
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return error == std::errc{} && end == digits.data() + digits.size() && value >= 0;
    };
    const bool is_good =
        whole(inside.substr(0, dash), label.row) && whole(inside.substr(dash + 1), label.col);
    return is_good ? std::optional{label} : std::nullopt;
}

/// The last label, where they run row by row through a whole matrix.
std::optional<CellLabel> lastLabel(std::string_view line)
{
    std::optional<CellLabel> last;
    int cols = 0;
    auto begin = std::min(line.find(','), line.size());
    while (begin < line.size()) {
        const auto end = std::min(line.find(',', begin + 1), line.size());
        const auto field = trimmed(line.substr(begin + 1, end - begin - 1), " \t\"");
        begin = end;
        if (field.empty() && last && end == line.size()) {
            break;
        }
        const auto label = cellLabel(field);
        const bool starts_row = label && label->col == 0 && label->row == (last ? last->row + 1 : 0) &&
                                (!last || cols == 0 || last->col + 1 == cols);
        const bool goes_on = label && last && label->row == last->row && label->col == last->col + 1;
        if (!starts_row && !goes_on) {
            return std::nullopt;
        }
        if (starts_row && last && cols == 0) {
            cols = last->col + 1;
        }
        last = label;
    }
    return last && (cols == 0 || last->col + 1 == cols) ? last : std::nullopt;
}

}  // namespace

Result<std::unique_ptr<FrameReader>> openSensingMatCsv(TextLines lines, const ImportOptions& options)
{
    const auto line = lines.next();
    if (!line) {
        return fail(line.error());
    }
    const auto last = *line ? lastLabel(**line) : std::nullopt;
    if (!last || last->row >= kMaxMatRows || last->col >= kMaxMatCols) {
        return lines.failFile(ErrorCode::Corrupt,
                              "does not begin with Timestamp,(0-0),(0-1),... up to the last "
                              "cell of a mat; export it again");
    }
    auto table = options;
    table.rows = last->row + 1;
    table.cols = last->col + 1;
    if (options.rows.value_or(*table.rows) != *table.rows) {
        return failContradiction(lines, "--rows", fmt::format("({}-{})", last->row, last->col));
    }
    if (options.cols.value_or(*table.cols) != *table.cols) {
        return failContradiction(lines, "--cols", fmt::format("({}-{})", last->row, last->col));
    }
    table.time_column = "1";
    table.time_unit = ImportTimeUnit::Seconds;
    return MatrixTextReader::open(
        std::move(lines), table,
        {.format = "sensing-mat-csv", .title = "Sensing Mat", .left_out = {"Timestamp (date)"}});
}

Result<std::unique_ptr<FrameReader>> openMatSenseCsv(TextLines lines, const ImportOptions& options)
{
    constexpr std::size_t kBehindTheCells = 2;
    auto table = options;
    table.time_column = "-1";
    table.time_unit = ImportTimeUnit::Milliseconds;
    table.first_cell = 1;
    return MatrixTextReader::open(
        std::move(lines), table,
        {.format = "matsense-csv", .title = "Imported mat", .number_column_from_end = kBehindTheCells});
}

}  // namespace palpate::session
