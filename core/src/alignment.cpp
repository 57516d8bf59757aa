#include "palpate/core/alignment.hpp"

#include <cmath>
#include <numbers>

namespace palpate {

namespace {

MatPoint centreOf(const MatGeometry& mat)
{
    return {.x_mm = 0.5 * mat.widthMm(), .y_mm = 0.5 * mat.heightMm()};
}

MatPoint turned(MatPoint place, double degrees)
{
    const double angle = degrees * std::numbers::pi / 180.0;
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    return {.x_mm = c * place.x_mm - s * place.y_mm, .y_mm = s * place.x_mm + c * place.y_mm};
}

}  // namespace

bool Alignment::isTrustworthy() const
{
    return overlap >= kLeastOverlap && correlation >= kLeastCorrelation;
}

MatPoint onSecondMat(const Alignment& alignment, const MatGeometry& first, const MatGeometry& second,
                     MatPoint place)
{
    const MatPoint from = centreOf(first);
    const MatPoint to = centreOf(second);
    const double x_mm = place.x_mm - from.x_mm;
    const MatPoint there =
        turned({.x_mm = alignment.is_mirrored ? -x_mm : x_mm, .y_mm = place.y_mm - from.y_mm},
               alignment.rotation_deg);
    return {.x_mm = to.x_mm + there.x_mm + alignment.dx_mm, .y_mm = to.y_mm + there.y_mm + alignment.dy_mm};
}

MatPoint onFirstMat(const Alignment& alignment, const MatGeometry& first, const MatGeometry& second,
                    MatPoint place)
{
    const MatPoint from = centreOf(second);
    const MatPoint to = centreOf(first);
    const MatPoint back = turned(
        {.x_mm = place.x_mm - from.x_mm - alignment.dx_mm, .y_mm = place.y_mm - from.y_mm - alignment.dy_mm},
        -alignment.rotation_deg);
    return {.x_mm = to.x_mm + (alignment.is_mirrored ? -back.x_mm : back.x_mm), .y_mm = to.y_mm + back.y_mm};
}

}  // namespace palpate
