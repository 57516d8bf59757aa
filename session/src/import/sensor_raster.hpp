#pragma once

#include <optional>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

namespace palpate::session {

/// One sensor of a mat whose sensors have places and shapes of their own; y grows upwards.
struct SensorOutline {
    /// As the file numbers it.
    int number = 0;
    /// Corners in mm in their order, at least three.
    std::vector<MatPoint> corners;
};

/// Sensors laid on a regular grid: a cell belongs to the sensor that holds its centre, or to none.
struct SensorRaster {
    int rows = 0;
    int cols = 0;
    Length pitch_x;
    Length pitch_y;
    /// Of the grid's upper left corner, in the sensors' coordinates.
    double left_mm = 0.0;
    double top_mm = 0.0;
    /// The index of a cell's sensor, row-major from the upper left; -1 where there is none.
    std::vector<int> sensor_of_cell;
    /// By how much the cells of a sensor may make its area wrong; 0 where every sensor is one cell.
    double area_error = 0.0;

    [[nodiscard]] bool isExact() const { return area_error == 0.0; }
    [[nodiscard]] std::vector<CellIndex> absentCells() const;
};

/// No sensor's cells have an area that is wrong by more than this part of it.
inline constexpr double kMaxRasterAreaError = 0.03;

/// Equal rectangles that stand in rows and columns become one cell each, to `rounding_mm` of their corners.
/// All others are laid on square cells of the shorter side of the smallest sensor, divided by 4, 8, 16 ...
/// until every sensor's area is right to kMaxRasterAreaError; `pitch` says it instead. InvalidArgument,
/// without the file's name, where sensors overlap, or where the grid would be too large or is too coarse.
[[nodiscard]] Result<SensorRaster> rasterise(const std::vector<SensorOutline>& sensors, double rounding_mm,
                                             std::optional<Length> pitch);

}  // namespace palpate::session
