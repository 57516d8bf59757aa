#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/session/import.hpp"

#include "import/frame_reader.hpp"
#include "import/imported_samples.hpp"
#include "import/matrix_text_tag.hpp"
#include "import/number_line.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// Plain numbers: a frame per line, or a row per line with a blank line, a tag or nothing between frames; one
/// index or time column in front is passed over. The first line of numbers decides which, all others must be
/// like it. The layouts are in docs/formats.md.
class MatrixTextReader final : public FrameReader {
  public:
    /// Reads up to the first line of numbers. InvalidArgument names every option that is missing at once.
    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> open(TextLines lines,
                                                                   const ImportOptions& options);

    [[nodiscard]] const SessionHeader& header() const override { return header_; }
    [[nodiscard]] const std::vector<std::string>& leftOut() const override { return left_out_; }
    [[nodiscard]] Result<std::optional<ImportedFrame>> next() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return lines_.bytesRead(); }

  private:
    /// What one line holds.
    struct Layout {
        std::size_t cells_per_line = 0;
        bool has_index = false;

        [[nodiscard]] std::size_t numbersPerLine() const { return cells_per_line + (has_index ? 1 : 0); }
    };

    MatrixTextReader(TextLines lines, NumberLineParser parser, SessionHeader header, ImportUnit unit,
                     Layout layout);
    [[nodiscard]] static Result<Layout> layoutOf(const TextLines& lines, std::size_t numbers, int rows,
                                                 int cols);

    /// Takes the line into the frame; true when the frame is whole.
    [[nodiscard]] Result<bool> takeLine(std::string_view line);
    [[nodiscard]] Result<void> checkTag(const MatrixTextTag& tag);
    [[nodiscard]] Result<void> checkNumbers(const NumberLine& found);
    [[nodiscard]] Result<void> checkFrameBoundary() const;
    [[nodiscard]] tl::unexpected<Error> failCount(std::size_t numbers);
    [[nodiscard]] std::size_t rowsInHand() const;

    TextLines lines_;
    NumberLineParser parser_;
    SessionHeader header_;
    Layout layout_;
    ImportedSamples samples_;
    std::vector<std::string> left_out_;
    std::vector<double> values_;
    std::uint64_t frames_ = 0;
    /// The number that the first row of a frame has, in files that number their rows.
    std::optional<std::int64_t> first_row_tag_;
    bool lines_end_with_separator_ = true;
};

}  // namespace palpate::session
