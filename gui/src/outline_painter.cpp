#include "outline_painter.hpp"

#include <algorithm>

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

/// In the middle of its zone; not painted where another name stands already.
void paintName(QPainter& painter, const QPolygonF& polygon, const OutlineDrawing::ZoneShape& zone,
               const QRectF& mat, std::vector<QRectF>& names)
{
    const Theme theme = makeTheme(ThemeKind::Dark);
    const QFontMetricsF metrics(painter.font());
    QRectF tag(QPointF(), QSizeF(metrics.horizontalAdvance(zone.name) + 10.0, metrics.height()));
    const QRectF box = polygon.boundingRect().intersected(mat);
    if (box.isEmpty()) {
        return;
    }
    // On a small map with large text the names would hide what they name.
    constexpr double kMostOfMat = 0.6;
    if (tag.width() > kMostOfMat * mat.width()) {
        return;
    }
    tag.moveCenter(box.center());
    const auto is_taken = [&names, &tag] {
        return std::any_of(names.begin(), names.end(),
                           [&tag](const QRectF& name) { return name.intersects(tag); });
    };
    // A tool lies most often in the middle: names of targets stand at their lower edge.
    if (zone.kind == ZoneKind::Target) {
        tag.moveBottomLeft(box.bottomLeft() + QPointF(3.0, -3.0));
    } else if (is_taken()) {
        tag.moveBottom(box.bottom() - 3.0);
    }
    tag.moveLeft(std::clamp(tag.left(), mat.left(), std::max(mat.left(), mat.right() - tag.width())));
    if (is_taken()) {
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(QColor(0x05080c), 0.7));
    painter.drawRoundedRect(tag, 4.0, 4.0);
    painter.setPen(zone.kind == ZoneKind::Target ? theme.good : zone.is_pressed ? theme.pain : theme.look);
    painter.drawText(tag, static_cast<int>(Qt::AlignCenter), zone.name);
    names.push_back(tag);
}

void paintHandle(QPainter& painter, QPointF place, const QString& sign, const Theme& theme)
{
    constexpr double kRadius = 13.0;
    painter.setPen(QPen(theme.mat_ground, 2.0));
    painter.setBrush(theme.force);
    painter.drawEllipse(place, kRadius, kRadius);
    painter.setPen(theme.mat_ground);
    painter.drawText(QRectF(place - QPointF(kRadius, kRadius), QSizeF(2.0 * kRadius, 2.0 * kRadius)),
                     static_cast<int>(Qt::AlignCenter), sign);
}

}  // namespace

std::vector<QRectF> paintBodyOutline(QPainter& painter, const CellMapping& mapping,
                                     const OutlineDrawing& drawing)
{
    const Theme theme = makeTheme(ThemeKind::Dark);
    const bool is_placing = drawing.handles.has_value();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(mapping.matRect());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(is_placing ? QPen(theme.force, 2.5) : QPen(faded(theme.mat_text, 0.45), 1.5));
    painter.drawPolygon(polygonOf(mapping, drawing.outline));
    std::vector<QPolygonF> polygons;
    for (const OutlineDrawing::ZoneShape& zone : drawing.zones) {
        polygons.push_back(polygonOf(mapping, zone.corners));
        paintZone(painter, polygons.back(), zone, theme);
    }
    std::vector<QRectF> names;
    for (std::size_t i = 0; i < drawing.zones.size(); ++i) {
        paintName(painter, polygons[i], drawing.zones[i], mapping.matRect(), names);
    }
    painter.setClipping(false);
    if (is_placing) {
        paintHandle(painter, mapping.toPixel(drawing.handles->turn), QStringLiteral("↻"), theme);
        paintHandle(painter, mapping.toPixel(drawing.handles->scale), QStringLiteral("⤡"), theme);
    }
    painter.restore();
    return names;
}

}  // namespace palpate::gui
