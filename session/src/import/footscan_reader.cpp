#include "import/footscan_reader.hpp"

#include <utility>

#include "import/frame_period.hpp"
#include "import/import_options.hpp"
#include "import/stated_unit.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kFormat = "footscan-text";
constexpr double kMsPerSecond = 1000.0;

Result<void> checkShape(const TextLines& lines, int rows, int cols, const ImportOptions& options)
{
    if (options.rows && *options.rows != rows) {
        return failContradiction(lines, "--rows", fmt::format("a first frame of {} rows", rows));
    }
    if (options.cols && *options.cols != cols) {
        return failContradiction(lines, "--cols", fmt::format("a first row of {} values", cols));
    }
    return {};
}

Result<void> askForMissing(const TextLines& lines, const StatedUnit& unit, const ImportOptions& options)
{
    MissingOptions missing;
    if (!options.pitch_x) {
        missing.add("--pitch-mm", "5.08,7.62 for a footscan plate whose rows run across it");
    }
    if (!options.unit) {
        missing.add("--unit", "n for the force on each sensor, as footscan exports it");
    }
    if (options.unit) {
        unit.askForMissing(missing);
    }
    return missing.check(lines);
}

}  // namespace

Result<std::unique_ptr<FrameReader>> FootscanReader::open(TextLines lines, const ImportOptions& options)
{
    FootscanFrames frames{std::move(lines)};
    auto first = frames.next();
    if (!first) {
        return fail(std::move(first.error()));
    }
    if (!*first) {
        return frames.lines().failFile(ErrorCode::Corrupt, "holds no frames; export it again");
    }
    const auto rows = static_cast<int>(frames.rows());
    const auto cols = static_cast<int>(frames.cols());
    if (auto agree = checkShape(frames.lines(), rows, cols, options); !agree) {
        return fail(std::move(agree.error()));
    }
    const StatedUnit stated{options};
    if (auto agree = stated.checkOptions(frames.lines()); !agree) {
        return fail(std::move(agree.error()));
    }
    if (auto complete = askForMissing(frames.lines(), stated, options); !complete) {
        return fail(std::move(complete.error()));
    }
    auto geometry =
        MatGeometry::create(rows, cols, *options.pitch_x, options.pitch_y.value_or(*options.pitch_x));
    if (!geometry) {
        return frames.lines().failFile(geometry.error().code, geometry.error().message);
    }
    SessionHeader header{.info = importedInfo(options, kFormat, "RSscan footscan"),
                         .geometry = std::move(*geometry),
                         .samples = sampleKindOf(stated.unit()),
                         .calibration = importCalibration(stated.unit(), options.counts_per_kpa,
                                                          fmt::format("{}, {}", kFormat, stated.source())),
                         .nominal_rate = options.rate};
    return std::unique_ptr<FrameReader>{
        new FootscanReader{std::move(frames), std::move(**first), std::move(header), stated.unit()}};
}

FootscanReader::FootscanReader(FootscanFrames frames, FootscanFrame first, SessionHeader header,
                               ImportUnit unit)
    : frames_{std::move(frames)},
      first_ms_{first.head.ms},
      first_{std::move(first)},
      header_{std::move(header)},
      samples_{header_.geometry, unit}
{}

Result<std::optional<ImportedFrame>> FootscanReader::next()
{
    auto frame =
        first_ ? Result<std::optional<FootscanFrame>>{std::exchange(first_, std::nullopt)} : frames_.next();
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
    if (auto taken = samples_.append((*frame)->cells); !taken) {
        return fail(taken.error().code,
                    fmt::format("{}, line {}: frame {}: {}", frames_.lines().name(), (*frame)->line,
                                (*frame)->head.number, taken.error().message));
    }
    return samples_.take(*stamp);
}

Result<FrameStamp> FootscanReader::stampOf(const FootscanFrame& frame)
{
    const double seconds = (frame.head.ms - first_ms_) / kMsPerSecond;
    const auto& rate = header_.nominal_rate;
    const double periods = rate ? seconds * rate->hz : 1.0;
    if (frame_index_ == 1 && (periods < 0.5 || periods > 2.0)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}, line {}: comes {} s after the first frame: --rate {} says otherwise; "
                                "leave the option out",
                                frames_.lines().name(), frame.line, seconds, rate->hz));
    }
    if (seconds > kMaxFramePeriodS * static_cast<double>(frame_index_ + 1)) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("{}, line {}: {} ms is no time of frame {}; export it again",
                                frames_.lines().name(), frame.line, frame.head.ms, frame.head.number));
    }
    ++frame_index_;
    return FrameStamp{.sequence = frame.head.number, .time = fromSeconds(seconds)};
}

}  // namespace palpate::session
