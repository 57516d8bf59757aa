#include "chart_canvas.hpp"

#include <QGraphicsLayout>
#include <QMouseEvent>

namespace palpate::gui {

ChartCanvas::ChartCanvas(QWidget* parent)
    : QChartView(parent),
      series_(new QLineSeries(this)),
      x_axis_(new QValueAxis(this)),
      y_axis_(new QValueAxis(this))
{
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setMargins(QMargins(0, 2, 0, 2));
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->addSeries(series_);
    chart()->addAxis(x_axis_, Qt::AlignBottom);
    chart()->addAxis(y_axis_, Qt::AlignLeft);
    series_->attachAxis(x_axis_);
    series_->attachAxis(y_axis_);
    x_axis_->setVisible(false);
    y_axis_->setVisible(false);
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    setRenderHint(QPainter::Antialiasing);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setStyleSheet(QStringLiteral("background: transparent"));
    setFocusPolicy(Qt::NoFocus);
}

void ChartCanvas::setLine(const QList<QPointF>& points, double from_s, double to_s, double y_max)
{
    x_axis_->setRange(from_s, to_s);
    y_axis_->setRange(0.0, y_max);
    series_->replace(points);
}

void ChartCanvas::setCursorTime(double time_s)
{
    cursor_s_ = time_s;
    viewport()->update();
}

void ChartCanvas::setColors(const QColor& line, const QColor& grid, const QColor& cursor)
{
    series_->setPen(QPen(line, 1.6));
    grid_ = grid;
    cursor_ = cursor;
    viewport()->update();
}

void ChartCanvas::drawBackground(QPainter* painter, const QRectF& /*rect*/)
{
    const QRectF plot = chart()->plotArea();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(QPen(grid_, 1.0));
    painter->drawLine(plot.bottomLeft(), plot.bottomRight());
}

void ChartCanvas::drawForeground(QPainter* painter, const QRectF& /*rect*/)
{
    if (cursor_s_ < x_axis_->min() || cursor_s_ > x_axis_->max()) {
        return;
    }
    const QRectF plot = chart()->plotArea();
    const double x = chart()->mapToPosition(QPointF(cursor_s_, 0.0), series_).x();
    painter->setPen(QPen(cursor_, 1.5));
    painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
}

void ChartCanvas::mousePressEvent(QMouseEvent* event)
{
    reportTime(event->position());
}

void ChartCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton)) {
        reportTime(event->position());
    }
}

void ChartCanvas::reportTime(QPointF position)
{
    Q_EMIT timeClicked(chart()->mapToValue(position, series_).x());
}

}  // namespace palpate::gui
