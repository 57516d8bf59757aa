#include "metric_chart.hpp"

#include <algorithm>

#include <QVBoxLayout>

#include "chart_canvas.hpp"
#include "decimation.hpp"

namespace palpate::gui {

MetricChart::MetricChart(const Theme& theme, const QColor& color, QWidget* parent)
    : QFrame(parent),
      title_(new ElidedLabel(TextSize::Small, QFont::Normal, this)),
      value_(new FigureLabel(this)),
      canvas_(new ChartCanvas(this))
{
    setProperty("surface", "card");
    const Metrics metrics = metricsFor(font());
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.large);
    column->setSpacing(metrics.small / 2);
    column->addWidget(title_);
    column->addWidget(value_);
    column->addWidget(canvas_, 1);
    value_->setFigure(QStringLiteral("–"), QString());
    setTheme(theme, color);
    connect(canvas_, &ChartCanvas::timeClicked, this, &MetricChart::timeClicked);
}

void MetricChart::setTitle(const QString& title)
{
    title_->setText(title);
}

void MetricChart::setValue(const QString& value, const QString& unit)
{
    value_->setFigure(value, unit);
}

void MetricChart::setPoints(const QList<QPointF>& points, double from_s, double to_s)
{
    double highest = 0.0;
    for (const QPointF& point : points) {
        highest = std::max(highest, point.y());
    }
    canvas_->setLine(decimated(points, kMaxPoints), from_s, to_s, niceCeiling(highest * 1.05));
}

void MetricChart::setCursorTime(double time_s)
{
    canvas_->setCursorTime(time_s);
}

void MetricChart::setTheme(const Theme& theme, const QColor& color)
{
    title_->setColor(theme.muted);
    value_->setTheme(theme);
    canvas_->setColors(color, theme.line, theme.text);
}

}  // namespace palpate::gui
