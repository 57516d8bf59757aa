#include "import/pedar_reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "import/import_options.hpp"
#include "import/novel_header.hpp"
#include "import/printed_value.hpp"
#include "import/sensor_layout_file.hpp"
#include "import/sensor_raster.hpp"
#include "import/stated_unit.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kFormat = "novel-pedar";

/// One insole on a grid.
struct Insole {
    MatGeometry geometry;
    /// Of each cell, the number in the line that it has, counted from the time; 0 where it has none.
    std::vector<std::size_t> columns;
    std::string note;
};

Result<void> checkOptions(const TextLines& lines, const PedarHeader& file, const StatedUnit& unit,
                          const ImportOptions& options)
{
    if (options.rows || options.cols) {
        return lines.failFile(ErrorCode::InvalidArgument,
                              fmt::format("{} does not belong to novel-pedar; give --layout or --pitch-mm",
                                          options.rows ? "--rows" : "--cols"));
    }
    if (options.sensor && *options.sensor != "left" && *options.sensor != "right") {
        return lines.failFile(ErrorCode::InvalidArgument,
                              fmt::format("--sensor {}: give left or right", *options.sensor));
    }
    constexpr double kRateTolerance = 1e-6;
    if (options.rate && file.rate_hz && std::abs(options.rate->hz / *file.rate_hz - 1.0) > kRateTolerance) {
        return failContradiction(lines, "--rate", fmt::format("scanning rate {} Hz", *file.rate_hz));
    }
    if (options.unit == ImportUnit::Newton) {
        return lines.failFile(
            ErrorCode::InvalidArgument,
            "--unit n: forces on sensors of their own areas cannot be read; export pressures");
    }
    return unit.checkOptions(lines);
}

Result<void> askForMissing(const TextLines& lines, const PedarHeader& file, const StatedUnit& unit,
                           const ImportOptions& options)
{
    MissingOptions missing;
    if (!options.sensor && !file.left.empty() && !file.right.empty()) {
        missing.add("--sensor", "left or right: a session has one insole");
    }
    if (!options.layout && !options.pitch_x) {
        missing.add("--layout",
                    "a file with the places of the insole's sensors, which the export only numbers; or "
                    "--pitch-mm X,Y for a strip of such cells in their order, without places");
    }
    unit.askForMissing(missing);
    return missing.check(lines);
}

Result<Insole> stripOf(const std::vector<int>& numbers, std::size_t first_column,
                       const ImportOptions& options)
{
    auto geometry = MatGeometry::create(1, static_cast<int>(numbers.size()), *options.pitch_x,
                                        options.pitch_y.value_or(*options.pitch_x));
    if (!geometry) {
        return fail(std::move(geometry.error()));
    }
    Insole insole{
        .geometry = std::move(*geometry),
        .columns = {},
        .note = fmt::format("{} sensors as a strip in their order, without places", numbers.size())};
    insole.columns.reserve(numbers.size());
    for (std::size_t k = 0; k < numbers.size(); ++k) {
        insole.columns.push_back(first_column + k);
    }
    return insole;
}

Result<Insole> laidOut(const std::vector<int>& numbers, std::size_t first_column, const SensorLayout& layout,
                       const ImportOptions& options)
{
    std::vector<SensorOutline> sensors;
    sensors.reserve(numbers.size());
    for (const int number : numbers) {
        const auto found = std::find_if(layout.sensors.begin(), layout.sensors.end(),
                                        [number](const auto& sensor) { return sensor.number == number; });
        if (found == layout.sensors.end()) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("has no sensor {}, which the export has", number));
        }
        sensors.push_back(*found);
    }
    constexpr double kRoundingMm = 1e-6;
    const auto raster = rasterise(sensors, kRoundingMm, options.pitch_x);
    if (!raster) {
        return fail(raster.error());
    }
    auto geometry = MatGeometry::create(raster->rows, raster->cols, raster->pitch_x, raster->pitch_y,
                                        raster->absentCells());
    if (!geometry) {
        return fail(std::move(geometry.error()));
    }
    Insole insole{.geometry = std::move(*geometry),
                  .columns = {},
                  .note = raster->isExact()
                              ? fmt::format("{} sensors of one cell each", numbers.size())
                              : fmt::format("{} sensors on cells of {:.3g} mm, areas right to {:.1f} %",
                                            numbers.size(), raster->pitch_x.mm, raster->area_error * 100.0)};
    insole.columns.reserve(raster->sensor_of_cell.size());
    for (const int sensor : raster->sensor_of_cell) {
        insole.columns.push_back(sensor < 0 ? 0 : first_column + static_cast<std::size_t>(sensor));
    }
    insole.note += fmt::format(", places by {}", layout.title);
    return insole;
}

Result<Insole> insoleOf(const TextLines& lines, const PedarHeader& file, bool is_right,
                        const ImportOptions& options)
{
    const auto& numbers = is_right ? file.right : file.left;
    if (numbers.empty()) {
        return lines.failFile(
            ErrorCode::InvalidArgument,
            fmt::format("has no {0} insole; leave out --sensor {0}", is_right ? "right" : "left"));
    }
    const std::size_t first_column = 1 + (is_right ? file.left.size() : 0);
    if (!options.layout) {
        return stripOf(numbers, first_column, options);
    }
    const auto layout = readSensorLayout(*options.layout);
    if (!layout) {
        return fail(layout.error());
    }
    auto insole = laidOut(numbers, first_column, *layout, options);
    if (!insole) {
        return fail(insole.error().code,
                    fmt::format("{}: {}", options.layout->string(), insole.error().message));
    }
    return insole;
}

}  // namespace

Result<std::unique_ptr<FrameReader>> PedarReader::open(TextLines lines, const ImportOptions& options)
{
    auto file = readPedarHeader(lines);
    if (!file) {
        return fail(std::move(file.error()));
    }
    const StatedUnit stated{options, file->unit, fmt::format("pressure values in {}", file->unit_name)};
    if (auto agree = checkOptions(lines, *file, stated, options); !agree) {
        return fail(std::move(agree.error()));
    }
    if (auto complete = askForMissing(lines, *file, stated, options); !complete) {
        return fail(std::move(complete.error()));
    }
    const bool is_right = options.sensor ? *options.sensor == "right" : file->left.empty();
    auto insole = insoleOf(lines, *file, is_right, options);
    if (!insole) {
        return fail(std::move(insole.error()));
    }
    SessionHeader header{
        .info = importedInfo(options, kFormat,
                             fmt::format("novel pedar, {} insole", is_right ? "right" : "left")),
        .geometry = std::move(insole->geometry),
        .samples = sampleKindOf(stated.unit()),
        .calibration = importCalibration(stated.unit(), options.counts_per_kpa,
                                         fmt::format("{}, {}, {}", kFormat, stated.source(), insole->note)),
        .nominal_rate = file->rate_hz ? std::optional{Frequency{*file->rate_hz}} : options.rate};
    return std::unique_ptr<FrameReader>{new PedarReader{std::move(lines), std::move(*file), std::move(header),
                                                        stated.unit(), std::move(insole->columns)}};
}

PedarReader::PedarReader(TextLines lines, PedarHeader file, SessionHeader header, ImportUnit unit,
                         std::vector<std::size_t> columns)
    : lines_{std::move(lines)},
      file_{std::move(file)},
      header_{std::move(header)},
      samples_{header_.geometry, unit},
      columns_{std::move(columns)},
      times_{file_.period_s},
      parser_{NumberLineParser::AbsentMark::None, 1 + file_.left.size() + file_.right.size()},
      cells_(columns_.size(), 0.0)
{}

Result<std::optional<ImportedFrame>> PedarReader::next()
{
    const auto is_frame = readValues();
    if (!is_frame) {
        return fail(is_frame.error());
    }
    if (!*is_frame) {
        return std::optional<ImportedFrame>{};
    }
    for (std::size_t k = 0; k < cells_.size(); ++k) {
        cells_[k] = columns_[k] == 0 ? std::numeric_limits<double>::quiet_NaN() : values_[columns_[k]];
    }
    const auto stamp = times_.stampOf(values_.front(), lines_);
    if (!stamp) {
        return fail(stamp.error());
    }
    if (auto taken = samples_.append(cells_); !taken) {
        return lines_.failLine(taken.error().code, taken.error().message);
    }
    return samples_.take(*stamp);
}

Result<bool> PedarReader::readValues()
{
    for (;;) {
        const auto line = lines_.next();
        if (!line) {
            return fail(line.error());
        }
        if (!*line) {
            auto whole = checkEnd();
            return whole ? Result<bool>{false} : fail(std::move(whole.error()));
        }
        const auto found = parser_.parse(**line, values_);
        if (found.isBlank()) {
            continue;
        }
        if (auto good = checkLine(found); !good) {
            return fail(std::move(good.error()));
        }
        lines_end_with_separator_ = lines_end_with_separator_ && found.ends_with_separator;
        return true;
    }
}

Result<void> PedarReader::checkLine(const NumberLine& found) const
{
    const auto wanted = 1 + file_.left.size() + file_.right.size();
    const bool misses_separator =
        lines_end_with_separator_ && times_.frames() > 0 && !found.ends_with_separator;
    if (lines_.isLineOpen() && (found.numbers < wanted || !found.odd_token.empty() || misses_separator)) {
        return lines_.failFile(
            ErrorCode::Corrupt,
            fmt::format("ends in line {}, in frame {}: the file was cut there; export it again",
                        lines_.lineNumber(), times_.frames() + 1));
    }
    if (!found.odd_token.empty() || found.numbers != wanted) {
        return lines_.failLine(ErrorCode::Corrupt, wrongNumbers(found, wanted - 1));
    }
    return {};
}

Result<void> PedarReader::checkEnd() const
{
    if (times_.frames() == 0) {
        return lines_.failFile(
            ErrorCode::Corrupt,
            fmt::format("ends at line {} without a frame: the file was cut there; export it "
                        "again",
                        lines_.lineNumber()));
    }
    if (file_.total_s && file_.period_s &&
        std::abs(times_.lastS() - *file_.total_s) > 0.5 * *file_.period_s) {
        return lines_.failFile(
            ErrorCode::Corrupt,
            fmt::format("ends at line {}, at {} s of a total time of {} s: the file was cut "
                        "there; export it again",
                        lines_.lineNumber(), times_.lastS(), *file_.total_s));
    }
    return {};
}

}  // namespace palpate::session
