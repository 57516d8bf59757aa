#pragma once

#include <QColor>
#include <QImage>
#include <QSize>

#include "palpate/core/cell_array.hpp"

#include "difference_scale.hpp"

namespace palpate::gui {

/// Differences to a picture: each pixel is interpolated from the cell centres around it that have a value,
/// then coloured; where most of what is near has none (NaN), the ground shows.
[[nodiscard]] QImage differenceImage(const CellArray<float>& difference, QSize size,
                                     const DifferenceScale& scale, const QColor& ground);

}  // namespace palpate::gui
