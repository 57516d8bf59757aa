#include "metric_cards.hpp"

#include <algorithm>

#include <QHBoxLayout>

#include "display_text.hpp"
#include "setup_words.hpp"

namespace palpate::gui {

namespace {

QList<QPointF> pointsOf(const std::vector<live::HistoryPoint>& history, double live::HistoryPoint::*value)
{
    QList<QPointF> points;
    points.reserve(static_cast<qsizetype>(history.size()));
    for (const live::HistoryPoint& point : history) {
        points.append(QPointF(point.time_s, std::max(0.0, point.*value)));
    }
    return points;
}

QList<QPointF> pointsOf(const std::vector<FrameMetrics>& frames, double FrameMetrics::*value)
{
    QList<QPointF> points;
    points.reserve(static_cast<qsizetype>(frames.size()));
    for (const FrameMetrics& frame : frames) {
        if (frame.valid) {
            points.append(QPointF(frame.time_s, std::max(0.0, frame.*value)));
        }
    }
    return points;
}

void name(MetricChart& chart, std::string_view metric, std::optional<SetUp> setup)
{
    const std::optional<QString> title = titleInSetUp(metric, setup);
    chart.setTitle(title.value_or(QString()));
    chart.setVisible(title.has_value());
}

}  // namespace

MetricCards::MetricCards(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      force_(new MetricChart(theme, theme.force, this)),
      area_(new MetricChart(theme, theme.area, this)),
      peak_(new MetricChart(theme, theme.peak, this))
{
    const Metrics metrics = metricsFor(font());
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics.large);
    force_->setObjectName(QStringLiteral("force"));
    area_->setObjectName(QStringLiteral("area"));
    peak_->setObjectName(QStringLiteral("peak"));
    for (MetricChart* const chart : {force_, area_, peak_}) {
        chart->setMinimumHeight(fontMetrics().height() * 4 + 3 * metrics.margin);
        row->addWidget(chart, 1);
        connect(chart, &MetricChart::timeClicked, this, &MetricCards::timeClicked);
    }
    setSetUp(std::nullopt);
}

void MetricCards::setSetUp(std::optional<SetUp> setup)
{
    name(*force_, "force_n", setup);
    name(*area_, "contact_area_cm2", setup);
    name(*peak_, "peak_kpa", setup);
}

void MetricCards::setMetrics(const FrameMetrics& now)
{
    const QString at_least = now.saturated_cells > 0 ? QStringLiteral("≥ ") : QString();
    force_->setValue(at_least + figureText(now.force_n), QStringLiteral("N"));
    area_->setValue(figureText(now.contact_area_cm2), QStringLiteral("cm²"));
    peak_->setValue(at_least + figureText(now.peak_kpa), QStringLiteral("kPa"));
}

void MetricCards::clear()
{
    for (MetricChart* const chart : {force_, area_, peak_}) {
        chart->setPoints({}, 0.0, 1.0);
        chart->setValue(QStringLiteral("–"), QString());
    }
}

void MetricCards::setCourse(const std::vector<live::HistoryPoint>& history, double from_s, double to_s)
{
    force_->setPoints(pointsOf(history, &live::HistoryPoint::force_n), from_s, to_s);
    area_->setPoints(pointsOf(history, &live::HistoryPoint::contact_area_cm2), from_s, to_s);
    peak_->setPoints(pointsOf(history, &live::HistoryPoint::peak_kpa), from_s, to_s);
}

void MetricCards::setCourse(const std::vector<FrameMetrics>& frames, double to_s)
{
    force_->setPoints(pointsOf(frames, &FrameMetrics::force_n), 0.0, to_s);
    area_->setPoints(pointsOf(frames, &FrameMetrics::contact_area_cm2), 0.0, to_s);
    peak_->setPoints(pointsOf(frames, &FrameMetrics::peak_kpa), 0.0, to_s);
}

void MetricCards::setCursorTime(double time_s)
{
    for (MetricChart* const chart : {force_, area_, peak_}) {
        chart->setCursorTime(time_s);
    }
}

void MetricCards::setTheme(const Theme& theme)
{
    force_->setTheme(theme, theme.force);
    area_->setTheme(theme, theme.area);
    peak_->setTheme(theme, theme.peak);
}

}  // namespace palpate::gui
