#include "import/matrix_text_reader.hpp"

#include <cmath>
#include <utility>

#include "import/import_options.hpp"
#include "import/printed_value.hpp"
#include "import/stated_unit.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr int kMaxHeaderLines = 1000;
/// A frame of the largest mat and the columns beside it.
constexpr std::size_t kMaxNumbersPerLine =
    std::size_t{kMaxMatRows} * std::size_t{kMaxMatCols} + kMostExtraColumns;

bool isAbsentMark(std::string_view token)
{
    return token == "B" || token == "NaN" || token == "nan" || token == "NAN";
}

Result<void> askForMissing(const TextLines& lines, const StatedUnit& unit, const ImportOptions& options,
                           std::size_t numbers)
{
    MissingOptions missing;
    if (!options.rows || !options.cols) {
        const auto guess = shapeGuess(numbers);
        const auto hint = fmt::format("line {} has {} numbers{}{}", lines.lineNumber(), numbers,
                                      guess.empty() ? "" : ": ", guess);
        if (!options.rows) {
            missing.add("--rows", options.cols ? hint : std::string{});
        }
        if (!options.cols) {
            missing.add("--cols", hint);
        }
    }
    if (!options.pitch_x) {
        missing.add("--pitch-mm");
    }
    if (!options.rate && !options.time_column) {
        missing.add("--rate", "or --time-column");
    }
    if (options.time_column && !options.time_unit) {
        missing.add("--time-unit");
    }
    unit.askForMissing(missing);
    return missing.check(lines);
}

NumberLineParser newParser()
{
    return NumberLineParser{NumberLineParser::AbsentMark::None, kMaxNumbersPerLine};
}

bool isComment(std::string_view line)
{
    return trimmed(line, " \t").starts_with('#');
}

struct FirstNumbers {
    /// In the first line of numbers.
    std::size_t count = 0;
    /// From 0; where the time column is given by a name that was found.
    std::optional<std::size_t> named_column;
};

/// A header line, whose named column is then known.
bool namesColumn(std::string_view line, const std::optional<std::string>& time_column, FirstNumbers& first)
{
    if (time_column && !columnPlace(*time_column)) {
        first.named_column = findColumn(line, *time_column);
    }
    return first.named_column.has_value();
}

/// Passes over leading lines without numbers; the first line of numbers is the next again. A line that names
/// the time column may hold numbers as names of other columns.
Result<FirstNumbers> findFirstNumbers(TextLines& lines, const std::optional<std::string>& time_column)
{
    FirstNumbers first;
    std::vector<double> ignored;
    for (int header_lines = 0; header_lines <= kMaxHeaderLines;) {
        auto line = lines.next();
        if (!line) {
            return fail(std::move(line.error()));
        }
        if (!*line) {
            return lines.failFile(ErrorCode::Corrupt, lines.bytesRead() == 0 ? "is empty; export it again"
                                                                             : "holds no line of numbers");
        }
        const auto tag = readMatrixTextTag(**line);
        if (isComment(**line) || tag.kind == MatrixTextTag::Kind::FrameStart ||
            tag.kind == MatrixTextTag::Kind::FrameEnd) {
            continue;
        }
        if (!first.named_column && namesColumn(**line, time_column, first)) {
            continue;
        }
        // A new parser each time: the commas of a title do not decide about those of the numbers.
        const auto found = newParser().parse(tag.rest, ignored);
        if (found.isNumbers()) {
            lines.putBack();
            first.count = found.numbers;
            return first;
        }
        if (found.numbers > 0 || isAbsentMark(found.odd_token)) {
            return lines.failLine(
                ErrorCode::Corrupt,
                fmt::format("'{}' is no number; lines before the matrix may not hold numbers, and the matrix "
                            "nothing else",
                            found.odd_token.substr(0, 40)));
        }
        header_lines += found.isBlank() ? 0 : 1;
    }
    return lines.failFile(ErrorCode::Corrupt,
                          fmt::format("no line of numbers in the first {} lines", kMaxHeaderLines));
}

}  // namespace

Result<std::unique_ptr<FrameReader>> MatrixTextReader::open(TextLines lines, const ImportOptions& options)
{
    return open(std::move(lines), options, MatrixTextPreset{});
}

Result<std::unique_ptr<FrameReader>> MatrixTextReader::open(TextLines lines, const ImportOptions& options,
                                                            const MatrixTextPreset& preset)
{
    auto first = findFirstNumbers(lines, options.time_column);
    if (!first) {
        return fail(std::move(first.error()));
    }
    const StatedUnit stated{options};
    if (auto agree = stated.checkOptions(lines); !agree) {
        return fail(std::move(agree.error()));
    }
    if (auto complete = askForMissing(lines, stated, options, first->count); !complete) {
        return fail(std::move(complete.error()));
    }
    auto geometry = MatGeometry::create(*options.rows, *options.cols, *options.pitch_x,
                                        options.pitch_y.value_or(*options.pitch_x));
    if (!geometry) {
        return fail(std::move(geometry.error()));
    }
    auto layout = tableLayoutOf(lines, first->count, first->named_column, options);
    if (!layout) {
        return fail(std::move(layout.error()));
    }
    if (preset.number_column_from_end) {
        const auto frame = static_cast<std::size_t>(*options.rows) * static_cast<std::size_t>(*options.cols);
        if (layout->cells_per_line != frame || first->count != frame + *preset.number_column_from_end) {
            return lines.failLine(ErrorCode::InvalidArgument,
                                  fmt::format("{} numbers where {} cells, a frame number and a time make {}",
                                              first->count, frame, frame + 2));
        }
        layout->number_column = first->count - *preset.number_column_from_end;
    }
    SessionHeader header{
        .info = importedInfo(options, preset.format, std::string{preset.title}),
        .geometry = std::move(*geometry),
        .samples = sampleKindOf(stated.unit()),
        .calibration = importCalibration(stated.unit(), options.counts_per_kpa, stated.source()),
        .nominal_rate = options.rate};
    auto reader = std::unique_ptr<MatrixTextReader>{
        new MatrixTextReader{std::move(lines), newParser(), std::move(header), stated.unit(), *layout}};
    reader->left_out_ = preset.left_out;
    return std::unique_ptr<FrameReader>{std::move(reader)};
}

MatrixTextReader::MatrixTextReader(TextLines lines, NumberLineParser parser, SessionHeader header,
                                   ImportUnit unit, const TableLayout& layout)
    : lines_{std::move(lines)},
      parser_{parser},
      header_{std::move(header)},
      layout_{layout},
      clock_{header_.nominal_rate},
      samples_{header_.geometry, unit}
{}

Result<std::optional<ImportedFrame>> MatrixTextReader::next()
{
    for (;;) {
        auto line = lines_.next();
        if (!line) {
            return fail(std::move(line.error()));
        }
        if (!*line) {
            if (auto whole = checkFrameBoundary(); !whole) {
                return fail(std::move(whole.error()));
            }
            return std::optional<ImportedFrame>{};
        }
        auto is_whole = takeLine(**line);
        if (!is_whole) {
            return fail(std::move(is_whole.error()));
        }
        if (*is_whole) {
            break;
        }
    }
    if (frames_ == kMaxImportFrames) {
        return lines_.failLine(ErrorCode::InvalidArgument,
                               fmt::format("more than {} frames; cut the file into parts", kMaxImportFrames));
    }
    const auto stamped = stamp();
    if (!stamped) {
        return fail(stamped.error());
    }
    ++frames_;
    return samples_.take(*stamped);
}

Result<FrameStamp> MatrixTextReader::stamp()
{
    if (!layout_.time_column) {
        return FrameStamp{.sequence = frames_,
                          .time = fromSeconds(static_cast<double>(frames_) / header_.nominal_rate->hz),
                          .quality = kFrameTimeEstimated};
    }
    auto stamped = clock_.stamp(layout_.number_column ? number_ : frames_, time_s_);
    if (!stamped) {
        return lines_.failLine(stamped.error().code,
                               fmt::format("frame {} {}", frames_ + 1, stamped.error().message));
    }
    return stamped;
}

/// The rows of a frame that lie in several lines have one time.
Result<void> MatrixTextReader::takeTime()
{
    const bool is_first_line = samples_.size() == 0;
    if (layout_.time_column) {
        const double time_s = values_[*layout_.time_column] * layout_.seconds_per_time_unit;
        if (!is_first_line && !(time_s_ && time_s <= *time_s_ && time_s >= *time_s_)) {
            return lines_.failLine(ErrorCode::Corrupt,
                                   "has another time than the first row of its frame: lines "
                                   "are missing; export it again");
        }
        time_s_ = time_s;
    }
    if (layout_.number_column && is_first_line) {
        const double number = values_[*layout_.number_column];
        const bool is_whole = number >= 0.0 && number < 9e15 && !(std::trunc(number) < number);
        if (!is_whole || (frames_ > 0 && static_cast<std::uint64_t>(number) <= number_)) {
            return lines_.failLine(
                ErrorCode::Corrupt,
                fmt::format("frame number {}: the numbers must be whole and rise", number));
        }
        number_ = static_cast<std::uint64_t>(number);
    }
    return {};
}

Result<bool> MatrixTextReader::takeLine(std::string_view line)
{
    if (isComment(line)) {
        return false;
    }
    const auto tag = readMatrixTextTag(line);
    if (auto fits = checkTag(tag); !fits) {
        return fail(std::move(fits.error()));
    }
    if (tag.kind == MatrixTextTag::Kind::FrameStart || tag.kind == MatrixTextTag::Kind::FrameEnd) {
        return false;
    }
    const auto found = parser_.parse(tag.rest, values_);
    if (found.isBlank() && tag.kind == MatrixTextTag::Kind::None) {
        if (auto whole = checkFrameBoundary(); !whole) {
            return fail(std::move(whole.error()));
        }
        return false;
    }
    if (auto good = checkNumbers(found); !good) {
        return fail(std::move(good.error()));
    }
    if (auto taken = takeTime(); !taken) {
        return fail(std::move(taken.error()));
    }
    const auto cells = std::span<const double>{values_}.subspan(layout_.first_cell, layout_.cells_per_line);
    if (auto taken = samples_.append(cells); !taken) {
        return lines_.failLine(taken.error().code, taken.error().message);
    }
    return samples_.size() == static_cast<std::size_t>(header_.geometry.cellCount());
}

Result<void> MatrixTextReader::checkTag(const MatrixTextTag& tag)
{
    if (tag.kind == MatrixTextTag::Kind::None) {
        return {};
    }
    if (tag.kind != MatrixTextTag::Kind::Row) {
        return checkFrameBoundary();
    }
    first_row_tag_ = first_row_tag_.value_or(tag.number);
    const auto expected = *first_row_tag_ + static_cast<std::int64_t>(rowsInHand());
    if (tag.number != expected) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("row {} where row {} should come: lines are missing; export it again", tag.number,
                        expected));
    }
    return {};
}

Result<void> MatrixTextReader::checkNumbers(const NumberLine& found)
{
    if (!found.odd_token.empty() && !lines_.isLineOpen()) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("'{}' is no number; mend the line or take it out", found.odd_token.substr(0, 40)));
    }
    if (found.numbers != layout_.numbers_per_line || !found.odd_token.empty()) {
        return failCount(found.numbers);
    }
    if (lines_.isLineOpen() && frames_ + samples_.size() > 0 && lines_end_with_separator_ &&
        !found.ends_with_separator) {
        return lines_.failLine(ErrorCode::Corrupt,
                               "the file was cut in the last number; copy it again or take the line out");
    }
    lines_end_with_separator_ = lines_end_with_separator_ && found.ends_with_separator;
    return {};
}

Result<void> MatrixTextReader::checkFrameBoundary() const
{
    if (samples_.size() == 0) {
        return {};
    }
    return lines_.failLine(
        ErrorCode::Corrupt,
        fmt::format("{} of {} rows in frame {}: the file was cut or damaged there; copy it again or take the "
                    "frame out",
                    rowsInHand(), header_.geometry.rows(), frames_ + 1));
}

tl::unexpected<Error> MatrixTextReader::failCount(std::size_t numbers)
{
    const auto counts = fmt::format("{} of {} numbers", numbers, layout_.numbers_per_line);
    if (lines_.isLineOpen() && numbers <= layout_.numbers_per_line) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("{}: the file was cut there; copy it again or take the line out", counts));
    }
    return lines_.failLine(
        ErrorCode::Corrupt,
        fmt::format("{}: the line is damaged or of another shape than the first; mend it or take it out",
                    counts));
}

std::size_t MatrixTextReader::rowsInHand() const
{
    return samples_.size() / static_cast<std::size_t>(header_.geometry.cols());
}

}  // namespace palpate::session
