#include "figure_label.hpp"

#include <cmath>

#include <QPainter>

#include "tabular_text.hpp"

namespace palpate::gui {

namespace {
constexpr double kGap = 5.0;
}

FigureLabel::FigureLabel(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void FigureLabel::setFigure(const QString& figure, const QString& unit)
{
    if (figure == figure_ && unit == unit_) {
        return;
    }
    const QSize before = sizeHint();
    figure_ = figure;
    unit_ = unit;
    setAccessibleName(text());
    if (sizeHint() != before) {
        updateGeometry();
    }
    update();
}

void FigureLabel::setTheme(const Theme& theme)
{
    text_color_ = theme.text;
    unit_color_ = theme.text;
    update();
}

QString FigureLabel::text() const
{
    return unit_.isEmpty() ? figure_ : figure_ + QLatin1Char(' ') + unit_;
}

QFont FigureLabel::figureFont() const
{
    return sized(font(), TextSize::Value, QFont::DemiBold);
}

QFont FigureLabel::unitFont() const
{
    return sized(font(), TextSize::Title, QFont::DemiBold);
}

QSize FigureLabel::sizeHint() const
{
    const QFontMetricsF figure(figureFont());
    const double width =
        tabularWidth(figure, figure_) + kGap + QFontMetricsF(unitFont()).horizontalAdvance(unit_);
    return {static_cast<int>(std::ceil(width)), static_cast<int>(std::ceil(figure.height()))};
}

void FigureLabel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setFont(figureFont());
    const QFontMetricsF metrics(painter.font());
    painter.setPen(text_color_);
    drawTabular(painter, QPointF(0.0, metrics.ascent()), figure_);
    const double unit_x = tabularWidth(metrics, figure_) + kGap;
    painter.setFont(unitFont());
    painter.setPen(unit_color_);
    painter.drawText(QPointF(unit_x, metrics.ascent()), unit_);
}

}  // namespace palpate::gui
