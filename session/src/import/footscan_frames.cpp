#include "import/footscan_frames.hpp"

#include <charconv>

#include "palpate/core/mat_geometry.hpp"

#include "import/frame_reader.hpp"
#include "import/printed_value.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

/// Times beyond it are taken for something else.
constexpr double kMaxMs = 1e10;

}  // namespace

std::optional<FootscanFrameLine> readFootscanFrameLine(std::string_view line)
{
    constexpr std::string_view kWord = "Frame ";
    constexpr std::string_view kUnit = " ms)";
    auto text = trimmed(line, " \t");
    if (!text.starts_with(kWord) || !text.ends_with(kUnit)) {
        return std::nullopt;
    }
    text.remove_prefix(kWord.size());
    FootscanFrameLine head;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), head.number);
    const auto rest = text.substr(static_cast<std::size_t>(end - text.data()));
    if (error != std::errc{} || !rest.starts_with(" (") || rest.size() <= kUnit.size() + 2) {
        return std::nullopt;
    }
    const auto ms = parsePrinted(rest.substr(2, rest.size() - 2 - kUnit.size()));
    if (!ms || ms->value < 0.0 || ms->value > kMaxMs) {
        return std::nullopt;
    }
    head.ms = ms->value;
    return head;
}

Result<std::optional<FootscanFrame>> FootscanFrames::next()
{
    auto frame = readFrameLine();
    if (!frame || !*frame) {
        return frame;
    }
    (*frame)->cells.reserve(rows_ * cols_);
    if (auto read = readRows(**frame); !read) {
        return fail(std::move(read.error()));
    }
    last_ = (*frame)->head;
    ++frames_;
    return frame;
}

Result<std::optional<FootscanFrame>> FootscanFrames::readFrameLine()
{
    std::optional<std::string_view> text;
    do {
        auto line = lines_.next();
        if (!line) {
            return fail(std::move(line.error()));
        }
        if (!*line) {
            return std::optional<FootscanFrame>{};
        }
        text = trimmed(**line, " \t,;");
    } while (text->empty());
    const auto head = readFootscanFrameLine(*text);
    if (!head) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("'{}' where a line 'Frame {} (... ms)' should come{}", plainName(*text),
                        frames_ == 0 ? 0 : last_.number + 1,
                        lines_.isLineOpen() ? ": the file was cut there; export it again" : ""));
    }
    if (frames_ > 0 && head->number != last_.number + 1) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("frame {} follows frame {}: lines are missing; export the file again", head->number,
                        last_.number));
    }
    if (frames_ > 0 && head->ms <= last_.ms) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("frame {} has the time {} ms, and the frame before it {} ms; export "
                        "the file again",
                        head->number, head->ms, last_.ms));
    }
    if (frames_ == kMaxImportFrames) {
        return lines_.failLine(ErrorCode::InvalidArgument,
                               fmt::format("more than {} frames; export it in parts", kMaxImportFrames));
    }
    return std::optional{FootscanFrame{.head = *head, .line = lines_.lineNumber(), .cells = {}}};
}

Result<void> FootscanFrames::readRows(FootscanFrame& frame)
{
    for (std::size_t row = 0;; ++row) {
        const auto line = lines_.next();
        if (!line) {
            return fail(line.error());
        }
        if (!*line) {
            return checkRows(frame, row, true);
        }
        if (readFootscanFrameLine(**line)) {
            lines_.putBack();
            return checkRows(frame, row, false);
        }
        const auto found = parser_.parse(**line, values_);
        if (found.isBlank()) {
            return checkRows(frame, row, false);
        }
        if (auto taken = takeRow(frame, found, row); !taken) {
            return taken;
        }
    }
}

Result<void> FootscanFrames::takeRow(FootscanFrame& frame, const NumberLine& found, std::size_t row)
{
    if (lines_.isLineOpen()) {
        return lines_.failFile(
            ErrorCode::Corrupt,
            fmt::format("ends in line {}, in row {} of frame {}: the file was cut there; export it again",
                        lines_.lineNumber(), row + 1, frame.head.number));
    }
    if (!found.odd_token.empty()) {
        return lines_.failLine(ErrorCode::Corrupt,
                               fmt::format("'{}' in row {} of frame {} is no number; export the file again",
                                           plainName(found.odd_token), row + 1, frame.head.number));
    }
    if (frames_ == 0 && row == 0) {
        cols_ = found.numbers;
    }
    if (cols_ > static_cast<std::size_t>(kMaxMatCols) || row >= static_cast<std::size_t>(kMaxMatRows)) {
        return lines_.failLine(
            ErrorCode::InvalidArgument,
            fmt::format("a frame over {} rows and {} columns can not be read", kMaxMatRows, kMaxMatCols));
    }
    if (found.numbers != cols_) {
        return lines_.failLine(ErrorCode::Corrupt,
                               fmt::format("{} of {} values in row {} of frame {}; export the file again",
                                           found.numbers, cols_, row + 1, frame.head.number));
    }
    if (frames_ > 0 && row >= rows_) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("row {} of frame {}, where the first frame has {} rows; export each "
                        "shape by itself",
                        row + 1, frame.head.number, rows_));
    }
    frame.cells.insert(frame.cells.end(), values_.begin(), values_.end());
    return {};
}

/// Only the blank line behind it says that the first frame has no more rows.
Result<void> FootscanFrames::checkRows(const FootscanFrame& frame, std::size_t rows, bool is_file_end)
{
    if (frames_ == 0 && rows > 0 && !is_file_end) {
        rows_ = rows;
    }
    if (rows > 0 && rows == rows_) {
        return {};
    }
    return lines_.failFile(
        ErrorCode::Corrupt,
        fmt::format("frame {} ends at line {} after {} rows{}; export it again", frame.head.number,
                    lines_.lineNumber(), rows,
                    frames_ == 0 ? ", without the blank line after a frame: the file was cut there"
                                 : fmt::format(" of {}: the file was cut or damaged there", rows_)));
}

}  // namespace palpate::session
