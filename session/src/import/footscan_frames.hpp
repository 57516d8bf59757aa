#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

#include "import/number_line.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// "Frame 7 (55.56 ms)".
struct FootscanFrameLine {
    std::uint64_t number = 0;
    double ms = 0.0;
};

/// Empty for any other line.
[[nodiscard]] std::optional<FootscanFrameLine> readFootscanFrameLine(std::string_view line);

/// One frame as it stands in the file.
struct FootscanFrame {
    FootscanFrameLine head;
    /// Of the frame line.
    std::uint64_t line = 0;
    /// Row by row.
    std::vector<double> cells;
};

/// The frames of an RSscan footscan text export. The first one decides how many rows and columns all have.
class FootscanFrames final {
  public:
    explicit FootscanFrames(TextLines lines) : lines_{std::move(lines)} {}

    /// Nothing after the last. Corrupt where the file was cut or damaged, naming the line.
    [[nodiscard]] Result<std::optional<FootscanFrame>> next();
    [[nodiscard]] const TextLines& lines() const { return lines_; }
    /// Known from the first frame on.
    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::size_t cols() const { return cols_; }

  private:
    /// The next frame line, past blank lines.
    [[nodiscard]] Result<std::optional<FootscanFrame>> readFrameLine();
    [[nodiscard]] Result<void> readRows(FootscanFrame& frame);
    [[nodiscard]] Result<void> takeRow(FootscanFrame& frame, const NumberLine& found, std::size_t row);
    [[nodiscard]] Result<void> checkRows(const FootscanFrame& frame, std::size_t rows, bool is_file_end);

    TextLines lines_;
    NumberLineParser parser_{NumberLineParser::AbsentMark::None, 1024};
    std::vector<double> values_;
    std::size_t rows_ = 0;
    std::size_t cols_ = 0;
    std::uint64_t frames_ = 0;
    FootscanFrameLine last_;
};

}  // namespace palpate::session
