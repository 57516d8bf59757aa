#include "import/json_reader.hpp"

#include <cmath>
#include <utility>

#include "import/import_options.hpp"
#include "import/sensing_mat_frames.hpp"
#include "import/stated_unit.hpp"
#include "import/tactilus_frames.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

using Kind = JsonTokens::Kind;

constexpr std::string_view kTactilus = "tactilus-json";
constexpr std::string_view kSensingMat = "sensing-mat-json";
constexpr std::string_view kTactilusList = "snapshots";
constexpr std::string_view kSensingMatList = "pressureData";
constexpr double kMaxAdcBits = 16.0;

/// What is known to be technical, and not needed.
bool isPassedOver(std::string_view name)
{
    return name == "position" || name == "variation" || name == "softwareVersion" || name == "protocol";
}

Result<void> takeHeadEntry(JsonTokens& tokens, JsonHead& head);

Result<void> takeSettings(JsonTokens& tokens, JsonHead& head)
{
    for (;;) {
        const auto token = tokens.next();
        if (!token) {
            return fail(token.error());
        }
        if (*token == Kind::EndObject) {
            return {};
        }
        if (auto taken = takeHeadEntry(tokens, head); !taken) {
            return taken;
        }
    }
}

/// The value of the entry whose name the tokens gave last.
Result<void> takeHeadEntry(JsonTokens& tokens, JsonHead& head)
{
    const auto name = tokens.text();
    const auto token = tokens.next();
    if (!token) {
        return fail(token.error());
    }
    if (*token == Kind::Number && name == "tactilus_rows") {
        head.rows = tokens.number();
    } else if (*token == Kind::Number && name == "tactilus_columns") {
        head.cols = tokens.number();
    } else if (*token == Kind::Number && name == "adcResolution") {
        head.adc_bits = tokens.number();
    } else if (*token == Kind::BeginObject && name == "configurableFirmwareSettings") {
        return takeSettings(tokens, head);
    } else if (!isPassedOver(name)) {
        head.left_out.add(name);
    }
    return tokens.skip(*token);
}

/// Up to the list of frames; its name.
Result<std::string> readHead(JsonTokens& tokens, JsonHead& head)
{
    const auto begin = tokens.next();
    if (!begin) {
        return fail(begin.error());
    }
    while (*begin == Kind::BeginObject) {
        const auto token = tokens.next();
        if (!token) {
            return fail(token.error());
        }
        if (*token == Kind::EndObject) {
            break;
        }
        if (tokens.text() == kTactilusList || tokens.text() == kSensingMatList) {
            return tokens.text();
        }
        if (auto taken = takeHeadEntry(tokens, head); !taken) {
            return fail(std::move(taken.error()));
        }
    }
    return tokens.failHere(ErrorCode::InvalidArgument,
                           "JSON without snapshots (Tactilus) or pressureData (Sensing Mat) is not read");
}

struct Shape {
    std::optional<int> rows;
    std::optional<int> cols;
};

Result<std::optional<int>> sideOf(const JsonTokens& tokens, std::optional<double> value,
                                  std::string_view name, int largest)
{
    if (!value) {
        return std::nullopt;
    }
    if (*value != std::trunc(*value) || *value < 1.0 || *value > largest) {
        return tokens.failHere(ErrorCode::Corrupt,
                               fmt::format("{} {}: a mat has 1 to {}", name, *value, largest));
    }
    return static_cast<int>(*value);
}

/// As the file has it, or else as the options do.
Result<Shape> shapeOf(const JsonTokens& tokens, const JsonHead& head, const JsonFrame& first,
                      const ImportOptions& options)
{
    const bool is_shown = first.rows > 0;
    const auto rows = sideOf(tokens, is_shown ? std::optional{static_cast<double>(first.rows)} : head.rows,
                             "rows", kMaxMatRows);
    const auto cols = sideOf(tokens, is_shown ? std::optional{static_cast<double>(first.cols)} : head.cols,
                             "columns", kMaxMatCols);
    if (!rows || !cols) {
        return fail(rows ? cols.error() : rows.error());
    }
    if (*rows && options.rows && **rows != *options.rows) {
        return failContradiction(tokens.name(), "--rows", fmt::format("{} rows", **rows));
    }
    if (*cols && options.cols && **cols != *options.cols) {
        return failContradiction(tokens.name(), "--cols", fmt::format("{} columns", **cols));
    }
    return Shape{.rows = *rows ? *rows : options.rows, .cols = *cols ? *cols : options.cols};
}

Result<void> askForMissing(const JsonTokens& tokens, const Shape& shape, const StatedUnit& unit,
                           const JsonFrame& first, const ImportOptions& options)
{
    MissingOptions missing;
    if (!shape.rows) {
        missing.add("--rows", fmt::format("a frame has {} values", first.cells.size()));
    }
    if (!shape.cols) {
        missing.add("--cols");
    }
    if (!options.pitch_x) {
        missing.add("--pitch-mm");
    }
    if (!first.time_s && !options.rate) {
        missing.add("--rate", "the first frame has no time that can be read");
    }
    unit.askForMissing(missing);
    return missing.check(tokens.name());
}

Result<std::uint16_t> largestCount(const JsonTokens& tokens, const JsonHead& head)
{
    const double bits = head.adc_bits.value_or(kMaxAdcBits);
    if (bits != std::trunc(bits) || bits < 1.0 || bits > kMaxAdcBits) {
        return tokens.failHere(ErrorCode::Corrupt,
                               fmt::format("adcResolution {}: 1 to {} bits can be read", bits, kMaxAdcBits));
    }
    return static_cast<std::uint16_t>((1U << static_cast<unsigned>(bits)) - 1U);
}

}  // namespace

Result<std::unique_ptr<FrameReader>> JsonReader::open(InputBytes bytes, const ImportOptions& options,
                                                      std::string& format)
{
    JsonTokens tokens{std::move(bytes)};
    JsonHead head;
    const auto list = readHead(tokens, head);
    if (!list) {
        return fail(list.error());
    }
    const bool is_tactilus = *list == kTactilusList;
    format = is_tactilus ? kTactilus : kSensingMat;
    if (options.format && *options.format != format) {
        return tokens.failHere(
            ErrorCode::InvalidArgument,
            fmt::format("'{}' is how {} begins, not {}; leave --format out", *list, format, *options.format));
    }
    std::unique_ptr<JsonFrames> frames;
    if (is_tactilus) {
        frames = std::make_unique<TactilusFrames>();
    } else {
        frames = std::make_unique<SensingMatFrames>();
    }
    JsonFrame first;
    const auto is_there = frames->next(tokens, first, head.left_out);
    if (!is_there) {
        return fail(is_there.error());
    }
    if (!*is_there) {
        return tokens.failHere(ErrorCode::Corrupt, fmt::format("{} holds no frame; export it again", *list));
    }
    const auto shape = shapeOf(tokens, head, first, options);
    if (!shape) {
        return fail(shape.error());
    }
    const StatedUnit stated{options, head.adc_bits ? std::optional{ImportUnit::Counts} : std::nullopt,
                            fmt::format("adcResolution {}", head.adc_bits.value_or(0.0))};
    if (auto agree = stated.checkOptions(tokens.name()); !agree) {
        return fail(std::move(agree.error()));
    }
    if (auto complete = askForMissing(tokens, *shape, stated, first, options); !complete) {
        return fail(std::move(complete.error()));
    }
    const auto largest = largestCount(tokens, head);
    if (!largest) {
        return fail(largest.error());
    }
    auto geometry = MatGeometry::create(*shape->rows, *shape->cols, *options.pitch_x,
                                        options.pitch_y.value_or(*options.pitch_x));
    if (!geometry) {
        return fail(geometry.error().code, fmt::format("{}: {}", tokens.name(), geometry.error().message));
    }
    SessionHeader header{
        .info = importedInfo(options, format, is_tactilus ? "Tactilus" : "Sensing Mat"),
        .geometry = std::move(*geometry),
        .samples = sampleKindOf(stated.unit()),
        .calibration = importCalibration(stated.unit(), options.counts_per_kpa, stated.source()),
        .nominal_rate = options.rate};
    ImportedSamples samples{header.geometry, stated.unit(), *largest};
    return std::unique_ptr<FrameReader>{new JsonReader{std::move(tokens), std::move(head), std::move(frames),
                                                       std::move(first), std::move(header),
                                                       std::move(samples)}};
}

JsonReader::JsonReader(JsonTokens tokens, JsonHead head, std::unique_ptr<JsonFrames> frames, JsonFrame first,
                       SessionHeader header, ImportedSamples samples)
    : tokens_{std::move(tokens)},
      head_{std::move(head)},
      frames_{std::move(frames)},
      header_{std::move(header)},
      samples_{std::move(samples)},
      clock_{header_.nominal_rate},
      frame_{std::move(first)}
{}

Result<std::optional<ImportedFrame>> JsonReader::next()
{
    if (is_at_end_) {
        return std::optional<ImportedFrame>{};
    }
    if (!std::exchange(is_pending_, false)) {
        const auto is_there = frames_->next(tokens_, frame_, head_.left_out);
        if (!is_there) {
            return fail(is_there.error());
        }
        if (!*is_there) {
            is_at_end_ = true;
            auto rest = readRest();
            return rest ? Result<std::optional<ImportedFrame>>{std::optional<ImportedFrame>{}}
                        : fail(std::move(rest.error()));
        }
    }
    if (count_ == kMaxImportFrames) {
        return tokens_.failHere(
            ErrorCode::InvalidArgument,
            fmt::format("more than {} frames; cut the file into parts", kMaxImportFrames));
    }
    if (auto taken = takeCells(frame_); !taken) {
        return fail(std::move(taken.error()));
    }
    const auto stamp = clock_.stamp(frame_.number, frame_.time_s);
    if (!stamp) {
        return fail(stamp.error().code, fmt::format("{}, byte {}: frame {} {}", tokens_.name(), frame_.byte,
                                                    frame_.number, stamp.error().message));
    }
    ++count_;
    return samples_.take(*stamp);
}

Result<void> JsonReader::takeCells(const JsonFrame& frame)
{
    const auto fail_frame = [&](const std::string& what) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("{}, byte {}: frame {}: {}", tokens_.name(), frame.byte, frame.number, what));
    };
    const auto& geometry = header_.geometry;
    const bool is_shown = frame.rows > 0;
    if (is_shown && (frame.rows != static_cast<std::size_t>(geometry.rows()) ||
                     frame.cols != static_cast<std::size_t>(geometry.cols()))) {
        return fail_frame(fmt::format("has {} rows and {} columns, the first frame {} and {}", frame.rows,
                                      frame.cols, geometry.rows(), geometry.cols()));
    }
    if (frame.cells.size() != static_cast<std::size_t>(geometry.cellCount())) {
        return fail_frame(fmt::format("{} of {} values: the file is damaged; export it again",
                                      frame.cells.size(), geometry.cellCount()));
    }
    auto taken = samples_.append(frame.cells);
    return taken ? taken : fail_frame(taken.error().message);
}

/// What stands behind the frames may say no other shape, and the file must end as JSON does.
Result<void> JsonReader::readRest()
{
    JsonHead rest;
    for (;;) {
        const auto token = tokens_.next();
        if (!token) {
            return fail(token.error());
        }
        if (*token == Kind::End) {
            break;
        }
        if (*token == Kind::EndObject) {
            continue;
        }
        const auto name = tokens_.text();
        if (name == kTactilusList || name == kSensingMatList) {
            return tokens_.failHere(ErrorCode::Corrupt,
                                    fmt::format("a second list {}; export it again", name));
        }
        if (auto taken = takeHeadEntry(tokens_, rest); !taken) {
            return taken;
        }
    }
    const auto& geometry = header_.geometry;
    if (rest.rows.value_or(geometry.rows()) != geometry.rows() ||
        rest.cols.value_or(geometry.cols()) != geometry.cols()) {
        return tokens_.failHere(ErrorCode::Corrupt, "says another number of rows or columns than before");
    }
    for (const auto& name : rest.left_out.names()) {
        head_.left_out.add(name);
    }
    return {};
}

}  // namespace palpate::session
