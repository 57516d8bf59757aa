#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "palpate/acquisition/frame_decoder.hpp"

#include "cell_order.hpp"
#include "sequence_tracker.hpp"
#include "text_line.hpp"

namespace palpate::acquisition {

/// Decimal counts in lines, in the shapes that self-built mats send:
///
/// - a frame per line: rows x cols numbers, or one more in front (a time or an index, which is dropped);
/// - a row per line: cols numbers, where an empty line, any line of words, `FRAME:N` or `END` stands between
/// frames;
/// - a row per line with its number: `R03 | ...`, `ROW:3:...`, `"row3":[...]` (also many in one line), or
/// cols + 1
///   numbers of which the first counts the rows from 0.
///
/// Lines end with CR, LF or both. The first line of a stream may be cut and is never used for its numbers.
/// Lines of words (boot messages, headings) are skipped. Rows without anything between frames cannot be
/// placed and are refused. `FRAME:N` is the device's counter, as long as it rises.
class TextDecoder final : public FrameDecoder {
  public:
    explicit TextDecoder(const MatProfile& profile);

    void feed(std::span<const std::uint8_t> bytes, FrameSink& sink) override;
    void finish() override;

  private:
    void keep(std::span<const std::uint8_t> bytes);
    void endLine(std::span<const std::uint8_t> line, FrameSink& sink);
    void takeFirstLine(std::span<const std::uint8_t> bytes);
    void takeLine(const TextLine& line, FrameSink& sink);
    void takeWords(const TextLine& line);
    void takeNumbers(const TextLine& line, FrameSink& sink);
    void takeTaggedRows(const TextLine& line, FrameSink& sink);
    void takeRow(std::optional<std::uint32_t> number, std::span<const std::uint16_t> counts, FrameSink& sink);
    [[nodiscard]] bool placeRow(std::optional<std::uint32_t> number);
    void emitFrame(std::span<const std::uint16_t> counts, FrameSink& sink);

    void markBoundary();
    void refuse();
    void dropUnfinishedFrame();
    void claimLine() { accept(std::exchange(line_bytes_, 0)); }
    [[nodiscard]] std::optional<std::uint32_t> risingFrameNumber();

    CellOrderMap order_;
    std::size_t rows_;
    std::size_t cols_;
    std::size_t max_line_size_;
    SequenceTracker tracker_;
    TextLineParser parser_;

    /// The line so far, when it came in pieces, and what of it is beyond any possible line.
    std::vector<std::uint8_t> line_;
    std::uint64_t overlong_bytes_ = 0;
    /// The byte that ended the last line: its partner right behind it belongs to the same line end.
    std::uint8_t line_end_ = 0;
    bool first_line_ = true;

    /// The frame that is gathered row by row.
    std::vector<std::uint16_t> gathered_;
    std::uint64_t gathered_bytes_ = 0;
    bool gathering_ = false;
    /// Something that stands between frames came last: the next row is row 0.
    bool at_boundary_ = false;
    /// Rows since the last boundary that could not be placed.
    std::size_t unplaced_rows_ = 0;
    /// Bytes of the line at hand that belong to nothing yet.
    std::uint64_t line_bytes_ = 0;
    std::optional<std::uint32_t> frame_number_;
    std::optional<std::uint32_t> last_frame_number_;
};

}  // namespace palpate::acquisition
