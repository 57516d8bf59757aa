#include "import/tekscan_reader.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "import/import_options.hpp"
#include "import/stated_unit.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kFormat = "tekscan-ascii";
/// The electronics count with 8 bits.
constexpr std::uint16_t kMaxRawCount = 255;

bool isClose(double a, double b)
{
    constexpr double kRelativeTolerance = 1e-6;
    return std::abs(a - b) <= kRelativeTolerance * std::max(std::abs(a), std::abs(b));
}

/// What the file and the options say together.
struct TekscanSetting {
    int rows = 0;
    int cols = 0;
    Length pitch_x;
    Length pitch_y;
    double period_s = 0.0;
};

Result<void> checkContradictions(const TextLines& lines, const TekscanHeader& header, const StatedUnit& unit,
                                 const ImportOptions& options)
{
    if (header.rows && options.rows && *header.rows != *options.rows) {
        return failContradiction(lines, "--rows", fmt::format("ROWS {}", *header.rows));
    }
    if (header.cols && options.cols && *header.cols != *options.cols) {
        return failContradiction(lines, "--cols", fmt::format("COLS {}", *header.cols));
    }
    if (header.row_spacing && options.pitch_x) {
        const auto x = header.col_spacing.value_or(*header.row_spacing);
        const auto y = options.pitch_y.value_or(*options.pitch_x);
        if (!isClose(x.mm, options.pitch_x->mm) || !isClose(header.row_spacing->mm, y.mm)) {
            return failContradiction(lines, "--pitch-mm",
                                     fmt::format("the spacing of {},{} mm", x.mm, header.row_spacing->mm));
        }
    }
    if (header.seconds_per_frame && !header.is_time_unit_unsure && options.rate &&
        !isClose(*header.seconds_per_frame * options.rate->hz, 1.0)) {
        return failContradiction(lines, "--rate",
                                 fmt::format("SECONDS_PER_FRAME {}", *header.seconds_per_frame));
    }
    return unit.checkOptions(lines);
}

Result<void> askForMissing(const TextLines& lines, const TekscanHeader& header, const StatedUnit& unit,
                           const ImportOptions& options)
{
    MissingOptions missing;
    if (!header.rows && !options.rows) {
        missing.add("--rows");
    }
    if (!header.cols && !options.cols) {
        missing.add("--cols");
    }
    if (!header.row_spacing && !options.pitch_x) {
        missing.add("--pitch-mm");
    }
    if ((!header.seconds_per_frame || header.is_time_unit_unsure) && !options.rate) {
        missing.add("--rate", header.is_time_unit_unsure
                                  ? "MICRO_SECOND is set: the unit of SECONDS_PER_FRAME is unsure"
                                  : "");
    }
    unit.askForMissing(missing);
    return missing.check(lines);
}

Result<TekscanSetting> settle(const TextLines& lines, const TekscanHeader& header, const StatedUnit& unit,
                              const ImportOptions& options)
{
    if (auto agree = checkContradictions(lines, header, unit, options); !agree) {
        return fail(std::move(agree.error()));
    }
    if (auto complete = askForMissing(lines, header, unit, options); !complete) {
        return fail(std::move(complete.error()));
    }
    TekscanSetting setting{.rows = header.rows ? *header.rows : *options.rows,
                           .cols = header.cols ? *header.cols : *options.cols};
    if (header.row_spacing) {
        setting.pitch_y = *header.row_spacing;
        setting.pitch_x = header.col_spacing.value_or(setting.pitch_y);
    } else {
        setting.pitch_x = *options.pitch_x;
        setting.pitch_y = options.pitch_y.value_or(setting.pitch_x);
    }
    const bool says_period = header.seconds_per_frame && !header.is_time_unit_unsure;
    setting.period_s = says_period ? *header.seconds_per_frame : 1.0 / options.rate->hz;
    if (setting.rows > kMaxMatRows || setting.cols > kMaxMatCols) {
        return lines.failFile(ErrorCode::InvalidArgument,
                              fmt::format("ROWS {} and COLS {}: up to {} and {} can be read", setting.rows,
                                          setting.cols, kMaxMatRows, kMaxMatCols));
    }
    return setting;
}

std::vector<CellIndex> absentCells(const TekscanFrame& frame, int cols)
{
    std::vector<CellIndex> absent;
    for (std::size_t k = 0; k < frame.cells.size(); ++k) {
        if (std::isnan(frame.cells[k])) {
            const auto index = static_cast<int>(k);
            absent.push_back({.row = index / cols, .col = index % cols});
        }
    }
    return absent;
}

Calibration calibrationOf(const TekscanHeader& header, const StatedUnit& unit, const ImportOptions& options)
{
    const auto source = fmt::format("{}, {}{}", kFormat, unit.source(),
                                    header.noise_threshold.empty()
                                        ? std::string{}
                                        : fmt::format(", NOISE_THRESHOLD {}", header.noise_threshold));
    auto calibration = importCalibration(unit.unit(), options.counts_per_kpa, source);
    if (unit.unit() == ImportUnit::Counts) {
        calibration.ceiling_counts = kMaxRawCount;
    } else {
        calibration.ceiling = header.saturation;
    }
    return calibration;
}

}  // namespace

Result<std::unique_ptr<FrameReader>> TekscanReader::open(TextLines lines, const ImportOptions& options)
{
    auto file_header = readTekscanHeader(lines);
    if (!file_header) {
        return fail(std::move(file_header.error()));
    }
    const StatedUnit stated{options, file_header->unit, fmt::format("UNITS {}", file_header->unit_name)};
    const auto setting = settle(lines, *file_header, stated, options);
    if (!setting) {
        return fail(setting.error());
    }
    const auto name = lines.name();
    TekscanFrames frames{std::move(lines), setting->rows, setting->cols, file_header->frameCount()};
    auto first = frames.next();
    if (!first) {
        return fail(std::move(first.error()));
    }
    auto geometry = MatGeometry::create(setting->rows, setting->cols, setting->pitch_x, setting->pitch_y,
                                        absentCells(**first, setting->cols));
    if (!geometry) {
        return fail(geometry.error().code, fmt::format("{}: {}", name, geometry.error().message));
    }
    SessionHeader header{.info = importedInfo(options, kFormat,
                                              file_header->sensor_type.empty()
                                                  ? std::string{"Tekscan"}
                                                  : fmt::format("Tekscan {}", file_header->sensor_type)),
                         .geometry = std::move(*geometry),
                         .samples = sampleKindOf(stated.unit()),
                         .calibration = calibrationOf(*file_header, stated, options),
                         .nominal_rate = Frequency{1.0 / setting->period_s}};
    const bool has_line_seconds = (*first)->seconds.has_value() && !file_header->is_time_unit_unsure;
    const Timing timing{.period_s = setting->period_s,
                        .has_line_seconds = has_line_seconds,
                        .first_s = (*first)->seconds.value_or(0.0)};
    auto reader = std::unique_ptr<TekscanReader>{
        new TekscanReader{std::move(frames), std::move(**first), std::move(header), stated.unit(), timing}};
    reader->left_out_ = std::move(file_header->left_out);
    return std::unique_ptr<FrameReader>{std::move(reader)};
}

TekscanReader::TekscanReader(TekscanFrames frames, TekscanFrame first, SessionHeader header, ImportUnit unit,
                             Timing timing)
    : frames_{std::move(frames)},
      first_{std::move(first)},
      header_{std::move(header)},
      samples_{header_.geometry, unit, kMaxRawCount},
      timing_{timing}
{}

Result<std::optional<ImportedFrame>> TekscanReader::next()
{
    auto frame =
        first_ ? Result<std::optional<TekscanFrame>>{std::exchange(first_, std::nullopt)} : frames_.next();
    if (!frame) {
        return fail(std::move(frame.error()));
    }
    if (!*frame) {
        return std::optional<ImportedFrame>{};
    }
    if (auto taken = takeCells(**frame); !taken) {
        return fail(std::move(taken.error()));
    }
    return samples_.take(stampOf(**frame));
}

Result<void> TekscanReader::takeCells(const TekscanFrame& frame)
{
    const auto& geometry = header_.geometry;
    const auto cols = static_cast<std::size_t>(geometry.cols());
    for (int row = 0; row < geometry.rows(); ++row) {
        const auto values =
            std::span<const double>{frame.cells}.subspan(static_cast<std::size_t>(row) * cols, cols);
        const auto fail_row = [&](std::string_view what) {
            return fail(ErrorCode::Corrupt,
                        fmt::format("{}, line {}: {}", frames_.lines().name(),
                                    frame.first_row_line + static_cast<std::uint64_t>(row), what));
        };
        for (int col = 0; col < geometry.cols(); ++col) {
            const bool is_absent = std::isnan(values[static_cast<std::size_t>(col)]);
            if (is_absent == geometry.isPresent(row, col)) {
                return fail_row(
                    fmt::format("column {} is {} here but {} in the first frame; export the file "
                                "again",
                                col + 1, is_absent ? "B" : "a number", is_absent ? "a number" : "B"));
            }
        }
        if (auto taken = samples_.append(values); !taken) {
            return fail_row(taken.error().message);
        }
    }
    return {};
}

FrameStamp TekscanReader::stampOf(const TekscanFrame& frame)
{
    FrameStamp stamp{.sequence = frame.number, .quality = kFrameTimeEstimated};
    if (!timing_.has_line_seconds) {
        stamp.time = fromSeconds(static_cast<double>(frame_index_) * timing_.period_s);
    } else {
        // A frame line without a time of its own, or with one that does not rise, follows its neighbour.
        stamp.time = last_time_ + fromSeconds(timing_.period_s);
        const auto own_time = fromSeconds(frame.seconds.value_or(-1.0) - timing_.first_s);
        if (frame.seconds && (frame_index_ == 0 || own_time > last_time_)) {
            stamp.time = own_time;
            stamp.quality = kFrameGood;
        }
    }
    last_time_ = stamp.time;
    ++frame_index_;
    return stamp;
}

}  // namespace palpate::session
