#include "import/matrix_text_reader.hpp"

#include <cmath>
#include <utility>

#include "import/import_options.hpp"
#include "import/stated_unit.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kFormat = "matrix-text";
constexpr int kMaxHeaderLines = 1000;
/// A frame of the largest mat and its index column.
constexpr std::size_t kMaxNumbersPerLine = std::size_t{kMaxMatRows} * std::size_t{kMaxMatCols} + 1;

bool isAbsentMark(std::string_view token)
{
    return token == "B" || token == "NaN" || token == "nan" || token == "NAN";
}

/// "64 x 32?" for 2048: the most nearly square shape with at least as many rows as columns; empty for a
/// prime.
std::string shapeGuess(std::size_t numbers)
{
    auto cols = static_cast<std::size_t>(std::sqrt(static_cast<double>(numbers)));
    while (cols > 1 && numbers % cols != 0) {
        --cols;
    }
    return cols > 1 ? fmt::format("{} x {}?", numbers / cols, cols) : std::string{};
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
    if (!options.rate) {
        missing.add("--rate");
    }
    unit.askForMissing(missing);
    return missing.check(lines);
}

NumberLineParser newParser()
{
    return NumberLineParser{NumberLineParser::AbsentMark::None, kMaxNumbersPerLine};
}

/// Passes over leading lines without numbers; the first line of numbers is the next again. Returns how
/// many it has.
Result<std::size_t> findFirstNumbers(TextLines& lines)
{
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
        if (tag.kind == MatrixTextTag::Kind::FrameStart || tag.kind == MatrixTextTag::Kind::FrameEnd) {
            continue;
        }
        // A new parser each time: the commas of a title do not decide about those of the numbers.
        const auto found = newParser().parse(tag.rest, ignored);
        if (found.isNumbers()) {
            lines.putBack();
            return found.numbers;
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
    auto first = findFirstNumbers(lines);
    if (!first) {
        return fail(std::move(first.error()));
    }
    const StatedUnit stated{options};
    if (auto agree = stated.checkOptions(lines); !agree) {
        return fail(std::move(agree.error()));
    }
    if (auto complete = askForMissing(lines, stated, options, *first); !complete) {
        return fail(std::move(complete.error()));
    }
    auto geometry = MatGeometry::create(*options.rows, *options.cols, *options.pitch_x,
                                        options.pitch_y.value_or(*options.pitch_x));
    if (!geometry) {
        return fail(std::move(geometry.error()));
    }
    auto layout = layoutOf(lines, *first, *options.rows, *options.cols);
    if (!layout) {
        return fail(std::move(layout.error()));
    }
    SessionHeader header{
        .info = importedInfo(options, kFormat, "Imported mat"),
        .geometry = std::move(*geometry),
        .samples = sampleKindOf(stated.unit()),
        .calibration = importCalibration(stated.unit(), options.counts_per_kpa, stated.source()),
        .nominal_rate = options.rate};
    return std::unique_ptr<FrameReader>{
        new MatrixTextReader{std::move(lines), newParser(), std::move(header), stated.unit(), *layout}};
}

MatrixTextReader::MatrixTextReader(TextLines lines, NumberLineParser parser, SessionHeader header,
                                   ImportUnit unit, Layout layout)
    : lines_{std::move(lines)},
      parser_{parser},
      header_{std::move(header)},
      layout_{layout},
      samples_{header_.geometry, unit}
{}

Result<MatrixTextReader::Layout> MatrixTextReader::layoutOf(const TextLines& lines, std::size_t numbers,
                                                            int rows, int cols)
{
    const auto row = static_cast<std::size_t>(cols);
    const auto frame = static_cast<std::size_t>(rows) * row;
    for (const auto cells : {frame, row}) {
        if (numbers == cells || numbers == cells + 1) {
            return Layout{.cells_per_line = cells, .has_index = numbers != cells};
        }
    }
    const auto guess = lines.isLineOpen() && numbers < frame
                           ? std::string{"the file was cut there, or its shape is another"}
                           : shapeGuess(numbers);
    return lines.failLine(
        ErrorCode::InvalidArgument,
        fmt::format("{} numbers, but --rows {} and --cols {} make {} in a frame and {} in a row (or one more "
                    "with an index in front){}{}",
                    numbers, rows, cols, frame, row, guess.empty() ? "" : "; ", guess));
}

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
    const FrameStamp stamp{.sequence = frames_,
                           .time = fromSeconds(static_cast<double>(frames_) / header_.nominal_rate->hz),
                           .quality = kFrameTimeEstimated};
    ++frames_;
    return samples_.take(stamp);
}

Result<bool> MatrixTextReader::takeLine(std::string_view line)
{
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
    const auto cells = std::span<const double>{values_}.subspan(layout_.has_index ? 1 : 0);
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
    if (found.numbers != layout_.numbersPerLine() || !found.odd_token.empty()) {
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
    const auto counts = fmt::format("{} of {} numbers", numbers, layout_.numbersPerLine());
    if (lines_.isLineOpen() && numbers <= layout_.numbersPerLine()) {
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
