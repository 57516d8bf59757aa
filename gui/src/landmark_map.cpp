#include "landmark_map.hpp"

#include <algorithm>
#include <utility>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "mark_painter.hpp"

namespace palpate::gui {

namespace {

void paintNumber(QPainter& painter, QPointF at, std::size_t number)
{
    const Theme dark = makeTheme(ThemeKind::Dark);
    const double radius = 0.75 * QFontMetricsF(painter.font()).height();
    // The place itself is the point; the number stands clear of it.
    const QPointF badge = at - QPointF(0.0, radius + 7.0);
    painter.setBrush(dark.mat_text);
    for (const QPen& pen : {QPen(faded(dark.rail, 0.9), 4.0), QPen(dark.rail, 1.0)}) {
        painter.setPen(pen);
        painter.drawEllipse(at, 4.0, 4.0);
        painter.drawEllipse(badge, radius, radius);
    }
    painter.setPen(dark.rail);
    painter.drawText(QRectF(badge.x() - radius, badge.y() - radius, 2.0 * radius, 2.0 * radius),
                     static_cast<int>(Qt::AlignCenter), QString::number(number));
}

}  // namespace

LandmarkMap::LandmarkMap(const QString& title, LinkedCursor& cursor, QWidget* parent)
    : CompareMap(title, cursor, parent)
{
    setCursor(Qt::CrossCursor);
}

void LandmarkMap::setPlaces(std::vector<MatPoint> places)
{
    places_ = std::move(places);
    update();
}

void LandmarkMap::paintPicture(QPainter& painter, const CellMapping& mapping)
{
    CompareMap::paintPicture(painter, mapping);
    for (std::size_t i = 0; i < places_.size(); ++i) {
        paintNumber(painter, mapping.toPixel(places_[i]), i + 1);
    }
}

void LandmarkMap::mousePressEvent(QMouseEvent* event)
{
    const std::optional<CellMapping> where = mapping();
    if (event->button() == Qt::LeftButton && where && where->shownRect().contains(event->position())) {
        const MatPoint place = where->toMm(event->position());
        Q_EMIT placeChosen(place.x_mm, place.y_mm);
    }
}

void LandmarkMap::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (cursor().place() && !event->isAutoRepeat()) {
                const MatPoint place = *cursor().place();
                Q_EMIT placeChosen(place.x_mm, place.y_mm);
            }
            return;
        case Qt::Key_Escape:
            // Leaves the landmarks altogether.
            event->ignore();
            return;
        default:
            CompareMap::keyPressEvent(event);
    }
}

}  // namespace palpate::gui
