#pragma once

#include <optional>
#include <vector>

#include <QRectF>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

namespace palpate::gui {

/// A rectangle of cells of a mat; never empty.
struct ShownPart {
    int row = 0;
    int col = 0;
    int rows = 1;
    int cols = 1;
    bool operator==(const ShownPart&) const = default;
};

[[nodiscard]] ShownPart wholeOf(const MatGeometry& mat);

/// Left, top, width and height on the mat.
[[nodiscard]] QRectF millimetresOf(const ShownPart& part, const MatGeometry& mat);

/// The cells of a part; the part lies inside.
[[nodiscard]] CellArray<float> cellsOf(const CellArray<float>& values, const ShownPart& part);

/// Centres of the cells with at least this pressure.
[[nodiscard]] std::vector<MatPoint> loadedPlaces(const CellArray<float>& kpa, const MatGeometry& mat,
                                                 Pressure contact);

/// The part of the mat with all of these places and a margin around them. None where there are none, or where
/// hardly anything of the mat would be left out.
[[nodiscard]] std::optional<ShownPart> partAround(const std::vector<MatPoint>& places,
                                                  const MatGeometry& mat);

/// At least so many rows and columns about the same middle, as far as the mat has them.
[[nodiscard]] ShownPart grownTo(const ShownPart& part, int rows, int cols, const MatGeometry& mat);

}  // namespace palpate::gui
