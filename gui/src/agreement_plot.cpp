#include "agreement_plot.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QPainter>

#include "display_text.hpp"
#include "verdict_words.hpp"

namespace palpate::gui {

namespace {

constexpr double kPoint = 4.5;
constexpr double kApart = 6.0;
/// Of the range, on either side.
constexpr double kRoom = 0.12;

Interval withRoom(double low, double high)
{
    const double room = high > low ? kRoom * (high - low) : std::max(1.0, 0.1 * std::abs(high));
    return {.low = low - room, .high = high + room};
}

double shareOf(double value, const Interval& range)
{
    return (value - range.low) / (range.high - range.low);
}

}  // namespace

AgreementPlot::AgreementPlot(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setObjectName(QStringLiteral("agreementPlot"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void AgreementPlot::setPairs(std::vector<live::RepeatPair> pairs, const Agreement& agreement,
                             const QString& unit)
{
    pairs_ = std::move(pairs);
    agreement_ = agreement;
    unit_ = unit;
    double lowest = std::min(0.0, agreement.lower_limit);
    double highest = std::max(0.0, agreement.upper_limit);
    double least = pairs_.empty() ? 0.0 : pairs_.front().mean;
    double most = least;
    for (const live::RepeatPair& pair : pairs_) {
        least = std::min(least, pair.mean);
        most = std::max(most, pair.mean);
        lowest = std::min(lowest, pair.difference);
        highest = std::max(highest, pair.difference);
    }
    means_ = withRoom(least, most);
    differences_ = withRoom(lowest, highest);
    update();
}

void AgreementPlot::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

QSize AgreementPlot::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 34, fontMetrics().height() * 12};
}

QRectF AgreementPlot::field() const
{
    const QFontMetricsF metrics(sized(font(), TextSize::Small));
    double words = 0.0;
    for (const double line : {agreement_.bias, agreement_.lower_limit, agreement_.upper_limit}) {
        words = std::max(words, metrics.horizontalAdvance(signedText(line, agreement_.sd)));
    }
    return QRectF(rect()).adjusted(1.0, metrics.height() + kApart, -words - kApart,
                                   -2.0 * metrics.height() - kApart);
}

QPointF AgreementPlot::at(double mean, double difference) const
{
    const QRectF area = field();
    return {area.left() + shareOf(mean, means_) * area.width(),
            area.bottom() - shareOf(difference, differences_) * area.height()};
}

std::vector<QPointF> AgreementPlot::points() const
{
    std::vector<QPointF> points;
    points.reserve(pairs_.size());
    for (const live::RepeatPair& pair : pairs_) {
        points.push_back(at(pair.mean, pair.difference));
    }
    return points;
}

void AgreementPlot::paintLine(QPainter& painter, double difference, Qt::PenStyle style,
                              const QColor& color) const
{
    const QRectF area = field();
    const double y = at(means_.low, difference).y();
    painter.setPen(QPen(color, 1.5, style));
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
}

void AgreementPlot::paintWords(QPainter& painter) const
{
    painter.setFont(sized(font(), TextSize::Small));
    painter.setPen(theme_.muted);
    const QRectF area = field();
    const QFontMetricsF metrics(painter.font());
    const QString unit = unit_.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(unit_);
    const double height = metrics.height();
    painter.drawText(QRectF(0.0, 0.0, width(), height), Qt::AlignLeft | Qt::AlignTop,
                     tr("Second minus first%1").arg(unit));
    const QRectF numbers(area.left(), area.bottom() + kApart / 2.0, area.width(), height);
    painter.drawText(numbers, Qt::AlignLeft | Qt::AlignTop, figureText(means_.low, agreement_.sd));
    painter.drawText(numbers, Qt::AlignRight | Qt::AlignTop, figureText(means_.high, agreement_.sd));
    painter.drawText(numbers.translated(0.0, height), Qt::AlignHCenter | Qt::AlignTop,
                     tr("Mean of both%1").arg(unit));
    painter.setPen(theme_.text);
    // Close lines keep their numbers apart: from below upwards.
    double below = area.bottom() + 2.0 * height;
    for (const double line : {agreement_.lower_limit, agreement_.bias, agreement_.upper_limit}) {
        const double y = std::min(at(means_.low, line).y(), below - height);
        painter.drawText(QRectF(area.right() + kApart, y - height / 2.0, width(), height),
                         Qt::AlignLeft | Qt::AlignVCenter, signedText(line, agreement_.sd));
        below = y;
    }
}

void AgreementPlot::paintEvent(QPaintEvent* /*event*/)
{
    if (pairs_.empty()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme_.line, 1.0));
    painter.drawRect(field());
    paintLine(painter, 0.0, Qt::DotLine, theme_.muted);
    paintLine(painter, agreement_.bias, Qt::SolidLine, theme_.text);
    paintLine(painter, agreement_.lower_limit, Qt::DashLine, theme_.look);
    paintLine(painter, agreement_.upper_limit, Qt::DashLine, theme_.look);
    painter.setPen(QPen(theme_.card, 1.0));
    painter.setBrush(theme_.force);
    for (const QPointF& point : points()) {
        painter.drawEllipse(point, kPoint, kPoint);
    }
    paintWords(painter);
}

}  // namespace palpate::gui
