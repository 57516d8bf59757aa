#include "import/zebris_reader.hpp"

#include <cmath>
#include <span>
#include <utility>

#include "import/frame_period.hpp"
#include "import/import_options.hpp"
#include "import/stated_unit.hpp"
#include "import/zebris_platform.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kFormat = "zebris-text";
constexpr double kMsPerSecond = 1000.0;
constexpr double kRelativeTolerance = 1e-6;

bool isClose(double a, double b)
{
    return std::abs(a - b) <= kRelativeTolerance * std::abs(b);
}

Result<void> checkContradictions(const TextLines& lines, const ZebrisPlatform& platform,
                                 const StatedUnit& unit, const ImportOptions& options)
{
    if (platform.rows && options.rows && *platform.rows != *options.rows) {
        return failContradiction(lines, "--rows", fmt::format("Lines {}", *platform.rows));
    }
    if (platform.cols && options.cols && *platform.cols != *options.cols) {
        return failContradiction(lines, "--cols", fmt::format("Columns {}", *platform.cols));
    }
    if (platform.cell_width && platform.cell_height && options.pitch_x &&
        !(isClose(options.pitch_x->mm, platform.cell_width->mm) &&
          isClose(options.pitch_y.value_or(*options.pitch_x).mm, platform.cell_height->mm))) {
        return failContradiction(
            lines, "--pitch-mm",
            fmt::format("cells of {},{} mm", platform.cell_width->mm, platform.cell_height->mm));
    }
    if (platform.rate_hz && options.rate && !isClose(options.rate->hz, *platform.rate_hz)) {
        return failContradiction(lines, "--rate", fmt::format("Frequency {}", *platform.rate_hz));
    }
    return unit.checkOptions(lines);
}

Result<void> askForMissing(const TextLines& lines, const ZebrisPlatform& platform, const StatedUnit& unit,
                           const ImportOptions& options)
{
    MissingOptions missing;
    if (!platform.rows && !options.rows) {
        missing.add("--rows");
    }
    if (!platform.cols && !options.cols) {
        missing.add("--cols");
    }
    if (!(platform.cell_width && platform.cell_height) && !options.pitch_x) {
        missing.add("--pitch-mm");
    }
    if (!platform.rate_hz && !options.rate) {
        missing.add("--rate");
    }
    unit.askForMissing(missing);
    return missing.check(lines);
}

Result<MatGeometry> geometryOf(const ZebrisPlatform& platform, const ImportOptions& options)
{
    const bool says_pitch = platform.cell_width && platform.cell_height;
    const auto pitch_x = says_pitch ? *platform.cell_width : *options.pitch_x;
    const auto pitch_y = says_pitch ? *platform.cell_height : options.pitch_y.value_or(pitch_x);
    return MatGeometry::create(platform.rows ? *platform.rows : *options.rows,
                               platform.cols ? *platform.cols : *options.cols, pitch_x, pitch_y);
}

}  // namespace

Result<std::unique_ptr<FrameReader>> ZebrisReader::open(TextLines lines, const ImportOptions& options)
{
    auto platform = readZebrisPlatform(lines);
    if (!platform) {
        return fail(std::move(platform.error()));
    }
    const StatedUnit stated{options, platform->unit, fmt::format("Units {}", platform->unit_name)};
    if (auto agree = checkContradictions(lines, *platform, stated, options); !agree) {
        return fail(std::move(agree.error()));
    }
    if (auto complete = askForMissing(lines, *platform, stated, options); !complete) {
        return fail(std::move(complete.error()));
    }
    auto geometry = geometryOf(*platform, options);
    if (!geometry) {
        return lines.failFile(geometry.error().code, geometry.error().message);
    }
    ZebrisFrames frames{std::move(lines), geometry->rows(), geometry->cols(), platform->frame_count};
    auto first = frames.next();
    if (!first) {
        return fail(std::move(first.error()));
    }
    if (!*first) {
        return frames.lines().failFile(ErrorCode::Corrupt, "holds no frames; export it again");
    }
    SessionHeader header{.info = importedInfo(options, kFormat, "zebris platform"),
                         .geometry = std::move(*geometry),
                         .samples = sampleKindOf(stated.unit()),
                         .calibration = importCalibration(stated.unit(), options.counts_per_kpa,
                                                          fmt::format("{}, {}", kFormat, stated.source())),
                         .nominal_rate = platform->rate_hz ? Frequency{*platform->rate_hz} : *options.rate};
    auto reader = std::unique_ptr<ZebrisReader>{
        new ZebrisReader{std::move(frames), std::move(**first), std::move(header), stated.unit()}};
    reader->left_out_ = std::move(platform->left_out);
    return std::unique_ptr<FrameReader>{std::move(reader)};
}

ZebrisReader::ZebrisReader(ZebrisFrames frames, ZebrisFrame first, SessionHeader header, ImportUnit unit)
    : frames_{std::move(frames)},
      first_ms_{first.ms},
      first_{std::move(first)},
      header_{std::move(header)},
      samples_{header_.geometry, unit}
{}

Result<std::optional<ImportedFrame>> ZebrisReader::next()
{
    auto frame =
        first_ ? Result<std::optional<ZebrisFrame>>{std::exchange(first_, std::nullopt)} : frames_.next();
    if (!frame) {
        return fail(std::move(frame.error()));
    }
    if (!*frame) {
        return std::optional<ImportedFrame>{};
    }
    const auto stamp = stampOf(**frame);
    if (!stamp) {
        return fail(stamp.error());
    }
    const auto cols = static_cast<std::size_t>(header_.geometry.cols());
    for (auto row = static_cast<std::size_t>(header_.geometry.rows()); row-- > 0;) {
        const auto values = std::span<const double>{(*frame)->cells}.subspan(row * cols, cols);
        if (auto taken = samples_.append(values); !taken) {
            return fail(taken.error().code,
                        fmt::format("{}, line {}: row y{} of frame {}: {}", frames_.lines().name(),
                                    (*frame)->line, row + 1, (*frame)->number, taken.error().message));
        }
    }
    return samples_.take(*stamp);
}

Result<FrameStamp> ZebrisReader::stampOf(const ZebrisFrame& frame)
{
    FrameStamp stamp{.sequence = frame.number};
    if (first_ms_.has_value() != frame.ms.has_value()) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format("{}, line {}: frame {} {} a Time, unlike the first frame; export the file again",
                        frames_.lines().name(), frame.line, frame.number, frame.ms ? "has" : "lacks"));
    }
    const auto index = static_cast<double>(frame_index_);
    const double seconds =
        frame.ms ? (*frame.ms - *first_ms_) / kMsPerSecond : index / header_.nominal_rate->hz;
    stamp.quality = frame.ms ? kFrameGood : kFrameTimeEstimated;
    const bool is_possible = seconds >= 0.0 && seconds <= kMaxFramePeriodS * (index + 1.0);
    if (is_possible) {
        stamp.time = fromSeconds(seconds);
    }
    if (!is_possible || (frame_index_ > 0 && stamp.time <= last_time_)) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format("{}, line {}: frame {} comes {} s after the first, not after the frame before "
                        "it; export the file again",
                        frames_.lines().name(), frame.line, frame.number, seconds));
    }
    last_time_ = stamp.time;
    ++frame_index_;
    return stamp;
}

}  // namespace palpate::session
