#include "trend_plot.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <QDateTime>
#include <QPainter>

#include "trend_words.hpp"

namespace palpate::gui {

namespace {

constexpr double kDayS = 86400.0;
constexpr double kWeekS = 7.0 * kDayS;

double secondsOf(std::chrono::system_clock::time_point time)
{
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}

bool isShown(const TrendPoint& point)
{
    return point.value && !point.is_treatment;
}

const TrendPoint* firstShown(const Trend& trend)
{
    const auto first = std::find_if(trend.points.begin(), trend.points.end(), isShown);
    return first != trend.points.end() ? &*first : nullptr;
}

const TrendPoint* lastShown(const Trend& trend)
{
    const auto last = std::find_if(trend.points.rbegin(), trend.points.rend(), isShown);
    return last != trend.points.rend() ? &*last : nullptr;
}

/// 1, 2 or 5 times a power of ten, about `lines` of them in the range.
double niceStep(double range, int lines)
{
    const double raw = range / lines;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= raw) {
            return factor * power;
        }
    }
    return 10.0 * power;
}

}  // namespace

TrendPlot::TrendPlot(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setObjectName(QStringLiteral("trendPlot"));
    setAccessibleName(tr("Trend over the visits"));
    setFocusPolicy(Qt::TabFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setSizePolicy(policy);
}

void TrendPlot::setTrend(const Trend& trend, std::optional<SetUp> setup)
{
    trend_ = trend;
    axes_ = axesOf();
    setAccessibleDescription(spokenTrend(trend_, setup));
    update();
}

void TrendPlot::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

TrendPlot::Axes TrendPlot::axesOf() const
{
    Axes axes;
    const TrendPoint* const first = firstShown(trend_);
    if (!trend_.points.empty()) {
        axes.begin_s = secondsOf(trend_.points.front().time);
        axes.end_s = secondsOf(trend_.points.back().time);
        const double apart = std::max(0.04 * (axes.end_s - axes.begin_s), 60.0);
        axes.begin_s -= apart;
        axes.end_s += apart;
    }
    if (first == nullptr) {
        return axes;
    }
    axes.low = *first->value - trend_.mdc95.value_or(0.0);
    axes.high = *first->value + trend_.mdc95.value_or(0.0);
    for (const TrendPoint& point : trend_.points) {
        if (isShown(point)) {
            axes.low = std::min(axes.low, *point.value);
            axes.high = std::max(axes.high, *point.value);
        }
    }
    constexpr int kLines = 5;
    if (axes.high - axes.low < 1e-9) {
        const double around = std::max(1.0, 0.1 * std::abs(axes.high));
        axes.low -= around;
        axes.high += around;
    }
    axes.step = niceStep(axes.high - axes.low, kLines);
    axes.low = std::floor(axes.low / axes.step) * axes.step;
    axes.high = std::ceil(axes.high / axes.step) * axes.step;
    return axes;
}

QRectF TrendPlot::field() const
{
    const QFontMetrics metrics(sized(font(), TextSize::Small));
    int widest = 0;
    for (double value = axes_.low; value <= axes_.high + axes_.step / 2.0; value += axes_.step) {
        widest = std::max(widest, metrics.horizontalAdvance(tickText(value)));
    }
    const double line = metrics.height();
    return QRectF(rect()).adjusted(widest + line, line, -line, -3.4 * line);
}

QString TrendPlot::tickText(double value) const
{
    const int decimals = std::clamp(static_cast<int>(-std::floor(std::log10(axes_.step) + 1e-9)), 0, 4);
    const double shown = std::abs(value) < axes_.step / 1000.0 ? 0.0 : value;
    return QString::number(shown, 'f', decimals).replace(QLatin1Char('-'), QStringLiteral("−"));
}

double TrendPlot::xOf(std::chrono::system_clock::time_point time) const
{
    const QRectF place = field();
    return place.left() + place.width() * (secondsOf(time) - axes_.begin_s) / (axes_.end_s - axes_.begin_s);
}

double TrendPlot::yOf(double value) const
{
    const QRectF place = field();
    return place.bottom() - place.height() * (value - axes_.low) / (axes_.high - axes_.low);
}

std::optional<QPointF> TrendPlot::placeOf(std::size_t point) const
{
    const TrendPoint& visit = trend_.points.at(point);
    if (!isShown(visit)) {
        return std::nullopt;
    }
    return QPointF(xOf(visit.time), yOf(*visit.value));
}

std::optional<double> TrendPlot::bandHeight() const
{
    const TrendPoint* const first = firstShown(trend_);
    if (first == nullptr || !trend_.mdc95) {
        return std::nullopt;
    }
    return yOf(*first->value - *trend_.mdc95) - yOf(*first->value + *trend_.mdc95);
}

QSize TrendPlot::sizeHint() const
{
    const int line = fontMetrics().height();
    return {30 * line, 17 * line};
}

QSize TrendPlot::minimumSizeHint() const
{
    const int line = fontMetrics().height();
    return {12 * line, 11 * line};
}

void TrendPlot::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(sized(font(), TextSize::Small));
    if (firstShown(trend_) == nullptr) {
        painter.setPen(theme_.muted);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("No visit has this value."));
    } else {
        drawBand(painter);
        drawGrid(painter);
        drawLine(painter);
        drawDates(painter);
        drawTreatments(painter);
        drawPoints(painter);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme_.force, 2.0));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.0, 1.0, -1.0, -1.0), 6.0, 6.0);
    }
}

void TrendPlot::drawGrid(QPainter& painter) const
{
    const QRectF place = field();
    const double line = painter.fontMetrics().height();
    for (double value = axes_.low; value <= axes_.high + axes_.step / 2.0; value += axes_.step) {
        const double y = yOf(value);
        painter.setPen(QPen(theme_.line, 1.0));
        painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y));
        painter.setPen(theme_.muted);
        painter.drawText(QRectF(0.0, y - line, place.left() - line / 2.0, 2.0 * line),
                         Qt::AlignRight | Qt::AlignVCenter, tickText(value));
    }
}

void TrendPlot::drawDates(QPainter& painter) const
{
    const QRectF place = field();
    const QFontMetrics metrics = painter.fontMetrics();
    const double span_s = axes_.end_s - axes_.begin_s;
    constexpr double kYearS = 300.0 * kDayS;
    const QString form = span_s < 3.0 * kDayS ? QStringLiteral("d MMM hh:mm")
                         : span_s > kYearS    ? QStringLiteral("d MMM yyyy")
                                              : QStringLiteral("d MMM");
    double free_from = 0.0;
    QString said;
    for (const TrendPoint& point : trend_.points) {
        const double x = xOf(point.time);
        const QString text =
            QDateTime::fromSecsSinceEpoch(static_cast<qint64>(secondsOf(point.time))).toString(form);
        const double width = metrics.horizontalAdvance(text);
        const double left = std::clamp(x - width / 2.0, 0.0, std::max(0.0, this->width() - width));
        painter.setPen(QPen(theme_.muted, 1.0));
        painter.drawLine(QPointF(x, place.bottom()), QPointF(x, place.bottom() + metrics.height() / 4.0));
        if (left < free_from || text == said) {
            continue;
        }
        painter.drawText(QPointF(left, place.bottom() + metrics.height() / 3.0 + metrics.ascent()), text);
        free_from = left + width + metrics.averageCharWidth();
        said = text;
    }
}

void TrendPlot::drawTreatments(QPainter& painter) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    const double top = field().bottom() + 1.7 * metrics.height();
    const QString word = tr("treatment");
    const double width = metrics.horizontalAdvance(word);
    double free_from = 0.0;
    for (const TrendPoint& point : trend_.points) {
        if (!point.is_treatment) {
            continue;
        }
        const double x = xOf(point.time);
        painter.setPen(QPen(theme_.text, 2.0));
        painter.drawLine(QPointF(x, top), QPointF(x, top + metrics.height() / 2.0));
        const double left = std::clamp(x - width / 2.0, 0.0, std::max(0.0, this->width() - width));
        if (left >= free_from) {
            painter.setPen(theme_.muted);
            painter.drawText(QPointF(left, top + metrics.height() / 2.0 + metrics.ascent()), word);
            free_from = left + width + metrics.averageCharWidth();
        }
    }
}

void TrendPlot::drawBand(QPainter& painter) const
{
    const TrendPoint* const first = firstShown(trend_);
    if (!bandHeight()) {
        return;
    }
    const QRectF place = field();
    QColor ground = theme_.force;
    ground.setAlphaF(0.16F);
    painter.fillRect(QRectF(place.left(), yOf(*first->value + *trend_.mdc95), place.width(), *bandHeight()),
                     ground);
}

void TrendPlot::drawLine(QPainter& painter) const
{
    if (!trend_.start_value || !trend_.slope_per_week) {
        return;
    }
    const TrendPoint* const first = firstShown(trend_);
    const TrendPoint* const last = lastShown(trend_);
    const double weeks = (secondsOf(last->time) - secondsOf(first->time)) / kWeekS;
    const double end = *trend_.start_value + *trend_.slope_per_week * weeks;
    painter.save();
    painter.setClipRect(field());
    painter.setPen(QPen(theme_.text, 2.0, Qt::DashLine));
    painter.drawLine(QPointF(xOf(first->time), yOf(*trend_.start_value)), QPointF(xOf(last->time), yOf(end)));
    painter.restore();
}

void TrendPlot::drawPoints(QPainter& painter) const
{
    const double radius = std::max(6.0, painter.fontMetrics().height() / 2.4);
    for (std::size_t i = 0; i < trend_.points.size(); ++i) {
        const TrendPoint& point = trend_.points[i];
        const std::optional<QPointF> place = placeOf(i);
        if (!place) {
            continue;
        }
        painter.setPen(QPen(theme_.force, 2.5));
        painter.setBrush(point.phase == Phase::Before ? theme_.force : theme_.card);
        if (point.phase == Phase::Before || point.phase == Phase::After) {
            painter.drawEllipse(*place, radius, radius);
        } else {
            painter.drawPolygon(QPolygonF{{*place + QPointF(0.0, -radius), *place + QPointF(radius, 0.0),
                                           *place + QPointF(0.0, radius), *place + QPointF(-radius, 0.0)}});
        }
        if (point.is_at_least) {
            const QPointF tip = *place + QPointF(0.0, -2.4 * radius);
            painter.drawLine(*place + QPointF(0.0, -1.2 * radius), tip);
            painter.drawPolyline(QPolygonF{{tip + QPointF(-4.0, 4.0), tip, tip + QPointF(4.0, 4.0)}});
        }
    }
}

}  // namespace palpate::gui
