#include "import/zebris_frames.hpp"

#include <charconv>
#include <cmath>
#include <utility>

#include "import/frame_reader.hpp"
#include "import/printed_value.hpp"
#include "import/zebris_platform.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kBlank = " \t\f";
constexpr int kMaxFrontLines = 20;
/// Times beyond it are taken for something else.
constexpr double kMaxMs = 1e10;

/// Takes "x99" off the front of the text.
std::optional<int> takeTagged(std::string_view& text, char tag)
{
    int number = 0;
    if (text.empty() || text.front() != tag) {
        return std::nullopt;
    }
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return error == std::errc{} ? std::optional{number} : std::nullopt;
}

}  // namespace

ZebrisFrames::ZebrisFrames(TextLines lines, int rows, int cols, std::optional<std::uint64_t> frame_count)
    : lines_{std::move(lines)},
      rows_{rows},
      cols_{cols},
      frame_count_{frame_count},
      parser_{NumberLineParser::AbsentMark::None, static_cast<std::size_t>(cols)}
{}

Result<std::optional<ZebrisFrame>> ZebrisFrames::next()
{
    auto frame = readFrameLine();
    if (!frame || !*frame) {
        return frame;
    }
    (*frame)->cells.reserve(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(cols_));
    auto read = readFront(**frame);
    for (int row = 0; read && row < rows_; ++row) {
        read = readRow(**frame, row);
    }
    read = read ? readEnd(**frame) : read;
    read = read ? checkCentre(**frame) : read;
    if (!read) {
        return fail(std::move(read.error()));
    }
    last_number_ = (*frame)->number;
    ++frames_;
    return frame;
}

Result<std::optional<ZebrisFrame>> ZebrisFrames::readFrameLine()
{
    for (;;) {
        const auto line = lines_.next();
        if (!line) {
            return fail(line.error());
        }
        if (!*line) {
            return checkCount();
        }
        const auto text = trimmed(**line, kBlank);
        if (text.empty() || text == "}") {
            continue;
        }
        const auto number = zebrisFrameNumber(text);
        if (!number) {
            return lines_.failLine(
                ErrorCode::Corrupt,
                fmt::format("'{}' where a line 'Frame {} {{' should come; one platform per "
                            "file can be read",
                            plainName(text), last_number_ + 1));
        }
        if (frames_ > 0 && *number != last_number_ + 1) {
            return lines_.failLine(
                ErrorCode::Corrupt,
                fmt::format("frame {} follows frame {}: lines are missing; export the file again", *number,
                            last_number_));
        }
        if (frames_ == frame_count_.value_or(kMaxImportFrames)) {
            return lines_.failLine(
                ErrorCode::Corrupt,
                fmt::format("more than the {} frames of Frame count; export the file again", frames_));
        }
        return std::optional{ZebrisFrame{.number = *number, .line = lines_.lineNumber(), .cells = {}}};
    }
}

Result<std::optional<ZebrisFrame>> ZebrisFrames::checkCount() const
{
    if (frame_count_ && frames_ != *frame_count_) {
        return lines_.failFile(
            ErrorCode::Corrupt,
            fmt::format("ends after line {} with {} of the {} frames of Frame count: the file was cut "
                        "there; export it again",
                        lines_.lineNumber(), frames_, *frame_count_));
    }
    return std::optional<ZebrisFrame>{};
}

Result<void> ZebrisFrames::readFront(ZebrisFrame& frame)
{
    centre_.reset();
    for (int count = 0; count < kMaxFrontLines; ++count) {
        const auto line = lineOf(frame);
        if (!line) {
            return fail(line.error());
        }
        const auto text = trimmed(*line, kBlank);
        if (text.starts_with("x1") && text.find('\t') != std::string_view::npos) {
            return takeColumnNames(text);
        }
        const auto entry = splitZebrisEntry(*line);
        if (entry.key == "Time, ms") {
            const auto ms = parsePrinted(entry.value);
            if (!ms || ms->value < 0.0 || ms->value > kMaxMs) {
                return lines_.failLine(ErrorCode::Corrupt,
                                       fmt::format("'{}' is no time of frame {}; export the file again",
                                                   plainName(entry.value), frame.number));
            }
            frame.ms = ms->value;
        } else if (entry.key == "Center of force") {
            centre_ = centreOf(entry.value);
            if (centre_) {
                centre_->line = lines_.lineNumber();
            }
        }
    }
    return lines_.failLine(
        ErrorCode::Corrupt,
        fmt::format("no line of columns x1, x2, ... in frame {}; export the file again", frame.number));
}

std::optional<ZebrisFrames::Centre> ZebrisFrames::centreOf(std::string_view text)
{
    text = trimmed(text, "()");
    const auto x = takeTagged(text, 'x');
    if (!x || !text.starts_with(',')) {
        return std::nullopt;
    }
    text.remove_prefix(1);
    const auto y = takeTagged(text, 'y');
    return y && text.empty()
               ? std::optional{Centre{.x = static_cast<double>(*x), .y = static_cast<double>(*y)}}
               : std::nullopt;
}

Result<void> ZebrisFrames::takeColumnNames(std::string_view text) const
{
    int col = 0;
    while (!text.empty()) {
        const auto number = takeTagged(text, 'x');
        if (number != col + 1) {
            break;
        }
        ++col;
        text = trimmed(text, kBlank);
    }
    if (!text.empty() || col != cols_) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("the columns do not count up from x1 to x{}; export the file again", cols_));
    }
    return {};
}

Result<void> ZebrisFrames::readRow(ZebrisFrame& frame, int row)
{
    const auto line = lineOf(frame);
    if (!line) {
        return fail(line.error());
    }
    auto text = *line;
    if (takeTagged(text, 'y') != row + 1) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("'{}' where row y{} of frame {} should come; export the file again", plainName(*line),
                        row + 1, frame.number));
    }
    const auto found = parser_.parse(text, values_);
    if (!found.odd_token.empty()) {
        return lines_.failLine(ErrorCode::Corrupt,
                               fmt::format("'{}' in row y{} of frame {} is no number; export the file again",
                                           plainName(found.odd_token), row + 1, frame.number));
    }
    if (found.numbers != static_cast<std::size_t>(cols_)) {
        return lines_.failLine(ErrorCode::Corrupt,
                               fmt::format("{} of {} values in row y{} of frame {}; export the file again",
                                           found.numbers, cols_, row + 1, frame.number));
    }
    frame.cells.insert(frame.cells.end(), values_.begin(), values_.end());
    return {};
}

Result<void> ZebrisFrames::readEnd(const ZebrisFrame& frame)
{
    const auto line = lines_.next();
    if (!line) {
        return fail(line.error());
    }
    if (!*line || trimmed(**line, kBlank) != "}") {
        return lines_.failFile(
            ErrorCode::Corrupt,
            fmt::format("frame {} is not closed by }} after its {} rows, at line {}: the file was cut or "
                        "damaged there; export it again",
                        frame.number, rows_, lines_.lineNumber()));
    }
    return {};
}

Result<void> ZebrisFrames::checkCentre(const ZebrisFrame& frame) const
{
    double sum = 0.0;
    double moment_x = 0.0;
    double moment_y = 0.0;
    const auto cols = static_cast<std::size_t>(cols_);
    for (std::size_t k = 0; k < frame.cells.size(); ++k) {
        const double value = frame.cells[k];
        sum += value;
        moment_x += value * static_cast<double>(k % cols + 1);
        moment_y += value * static_cast<double>(k / cols + 1);
    }
    if (!centre_ || !(sum > 0.0)) {
        return {};
    }
    if (std::abs(moment_x / sum - centre_->x) > 1.0 || std::abs(moment_y / sum - centre_->y) > 1.0) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("{}, line {}: frame {} has its centre of force at (x{},y{}), but its values "
                                "have it at ({:.1f}, {:.1f}): values are damaged; export the file again",
                                lines_.name(), centre_->line, frame.number, centre_->x, centre_->y,
                                moment_x / sum, moment_y / sum));
    }
    return {};
}

Result<std::string_view> ZebrisFrames::lineOf(const ZebrisFrame& frame)
{
    const auto line = lines_.next();
    if (!line) {
        return fail(line.error());
    }
    if (!*line || lines_.isLineOpen()) {
        return lines_.failFile(
            ErrorCode::Corrupt,
            fmt::format("ends at line {}, in frame {}: the file was cut there; export it again",
                        lines_.lineNumber(), frame.number));
    }
    return **line;
}

}  // namespace palpate::session
