#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/color_map.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/session/picture_export.hpp"

namespace palpate::session {

/// One byte a pixel, rows from the top; the colours are those of drawingColors(). Width and height are even.
struct Drawing {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;
};

/// First the map's colours from low to high, then those of ground, absent cells, paper and ink.
[[nodiscard]] const std::array<Color, 256>& drawingColors();

/// Draws maps of one mat in one style: the frame around them (title, colour bar, scale) once, the cells each
/// time.
class MapDrawing final {
  public:
    MapDrawing(const MatGeometry& geometry, const PictureStyle& style);

    /// `map` has the mat's shape; `note` stands at the upper right. Valid until the next call.
    [[nodiscard]] const Drawing& draw(const CellArray<float>& map, std::string_view note);

  private:
    void drawTitle(std::string_view title);
    void drawColorBar(const PictureStyle& style);
    void drawLengthScale();
    void drawText(int x, int y, std::string_view text);
    void fill(int x, int y, int width, int height, std::uint8_t color);
    [[nodiscard]] std::uint8_t colorOf(float value, bool is_present) const;

    MatGeometry geometry_;
    double contact_;
    double range_max_;
    int map_width_ = 0;
    int map_height_ = 0;
    double pixels_per_mm_ = 1.0;
    /// Which column and row of the mat each pixel of the map shows.
    std::vector<int> col_of_pixel_;
    std::vector<int> row_of_pixel_;
    Drawing drawing_;
};

}  // namespace palpate::session
