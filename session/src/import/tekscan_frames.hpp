#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

#include "import/number_line.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// One frame as it stands in the file.
struct TekscanFrame {
    std::uint64_t number = 0;
    /// The frame line's own time, where it has one: "Frame 7, 0.6,, ...".
    std::optional<double> seconds;
    /// rows x cols, row-major; NaN where the file has B.
    std::vector<double> cells;
    /// Line of the first row; the others follow it.
    std::uint64_t first_row_line = 0;
};

/// The part of a Tekscan ASCII export after ASCII_DATA, up to and with its end mark.
class TekscanFrames final {
  public:
    TekscanFrames(TextLines lines, int rows, int cols, std::optional<std::uint64_t> frame_count);

    /// Nothing after the end mark. Corrupt where the file was cut, naming the line.
    [[nodiscard]] Result<std::optional<TekscanFrame>> next();
    [[nodiscard]] const TextLines& lines() const { return lines_; }

  private:
    [[nodiscard]] Result<std::optional<TekscanFrame>> readFrameLine();
    [[nodiscard]] Result<TekscanFrame> parseFrameLine(std::string_view line) const;
    [[nodiscard]] Result<void> readRow(int row, TekscanFrame& frame);
    [[nodiscard]] Result<void> checkEnd();
    [[nodiscard]] tl::unexpected<Error> failCut(std::string_view what) const;
    [[nodiscard]] std::string framesFound() const;

    TextLines lines_;
    int rows_;
    int cols_;
    std::optional<std::uint64_t> frame_count_;
    NumberLineParser parser_;
    std::vector<double> row_values_;
    std::uint64_t frames_ = 0;
    std::uint64_t last_number_ = 0;
    bool is_done_ = false;
};

}  // namespace palpate::session
