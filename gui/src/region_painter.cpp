#include "region_painter.hpp"

#include <QPainterPath>

#include "palpate/core/mat_plane.hpp"

#include "mark_painter.hpp"
#include "region_places.hpp"
#include "theme.hpp"

namespace palpate::gui {

namespace {

struct PathOf {
    const CellMapping& mapping;

    QPainterPath operator()(const RectangleShape& shape) const
    {
        QPainterPath path;
        path.addRect(QRectF(mapping.toPixel(shape.from), mapping.toPixel(shape.to)).normalized());
        return path;
    }
    QPainterPath operator()(const EllipseShape& shape) const
    {
        QPainterPath path;
        path.addEllipse(mapping.toPixel(shape.centre), shape.radius_x.mm * mapping.pixelsPerMm(),
                        shape.radius_y.mm * mapping.pixelsPerMm());
        return path;
    }
    QPainterPath operator()(const PolygonShape& shape) const
    {
        QPainterPath path;
        QPolygonF polygon;
        for (const MatPoint& point : shape.points) {
            polygon << mapping.toPixel(point);
        }
        path.addPolygon(polygon);
        path.closeSubpath();
        return path;
    }
};

void paintOutline(QPainter& painter, const QPainterPath& path, const QPen& pen)
{
    painter.setBrush(faded(pen.color(), 0.08));
    painter.setPen(QPen(faded(Qt::black, 0.6), pen.widthF() + 2.0));
    painter.drawPath(path);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    painter.drawPath(path);
}

}  // namespace

std::vector<QRectF> paintRegions(QPainter& painter, const CellMapping& mapping, const RegionDrawing& drawing)
{
    const Theme dark = makeTheme(ThemeKind::Dark);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetricsF metrics(painter.font());
    std::vector<QRectF> names;
    for (std::size_t i = 0; i < drawing.regions.size(); ++i) {
        const Region& region = drawing.regions[i];
        const bool is_selected = drawing.selected == i;
        paintOutline(painter, std::visit(PathOf{mapping}, region.shape),
                     QPen(dark.force, is_selected ? 3.0 : 1.5));
        const QString name = QString::fromStdString(region.name);
        const QPointF corner = mapping.toPixel(boxOf(region.shape).from);
        QRectF rect(corner + QPointF(4.0, 3.0),
                    QSizeF(metrics.horizontalAdvance(name) + 8.0, metrics.height()));
        rect.moveRight(std::min(rect.right(), mapping.matRect().right()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(faded(QColor(0x05080c), 0.7));
        painter.drawRoundedRect(rect, 4.0, 4.0);
        painter.setPen(dark.force);
        painter.drawText(rect, static_cast<int>(Qt::AlignCenter), name);
        names.push_back(rect);
    }
    if (drawing.draft.has_value()) {
        paintOutline(painter, std::visit(PathOf{mapping}, *drawing.draft),
                     QPen(dark.mat_text, 2.0, Qt::DashLine));
    }
    return names;
}

}  // namespace palpate::gui
