#include "band_lane.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QPainter>

#include "tabular_text.hpp"
#include "technique_words.hpp"

namespace palpate::gui {

namespace {

constexpr double kLaneHeight = 14.0;
constexpr double kMarkerOver = 4.0;

/// The right end of the lane: fixed by what is asked, so that nothing dances.
double endOf(const Band& asked)
{
    constexpr double kRoomOver = 1.6;
    constexpr double kRoomWithoutMost = 3.0;
    return std::max(1e-6, asked.max ? *asked.max * kRoomOver : asked.min.value_or(1.0) * kRoomWithoutMost);
}

}  // namespace

BandLane::BandLane(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BandLane::setContent(LaneContent content)
{
    content_ = std::move(content);
    if (const QString name = content_.title + QLatin1Char(' ') + words(); name != accessibleName()) {
        setAccessibleName(name);
    }
    update();
}

void BandLane::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

bool BandLane::isAsAsked() const
{
    return content_.now && *content_.now >= content_.asked.min.value_or(*content_.now) &&
           *content_.now <= content_.asked.max.value_or(*content_.now);
}

QString BandLane::words() const
{
    return wordsIn(content_.unit);
}

QString BandLane::wordsIn(const QString& unit) const
{
    if (!content_.now) {
        return QStringLiteral("–");
    }
    const double shown = std::round(*content_.now * 10.0) / 10.0;
    return QStringLiteral("%1 %2 %3")
        .arg(isAsAsked() ? QStringLiteral("✓") : QStringLiteral("▲"), QString::number(shown), unit);
}

QSize BandLane::sizeHint() const
{
    return {240, static_cast<int>(fontMetrics().height() + kLaneHeight + 3.0 * kMarkerOver)};
}

QSize BandLane::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

double BandLane::xOf(double value) const
{
    return std::clamp(value / endOf(content_.asked), 0.0, 1.0) * width();
}

void BandLane::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetricsF metrics(painter.font());
    constexpr double kApart = 12.0;
    QString said = words();
    // The lane must say what it is of: "% of body weight" is "%" where it has no room beside that.
    if (tabularWidth(metrics, said) + kApart + metrics.horizontalAdvance(content_.title) > width()) {
        said = wordsIn(content_.unit.section(QLatin1Char(' '), 0, 0));
    }
    const double said_width = tabularWidth(metrics, said);
    painter.setPen(content_.now ? (isAsAsked() ? theme_.good : theme_.look) : theme_.muted);
    drawTabular(painter, QPointF(width() - said_width, metrics.ascent()), said);
    painter.setPen(theme_.muted);
    const QString asked =
        QStringLiteral("%1 · %2").arg(content_.title, bandWords(content_.asked, content_.unit));
    painter.drawText(QPointF(0.0, metrics.ascent()),
                     metrics.elidedText(asked, Qt::ElideRight, width() - said_width - kApart));
    paintLane(painter, metrics.height() + kMarkerOver);
}

void BandLane::paintLane(QPainter& painter, double top) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme_.control);
    painter.drawRoundedRect(QRectF(0.0, top, width(), kLaneHeight), 4.0, 4.0);
    const double from = xOf(content_.asked.min.value_or(0.0));
    const double to = xOf(content_.asked.max.value_or(endOf(content_.asked)));
    painter.setBrush(theme_.good_ground);
    painter.drawRoundedRect(QRectF(from, top, std::max(2.0, to - from), kLaneHeight), 4.0, 4.0);
    for (const double value : content_.before) {
        painter.fillRect(QRectF(xOf(value) - 1.0, top + 3.0, 2.0, kLaneHeight - 6.0), theme_.muted);
    }
    if (content_.now) {
        const double x = std::clamp(xOf(*content_.now), 2.0, width() - 2.0);
        painter.setBrush(theme_.text);
        painter.drawRoundedRect(QRectF(x - 2.0, top - kMarkerOver, 4.0, kLaneHeight + 2.0 * kMarkerOver), 2.0,
                                2.0);
    }
}

}  // namespace palpate::gui
