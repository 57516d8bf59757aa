#include "import/xsensor_frames.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "palpate/core/mat_geometry.hpp"

#include "import/frame_reader.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr int kMaxHeaderLines = 1000;
constexpr std::size_t kMaxSensors = 16;
constexpr std::size_t kMaxTextBytes = 256;
/// What pads an entry, and the quotes around one.
constexpr std::string_view kPadding = " \t,;\"";
constexpr std::string_view kSeparators = ",;\t";

template <typename T>
std::optional<T> wholeNumber(std::string_view text)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

bool beginsLikeNumber(std::string_view text)
{
    return !text.empty() && text.find_first_of("+-.0123456789") == 0;
}

/// "Sensel Width (cm)" -> "cm"; empty without brackets.
std::string_view unitInBrackets(std::string_view key)
{
    const auto open = key.find('(');
    const auto close = key.find(')', open == std::string_view::npos ? 0 : open);
    return open == std::string_view::npos || close == std::string_view::npos
               ? std::string_view{}
               : key.substr(open + 1, close - open - 1);
}

/// What is wrong with an entry; empty when it is good.
using Problem = std::optional<std::string>;

Problem takeCount(std::optional<int>& into, std::string_view value)
{
    into = wholeNumber<int>(value);
    return into && *into > 0 ? Problem{} : Problem{"needs a whole number above 0"};
}

Problem takeLength(std::optional<PrintedLength>& into, std::string_view key, std::string_view value)
{
    const auto number = parsePrinted(value);
    const auto mm = mmPerPrintedUnit(unitInBrackets(key));
    if (!number || number->value <= 0.0 || !mm) {
        return "needs a length above 0 in cm, mm or in";
    }
    into = PrintedLength{.mm = number->value * *mm, .half_unit_mm = number->half_unit * *mm};
    return std::nullopt;
}

}  // namespace

Result<XsensorFrames> XsensorFrames::open(TextLines lines)
{
    XsensorFrames frames{std::move(lines)};
    if (auto read = frames.readHeader(); !read) {
        return fail(std::move(read.error()));
    }
    return frames;
}

Result<std::optional<XsensorFrames::Entry>> XsensorFrames::nextEntry()
{
    for (;;) {
        auto line = lines_.next();
        if (!line) {
            return fail(std::move(line.error()));
        }
        if (!*line) {
            return std::optional<Entry>{};
        }
        const auto text = trimmed(**line, kPadding);
        if (text.empty()) {
            continue;
        }
        if (lines_.isLineOpen()) {
            return lines_.failLine(ErrorCode::Corrupt,
                                   "has no line ending: the file was cut there; export it again, or add the "
                                   "line ending where nothing is missing");
        }
        const auto end = text.find_first_of(kSeparators);
        const auto value = end == std::string_view::npos ? std::string_view{} : text.substr(end);
        return std::optional{Entry{
            .key = trimmed(text.substr(0, end), " \":"), .value = trimmed(value, kPadding), .line = **line}};
    }
}

Result<void> XsensorFrames::readHeader()
{
    for (int count = 0; count < kMaxHeaderLines; ++count) {
        auto entry = nextEntry();
        if (!entry) {
            return fail(std::move(entry.error()));
        }
        if (!*entry) {
            break;
        }
        if ((*entry)->key == "FRAME") {
            lines_.putBack();
            return {};
        }
        if ((*entry)->key == "Rows" || (*entry)->key == "Sensor" || (*entry)->key == "SENSELS") {
            break;
        }
        if (auto taken = takeHeaderEntry(**entry); !taken) {
            return taken;
        }
    }
    return lines_.failFile(ErrorCode::Corrupt,
                           fmt::format("no line FRAME up to line {}: the file was cut there, or this is "
                                       "another layout of the XSENSOR export (PRO 7 REV 1?); export CSV with "
                                       "lines FRAME, SENSOR and SENSELS",
                                       lines_.lineNumber()));
}

Result<void> XsensorFrames::takeHeaderEntry(const Entry& entry)
{
    if (entry.key == "Units") {
        header_.unit = printedUnit(entry.value);
        header_.unit_name = plainName(entry.value);
        if (!header_.unit) {
            return lines_.failLine(
                ErrorCode::InvalidArgument,
                fmt::format("Units {} is not known: export in mmHg, kPa, psi, N/cm2 or raw",
                            header_.unit_name));
        }
        return {};
    }
    if (entry.key == "Threshold") {
        header_.threshold = plainName(entry.value);
        return {};
    }
    auto name = plainName(entry.key);
    auto& names = header_.left_out;
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(std::move(name));
    }
    return {};
}

Result<std::optional<XsensorFrame>> XsensorFrames::next()
{
    auto entry = nextEntry();
    if (!entry) {
        return fail(std::move(entry.error()));
    }
    if (!*entry) {
        return std::optional<XsensorFrame>{};
    }
    auto frame = startFrame(**entry);
    if (!frame) {
        return fail(std::move(frame.error()));
    }
    for (;;) {
        entry = nextEntry();
        if (!entry) {
            return fail(std::move(entry.error()));
        }
        if (!*entry) {
            break;
        }
        if ((*entry)->key == "FRAME") {
            lines_.putBack();
            break;
        }
        if (auto taken = takeFrameEntry(*frame, **entry); !taken) {
            return fail(std::move(taken.error()));
        }
    }
    last_number_ = frame->number;
    ++frames_;
    return std::optional{std::move(*frame)};
}

Result<void> XsensorFrames::takeFrameEntry(XsensorFrame& frame, const Entry& entry)
{
    if (entry.key == "SENSOR" || entry.key == "GROUP") {
        const bool is_group = entry.key == "GROUP";
        if (!is_group && frame.sensors.size() == kMaxSensors) {
            return lines_.failLine(ErrorCode::Corrupt,
                                   fmt::format("more than {} sensors in a frame", kMaxSensors));
        }
        XsensorBlock block{.sensor = std::string{entry.value.substr(0, kMaxTextBytes)}};
        auto read = readBlock(block, is_group);
        if (read && !is_group) {
            frame.sensors.push_back(std::move(block));
        }
        return read;
    }
    if (entry.key == "Date") {
        frame.date = entry.value.substr(0, kMaxTextBytes);
    } else if (entry.key == "Time") {
        frame.time = entry.value.substr(0, kMaxTextBytes);
    } else if (beginsLikeNumber(entry.key)) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            "a line of numbers after the last row that Rows or Cells announces; export the "
            "file again");
    }
    return {};
}

Result<XsensorFrame> XsensorFrames::startFrame(const Entry& entry)
{
    const auto number = wholeNumber<std::uint64_t>(entry.value);
    if (entry.key != "FRAME" || !number) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("'{}' where a line FRAME with its number should come", plainName(entry.key)));
    }
    if (frames_ > 0 && *number <= last_number_) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("frame {} follows frame {}: two exports are mixed; export the file "
                        "again",
                        *number, last_number_));
    }
    if (frames_ == kMaxImportFrames) {
        return lines_.failLine(ErrorCode::InvalidArgument,
                               fmt::format("more than {} frames; export it in parts", kMaxImportFrames));
    }
    return XsensorFrame{.number = *number, .line = lines_.lineNumber()};
}

Result<void> XsensorFrames::readBlock(XsensorBlock& block, bool is_group)
{
    for (;;) {
        auto entry = nextEntry();
        if (!entry) {
            return fail(std::move(entry.error()));
        }
        if (!*entry) {
            return failCut(is_group ? "in a GROUP" : "in a SENSOR");
        }
        if ((*entry)->beginsBlock() || beginsLikeNumber((*entry)->key)) {
            return lines_.failLine(ErrorCode::Corrupt,
                                   "a line SENSELS should come before it: lines are missing; export the file "
                                   "again");
        }
        const auto is_done = takeBlockEntry(block, **entry);
        if (!is_done) {
            return fail(is_done.error());
        }
        if (*is_done) {
            break;
        }
    }
    if (!is_group) {
        return readRows(block);
    }
    return block.cell_count
               ? readGroupCells(*block.cell_count)
               : lines_.failLine(ErrorCode::Corrupt, "a GROUP without a line Cells; export the file again");
}

Result<bool> XsensorFrames::takeBlockEntry(XsensorBlock& block, const Entry& entry)
{
    Problem problem;
    if (entry.key == "SENSELS") {
        return true;
    }
    if (entry.key == "Rows") {
        problem = takeCount(block.rows, entry.value);
    } else if (entry.key == "Columns") {
        problem = takeCount(block.cols, entry.value);
    } else if (entry.key == "Cells") {
        problem = takeCount(block.cell_count, entry.value);
    } else if (entry.key.starts_with("Sensel Width")) {
        problem = takeLength(block.width, entry.key, entry.value);
    } else if (entry.key.starts_with("Sensel Height")) {
        problem = takeLength(block.height, entry.key, entry.value);
    }
    if (problem) {
        return lines_.failLine(ErrorCode::Corrupt, fmt::format("{} {}", plainName(entry.key), *problem));
    }
    return false;
}

Result<void> XsensorFrames::readRows(XsensorBlock& block)
{
    if (!block.rows || !block.cols || *block.rows > kMaxMatRows || *block.cols > kMaxMatCols) {
        return lines_.failLine(ErrorCode::Corrupt,
                               fmt::format("a SENSOR needs Rows and Columns, up to {} and {}, before SENSELS",
                                           kMaxMatRows, kMaxMatCols));
    }
    const auto cols = static_cast<std::size_t>(*block.cols);
    for (int row = 0; row < *block.rows; ++row) {
        const auto where = fmt::format("row {} of {}", row + 1, *block.rows);
        const auto numbers = readNumbers(where);
        if (!numbers) {
            return fail(numbers.error());
        }
        if (*numbers != cols) {
            return lines_.failLine(
                ErrorCode::Corrupt,
                fmt::format("{} of {} values in {}; export the file again", *numbers, cols, where));
        }
        block.row_lines.push_back(lines_.lineNumber());
        block.cells.insert(block.cells.end(), values_.begin(), values_.end());
    }
    return {};
}

Result<void> XsensorFrames::readGroupCells(int count)
{
    auto left = static_cast<std::size_t>(count);
    while (left > 0) {
        const auto numbers = readNumbers("a GROUP");
        if (!numbers) {
            return fail(numbers.error());
        }
        if (*numbers > left) {
            return lines_.failLine(ErrorCode::Corrupt,
                                   "more values than Cells announces; export the file again");
        }
        left -= *numbers;
    }
    return {};
}

Result<std::size_t> XsensorFrames::readNumbers(std::string_view what)
{
    const auto entry = nextEntry();
    if (!entry) {
        return fail(entry.error());
    }
    if (!*entry) {
        return failCut(fmt::format("before {}", what));
    }
    const auto found = parser_.parse((*entry)->line, values_);
    if (!found.odd_token.empty()) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("'{}' in {} is no number; export the file again", plainName(found.odd_token), what));
    }
    return found.numbers;
}

tl::unexpected<Error> XsensorFrames::failCut(std::string_view what) const
{
    return lines_.failFile(ErrorCode::Corrupt,
                           fmt::format("ends after line {} {}: the file was cut there; export it again",
                                       lines_.lineNumber(), what));
}

}  // namespace palpate::session
