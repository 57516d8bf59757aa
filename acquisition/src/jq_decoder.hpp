#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include "palpate/acquisition/frame_decoder.hpp"

#include "cell_order.hpp"
#include "sequence_tracker.hpp"

namespace palpate::acquisition {

inline constexpr std::array<std::uint8_t, 4> kJqDelimiter{0xAA, 0x55, 0x03, 0x99};

/// One byte per cell, row by row, with AA 55 03 99 between frames; no length, no checksum, no counter.
///
/// Only pieces of the mat's own size between two delimiters are frames. The delimiter also occurs by chance
/// inside a frame: neighbouring short pieces that make up one frame together with the delimiters between them
/// are joined again. The first piece of a stream may be cut and is a frame only when it has the full size.
class JqDecoder final : public FrameDecoder {
  public:
    explicit JqDecoder(const MatProfile& profile);

    void feed(std::span<const std::uint8_t> bytes, FrameSink& sink) override;
    void finish() override;

  private:
    void take(std::span<const std::uint8_t> bytes, FrameSink& sink);
    void endPiece(std::size_t piece_end, FrameSink& sink);
    void emitFrame(FrameSink& sink);
    void dropOldestPiece();
    void dropEndlessPiece();
    void compact();

    CellOrderMap order_;
    SequenceTracker tracker_;
    /// Everything that is not settled yet: pieces with their delimiters, then the piece that is growing.
    std::vector<std::uint8_t> buffer_;
    /// Where the unsettled bytes begin in the buffer.
    std::size_t begin_ = 0;
    /// Ends of the pieces after begin_ that wait to be joined, each without its delimiter.
    std::deque<std::size_t> piece_ends_;
    /// Where the growing piece begins, and up to where it is known to hold no delimiter.
    std::size_t piece_begin_ = 0;
    std::size_t scanned_ = 0;
    /// The growing piece is too long for a frame and its beginning is thrown away already.
    bool endless_ = false;
    bool first_piece_ = true;
};

}  // namespace palpate::acquisition
