#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

#include "import/number_line.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// One frame as it stands in the file.
struct ZebrisFrame {
    std::uint64_t number = 0;
    /// Of "Frame n {".
    std::uint64_t line = 0;
    std::optional<double> ms;
    /// Lines of the platform from y1 on, row by row: y counts away from the lower edge.
    std::vector<double> cells;
};

/// The frames of a zebris text, after its platform.
class ZebrisFrames final {
  public:
    ZebrisFrames(TextLines lines, int rows, int cols, std::optional<std::uint64_t> frame_count);

    /// Nothing after the last. Corrupt where the file was cut or damaged, naming the line: also where the
    /// centre of force over a frame is not that of its values, to one cell.
    [[nodiscard]] Result<std::optional<ZebrisFrame>> next();
    [[nodiscard]] const TextLines& lines() const { return lines_; }

  private:
    /// The cell that a frame names as its centre of force, counted from 1.
    struct Centre {
        double x = 0.0;
        double y = 0.0;
        std::uint64_t line = 0;
    };

    [[nodiscard]] Result<std::optional<ZebrisFrame>> readFrameLine();
    /// Up to and with the line of column names.
    [[nodiscard]] Result<void> readFront(ZebrisFrame& frame);
    [[nodiscard]] Result<void> takeColumnNames(std::string_view text) const;
    [[nodiscard]] Result<void> readRow(ZebrisFrame& frame, int row);
    [[nodiscard]] Result<void> readEnd(const ZebrisFrame& frame);
    [[nodiscard]] Result<void> checkCentre(const ZebrisFrame& frame) const;
    /// The next line of a frame, blank or not; the end of the file is a cut.
    [[nodiscard]] Result<std::string_view> lineOf(const ZebrisFrame& frame);
    [[nodiscard]] Result<std::optional<ZebrisFrame>> checkCount() const;
    [[nodiscard]] static std::optional<Centre> centreOf(std::string_view text);

    TextLines lines_;
    int rows_;
    int cols_;
    std::optional<std::uint64_t> frame_count_;
    NumberLineParser parser_;
    std::vector<double> values_;
    std::optional<Centre> centre_;
    std::uint64_t frames_ = 0;
    std::uint64_t last_number_ = 0;
};

}  // namespace palpate::session
