#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

#include "import/printed_value.hpp"
#include "import/sensor_raster.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// Holds the force and its centre that a pliance text prints for each time against those of the imported
/// grid. The file counts x and y from either edge of the mat; every frame must agree on which.
class PlianceForces final {
  public:
    /// `lines` stands behind the head of the table. `area_part`: what printing may have rounded away of an
    /// area, as a part of it; `corner_rounding_mm` of a corner.
    PlianceForces(TextLines lines, const SensorRaster& raster, double area_part, double corner_rounding_mm);

    /// `cells_kpa` of the grid, row by row from the upper left; `value_rounding_kpa` was rounded away from
    /// each that is not 0. Corrupt where the table has another force or centre for this time, or none.
    [[nodiscard]] Result<void> check(double time_s, std::span<const double> cells_kpa,
                                     double value_rounding_kpa);

  private:
    struct Printed {
        double time_s = 0.0;
        PrintedNumber force_n;
        std::optional<PrintedNumber> x_cm;
        std::optional<PrintedNumber> y_cm;
    };
    /// Of the grid's cells; the place from the left edge and from the upper one.
    struct Grid {
        double force_n = 0.0;
        double force_rounding_n = 0.0;
        double x_cm = 0.0;
        double y_cm = 0.0;
        double place_rounding_cm = 0.0;
    };
    /// From which edges a coordinate can be counted, by the frames so far.
    struct Edges {
        bool first = true;
        bool last = true;

        /// False where it can be counted from neither.
        [[nodiscard]] bool take(double from_first_cm, double length_cm, double printed_cm,
                                double rounding_cm);
    };

    [[nodiscard]] Result<Printed> lineAt(double time_s);
    [[nodiscard]] Result<Printed> parse(std::string_view text) const;
    [[nodiscard]] Grid gridOf(std::span<const double> cells_kpa, double value_rounding_kpa) const;

    TextLines lines_;
    int rows_;
    int cols_;
    double pitch_x_cm_;
    double pitch_y_cm_;
    double area_part_;
    double place_rounding_cm_;
    Edges x_edges_;
    Edges y_edges_;
};

}  // namespace palpate::session
