#include "record_button.hpp"

#include <cmath>

#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>

#include "display_text.hpp"
#include "tabular_text.hpp"

namespace palpate::gui {

namespace {
constexpr double kSign = 11.0;
constexpr double kGap = 8.0;
}  // namespace

RecordButton::RecordButton(const Theme& theme, QWidget* parent) : QPushButton(parent), theme_(theme)
{
    setObjectName(QStringLiteral("record"));
    setProperty("role", "primary");
    caption_ = tr("Record");
    setAccessibleName(caption_);
}

void RecordButton::setRecording(bool recording, double recorded_s)
{
    const QString caption = recording ? tr("Stop %1").arg(clockText(recorded_s)) : tr("Record");
    if (recording != recording_) {
        recording_ = recording;
        setProperty("role", recording ? "stop" : "primary");
        style()->unpolish(this);
        style()->polish(this);
        setAccessibleName(recording ? tr("Stop recording") : tr("Record"));
        updateGeometry();
    }
    if (caption != caption_) {
        caption_ = caption;
        update();
    }
}

void RecordButton::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

QSize RecordButton::sizeHint() const
{
    const QFontMetricsF metrics(sized(font(), TextSize::Body, QFont::DemiBold));
    const QString widest = tr("Stop %1").arg(QStringLiteral("00:00"));
    const double width = tabularWidth(metrics, widest.size() > caption_.size() ? widest : caption_);
    return {static_cast<int>(std::ceil(width + kSign + kGap + 2.0 * metricsFor(font()).margin)),
            metricsFor(font()).target};
}

void RecordButton::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    style()->drawControl(QStyle::CE_PushButtonBevel, &option, &painter, this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = sized(this->font(), TextSize::Body, QFont::DemiBold);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    const double width = tabularWidth(metrics, caption_) + kSign + kGap;
    const double left = (this->width() - width) / 2.0;
    const QColor text = recording_ ? QColor(Qt::white) : (isEnabled() ? theme_.window : theme_.muted);
    const QRectF sign(left, (height() - kSign) / 2.0, kSign, kSign);
    painter.setPen(Qt::NoPen);
    if (recording_) {
        painter.setBrush(text);
        painter.drawRoundedRect(sign, 1.5, 1.5);
    } else {
        painter.setBrush(isEnabled() ? theme_.stop : theme_.muted);
        painter.drawEllipse(sign);
    }
    painter.setPen(text);
    drawTabular(painter,
                QPointF(left + kSign + kGap, (height() + metrics.ascent() - metrics.descent()) / 2.0),
                caption_);
}

}  // namespace palpate::gui
