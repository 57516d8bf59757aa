#pragma once

#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

namespace palpate::acquisition::simulator {

/// A place as fractions of the mat: along its longer side (along its columns where it is square), and across.
struct MatFraction {
    double along = 0.5;
    double across = 0.5;
};

[[nodiscard]] inline bool longSideIsY(const MatGeometry& mat)
{
    return mat.heightMm() >= mat.widthMm();
}

[[nodiscard]] inline double longSideMm(const MatGeometry& mat)
{
    return longSideIsY(mat) ? mat.heightMm() : mat.widthMm();
}

[[nodiscard]] inline double shortSideMm(const MatGeometry& mat)
{
    return longSideIsY(mat) ? mat.widthMm() : mat.heightMm();
}

[[nodiscard]] inline MatPoint pointAlong(const MatGeometry& mat, double along_mm, double across_mm)
{
    return longSideIsY(mat) ? MatPoint{.x_mm = across_mm, .y_mm = along_mm}
                            : MatPoint{.x_mm = along_mm, .y_mm = across_mm};
}

[[nodiscard]] inline MatPoint pointAt(const MatGeometry& mat, MatFraction place)
{
    return pointAlong(mat, place.along * longSideMm(mat), place.across * shortSideMm(mat));
}

}  // namespace palpate::acquisition::simulator
