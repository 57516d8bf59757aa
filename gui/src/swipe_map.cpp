#include "swipe_map.hpp"

#include <algorithm>
#include <utility>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "mark_painter.hpp"

namespace palpate::gui {

namespace {

constexpr int kBlinkMs = 1000;
constexpr double kStep = 0.02;

}  // namespace

SwipeMap::SwipeMap(LinkedCursor& cursor, QWidget* parent) : CompareMap(QString(), cursor, parent)
{
    setObjectName(QStringLiteral("swipeMap"));
    timer_.setInterval(kBlinkMs);
    connect(&timer_, &QTimer::timeout, this, [this] {
        shows_after_ = !shows_after_;
        followState();
    });
    followState();
}

void SwipeMap::setPictures(MapPicture before, MapPicture after)
{
    before_ = std::move(before);
    after_ = std::move(after);
    kept_before_ = QImage();
    kept_after_ = QImage();
    update();
}

void SwipeMap::setBlinking(bool on)
{
    is_blinking_ = on;
    shows_after_ = false;
    setPaused(false);
}

void SwipeMap::setPaused(bool paused)
{
    const bool is_other = paused != is_paused_;
    is_paused_ = paused;
    followState();
    if (is_other) {
        Q_EMIT pausedChanged(paused);
    }
}

void SwipeMap::setDivider(double share)
{
    divider_ = std::clamp(share, 0.0, 1.0);
    update();
}

void SwipeMap::followState()
{
    if (is_blinking_ && !is_paused_ && isVisible()) {
        if (!timer_.isActive()) {
            timer_.start();
        }
    } else {
        timer_.stop();
    }
    setTitle(!is_blinking_  ? tr("Before on the left, after on the right: drag the line")
             : shows_after_ ? tr("After")
                            : tr("Before"));
    update();
}

void SwipeMap::paintPicture(QPainter& painter, const CellMapping& mapping)
{
    const QRectF& mat = mapping.shownRect();
    if (is_blinking_) {
        drawPicture(painter, mat, shows_after_ ? after_ : before_, shows_after_ ? kept_after_ : kept_before_);
        return;
    }
    drawPicture(painter, mat, before_, kept_before_);
    painter.save();
    painter.setClipRect(mat.adjusted(divider_ * mat.width(), 0.0, 0.0, 0.0));
    drawPicture(painter, mat, after_, kept_after_);
    painter.restore();
    paintDivider(painter, mat);
}

void SwipeMap::paintDivider(QPainter& painter, const QRectF& mat) const
{
    constexpr double kHandle = 12.0;
    constexpr double kApart = 8.0;
    const Theme dark = makeTheme(ThemeKind::Dark);
    const double x = mat.left() + divider_ * mat.width();
    for (const QPen& pen : {QPen(faded(dark.rail, 0.85), 5.0), QPen(dark.mat_text, 2.0)}) {
        painter.setPen(pen);
        painter.drawLine(QPointF(x, mat.top()), QPointF(x, mat.bottom()));
    }
    const QPointF handle(x, mat.bottom() - 2.5 * kHandle);
    painter.setPen(QPen(faded(dark.rail, 0.85), 2.0));
    painter.setBrush(dark.mat_text);
    painter.drawEllipse(handle, kHandle, kHandle);
    painter.setPen(QPen(dark.rail, 2.0, Qt::SolidLine, Qt::RoundCap));
    for (const double side : {-1.0, 1.0}) {
        painter.drawLine(handle + QPointF(side * 7.0, 0.0), handle + QPointF(side * 3.0, -4.0));
        painter.drawLine(handle + QPointF(side * 7.0, 0.0), handle + QPointF(side * 3.0, 4.0));
    }
    const QFontMetricsF metrics(painter.font());
    const auto word = [&](const QString& text, bool is_left) {
        const QSizeF size(metrics.horizontalAdvance(text) + 8.0, metrics.height());
        QRectF rect(QPointF(is_left ? x - kApart - size.width() : x + kApart, mat.top() + kApart), size);
        if (rect.left() < mat.left() || rect.right() > mat.right()) {
            return;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(faded(dark.rail, 0.8));
        painter.drawRoundedRect(rect, 4.0, 4.0);
        painter.setPen(dark.mat_text);
        painter.drawText(rect, Qt::AlignCenter, text);
    };
    word(tr("Before"), true);
    word(tr("After"), false);
}

void SwipeMap::dragTo(QPointF pixel)
{
    if (const std::optional<CellMapping> where = mapping()) {
        setDivider((pixel.x() - where->shownRect().left()) / where->shownRect().width());
    }
}

void SwipeMap::mousePressEvent(QMouseEvent* event)
{
    if (!is_blinking_ && event->button() == Qt::LeftButton) {
        dragTo(event->position());
    }
    CompareMap::mousePressEvent(event);
}

void SwipeMap::mouseMoveEvent(QMouseEvent* event)
{
    if (!is_blinking_ && (event->buttons() & Qt::LeftButton) != 0) {
        dragTo(event->position());
        return;
    }
    CompareMap::mouseMoveEvent(event);
}

void SwipeMap::keyPressEvent(QKeyEvent* event)
{
    const bool is_arrow = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (!is_blinking_ && is_arrow) {
        const double step = (event->modifiers() & Qt::ShiftModifier) != 0 ? 5.0 * kStep : kStep;
        setDivider(divider_ + (event->key() == Qt::Key_Left ? -step : step));
        return;
    }
    if (is_blinking_ && event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat()) {
            setPaused(!is_paused_);
        }
        return;
    }
    CompareMap::keyPressEvent(event);
}

void SwipeMap::showEvent(QShowEvent* event)
{
    CompareMap::showEvent(event);
    followState();
}

void SwipeMap::hideEvent(QHideEvent* event)
{
    CompareMap::hideEvent(event);
    followState();
}

}  // namespace palpate::gui
