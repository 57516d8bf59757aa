#include "import/pliance_forces.hpp"

#include <cmath>
#include <utility>

#include "palpate/core/units.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kBlank = " \t\f";
constexpr double kMmPerCm = 10.0;
/// Times are printed with five decimals.
constexpr double kTimeToleranceS = 2e-5;

std::string_view takeWord(std::string_view& text)
{
    text = trimmed(text, kBlank);
    const auto word = text.substr(0, text.find_first_of(kBlank));
    text.remove_prefix(word.size());
    return word;
}

}  // namespace

bool PlianceForces::Edges::take(double from_first_cm, double length_cm, double printed_cm, double rounding_cm)
{
    first = first && std::abs(from_first_cm - printed_cm) <= rounding_cm;
    last = last && std::abs(length_cm - from_first_cm - printed_cm) <= rounding_cm;
    return first || last;
}

PlianceForces::PlianceForces(TextLines lines, const SensorRaster& raster, double area_part,
                             double corner_rounding_mm)
    : lines_{std::move(lines)},
      rows_{raster.rows},
      cols_{raster.cols},
      pitch_x_cm_{raster.pitch_x.mm / kMmPerCm},
      pitch_y_cm_{raster.pitch_y.mm / kMmPerCm},
      area_part_{area_part + (raster.isExact() ? 0.0 : kMaxRasterAreaError)},
      place_rounding_cm_{corner_rounding_mm / kMmPerCm +
                         (raster.isExact() ? 0.0 : std::hypot(pitch_x_cm_, pitch_y_cm_))}
{}

Result<void> PlianceForces::check(double time_s, std::span<const double> cells_kpa, double value_rounding_kpa)
{
    const auto printed = lineAt(time_s);
    if (!printed) {
        return fail(printed.error());
    }
    const auto grid = gridOf(cells_kpa, value_rounding_kpa);
    if (std::abs(grid.force_n - printed->force_n.value) >
        printed->force_n.half_unit + grid.force_rounding_n) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format(
                "the pressures at {} s make {:.3f} N, but {} N is printed here: a value is damaged or in "
                "another unit; export the file again in kPa",
                time_s, grid.force_n, printed->force_n.value));
    }
    if (!printed->x_cm || !printed->y_cm || !(grid.force_n > 0.0)) {
        return {};
    }
    if (!x_edges_.take(grid.x_cm, pitch_x_cm_ * cols_, printed->x_cm->value,
                       printed->x_cm->half_unit + grid.place_rounding_cm) ||
        !y_edges_.take(grid.y_cm, pitch_y_cm_ * rows_, printed->y_cm->value,
                       printed->y_cm->half_unit + grid.place_rounding_cm)) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format(
                "the pressures at {} s have their centre {:.3f} cm from the left and {:.3f} cm from the "
                "top, but {} and {} are printed here: a value or a sensor's place is damaged; export the "
                "file again",
                time_s, grid.x_cm, grid.y_cm, printed->x_cm->value, printed->y_cm->value));
    }
    return {};
}

/// The table may have more times than the pressures: a part of the recording can be exported.
Result<PlianceForces::Printed> PlianceForces::lineAt(double time_s)
{
    for (;;) {
        const auto line = lines_.next();
        if (!line) {
            return fail(line.error());
        }
        const auto text = *line ? trimmed(**line, kBlank) : std::string_view{};
        if (*line && text.empty()) {
            continue;
        }
        const bool is_table = *line && !text.starts_with("sensor");
        const auto printed = is_table ? parse(text) : Printed{.time_s = time_s + 1.0};
        if (!printed) {
            return printed;
        }
        if (printed->time_s > time_s + kTimeToleranceS) {
            return lines_.failLine(
                ErrorCode::Corrupt,
                fmt::format("no force for the frame at {} s before this line: lines are missing; "
                            "export the file again",
                            time_s));
        }
        if (printed->time_s >= time_s - kTimeToleranceS) {
            return printed;
        }
    }
}

Result<PlianceForces::Printed> PlianceForces::parse(std::string_view text) const
{
    const auto whole = text;
    const auto time = parsePrinted(takeWord(text));
    const auto force = parsePrinted(takeWord(text));
    const auto x = takeWord(text);
    const auto y = takeWord(text);
    Printed printed{.time_s = time ? time->value : 0.0,
                    .force_n = force.value_or(PrintedNumber{}),
                    .x_cm = parsePrinted(x),
                    .y_cm = parsePrinted(y)};
    const bool is_centre = (printed.x_cm && printed.y_cm) || (x == "-" && y == "-");
    if (!time || !force || !is_centre || !trimmed(text, kBlank).empty()) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("'{}' is no line of time, force, x and y; export the file again", plainName(whole)));
    }
    return printed;
}

PlianceForces::Grid PlianceForces::gridOf(std::span<const double> cells_kpa, double value_rounding_kpa) const
{
    double sum = 0.0;
    double moment_x = 0.0;
    double moment_y = 0.0;
    double loaded = 0.0;
    const auto cols = static_cast<std::size_t>(cols_);
    for (std::size_t k = 0; k < cells_kpa.size(); ++k) {
        const double kpa = cells_kpa[k];
        if (kpa == 0.0) {
            continue;
        }
        loaded += 1.0;
        sum += kpa;
        moment_x += kpa * (static_cast<double>(k % cols) + 0.5) * pitch_x_cm_;
        moment_y += kpa * (static_cast<double>(k / cols) + 0.5) * pitch_y_cm_;
    }
    const double newton = pitch_x_cm_ * pitch_y_cm_ / kKpaPerNewtonPerCm2;
    const double rounding_kpa = loaded * value_rounding_kpa;
    Grid grid{.force_n = sum * newton,
              .force_rounding_n = (std::abs(sum) * area_part_ + rounding_kpa) * newton};
    if (sum > 0.0) {
        grid.x_cm = moment_x / sum;
        grid.y_cm = moment_y / sum;
        const double size_cm = std::hypot(pitch_x_cm_ * cols_, pitch_y_cm_ * rows_);
        grid.place_rounding_cm = place_rounding_cm_ + rounding_kpa / sum * size_cm;
    }
    return grid;
}

}  // namespace palpate::session
