#include "import/jq_log_reader.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "import/import_options.hpp"
#include "import/printed_value.hpp"
#include "import/stated_unit.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr int kUsualSide = 32;
constexpr double kSecondsPerMs = 1e-3;

/// The milliseconds of a frame's own line; nothing for another line.
std::optional<std::int64_t> millisecondsOf(std::string_view line)
{
    line = trimmed(line, " \t,;");
    const auto divider = line.find_first_of(",;\t");
    if (divider == std::string_view::npos) {
        return std::nullopt;
    }
    const auto field = trimmed(line.substr(divider + 1), " \t\"");
    std::int64_t ms = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), ms);
    const bool is_whole = error == std::errc{} && end == field.data() + field.size() && ms >= 0;
    return is_whole ? std::optional{ms} : std::nullopt;
}

}  // namespace

bool JqLogReader::beginsLikeThis(std::string_view line)
{
    constexpr std::int64_t kFirstOfThisCenturyMs = 946'684'800'000;
    return millisecondsOf(line).value_or(0) >= kFirstOfThisCenturyMs;
}

Result<std::unique_ptr<FrameReader>> JqLogReader::open(TextLines lines, const ImportOptions& options)
{
    const StatedUnit stated{options};
    if (auto agree = stated.checkOptions(lines); !agree) {
        return fail(std::move(agree.error()));
    }
    MissingOptions missing;
    if (!options.pitch_x) {
        missing.add("--pitch-mm");
    }
    stated.askForMissing(missing);
    if (auto complete = missing.check(lines); !complete) {
        return fail(std::move(complete.error()));
    }
    auto geometry = MatGeometry::create(options.rows.value_or(kUsualSide), options.cols.value_or(kUsualSide),
                                        *options.pitch_x, options.pitch_y.value_or(*options.pitch_x));
    if (!geometry) {
        return fail(std::move(geometry.error()));
    }
    SessionHeader header{
        .info = importedInfo(options, "jq-log", "JQ mat"),
        .geometry = std::move(*geometry),
        .samples = sampleKindOf(stated.unit()),
        .calibration = importCalibration(stated.unit(), options.counts_per_kpa, stated.source()),
        .nominal_rate = options.rate};
    return std::unique_ptr<FrameReader>{new JqLogReader{std::move(lines), std::move(header), stated.unit()}};
}

JqLogReader::JqLogReader(TextLines lines, SessionHeader header, ImportUnit unit)
    : lines_{std::move(lines)},
      parser_{NumberLineParser::AbsentMark::None, static_cast<std::size_t>(header.geometry.cols()) + 1},
      header_{std::move(header)},
      samples_{header_.geometry, unit},
      clock_{header_.nominal_rate},
      left_out_{"first field of each frame's line", "time (date)"}
{}

Result<std::optional<double>> JqLogReader::readTime()
{
    for (;;) {
        const auto line = lines_.next();
        if (!line) {
            return fail(line.error());
        }
        if (!*line) {
            return std::optional<double>{};
        }
        if (trimmed(**line, " \t,;").empty()) {
            continue;
        }
        const auto ms = millisecondsOf(**line);
        if (!ms) {
            return lines_.failLine(ErrorCode::Corrupt,
                                   fmt::format("'something,milliseconds' of frame {} expected: lines are too "
                                               "many or damaged; take the frame out",
                                               frames_ + 1));
        }
        return std::optional{static_cast<double>(*ms) * kSecondsPerMs};
    }
}

Result<void> JqLogReader::readRow(std::size_t row)
{
    const auto line = lines_.next();
    if (!line) {
        return fail(line.error());
    }
    const auto cols = static_cast<std::size_t>(header_.geometry.cols());
    if (!*line) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("{} of {} rows in frame {}: the file was cut there; copy it again or "
                        "take the frame out",
                        row, header_.geometry.rows(), frames_ + 1));
    }
    const auto found = parser_.parse(**line, values_);
    if (!found.odd_token.empty() && !lines_.isLineOpen()) {
        return lines_.failLine(ErrorCode::Corrupt, fmt::format("'{}' is no number; take the frame out",
                                                               found.odd_token.substr(0, 40)));
    }
    if (found.numbers != cols + 1 || !found.odd_token.empty()) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format(
                "{} of {} numbers in row {} of frame {} (an index and the row): the file is damaged or "
                "cut, or its mat has another shape (--rows, --cols)",
                found.numbers, cols + 1, row + 1, frames_ + 1));
    }
    first_index_ = first_index_.value_or(values_[0]);
    const double expected = *first_index_ + static_cast<double>(row);
    if (values_[0] < expected || values_[0] > expected) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("row {} where row {} should come: lines are missing", values_[0], expected));
    }
    if (auto taken = samples_.append(std::span<const double>{values_}.subspan(1)); !taken) {
        return lines_.failLine(taken.error().code, taken.error().message);
    }
    return {};
}

Result<std::optional<ImportedFrame>> JqLogReader::next()
{
    const auto time_s = readTime();
    if (!time_s) {
        return fail(time_s.error());
    }
    if (!*time_s) {
        if (frames_ == 0) {
            return lines_.failFile(ErrorCode::Corrupt, "holds no frame; export it again");
        }
        return std::optional<ImportedFrame>{};
    }
    if (frames_ == kMaxImportFrames) {
        return lines_.failLine(ErrorCode::InvalidArgument,
                               fmt::format("more than {} frames; cut the file into parts", kMaxImportFrames));
    }
    const auto rows = static_cast<std::size_t>(header_.geometry.rows());
    for (std::size_t row = 0; row < rows; ++row) {
        if (auto read = readRow(row); !read) {
            return fail(std::move(read.error()));
        }
    }
    const auto stamp = clock_.stamp(frames_, **time_s);
    if (!stamp) {
        return lines_.failLine(stamp.error().code,
                               fmt::format("frame {} {}", frames_ + 1, stamp.error().message));
    }
    ++frames_;
    return samples_.take(*stamp);
}

}  // namespace palpate::session
