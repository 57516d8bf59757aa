#pragma once

#include <QList>
#include <QPointF>

namespace palpate::gui {

/// At most `max_points` points that paint the same line: of each column of neighbours the first, the lowest,
/// the highest and the last are kept, so that no spike is lost. Points are in the order of x.
[[nodiscard]] QList<QPointF> decimated(const QList<QPointF>& points, qsizetype max_points);

/// The least of 1, 1.5, 2, 3, 5, 7 times a power of ten that is not under `value`; 1 for nothing above 0.
[[nodiscard]] double niceCeiling(double value);

}  // namespace palpate::gui
