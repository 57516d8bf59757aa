#pragma once

#include <optional>

#include <QPointF>
#include <QRectF>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

namespace palpate::gui {

/// Where the mat lies on the screen: to scale in both directions, as large as it fits, centred across and at
/// the top of the space it is given.
class CellMapping final {
  public:
    CellMapping(const MatGeometry& geometry, const QRectF& space);
    /// Only this part of the mat, in mm, fills the space; the rest lies outside of it.
    CellMapping(const MatGeometry& geometry, const QRectF& space, const QRectF& part_mm);

    /// The mat's outline in pixels.
    [[nodiscard]] const QRectF& matRect() const { return mat_rect_; }
    /// That of the part which is shown.
    [[nodiscard]] const QRectF& shownRect() const { return shown_rect_; }
    [[nodiscard]] double pixelsPerMm() const { return pixels_per_mm_; }

    [[nodiscard]] QPointF toPixel(MatPoint place) const;
    [[nodiscard]] MatPoint toMm(QPointF pixel) const;
    [[nodiscard]] QRectF cellRect(int row, int col) const;
    /// None outside the mat.
    [[nodiscard]] std::optional<CellIndex> cellAt(QPointF pixel) const;

  private:
    int rows_;
    int cols_;
    double pitch_x_mm_;
    double pitch_y_mm_;
    double pixels_per_mm_;
    QRectF mat_rect_;
    QRectF shown_rect_;
};

/// Distance between ruler marks: 1, 2, 3 or 5 times a power of ten, at least `wanted_mm`.
[[nodiscard]] double rulerStepMm(double wanted_mm);

}  // namespace palpate::gui
