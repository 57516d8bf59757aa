#include "outline_painter.hpp"

#include <QPolygonF>

#include "mark_painter.hpp"
#include "theme.hpp"

namespace palpate::gui {

namespace {

QPolygonF polygonOf(const CellMapping& mapping, const std::vector<MatPoint>& points)
{
    QPolygonF polygon;
    for (const MatPoint& point : points) {
        polygon << mapping.toPixel(point);
    }
    return polygon;
}

void paintZone(QPainter& painter, const QPolygonF& polygon, const OutlineDrawing::ZoneShape& zone,
               const Theme& theme)
{
    if (zone.kind == ZoneKind::Target) {
        painter.setBrush(faded(theme.good, 0.10));
        painter.setPen(QPen(faded(theme.good, 0.55), 1.5));
        painter.drawPolygon(polygon);
        return;
    }
    const QColor color = zone.is_pressed ? theme.pain : theme.look;
    painter.setPen(QPen(faded(color, zone.is_pressed ? 1.0 : 0.6), zone.is_pressed ? 3.0 : 1.5));
    painter.setBrush(faded(color, zone.is_pressed ? 0.25 : 0.06));
    painter.drawPolygon(polygon);
    painter.setBrush(QBrush(faded(color, 0.6), Qt::BDiagPattern));
    painter.drawPolygon(polygon);
}

void paintHandle(QPainter& painter, QPointF place, const QString& sign, const Theme& theme)
{
    painter.setPen(QPen(theme.mat_ground, 2.0));
    painter.setBrush(theme.force);
    painter.drawEllipse(place, kHandleRadius, kHandleRadius);
    painter.setPen(theme.mat_ground);
    painter.drawText(QRectF(place - QPointF(kHandleRadius, kHandleRadius),
                            QSizeF(2.0 * kHandleRadius, 2.0 * kHandleRadius)),
                     static_cast<int>(Qt::AlignCenter), sign);
}

}  // namespace

void paintBodyOutline(QPainter& painter, const CellMapping& mapping, const OutlineDrawing& drawing)
{
    const Theme theme = makeTheme(ThemeKind::Dark);
    const bool is_placing = drawing.handles.has_value();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(mapping.matRect());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(is_placing ? QPen(theme.force, 2.5) : QPen(faded(theme.mat_text, 0.45), 1.5));
    painter.drawPolygon(polygonOf(mapping, drawing.outline));
    for (const OutlineDrawing::ZoneShape& zone : drawing.zones) {
        paintZone(painter, polygonOf(mapping, zone.corners), zone, theme);
    }
    painter.setClipping(false);
    if (is_placing) {
        paintHandle(painter, mapping.toPixel(drawing.handles->turn), QStringLiteral("↻"), theme);
        paintHandle(painter, mapping.toPixel(drawing.handles->scale), QStringLiteral("⤡"), theme);
    }
    painter.restore();
}

}  // namespace palpate::gui
