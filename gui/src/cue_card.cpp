#include "cue_card.hpp"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QVBoxLayout>

#include "tabular_text.hpp"

namespace palpate::gui {

namespace {

constexpr double kBarHeight = 10.0;
constexpr double kSmallestShare = 0.5;
constexpr int kWrapped = static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextWordWrap;

}  // namespace

HeadlineLabel::HeadlineLabel(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void HeadlineLabel::setText(const QString& text)
{
    if (text == text_) {
        return;
    }
    text_ = text;
    setAccessibleName(text);
    update();
}

void HeadlineLabel::setColor(const QColor& color)
{
    color_ = color;
    update();
}

QSize HeadlineLabel::sizeHint() const
{
    const QFontMetrics metrics(sized(font(), TextSize::Cue, QFont::Bold));
    return {metrics.averageCharWidth() * 12, static_cast<int>(metrics.height() * 1.02)};
}

QSize HeadlineLabel::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

QFont HeadlineLabel::fittingFont() const
{
    QFont font = sized(this->font(), TextSize::Cue, QFont::Bold);
    const double needed = tabularWidth(QFontMetricsF(font), text_);
    if (needed > width()) {
        font.setPointSizeF(font.pointSizeF() * std::max(0.2, 0.99 * width() / needed));
    }
    return font;
}

QFont HeadlineLabel::wrappedFont() const
{
    constexpr double kTwoLines = 0.42;
    constexpr double kSmallest = 0.2;
    constexpr double kSmaller = 0.92;
    QFont font = sized(this->font(), TextSize::Cue, QFont::Bold);
    const double full_size = font.pointSizeF();
    double share = kTwoLines;
    const auto is_cut = [&] {
        font.setPointSizeF(share * full_size);
        return !rect().contains(QFontMetrics(font).boundingRect(rect(), kWrapped, text_));
    };
    while (is_cut() && share > kSmallest) {
        share *= kSmaller;
    }
    return font;
}

void HeadlineLabel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setPen(color_);
    const QFont fitting = fittingFont();
    const double full_size = sized(font(), TextSize::Cue).pointSizeF();
    if (fitting.pointSizeF() >= kSmallestShare * full_size) {
        painter.setFont(fitting);
        const QFontMetricsF metrics(fitting);
        drawTabular(painter, QPointF(0.0, (height() + metrics.capHeight()) / 2.0), text_);
        return;
    }
    painter.setFont(wrappedFont());
    painter.drawText(rect(), kWrapped, text_);
}

HoldBar::HoldBar(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void HoldBar::setProgress(const std::optional<HoldProgress>& progress)
{
    progress_ = progress;
    update();
}

void HoldBar::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

QSize HoldBar::sizeHint() const
{
    const QFontMetricsF metrics(sized(font(), TextSize::Small));
    return {200, static_cast<int>(std::ceil(kBarHeight + 6.0 + metrics.height()))};
}

void HoldBar::paintEvent(QPaintEvent* /*event*/)
{
    if (!progress_.has_value()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(sized(font(), TextSize::Small));
    const QRectF track(0.0, 1.0, width(), kBarHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme_.control);
    painter.drawRoundedRect(track, kBarHeight / 2.0, kBarHeight / 2.0);
    const double share = std::clamp(progress_->held_s / progress_->window_max_s, 0.0, 1.0);
    const bool too_long = progress_->held_s > progress_->window_max_s;
    painter.setBrush(too_long ? theme_.look : theme_.good);
    painter.drawRoundedRect(QRectF(0.0, 1.0, std::max(kBarHeight, share * width()), kBarHeight),
                            kBarHeight / 2.0, kBarHeight / 2.0);
    const double min_x = progress_->window_min_s / progress_->window_max_s * width();
    painter.fillRect(QRectF(min_x - 1.0, 0.0, 2.5, kBarHeight + 2.0), theme_.text);
    painter.fillRect(QRectF(width() - 2.5, 0.0, 2.5, kBarHeight + 2.0), theme_.text);
    painter.setPen(theme_.muted);
    paintLabels(painter, min_x, kBarHeight + 6.0 + QFontMetricsF(painter.font()).ascent());
}

void HoldBar::paintLabels(QPainter& painter, double min_x, double baseline) const
{
    const QFontMetricsF metrics(painter.font());
    const QString held = QStringLiteral("%1 s").arg(static_cast<int>(progress_->held_s));
    const QString asked = QStringLiteral("%1 s asked").arg(std::lround(progress_->window_min_s));
    const QString most = QStringLiteral("%1 s at most").arg(std::lround(progress_->window_max_s));
    drawTabular(painter, QPointF(0.0, baseline), held);
    const double asked_width = metrics.horizontalAdvance(asked);
    const double asked_x = std::max(min_x - asked_width / 2.0, tabularWidth(metrics, held) + 16.0);
    const double most_x = width() - metrics.horizontalAdvance(most);
    if (asked_x + asked_width + 12.0 < most_x) {
        painter.drawText(QPointF(asked_x, baseline), asked);
    }
    painter.drawText(QPointF(most_x, baseline), most);
}

QColor toneColor(const Theme& theme, CueTone tone)
{
    switch (tone) {
        case CueTone::Look:
            return theme.look;
        case CueTone::Stop:
            return theme.kind == ThemeKind::Dark ? theme.pain : theme.stop;
        case CueTone::Calm:
        case CueTone::Good:
            break;
    }
    return theme.text;
}

CueCard::CueCard(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      theme_(theme),
      headline_(new HeadlineLabel(this)),
      detail_(new ElidedLabel(TextSize::Title, QFont::Normal, this)),
      bar_(new HoldBar(theme, this))
{
    setProperty("surface", "card");
    headline_->setObjectName(QStringLiteral("cueHeadline"));
    detail_->setObjectName(QStringLiteral("cueDetail"));
    const Metrics metrics = metricsFor(font());
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, metrics.large);
    column->setSpacing(metrics.small);
    column->addWidget(headline_);
    column->addWidget(detail_);
    column->addSpacing(metrics.small);
    column->addWidget(bar_);
    setTheme(theme);
}

void CueCard::setCue(const Cue& cue)
{
    headline_->setText(cue.headline);
    detail_->setText(cue.detail);
    bar_->setProgress(cue.progress);
    if (tone_ != cue.tone) {
        tone_ = cue.tone;
        headline_->setColor(toneColor(theme_, tone_));
    }
}

void CueCard::setTheme(const Theme& theme)
{
    theme_ = theme;
    headline_->setColor(toneColor(theme_, tone_));
    detail_->setColor(theme.muted);
    bar_->setTheme(theme);
}

}  // namespace palpate::gui
