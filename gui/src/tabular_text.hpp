#pragma once

#include <QFontMetricsF>
#include <QPainter>
#include <QString>

namespace palpate::gui {

/// Digits that all take the width of the widest one, so that running figures do not dance: many fonts have
/// proportional digits, and Qt 6.4 cannot ask them for the other kind.
[[nodiscard]] double tabularWidth(const QFontMetricsF& metrics, const QString& text);

/// `baseline` is the left end of the text's baseline; pen and font are the painter's.
void drawTabular(QPainter& painter, QPointF baseline, const QString& text);

}  // namespace palpate::gui
