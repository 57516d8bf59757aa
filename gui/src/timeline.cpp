#include "timeline.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QBuffer>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include "display_text.hpp"
#include "tabular_text.hpp"

namespace palpate::gui {

namespace {

constexpr double kTrackHeight = 18.0;
constexpr double kSideMargin = 18.0;

}  // namespace

Timeline::Timeline(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Timeline"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Timeline::setContent(TimelineContent content)
{
    content_ = std::move(content);
    update();
}

void Timeline::setCursorTime(double time_s)
{
    cursor_s_ = time_s;
    update();
}

void Timeline::setScrubbing(bool on)
{
    scrubbing_ = on;
    setFocusPolicy(on ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(on ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void Timeline::setPreview(std::function<QImage(double time_s)> preview)
{
    preview_ = std::move(preview);
    setMouseTracking(static_cast<bool>(preview_));
}

void Timeline::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

QSize Timeline::sizeHint() const
{
    const QFontMetricsF metrics(sized(font(), TextSize::Small));
    return {400, static_cast<int>(std::ceil(12.0 + kTrackHeight + 6.0 + metrics.height() + 8.0))};
}

QSize Timeline::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

QRectF Timeline::track() const
{
    return {kSideMargin, 12.0, std::max(10.0, width() - 2.0 * kSideMargin), kTrackHeight};
}

double Timeline::xOf(double time_s) const
{
    const double duration_s = std::max(content_.duration_s, 1e-9);
    return track().left() + std::clamp(time_s / duration_s, 0.0, 1.0) * track().width();
}

QColor Timeline::colorOf(TimelineSpan::Kind kind) const
{
    switch (kind) {
        case TimelineSpan::Kind::HoldInWindow:
        case TimelineSpan::Kind::HoldRunning:
            return theme_.good_ground;
        case TimelineSpan::Kind::HoldOutside:
        case TimelineSpan::Kind::Stroke:
            return theme_.kind == ThemeKind::Dark ? QColor(0x5d4a2a) : QColor(0xe6cf9f);
        case TimelineSpan::Kind::Gap:
            return theme_.stop;
    }
    return theme_.control;
}

void Timeline::paintSpan(QPainter& painter, const TimelineSpan& span) const
{
    const double left = xOf(span.start_s);
    const double right = std::max(left + 2.0, xOf(span.end_s));
    const QRectF area(left, track().top(), right - left, kTrackHeight);
    const bool hatched = span.kind == TimelineSpan::Kind::Gap;
    painter.fillRect(area,
                     hatched ? QBrush(colorOf(span.kind), Qt::BDiagPattern) : QBrush(colorOf(span.kind)));
}

void Timeline::paintCues(QPainter& painter) const
{
    constexpr double kCueHeight = 4.0;
    const QRectF bar = track();
    painter.setPen(Qt::NoPen);
    for (const TimelineCue& cue : content_.cues) {
        const QColor color = cue.is_stop ? theme_.pain : theme_.look;
        const double left = xOf(cue.start_s);
        const double right = std::max(left + 2.0, xOf(cue.end_s));
        painter.fillRect(QRectF(left, bar.bottom() - kCueHeight, right - left, kCueHeight), color);
        if (cue.is_stop) {
            painter.setBrush(color);
            painter.drawPolygon(
                QPolygonF{{QPointF(left - 5.0, bar.top() - 9.0), QPointF(left + 5.0, bar.top() - 9.0),
                           QPointF(left, bar.top() - 1.0)}});
        }
    }
}

void Timeline::paintTexts(QPainter& painter) const
{
    const QFontMetricsF metrics(painter.font());
    const double baseline = track().bottom() + 6.0 + metrics.ascent();
    painter.setPen(theme_.muted);
    drawTabular(painter, QPointF(track().left(), baseline), QStringLiteral("0:00"));
    const QString end = shortClockText(content_.duration_s);
    double limit = track().right() - tabularWidth(metrics, end);
    drawTabular(painter, QPointF(limit, baseline), end);
    const QString now = shortClockText(cursor_s_);
    const double now_width = tabularWidth(metrics, now);
    const double now_x =
        std::clamp(xOf(cursor_s_) - now_width / 2.0, track().left(), track().right() - now_width);
    double taken = track().left() + tabularWidth(metrics, QStringLiteral("0:00")) + 10.0;
    const bool now_fits = now_x > taken && now_x + now_width + 10.0 < limit;
    if (now_fits) {
        painter.setPen(theme_.text);
        drawTabular(painter, QPointF(now_x, baseline), now);
        painter.setPen(theme_.muted);
    }
    for (const TimelineSpan& span : content_.spans) {
        const double x = xOf(span.start_s);
        const double text_end = x + metrics.horizontalAdvance(span.text);
        const bool over_now = now_fits && x < now_x + now_width + 10.0 && text_end + 10.0 > now_x;
        if (!span.text.isEmpty() && x >= taken && text_end + 10.0 < limit && !over_now) {
            painter.drawText(QPointF(x, baseline), span.text);
            taken = text_end + 12.0;
        }
    }
}

void Timeline::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(sized(font(), TextSize::Small));
    const QRectF bar = track();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme_.control);
    painter.drawRoundedRect(bar, 5.0, 5.0);
    if (content_.duration_s > 0.0) {
        painter.save();
        QPainterPath clip;
        clip.addRoundedRect(bar, 5.0, 5.0);
        painter.setClipPath(clip);
        for (const TimelineSpan& span : content_.spans) {
            paintSpan(painter, span);
        }
        painter.restore();
        paintCues(painter);
        for (const double at_s : content_.marks_s) {
            painter.fillRect(QRectF(xOf(at_s) - 1.0, bar.top(), 2.0, kTrackHeight), theme_.muted);
        }
        painter.setPen(QPen(theme_.window, 1.5));
        painter.setBrush(theme_.pain);
        for (const double at_s : content_.pains_s) {
            painter.drawEllipse(QPointF(xOf(at_s), bar.center().y()), 5.5, 5.5);
        }
        painter.fillRect(QRectF(xOf(cursor_s_) - 1.25, bar.top() - 6.0, 2.5, kTrackHeight + 12.0),
                         theme_.text);
        paintTexts(painter);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme_.force, 2.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(bar.adjusted(-4.0, -4.0, 4.0, 4.0), 8.0, 8.0);
    }
}

double Timeline::timeAt(double x) const
{
    return std::clamp((x - track().left()) / track().width(), 0.0, 1.0) * content_.duration_s;
}

void Timeline::askFor(double x)
{
    Q_EMIT scrubbed(timeAt(x));
}

void Timeline::showPreview(const QMouseEvent& event)
{
    const double time_s = timeAt(event.position().x());
    const QImage picture = preview_(time_s);
    if (picture.isNull()) {
        QToolTip::hideText();
        return;
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, "PNG");
    QToolTip::showText(event.globalPosition().toPoint(),
                       QStringLiteral("<p align=\"center\"><img src=\"data:image/png;base64,%1\"><br>%2</p>")
                           .arg(QString::fromLatin1(bytes.toBase64()), shortClockText(time_s)),
                       this);
}

void Timeline::mousePressEvent(QMouseEvent* event)
{
    if (scrubbing_) {
        askFor(event->position().x());
    }
}

void Timeline::mouseMoveEvent(QMouseEvent* event)
{
    if (scrubbing_ && event->buttons().testFlag(Qt::LeftButton)) {
        askFor(event->position().x());
    } else if (preview_ && event->buttons() == Qt::NoButton) {
        showPreview(*event);
    }
}

void Timeline::leaveEvent(QEvent* event)
{
    QToolTip::hideText();
    QWidget::leaveEvent(event);
}

void Timeline::keyPressEvent(QKeyEvent* event)
{
    constexpr double kStepSeconds = 1.0;
    if (scrubbing_ && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        const double step_s = event->key() == Qt::Key_Left ? -kStepSeconds : kStepSeconds;
        Q_EMIT scrubbed(std::clamp(cursor_s_ + step_s, 0.0, content_.duration_s));
        return;
    }
    QWidget::keyPressEvent(event);
}

}  // namespace palpate::gui
