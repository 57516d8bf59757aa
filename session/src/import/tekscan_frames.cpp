#include "import/tekscan_frames.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "import/frame_reader.hpp"
#include "import/printed_value.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kEndMark = "@@";
constexpr std::string_view kFrameWord = "Frame";
/// Times beyond it are taken for something else.
constexpr double kMaxSeconds = 1e7;

/// The field after the frame's number; `rest` begins with the separator, if there is one.
std::optional<double> secondsField(std::string_view rest)
{
    rest = trimmed(rest, " ");
    if (rest.empty() || (rest[0] != ',' && rest[0] != ';' && rest[0] != '\t')) {
        return std::nullopt;
    }
    const char separator = rest[0];
    rest.remove_prefix(1);
    std::string field{trimmed(rest.substr(0, rest.find(separator)), " \t\"")};
    std::replace(field.begin(), field.end(), ',', '.');
    double seconds = 0.0;
    const auto* const end = field.data() + field.size();
    const auto parsed = std::from_chars(field.data(), end, seconds);
    const bool is_number = parsed.ec == std::errc{} && parsed.ptr == end;
    return is_number && seconds >= 0.0 && seconds <= kMaxSeconds ? std::optional{seconds} : std::nullopt;
}

}  // namespace

TekscanFrames::TekscanFrames(TextLines lines, int rows, int cols, std::optional<std::uint64_t> frame_count)
    : lines_{std::move(lines)},
      rows_{rows},
      cols_{cols},
      frame_count_{frame_count},
      parser_{NumberLineParser::AbsentMark::LetterB, static_cast<std::size_t>(cols)}
{}

Result<std::optional<TekscanFrame>> TekscanFrames::next()
{
    if (is_done_) {
        return std::optional<TekscanFrame>{};
    }
    auto frame = readFrameLine();
    if (!frame || !*frame) {
        return frame;
    }
    auto& cells = (*frame)->cells;
    cells.reserve(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(cols_));
    for (int row = 0; row < rows_; ++row) {
        if (auto read = readRow(row, **frame); !read) {
            return fail(std::move(read.error()));
        }
    }
    last_number_ = (*frame)->number;
    ++frames_;
    return frame;
}

Result<std::optional<TekscanFrame>> TekscanFrames::readFrameLine()
{
    for (;;) {
        auto line = lines_.next();
        if (!line) {
            return fail(std::move(line.error()));
        }
        if (!*line) {
            return failCut(fmt::format("ends after line {} without the end mark @@, with {}",
                                       lines_.lineNumber(), framesFound()));
        }
        const auto text = trimmed(**line, " \t,;\"");
        if (text.empty()) {
            continue;
        }
        if (text == kEndMark) {
            is_done_ = true;
            if (auto checked = checkEnd(); !checked) {
                return fail(std::move(checked.error()));
            }
            return std::optional<TekscanFrame>{};
        }
        auto frame = parseFrameLine(text);
        if (!frame) {
            return fail(std::move(frame.error()));
        }
        return std::optional{std::move(*frame)};
    }
}

Result<TekscanFrame> TekscanFrames::parseFrameLine(std::string_view line) const
{
    TekscanFrame frame;
    auto text = line;
    bool is_frame_line = text.starts_with(kFrameWord);
    if (is_frame_line) {
        text.remove_prefix(kFrameWord.size());
        text.remove_prefix(std::min(text.find_first_not_of(" \t,;"), text.size()));
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), frame.number);
        is_frame_line = error == std::errc{};
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    }
    if (!is_frame_line && lines_.isLineOpen()) {
        return failCut(fmt::format("ends in line {} without the end mark @@, with {}", lines_.lineNumber(),
                                   framesFound()));
    }
    if (!is_frame_line) {
        return lines_.failLine(ErrorCode::Corrupt,
                               fmt::format("'{}' where a line 'Frame {}' or the end mark @@ should come",
                                           line.substr(0, 40), last_number_ + 1));
    }
    if (frames_ > 0 && frame.number != last_number_ + 1) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("frame {} follows frame {}: lines are missing; export the file again", frame.number,
                        last_number_));
    }
    if (frames_ == kMaxImportFrames) {
        return lines_.failLine(ErrorCode::InvalidArgument,
                               fmt::format("more than {} frames; export it in parts", kMaxImportFrames));
    }
    frame.seconds = secondsField(text);
    return frame;
}

Result<void> TekscanFrames::readRow(int row, TekscanFrame& frame)
{
    auto line = lines_.next();
    if (!line) {
        return fail(std::move(line.error()));
    }
    if (!*line) {
        return failCut(fmt::format("ends after line {} with {} of {} rows of frame {}", lines_.lineNumber(),
                                   row, rows_, frame.number));
    }
    if (row == 0) {
        frame.first_row_line = lines_.lineNumber();
    }
    const auto found = parser_.parse(**line, row_values_);
    const auto counts =
        fmt::format("{} of {} values in row {} of frame {}", found.numbers, cols_, row + 1, frame.number);
    if (lines_.isLineOpen()) {
        return failCut(fmt::format("ends in line {} with {}", lines_.lineNumber(), counts));
    }
    if (!found.odd_token.empty()) {
        return lines_.failLine(ErrorCode::Corrupt,
                               fmt::format("'{}' in row {} of frame {} is neither a number nor B; export the "
                                           "file again",
                                           found.odd_token.substr(0, 40), row + 1, frame.number));
    }
    if (found.numbers != static_cast<std::size_t>(cols_)) {
        return lines_.failLine(ErrorCode::Corrupt, fmt::format("{}; export the file again", counts));
    }
    frame.cells.insert(frame.cells.end(), row_values_.begin(), row_values_.end());
    return {};
}

Result<void> TekscanFrames::checkEnd()
{
    if (frames_ == 0) {
        return lines_.failFile(ErrorCode::Corrupt, "holds no frames; export it again");
    }
    if (frame_count_ && frames_ != *frame_count_) {
        return lines_.failFile(
            ErrorCode::Corrupt,
            fmt::format("holds {} by START_FRAME and END_FRAME: {}; export it again", framesFound(),
                        frames_ < *frame_count_ ? "the file was cut" : "two exports are mixed"));
    }
    for (;;) {
        auto line = lines_.next();
        if (!line) {
            return fail(std::move(line.error()));
        }
        if (!*line) {
            return {};
        }
        if (!trimmed(**line, " \t,;\"").empty()) {
            return lines_.failLine(ErrorCode::Corrupt,
                                   "more text after the end mark @@: one recording per file can be read");
        }
    }
}

tl::unexpected<Error> TekscanFrames::failCut(std::string_view what) const
{
    return lines_.failFile(ErrorCode::Corrupt,
                           fmt::format("{}: the file was cut there; export it again", what));
}

std::string TekscanFrames::framesFound() const
{
    return frame_count_ ? fmt::format("{} of {} frames", frames_, *frame_count_)
                        : fmt::format("{} frames", frames_);
}

}  // namespace palpate::session
