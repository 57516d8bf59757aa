#include "cell_mapping.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace palpate::gui {

CellMapping::CellMapping(const MatGeometry& geometry, const QRectF& space)
    : CellMapping(geometry, space, {0.0, 0.0, geometry.widthMm(), geometry.heightMm()})
{}

CellMapping::CellMapping(const MatGeometry& geometry, const QRectF& space, const QRectF& part_mm)
    : rows_(geometry.rows()),
      cols_(geometry.cols()),
      pitch_x_mm_(geometry.pitchXMm()),
      pitch_y_mm_(geometry.pitchYMm()),
      pixels_per_mm_(
          std::max(1e-6, std::min(space.width() / part_mm.width(), space.height() / part_mm.height())))
{
    const double width = part_mm.width() * pixels_per_mm_;
    shown_rect_ = QRectF(space.left() + (space.width() - width) / 2.0, space.top(), width,
                         part_mm.height() * pixels_per_mm_);
    mat_rect_ = QRectF(shown_rect_.left() - part_mm.left() * pixels_per_mm_,
                       shown_rect_.top() - part_mm.top() * pixels_per_mm_,
                       geometry.widthMm() * pixels_per_mm_, geometry.heightMm() * pixels_per_mm_);
}

QPointF CellMapping::toPixel(MatPoint place) const
{
    return {mat_rect_.left() + place.x_mm * pixels_per_mm_, mat_rect_.top() + place.y_mm * pixels_per_mm_};
}

MatPoint CellMapping::toMm(QPointF pixel) const
{
    return {.x_mm = (pixel.x() - mat_rect_.left()) / pixels_per_mm_,
            .y_mm = (pixel.y() - mat_rect_.top()) / pixels_per_mm_};
}

QRectF CellMapping::cellRect(int row, int col) const
{
    const QPointF corner = toPixel({.x_mm = col * pitch_x_mm_, .y_mm = row * pitch_y_mm_});
    return {corner.x(), corner.y(), pitch_x_mm_ * pixels_per_mm_, pitch_y_mm_ * pixels_per_mm_};
}

std::optional<CellIndex> CellMapping::cellAt(QPointF pixel) const
{
    const MatPoint place = toMm(pixel);
    const double col = std::floor(place.x_mm / pitch_x_mm_);
    const double row = std::floor(place.y_mm / pitch_y_mm_);
    if (row < 0 || col < 0 || row >= rows_ || col >= cols_) {
        return std::nullopt;
    }
    return CellIndex{.row = static_cast<int>(row), .col = static_cast<int>(col)};
}

double rulerStepMm(double wanted_mm)
{
    const double power = std::pow(10.0, std::floor(std::log10(std::max(wanted_mm, 1e-6))));
    for (const double factor : std::array{1.0, 2.0, 3.0, 5.0}) {
        if (factor * power >= wanted_mm) {
            return factor * power;
        }
    }
    return 10.0 * power;
}

}  // namespace palpate::gui
