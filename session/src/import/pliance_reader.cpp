#include "import/pliance_reader.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "import/import_options.hpp"
#include "import/novel_header.hpp"
#include "import/printed_value.hpp"
#include "import/stated_unit.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kFormat = "novel-pliance";
constexpr double kMm2PerCm2 = 100.0;

Result<void> checkOptions(const TextLines& lines, const PlianceFile& file, const SensorRaster& raster,
                          const StatedUnit& unit, const ImportOptions& options)
{
    if (options.rows || options.cols) {
        return failContradiction(lines, options.rows ? "--rows" : "--cols", "the places of the sensors");
    }
    if (options.pitch_x && raster.isExact()) {
        return failContradiction(
            lines, "--pitch-mm",
            fmt::format("sensors of {:.4g},{:.4g} mm", raster.pitch_x.mm, raster.pitch_y.mm));
    }
    if (options.pitch_y && options.pitch_y->mm != options.pitch_x->mm) {
        return lines.failFile(ErrorCode::InvalidArgument,
                              "sensors of their own shapes are laid on square cells; "
                              "give --pitch-mm one number");
    }
    constexpr double kRateTolerance = 1e-6;
    if (options.rate && file.rate_hz && std::abs(options.rate->hz / *file.rate_hz - 1.0) > kRateTolerance) {
        return failContradiction(lines, "--rate", fmt::format("scanning rate {} Hz", *file.rate_hz));
    }
    if (auto agree = unit.checkOptions(lines); !agree) {
        return agree;
    }
    if (options.unit == ImportUnit::Newton) {
        return lines.failFile(
            ErrorCode::InvalidArgument,
            "--unit n: forces on sensors of their own areas cannot be read; export pressures");
    }
    MissingOptions missing;
    unit.askForMissing(missing);
    return missing.check(lines);
}

Result<TextLines> linesBehind(const TextLines& lines, std::uint64_t line_number)
{
    auto again = lines.reopened();
    while (again && again->lineNumber() < line_number) {
        const auto line = again->next();
        if (!line) {
            return fail(line.error());
        }
        if (!*line) {
            return again->failFile(ErrorCode::Corrupt, "became shorter while it was read");
        }
    }
    return again;
}

double largestAreaPart(const PlianceFile& file)
{
    double part = 0.0;
    for (std::size_t k = 0; k < file.sensors.size(); ++k) {
        const auto& corners = file.sensors[k].corners;
        double perimeter_mm = 0.0;
        for (std::size_t corner = 0; corner < corners.size(); ++corner) {
            const auto& next = corners[(corner + 1) % corners.size()];
            perimeter_mm += std::hypot(next.x_mm - corners[corner].x_mm, next.y_mm - corners[corner].y_mm);
        }
        const double rounding_cm2 =
            file.area_rounding_cm2 + file.corner_rounding_mm * perimeter_mm / kMm2PerCm2;
        part = std::max(part, rounding_cm2 / file.areas_cm2[k]);
    }
    return part;
}

/// How the grid came about, for whoever reads the session later.
std::string calibrationNote(const PlianceFile& file, const SensorRaster& raster, const StatedUnit& unit)
{
    return fmt::format("{}, {}, {} sensors {}, {}", kFormat, unit.source(), file.sensors.size(),
                       raster.isExact() ? std::string{"of one cell each"}
                                        : fmt::format("on cells of {:.3g} mm, areas right to {:.1f} %",
                                                      raster.pitch_x.mm, raster.area_error * 100.0),
                       file.forces_line ? "checked by its forces" : "without forces to check by");
}

}  // namespace

// Readers are opened alike: each is given the lines.
// NOLINTNEXTLINE(performance-unnecessary-value-param)
Result<std::unique_ptr<FrameReader>> PlianceReader::open(TextLines lines, const ImportOptions& options)
{
    auto whole = lines.reopened();
    if (!whole) {
        return fail(std::move(whole.error()));
    }
    auto file = readPlianceFile(*whole);
    if (!file) {
        return fail(std::move(file.error()));
    }
    auto raster = rasterise(file->sensors, file->corner_rounding_mm, options.pitch_x);
    if (!raster) {
        return lines.failFile(raster.error().code, raster.error().message);
    }
    const StatedUnit stated{options, file->unit, fmt::format("pressure values in {}", file->unit_name)};
    if (auto agree = checkOptions(lines, *file, *raster, stated, options); !agree) {
        return fail(std::move(agree.error()));
    }
    auto geometry = MatGeometry::create(raster->rows, raster->cols, raster->pitch_x, raster->pitch_y,
                                        raster->absentCells());
    if (!geometry) {
        return lines.failFile(geometry.error().code, geometry.error().message);
    }
    auto pressures = linesBehind(lines, file->pressures_line);
    if (!pressures) {
        return fail(std::move(pressures.error()));
    }
    SessionHeader header{
        .info = importedInfo(options, kFormat,
                             file->model.empty() ? std::string{"novel pliance"}
                                                 : fmt::format("novel pliance {}", file->model)),
        .geometry = std::move(*geometry),
        .samples = sampleKindOf(stated.unit()),
        .calibration =
            importCalibration(stated.unit(), options.counts_per_kpa, calibrationNote(*file, *raster, stated)),
        .nominal_rate = file->rate_hz ? std::optional{Frequency{*file->rate_hz}} : options.rate};
    const bool has_forces = file->forces_line && stated.unit() != ImportUnit::Counts;
    const auto forces_line = file->forces_line.value_or(0);
    const double area_part = largestAreaPart(*file);
    const double corner_rounding_mm = file->corner_rounding_mm;
    auto reader = std::unique_ptr<PlianceReader>{new PlianceReader{std::move(*pressures), std::move(*file),
                                                                   std::move(*raster), std::move(header),
                                                                   stated.unit(), whole->bytesRead()}};
    if (has_forces) {
        auto forces = linesBehind(lines, forces_line);
        if (!forces) {
            return fail(std::move(forces.error()));
        }
        reader->forces_.emplace(std::move(*forces), reader->raster_, area_part, corner_rounding_mm);
    }
    return std::unique_ptr<FrameReader>{std::move(reader)};
}

PlianceReader::PlianceReader(TextLines pressures, PlianceFile file, SensorRaster raster, SessionHeader header,
                             ImportUnit unit, std::uint64_t bytes)
    : pressures_{std::move(pressures)},
      file_{std::move(file)},
      raster_{std::move(raster)},
      header_{std::move(header)},
      samples_{header_.geometry, unit},
      times_{file_.period_s},
      parser_{NumberLineParser::AbsentMark::None, file_.sensors.size() + 1},
      cells_(raster_.sensor_of_cell.size(), 0.0),
      kpa_per_unit_{kpaPerUnit(unit, header_.geometry.cellArea())},
      bytes_{bytes}
{}

Result<std::optional<ImportedFrame>> PlianceReader::next()
{
    if (times_.frames() == file_.frames) {
        return std::optional<ImportedFrame>{};
    }
    if (auto read = readValues(); !read) {
        return fail(std::move(read.error()));
    }
    for (std::size_t k = 0; k < cells_.size(); ++k) {
        const int sensor = raster_.sensor_of_cell[k];
        cells_[k] = sensor < 0 ? 0.0 : values_[static_cast<std::size_t>(sensor) + 1];
    }
    const auto stamp = times_.stampOf(values_.front(), pressures_);
    if (!stamp) {
        return fail(stamp.error());
    }
    if (auto taken = samples_.append(cells_); !taken) {
        return pressures_.failLine(taken.error().code, taken.error().message);
    }
    if (forces_) {
        std::transform(cells_.begin(), cells_.end(), cells_.begin(),
                       [this](double value) { return value * kpa_per_unit_; });
        if (auto good = forces_->check(values_.front(), cells_, value_rounding_kpa_); !good) {
            return fail(std::move(good.error()));
        }
    }
    return samples_.take(*stamp);
}

Result<void> PlianceReader::readValues()
{
    for (;;) {
        const auto line = pressures_.next();
        if (!line) {
            return fail(line.error());
        }
        if (!*line) {
            return pressures_.failFile(ErrorCode::Corrupt, "became shorter while it was read");
        }
        const auto found = parser_.parse(**line, values_);
        if (found.isBlank()) {
            continue;
        }
        if (!found.odd_token.empty() || found.numbers != file_.sensors.size() + 1) {
            return pressures_.failLine(ErrorCode::Corrupt, wrongNumbers(found, file_.sensors.size()));
        }
        if (times_.frames() == 0) {
            const auto text = trimmed(**line, " \t");
            const auto last = parsePrinted(text.substr(text.find_last_of(" \t") + 1));
            value_rounding_kpa_ = last ? last->half_unit * kpa_per_unit_ : 0.0;
        }
        return {};
    }
}

}  // namespace palpate::session
