#include "jq_decoder.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace palpate::acquisition {

namespace {

constexpr std::size_t kDelimiterSize = kJqDelimiter.size();
/// Bounds the buffer, whatever is fed at once.
constexpr std::size_t kLargestSlice = 65536;

/// Where the delimiter begins at or after `from`; none when it is not complete in `bytes`.
std::optional<std::size_t> findDelimiter(const std::vector<std::uint8_t>& bytes, std::size_t from)
{
    while (from + kDelimiterSize <= bytes.size()) {
        const void* const hit =
            std::memchr(bytes.data() + from, kJqDelimiter[0], bytes.size() - from - (kDelimiterSize - 1));
        if (hit == nullptr) {
            return std::nullopt;
        }
        from = static_cast<std::size_t>(static_cast<const std::uint8_t*>(hit) - bytes.data());
        if (std::memcmp(bytes.data() + from, kJqDelimiter.data(), kDelimiterSize) == 0) {
            return from;
        }
        ++from;
    }
    return std::nullopt;
}

}  // namespace

JqDecoder::JqDecoder(const MatProfile& profile)
    : order_{profile.order, profile.geometry.rows(), profile.geometry.cols()}
{}

void JqDecoder::feed(std::span<const std::uint8_t> bytes, FrameSink& sink)
{
    stats_.bytes_in += bytes.size();
    while (!bytes.empty()) {
        const auto slice = bytes.first(std::min(bytes.size(), kLargestSlice));
        take(slice, sink);
        bytes = bytes.subspan(slice.size());
    }
}

void JqDecoder::finish()
{
    buffer_.clear();
    piece_ends_.clear();
    begin_ = piece_begin_ = scanned_ = 0;
    skip(bytesPending());
}

void JqDecoder::take(std::span<const std::uint8_t> bytes, FrameSink& sink)
{
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
    while (const auto piece_end = findDelimiter(buffer_, scanned_)) {
        endPiece(*piece_end, sink);
        piece_begin_ = scanned_ = *piece_end + kDelimiterSize;
        if (piece_ends_.empty()) {
            begin_ = piece_begin_;
        }
    }
    scanned_ = std::max(piece_begin_, buffer_.size() - std::min(buffer_.size(), kDelimiterSize - 1));
    if (scanned_ - piece_begin_ > order_.cellCount()) {
        dropEndlessPiece();
    }
    compact();
}

void JqDecoder::endPiece(std::size_t piece_end, FrameSink& sink)
{
    const std::size_t frame_size = order_.cellCount();
    const bool is_whole = piece_end - piece_begin_ == frame_size && !endless_;
    const bool may_be_cut = first_piece_ && !is_whole;
    first_piece_ = false;
    if (may_be_cut || endless_) {
        skip(piece_end + kDelimiterSize - piece_begin_);
        endless_ = false;
        return;
    }
    piece_ends_.push_back(piece_end);
    while (!piece_ends_.empty() && piece_end - begin_ > frame_size) {
        dropOldestPiece();
    }
    if (!piece_ends_.empty() && piece_end - begin_ == frame_size) {
        emitFrame(sink);
        accept(frame_size + kDelimiterSize);
        piece_ends_.clear();
    }
    // Two delimiters in a row stand between frames, not inside one.
    while (piece_end == piece_begin_ && piece_ends_.size() > 1) {
        dropOldestPiece();
    }
}

void JqDecoder::emitFrame(FrameSink& sink)
{
    const auto step = tracker_.advance(std::nullopt, isDamaged());
    frameAccepted();
    sink.onFrame(DecodedFrame{
        .counts =
            order_.shownFromBytes(std::span<const std::uint8_t>{buffer_}.subspan(begin_, order_.cellCount())),
        .sequence = step.sequence,
        .device_time_us = std::nullopt,
        .loss_before = step.loss_before,
    });
}

void JqDecoder::dropOldestPiece()
{
    const std::size_t next = piece_ends_.front() + kDelimiterSize;
    if (piece_ends_.front() == begin_) {
        // Two delimiters in a row are harmless: some mats send one before and one after each frame.
        accept(kDelimiterSize);
    } else {
        loseSync();
        ++stats_.malformed_frames;
        skip(next - begin_);
    }
    begin_ = next;
    piece_ends_.pop_front();
}

void JqDecoder::dropEndlessPiece()
{
    while (!piece_ends_.empty()) {
        dropOldestPiece();
    }
    if (!endless_ && !first_piece_) {
        loseSync();
        ++stats_.malformed_frames;
    }
    endless_ = true;
    skip(scanned_ - piece_begin_);
    begin_ = piece_begin_ = scanned_;
}

void JqDecoder::compact()
{
    const auto settled = static_cast<std::ptrdiff_t>(begin_);
    buffer_.erase(buffer_.begin(), buffer_.begin() + settled);
    for (auto& piece_end : piece_ends_) {
        piece_end -= begin_;
    }
    piece_begin_ -= begin_;
    scanned_ -= begin_;
    begin_ = 0;
}

}  // namespace palpate::acquisition
