#include "import/sensor_raster.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "palpate/core/assert.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr int kNone = -1;

struct Box {
    double left = std::numeric_limits<double>::infinity();
    double right = -std::numeric_limits<double>::infinity();
    double bottom = std::numeric_limits<double>::infinity();
    double top = -std::numeric_limits<double>::infinity();

    void add(const MatPoint& point)
    {
        left = std::min(left, point.x_mm);
        right = std::max(right, point.x_mm);
        bottom = std::min(bottom, point.y_mm);
        top = std::max(top, point.y_mm);
    }
    [[nodiscard]] double width() const { return right - left; }
    [[nodiscard]] double height() const { return top - bottom; }
};

Box boxOf(const SensorOutline& sensor)
{
    Box box;
    for (const auto& corner : sensor.corners) {
        box.add(corner);
    }
    return box;
}

Box boxOf(const std::vector<SensorOutline>& sensors)
{
    Box box;
    for (const auto& sensor : sensors) {
        for (const auto& corner : sensor.corners) {
            box.add(corner);
        }
    }
    return box;
}

/// Gauss's formula.
double areaMm2(const SensorOutline& sensor)
{
    double twice = 0.0;
    const auto& corners = sensor.corners;
    for (std::size_t k = 0; k < corners.size(); ++k) {
        const auto& a = corners[k];
        const auto& b = corners[(k + 1) % corners.size()];
        twice += a.x_mm * b.y_mm - b.x_mm * a.y_mm;
    }
    return std::abs(twice) / 2.0;
}

/// Where `value` stands in whole steps from `origin`; empty where it is between two.
std::optional<int> stepOf(double value, double origin, double step, double rounding)
{
    const double steps = std::round((value - origin) / step);
    const bool is_on_grid =
        steps >= 0.0 && steps < kMaxMatRows && std::abs(value - origin - steps * step) <= rounding;
    return is_on_grid ? std::optional{static_cast<int>(steps)} : std::nullopt;
}

bool isRectangle(const SensorOutline& sensor, const Box& box, double rounding)
{
    return sensor.corners.size() == 4 &&
           std::abs(areaMm2(sensor) - box.width() * box.height()) <= rounding * (box.width() + box.height());
}

/// One cell per sensor, where all are equal rectangles in rows and columns.
std::optional<SensorRaster> latticeOf(const std::vector<SensorOutline>& sensors, double rounding_mm)
{
    const auto all = boxOf(sensors);
    const auto one = boxOf(sensors.front());
    const double rounding = 2.0 * rounding_mm + 1e-9;
    const auto cols = std::round(all.width() / one.width());
    const auto rows = std::round(all.height() / one.height());
    if (!(cols >= 1.0 && cols <= kMaxMatCols && rows >= 1.0 && rows <= kMaxMatRows)) {
        return std::nullopt;
    }
    SensorRaster raster{.rows = static_cast<int>(rows),
                        .cols = static_cast<int>(cols),
                        .pitch_x = Length{all.width() / cols},
                        .pitch_y = Length{all.height() / rows},
                        .left_mm = all.left,
                        .top_mm = all.top,
                        .sensor_of_cell = {}};
    raster.sensor_of_cell.assign(
        static_cast<std::size_t>(raster.rows) * static_cast<std::size_t>(raster.cols), kNone);
    for (std::size_t index = 0; index < sensors.size(); ++index) {
        const auto box = boxOf(sensors[index]);
        const auto col = stepOf(box.left, all.left, raster.pitch_x.mm, rounding);
        const auto row = stepOf(all.top, box.top, raster.pitch_y.mm, rounding);
        const bool is_like_the_others = std::abs(box.width() - raster.pitch_x.mm) <= rounding &&
                                        std::abs(box.height() - raster.pitch_y.mm) <= rounding &&
                                        isRectangle(sensors[index], box, rounding);
        if (!col || !row || *col >= raster.cols || *row >= raster.rows || !is_like_the_others) {
            return std::nullopt;
        }
        auto& cell = raster.sensor_of_cell[static_cast<std::size_t>(*row * raster.cols + *col)];
        if (cell != kNone) {
            return std::nullopt;
        }
        cell = static_cast<int>(index);
    }
    return raster;
}

/// Even-odd rule; of two sensors that share a border, a point on it belongs to one.
bool holds(const SensorOutline& sensor, double x_mm, double y_mm)
{
    bool is_inside = false;
    const auto& corners = sensor.corners;
    for (std::size_t k = 0; k < corners.size(); ++k) {
        const auto& a = corners[k];
        const auto& b = corners[(k + 1) % corners.size()];
        if ((a.y_mm > y_mm) != (b.y_mm > y_mm) &&
            x_mm < a.x_mm + (y_mm - a.y_mm) / (b.y_mm - a.y_mm) * (b.x_mm - a.x_mm)) {
            is_inside = !is_inside;
        }
    }
    return is_inside;
}

/// Of cells whose centres may lie between the two, first and one past the last.
std::pair<int, int> cellsBetween(double from, double to, double pitch, int count)
{
    const auto first =
        static_cast<int>(std::clamp(std::floor(from / pitch), 0.0, static_cast<double>(count)));
    const auto last = static_cast<int>(std::clamp(std::ceil(to / pitch), 0.0, static_cast<double>(count)));
    return {first, last};
}

/// Gives a sensor its cells; how many it has, or nothing where one belongs to another.
std::optional<int> paint(SensorRaster& raster, const SensorOutline& sensor, int index)
{
    const auto box = boxOf(sensor);
    const double pitch = raster.pitch_x.mm;
    const auto [first_col, last_col] =
        cellsBetween(box.left - raster.left_mm, box.right - raster.left_mm, pitch, raster.cols);
    const auto [first_row, last_row] =
        cellsBetween(raster.top_mm - box.top, raster.top_mm - box.bottom, pitch, raster.rows);
    int cells = 0;
    for (int row = first_row; row < last_row; ++row) {
        for (int col = first_col; col < last_col; ++col) {
            if (!holds(sensor, raster.left_mm + (col + 0.5) * pitch, raster.top_mm - (row + 0.5) * pitch)) {
                continue;
            }
            auto& cell = raster.sensor_of_cell[static_cast<std::size_t>(row * raster.cols + col)];
            if (cell != kNone) {
                return std::nullopt;
            }
            cell = index;
            ++cells;
        }
    }
    return cells;
}

Result<SensorRaster> paintAll(const std::vector<SensorOutline>& sensors, double pitch_mm)
{
    const auto all = boxOf(sensors);
    const double cols = std::ceil(all.width() / pitch_mm - 1e-9);
    const double rows = std::ceil(all.height() / pitch_mm - 1e-9);
    if (!(cols >= 1.0 && cols <= kMaxMatCols && rows >= 1.0 && rows <= kMaxMatRows)) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("its sensors do not fit on {} x {} cells of {:.3g} mm; give a larger --pitch-mm",
                        kMaxMatRows, kMaxMatCols, pitch_mm));
    }
    SensorRaster raster{.rows = static_cast<int>(rows),
                        .cols = static_cast<int>(cols),
                        .pitch_x = Length{pitch_mm},
                        .pitch_y = Length{pitch_mm},
                        .left_mm = all.left,
                        .top_mm = all.top,
                        .sensor_of_cell = {}};
    raster.sensor_of_cell.assign(
        static_cast<std::size_t>(raster.rows) * static_cast<std::size_t>(raster.cols), kNone);
    for (std::size_t index = 0; index < sensors.size(); ++index) {
        const auto cells = paint(raster, sensors[index], static_cast<int>(index));
        if (!cells) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("sensor {} lies over another one; correct its corners", sensors[index].number));
        }
        const double area = areaMm2(sensors[index]);
        raster.area_error = std::max({raster.area_error, std::abs(*cells * pitch_mm * pitch_mm - area) / area,
                                      std::numeric_limits<double>::min()});
    }
    return raster;
}

double shortestSideMm(const std::vector<SensorOutline>& sensors)
{
    double shortest = std::numeric_limits<double>::infinity();
    for (const auto& sensor : sensors) {
        const auto box = boxOf(sensor);
        shortest = std::min({shortest, box.width(), box.height()});
    }
    return shortest;
}

}  // namespace

std::vector<CellIndex> SensorRaster::absentCells() const
{
    std::vector<CellIndex> absent;
    for (std::size_t k = 0; k < sensor_of_cell.size(); ++k) {
        if (sensor_of_cell[k] == kNone) {
            const auto index = static_cast<int>(k);
            absent.push_back({.row = index / cols, .col = index % cols});
        }
    }
    return absent;
}

Result<SensorRaster> rasterise(const std::vector<SensorOutline>& sensors, double rounding_mm,
                               std::optional<Length> pitch)
{
    PALPATE_ASSERT(!sensors.empty());
    for (const auto& sensor : sensors) {
        if (!(areaMm2(sensor) > 0.0) || !std::isfinite(areaMm2(sensor))) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("sensor {} has no area; correct its corners", sensor.number));
        }
    }
    if (auto lattice = latticeOf(sensors, rounding_mm)) {
        return std::move(*lattice);
    }
    double pitch_mm = pitch ? pitch->mm : shortestSideMm(sensors) / 4.0;
    for (;;) {
        auto raster = paintAll(sensors, pitch_mm);
        if (!raster || raster->area_error <= kMaxRasterAreaError) {
            return raster;
        }
        if (pitch) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("a sensor's area is wrong by {:.0f} % on cells of {} mm; give a smaller "
                                    "--pitch-mm or leave it out",
                                    raster->area_error * 100.0, pitch_mm));
        }
        pitch_mm /= 2.0;
    }
}

}  // namespace palpate::session
