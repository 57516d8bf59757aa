#include "text_decoder.hpp"

#include <algorithm>
#include <cstring>

namespace palpate::acquisition {

namespace {

constexpr std::uint8_t kCarriageReturn = '\r';
constexpr std::uint8_t kLineFeed = '\n';

/// Room for padded numbers, tags and a time, and an end to lines that never end.
constexpr std::size_t kMostBytesPerNumber = 16;
constexpr std::size_t kMostBytesAround = 256;

const std::uint8_t* findByte(std::span<const std::uint8_t> bytes, std::uint8_t byte)
{
    return static_cast<const std::uint8_t*>(std::memchr(bytes.data(), byte, bytes.size()));
}

/// How many bytes stand before the first CR or LF; all when there is neither.
std::size_t lengthOfLine(std::span<const std::uint8_t> bytes)
{
    const auto* const feed = findByte(bytes, kLineFeed);
    const std::size_t before_feed =
        feed == nullptr ? bytes.size() : static_cast<std::size_t>(feed - bytes.data());
    const auto* const carriage_return = findByte(bytes.first(before_feed), kCarriageReturn);
    return carriage_return == nullptr ? before_feed
                                      : static_cast<std::size_t>(carriage_return - bytes.data());
}

}  // namespace

TextDecoder::TextDecoder(const MatProfile& profile)
    : order_{profile.order, profile.geometry.rows(), profile.geometry.cols()},
      rows_{static_cast<std::size_t>(order_.wireRows())},
      cols_{static_cast<std::size_t>(order_.wireCols())},
      max_line_size_{kMostBytesAround + kMostBytesPerNumber * (rows_ * cols_ + rows_)},
      parser_{rows_ * cols_ + 1, rows_}
{
    gathered_.reserve(rows_ * cols_);
}

void TextDecoder::feed(std::span<const std::uint8_t> bytes, FrameSink& sink)
{
    stats_.bytes_in += bytes.size();
    while (!bytes.empty()) {
        const bool is_partner =
            line_end_ != 0 && bytes[0] != line_end_ && (bytes[0] == kLineFeed || bytes[0] == kCarriageReturn);
        line_end_ = 0;
        if (is_partner) {
            accept(1);
            bytes = bytes.subspan(1);
            continue;
        }
        const std::size_t size = lengthOfLine(bytes);
        const auto part = bytes.first(size);
        if (size == bytes.size()) {
            keep(part);
            return;
        }
        line_end_ = bytes[size];
        if (line_.empty() && size <= max_line_size_) {
            endLine(part, sink);
        } else {
            keep(part);
            endLine(line_, sink);
            line_.clear();
            overlong_bytes_ = 0;
        }
        bytes = bytes.subspan(size + 1);
    }
}

void TextDecoder::finish()
{
    line_.clear();
    gathering_ = false;
    skip(bytesPending());
}

void TextDecoder::keep(std::span<const std::uint8_t> bytes)
{
    const auto kept = bytes.first(std::min(max_line_size_ - line_.size(), bytes.size()));
    line_.insert(line_.end(), kept.begin(), kept.end());
    overlong_bytes_ += bytes.size() - kept.size();
}

void TextDecoder::endLine(std::span<const std::uint8_t> line, FrameSink& sink)
{
    line_bytes_ = line.size() + overlong_bytes_ + 1;
    if (std::exchange(first_line_, false)) {
        takeFirstLine(line);
    } else if (overlong_bytes_ > 0) {
        refuse();
    } else {
        takeLine(parser_.parse(line), sink);
    }
    skip(std::exchange(line_bytes_, 0));
}

/// What is left of a cut line cannot be used; but words, even cut ones, stand between frames.
void TextDecoder::takeFirstLine(std::span<const std::uint8_t> bytes)
{
    const auto& line = parser_.parse(bytes);
    if (line.word_count + (line.end_mark ? 1 : 0) > line.number_count) {
        markBoundary();
    }
}

void TextDecoder::takeLine(const TextLine& line, FrameSink& sink)
{
    if (line.word_count > 0) {
        takeWords(line);
        return;
    }
    if (line.isBlank() || line.frame_mark) {
        markBoundary();
        frame_number_ = line.frame_number;
    }
    if (!line.rows.empty()) {
        takeTaggedRows(line, sink);
    } else if (line.number_count > 0) {
        takeNumbers(line, sink);
    } else {
        claimLine();
    }
    if (line.end_mark) {
        markBoundary();
    }
}

/// A heading or boot message stands between frames; a line that is mostly numbers, or stands inside a frame,
/// was data.
void TextDecoder::takeWords(const TextLine& line)
{
    const bool was_numbers = line.number_count > 2 && line.number_count >= line.word_count;
    if (was_numbers || gathering_) {
        refuse();
    } else {
        markBoundary();
    }
}

void TextDecoder::takeNumbers(const TextLine& line, FrameSink& sink)
{
    const std::size_t cells = rows_ * cols_;
    const bool is_frame = line.number_count == cells || line.number_count == cells + 1;
    const std::size_t width = is_frame ? cells : cols_;
    const bool has_lead = line.number_count == width + 1;
    const std::size_t bad_counts = line.bad_count - (has_lead && line.first_is_bad ? 1 : 0);
    if ((line.number_count != width && !has_lead) || bad_counts > 0) {
        refuse();
        return;
    }
    const auto counts = std::span{line.counts}.last(width);
    if (is_frame) {
        dropUnfinishedFrame();
        claimLine();
        emitFrame(counts, sink);
        return;
    }
    // A first number that cannot be a row's is a time.
    const bool counts_rows = has_lead && !line.first_is_bad && line.counts[0] < rows_;
    takeRow(counts_rows ? std::optional<std::uint32_t>{line.counts[0]} : std::nullopt, counts, sink);
}

void TextDecoder::takeTaggedRows(const TextLine& line, FrameSink& sink)
{
    for (std::size_t i = 0; i < line.rows.size(); ++i) {
        const auto& tag = line.rows[i];
        const std::size_t end = i + 1 < line.rows.size() ? line.rows[i + 1].first : line.number_count;
        if (line.bad_count > 0 || end - tag.first != cols_ || end > line.counts.size()) {
            refuse();
            return;
        }
        takeRow(tag.row, std::span{line.counts}.subspan(tag.first, cols_), sink);
    }
}

void TextDecoder::takeRow(std::optional<std::uint32_t> number, std::span<const std::uint16_t> counts,
                          FrameSink& sink)
{
    if (!placeRow(number)) {
        return;
    }
    gathered_.insert(gathered_.end(), counts.begin(), counts.end());
    gathered_bytes_ += std::exchange(line_bytes_, 0);
    if (gathered_.size() == rows_ * cols_) {
        gathering_ = false;
        accept(gathered_bytes_);
        emitFrame(gathered_, sink);
    }
}

/// Whether the row belongs behind what is gathered; begins a frame with row 0.
bool TextDecoder::placeRow(std::optional<std::uint32_t> number)
{
    const bool is_first = number ? *number == 0 : at_boundary_;
    if (is_first) {
        dropUnfinishedFrame();
        gathering_ = true;
        gathered_.clear();
        gathered_bytes_ = 0;
        at_boundary_ = false;
        unplaced_rows_ = 0;
        return true;
    }
    if (gathering_ && number.value_or(gathered_.size() / cols_) == gathered_.size() / cols_) {
        return true;
    }
    // The rest of a frame whose beginning was refused already, or did not come, is not a further loss.
    const bool is_first_of_loss = gathering_ || (stats_.frames_ok > 0 && !isDamaged());
    ++unplaced_rows_;
    if (is_first_of_loss || unplaced_rows_ == rows_) {
        refuse();
        unplaced_rows_ = 0;
    }
    return false;
}

void TextDecoder::emitFrame(std::span<const std::uint16_t> counts, FrameSink& sink)
{
    const auto step = tracker_.advance(risingFrameNumber(), isDamaged());
    countLoss(step, stats_);
    frameAccepted();
    sink.onFrame(DecodedFrame{
        .counts = order_.shown(counts),
        .sequence = step.sequence,
        .device_time_us = std::nullopt,
        .loss_before = step.loss_before,
    });
}

void TextDecoder::markBoundary()
{
    dropUnfinishedFrame();
    at_boundary_ = true;
    unplaced_rows_ = 0;
    frame_number_.reset();
}

void TextDecoder::refuse()
{
    if (gathering_) {
        dropUnfinishedFrame();
    } else {
        loseSync();
        ++stats_.malformed_frames;
    }
    at_boundary_ = false;
}

void TextDecoder::dropUnfinishedFrame()
{
    if (gathering_) {
        gathering_ = false;
        loseSync();
        ++stats_.malformed_frames;
        skip(gathered_bytes_);
    }
}

/// None where the mat's number stands still or falls: then it does not count frames.
std::optional<std::uint32_t> TextDecoder::risingFrameNumber()
{
    const auto number = std::exchange(frame_number_, std::nullopt);
    const bool rises = number && (!last_frame_number_ || *number > *last_frame_number_);
    last_frame_number_ = number;
    return rises ? number : std::nullopt;
}

}  // namespace palpate::acquisition
