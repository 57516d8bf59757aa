#include "import/xsensor_reader.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "palpate/core/assert.hpp"

#include "import/import_options.hpp"
#include "import/printed_value.hpp"
#include "import/stated_unit.hpp"
#include "import/text_decoder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace palpate::session {

namespace {

constexpr std::string_view kFormat = "xsensor-csv";

std::vector<std::string> sensorNames(const XsensorFrame& frame)
{
    std::vector<std::string> names;
    names.reserve(frame.sensors.size());
    for (const auto& part : frame.sensors) {
        names.push_back(part.sensor);
    }
    return names;
}

tl::unexpected<Error> failSensor(const TextLines& lines, const std::vector<std::string>& names,
                                 std::string_view what)
{
    std::vector<std::string> shown;
    shown.reserve(names.size());
    for (const auto& name : names) {
        shown.push_back(fmt::format("'{}'", asUtf8(name)));
    }
    return lines.failFile(
        ErrorCode::InvalidArgument,
        fmt::format("{}: give --sensor with all, or a name or a part that only one has, of {}", what,
                    fmt::join(shown, ", ")));
}

Result<void> checkNames(const TextLines& lines, std::vector<std::string> names)
{
    std::sort(names.begin(), names.end());
    if (std::adjacent_find(names.begin(), names.end()) != names.end()) {
        return lines.failFile(ErrorCode::Corrupt,
                              "has the same SENSOR twice in its first frame; export each sensor by itself");
    }
    return {};
}

/// The whole name, or the only one that holds `wanted`.
Result<std::string> chooseSensor(const TextLines& lines, const std::vector<std::string>& names,
                                 const std::optional<std::string>& wanted)
{
    if (!wanted) {
        return names.size() == 1 ? Result<std::string>{names.front()}
                                 : failSensor(lines, names, "holds several sensors, and a session has one");
    }
    if (std::find(names.begin(), names.end(), *wanted) != names.end()) {
        return *wanted;
    }
    const auto holds = [&wanted](const std::string& name) { return name.find(*wanted) != std::string::npos; };
    const auto found = std::find_if(names.begin(), names.end(), holds);
    if (wanted->empty() || std::count_if(names.begin(), names.end(), holds) != 1) {
        return failSensor(
            lines, names,
            fmt::format("--sensor {} names {}", *wanted,
                        found == names.end() ? "none of its sensors" : "more than one of its sensors"));
    }
    return *found;
}

/// An option may say a length more exactly than the file prints it.
bool isWithinRounding(const std::optional<PrintedLength>& printed, Length given)
{
    constexpr double kRelativeTolerance = 1e-9;
    return !printed ||
           std::abs(printed->mm - given.mm) <= printed->half_unit_mm + kRelativeTolerance * printed->mm;
}

Result<void> checkContradictions(const TextLines& lines, const StatedUnit& unit, const XsensorBlock& part,
                                 const ImportOptions& options)
{
    if (options.rows && *options.rows != *part.rows) {
        return failContradiction(lines, "--rows", fmt::format("Rows {}", *part.rows));
    }
    if (options.cols && *options.cols != *part.cols) {
        return failContradiction(lines, "--cols", fmt::format("Columns {}", *part.cols));
    }
    if (options.pitch_x && !(isWithinRounding(part.width, *options.pitch_x) &&
                             isWithinRounding(part.height, options.pitch_y.value_or(*options.pitch_x)))) {
        return failContradiction(lines, "--pitch-mm", "Sensel Width and Sensel Height");
    }
    return unit.checkOptions(lines);
}

Result<void> askForMissing(const TextLines& lines, const StatedUnit& unit, const XsensorFrame& frame,
                           const XsensorBlock& part, const ImportOptions& options)
{
    MissingOptions missing;
    if (!(part.width && part.height) && !options.pitch_x) {
        missing.add("--pitch-mm");
    }
    if (!secondsOfDay(frame.time) && !options.rate) {
        missing.add("--rate", "the first frame has no time HH:MM:SS");
    }
    unit.askForMissing(missing);
    return missing.check(lines);
}

/// The model where the name begins with one ("HX210.11.31.M11-DFM-LF S0073"); never the serial number after
/// it, nor a name that somebody gave.
std::string titleOf(std::string_view sensor)
{
    const auto model = sensor.substr(0, sensor.find(' '));
    const bool is_model = model.size() < sensor.size() && model.find('.') != std::string_view::npos &&
                          model.find_first_of("0123456789") != std::string_view::npos &&
                          plainName(model) == model;
    return is_model ? fmt::format("XSENSOR {}", model) : std::string{"XSENSOR"};
}

Calibration calibrationOf(const XsensorFileHeader& header, const StatedUnit& unit,
                          const ImportOptions& options)
{
    const auto source = fmt::format(
        "{}, {}{}", kFormat, unit.source(),
        header.threshold.empty() ? std::string{} : fmt::format(", Threshold {}", header.threshold));
    return importCalibration(unit.unit(), options.counts_per_kpa, source);
}

Result<MatGeometry> geometryOf(const XsensorBlock& part, const ImportOptions& options)
{
    const auto pitch_x = options.pitch_x ? *options.pitch_x : Length{part.width->mm};
    const auto pitch_y = options.pitch_x ? options.pitch_y.value_or(pitch_x) : Length{part.height->mm};
    return MatGeometry::create(*part.rows, *part.cols, pitch_x, pitch_y);
}

}  // namespace

Result<const XsensorFrame*> XsensorFeed::at(std::uint64_t index)
{
    PALPATE_ASSERT(index == index_ || index == index_ + 1);
    if (index != index_) {
        auto frame = frames_.next();
        if (!frame) {
            return fail(std::move(frame.error()));
        }
        frame_ = std::move(*frame);
        index_ = index;
    }
    return frame_ ? &*frame_ : nullptr;
}

namespace {

/// The file up to and with its first frame.
struct OpenedFile {
    XsensorFileHeader header;
    std::vector<std::string> names;
    std::shared_ptr<XsensorFeed> feed;
};

Result<OpenedFile> openFile(TextLines lines)
{
    auto frames = XsensorFrames::open(std::move(lines));
    if (!frames) {
        return fail(std::move(frames.error()));
    }
    auto first = frames->next();
    if (!first) {
        return fail(std::move(first.error()));
    }
    if (!*first || (*first)->sensors.empty()) {
        return frames->lines().failFile(ErrorCode::Corrupt, "its first frame has no SENSOR; export it again");
    }
    OpenedFile opened{.header = frames->header(), .names = sensorNames(**first), .feed = nullptr};
    if (auto unique = checkNames(frames->lines(), opened.names); !unique) {
        return fail(std::move(unique.error()));
    }
    opened.feed = std::make_shared<XsensorFeed>(std::move(*frames), std::move(**first));
    return opened;
}

}  // namespace

Result<std::unique_ptr<FrameReader>> XsensorReader::open(TextLines lines, const ImportOptions& options)
{
    const auto file = openFile(std::move(lines));
    if (!file) {
        return fail(file.error());
    }
    const auto sensor = chooseSensor(file->feed->lines(), file->names, options.sensor);
    if (!sensor) {
        return fail(sensor.error());
    }
    return openSensor(file->feed, file->header, file->names, *sensor, options);
}

Result<std::vector<std::unique_ptr<FrameReader>>> XsensorReader::openAll(TextLines lines,
                                                                         const ImportOptions& options)
{
    const auto file = openFile(std::move(lines));
    if (!file) {
        return fail(file.error());
    }
    std::vector<std::unique_ptr<FrameReader>> readers;
    readers.reserve(file->names.size());
    for (const auto& name : file->names) {
        auto reader = openSensor(file->feed, file->header, file->names, name, options);
        if (!reader) {
            return fail(std::move(reader.error()));
        }
        readers.push_back(std::move(*reader));
    }
    return readers;
}

Result<std::unique_ptr<FrameReader>> XsensorReader::openSensor(const std::shared_ptr<XsensorFeed>& feed,
                                                               const XsensorFileHeader& file,
                                                               const std::vector<std::string>& names,
                                                               const std::string& sensor,
                                                               const ImportOptions& options)
{
    const auto first = feed->at(0);
    if (!first) {
        return fail(first.error());
    }
    const auto& lines = feed->lines();
    const auto& part = *std::find_if((*first)->sensors.begin(), (*first)->sensors.end(),
                                     [&sensor](const auto& candidate) { return candidate.sensor == sensor; });
    const StatedUnit stated{options, file.unit, fmt::format("Units {}", file.unit_name)};
    if (auto agree = checkContradictions(lines, stated, part, options); !agree) {
        return fail(std::move(agree.error()));
    }
    if (auto complete = askForMissing(lines, stated, **first, part, options); !complete) {
        return fail(std::move(complete.error()));
    }
    auto geometry = geometryOf(part, options);
    if (!geometry) {
        return lines.failFile(geometry.error().code, geometry.error().message);
    }
    SessionHeader header{.info = importedInfo(options, kFormat, titleOf(sensor)),
                         .geometry = std::move(*geometry),
                         .samples = sampleKindOf(stated.unit()),
                         .calibration = calibrationOf(file, stated, options),
                         .nominal_rate = options.rate};
    auto reader =
        std::unique_ptr<XsensorReader>{new XsensorReader{feed, std::move(header), stated.unit(), sensor}};
    reader->sensors_ = names;
    reader->left_out_ = file.left_out;
    for (const auto* const name : {"Date", "Time", "SENSOR (serial number)"}) {
        reader->left_out_.emplace_back(name);
    }
    return std::unique_ptr<FrameReader>{std::move(reader)};
}

XsensorReader::XsensorReader(std::shared_ptr<XsensorFeed> feed, SessionHeader header, ImportUnit unit,
                             std::string sensor)
    : feed_{std::move(feed)},
      header_{std::move(header)},
      samples_{header_.geometry, unit},
      sensor_{std::move(sensor)}
{}

Result<std::optional<ImportedFrame>> XsensorReader::next()
{
    const auto frame = feed_->at(frame_index_);
    if (!frame) {
        return fail(frame.error());
    }
    if (*frame == nullptr) {
        return std::optional<ImportedFrame>{};
    }
    const auto part = partOf(**frame);
    if (!part) {
        return fail(part.error());
    }
    if (auto taken = takeCells(**part); !taken) {
        return fail(std::move(taken.error()));
    }
    const auto stamp = stampOf(**frame);
    if (!stamp) {
        return fail(stamp.error());
    }
    return samples_.take(*stamp);
}

Result<const XsensorBlock*> XsensorReader::partOf(const XsensorFrame& frame) const
{
    if (sensorNames(frame) != sensors_) {
        return failFrame(
            frame, ErrorCode::Corrupt,
            fmt::format("has {} sensors, not the {} of the first frame in their order: lines are "
                        "missing; export the file again",
                        frame.sensors.size(), sensors_.size()));
    }
    const auto& part = *std::find_if(frame.sensors.begin(), frame.sensors.end(),
                                     [this](const auto& candidate) { return candidate.sensor == sensor_; });
    const auto& geometry = header_.geometry;
    if (*part.rows != geometry.rows() || *part.cols != geometry.cols()) {
        return failFrame(
            frame, ErrorCode::Corrupt,
            fmt::format("has {} rows and {} columns, the first frame {} and {}; export each shape "
                        "by itself",
                        *part.rows, *part.cols, geometry.rows(), geometry.cols()));
    }
    return &part;
}

Result<void> XsensorReader::takeCells(const XsensorBlock& part)
{
    const auto cols = static_cast<std::size_t>(header_.geometry.cols());
    for (std::size_t row = 0; row < part.row_lines.size(); ++row) {
        const auto values = std::span<const double>{part.cells}.subspan(row * cols, cols);
        if (auto taken = samples_.append(values); !taken) {
            return fail(taken.error().code, fmt::format("{}, line {}: {}", feed_->lines().name(),
                                                        part.row_lines[row], taken.error().message));
        }
    }
    return {};
}

Result<FrameStamp> XsensorReader::stampOf(const XsensorFrame& frame)
{
    FrameStamp stamp{.sequence = frame.number};
    if (frame_index_ > 0 && frame.number != last_number_ + 1) {
        stamp.quality = kFrameGapBefore;
    }
    const auto own_s = clock_.take(frame.date, frame.time);
    const auto own_time = own_s ? std::optional{fromSeconds(*own_s)} : std::nullopt;
    const auto& rate = header_.nominal_rate;
    if (own_time && (frame_index_ == 0 || *own_time > last_time_)) {
        // Far from the rate of the option from the start: the option cannot be meant for this file.
        const double periods = rate ? toSeconds(*own_time - last_time_) * rate->hz : 1.0;
        if (frame_index_ == 1 && stamp.quality == kFrameGood && (periods < 0.5 || periods > 2.0)) {
            return failFrame(frame, ErrorCode::InvalidArgument,
                             fmt::format("comes {} s after the first: --rate {} says otherwise; leave the "
                                         "option out",
                                         toSeconds(*own_time), rate->hz));
        }
        stamp.time = *own_time;
    } else if (rate) {
        stamp.time = frame_index_ == 0 ? SessionTime{0} : last_time_ + fromSeconds(1.0 / rate->hz);
        stamp.quality |= kFrameTimeEstimated;
    } else {
        return failFrame(frame, ErrorCode::InvalidArgument,
                         "has no time HH:MM:SS after that of the frame before; give --rate for such frames");
    }
    last_time_ = stamp.time;
    last_number_ = frame.number;
    ++frame_index_;
    return stamp;
}

tl::unexpected<Error> XsensorReader::failFrame(const XsensorFrame& frame, ErrorCode code,
                                               std::string_view what) const
{
    return fail(
        code, fmt::format("{}, line {}: frame {} {}", feed_->lines().name(), frame.line, frame.number, what));
}

}  // namespace palpate::session
