#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/session/import.hpp"

#include "import/frame_clock.hpp"
#include "import/frame_reader.hpp"
#include "import/imported_samples.hpp"
#include "import/matrix_text_tag.hpp"
#include "import/number_line.hpp"
#include "import/table_layout.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// A layout of matrix text that has a name of its own.
struct MatrixTextPreset {
    std::string_view format = "matrix-text";
    std::string_view title = "Imported mat";
    /// The place of a column that numbers the frames, counted from the end of the line (2 = the last but
    /// one).
    std::optional<std::size_t> number_column_from_end;
    /// Entries that may identify a person.
    std::vector<std::string> left_out;
};

/// Plain numbers: a frame per line, or a row per line with a blank line, a tag or nothing between frames; one
/// index or time column in front is passed over, or gives the times where --time-column names it. The first
/// line of numbers decides which, all others must be like it; lines that begin with # are comments. The
/// layouts are in docs/formats.md.
class MatrixTextReader final : public FrameReader {
  public:
    /// Reads up to the first line of numbers. InvalidArgument names every option that is missing at once.
    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> open(TextLines lines,
                                                                   const ImportOptions& options);
    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> open(TextLines lines,
                                                                   const ImportOptions& options,
                                                                   const MatrixTextPreset& preset);

    [[nodiscard]] const SessionHeader& header() const override { return header_; }
    [[nodiscard]] const std::vector<std::string>& leftOut() const override { return left_out_; }
    [[nodiscard]] Result<std::optional<ImportedFrame>> next() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return lines_.bytesRead(); }

  private:
    MatrixTextReader(TextLines lines, NumberLineParser parser, SessionHeader header, ImportUnit unit,
                     const TableLayout& layout);

    /// Takes the line into the frame; true when the frame is whole.
    [[nodiscard]] Result<bool> takeLine(std::string_view line);
    [[nodiscard]] Result<void> checkTag(const MatrixTextTag& tag);
    [[nodiscard]] Result<void> checkNumbers(const NumberLine& found);
    [[nodiscard]] Result<void> takeTime();
    [[nodiscard]] Result<FrameStamp> stamp();
    [[nodiscard]] Result<void> checkFrameBoundary() const;
    [[nodiscard]] tl::unexpected<Error> failCount(std::size_t numbers);
    [[nodiscard]] std::size_t rowsInHand() const;

    TextLines lines_;
    NumberLineParser parser_;
    SessionHeader header_;
    TableLayout layout_;
    FrameClock clock_;
    ImportedSamples samples_;
    std::vector<std::string> left_out_;
    std::vector<double> values_;
    std::uint64_t frames_ = 0;
    /// The number that the first row of a frame has, in files that number their rows.
    std::optional<std::int64_t> first_row_tag_;
    bool lines_end_with_separator_ = true;
    /// Of the frame in hand, as its first line says.
    std::optional<double> time_s_;
    std::uint64_t number_ = 0;
};

}  // namespace palpate::session
