#include "breath_pacer.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <QPainter>

#include "mark_painter.hpp"

namespace palpate::gui {

namespace {

constexpr int kRefreshMs = 33;
constexpr double kLeastShare = 0.35;

}  // namespace

BreathMoment breathAt(const BreathPace& pace, double elapsed_s)
{
    const double in_s = std::max(0.1, pace.in_s);
    const double out_s = std::max(0.1, pace.out_s);
    const double at_s = std::fmod(std::max(0.0, elapsed_s), in_s + out_s);
    const bool is_in = at_s < in_s;
    const double share = is_in ? at_s / in_s : (at_s - in_s) / out_s;
    // Slow at both ends, as a breath is.
    const double eased = 0.5 - 0.5 * std::cos(std::numbers::pi * share);
    const double left_s = is_in ? in_s - at_s : in_s + out_s - at_s;
    return {.is_in = is_in,
            .fullness = is_in ? eased : 1.0 - eased,
            .seconds_left = static_cast<int>(std::ceil(left_s))};
}

BreathPacer::BreathPacer(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), timer_(new QTimer(this))
{
    setObjectName(QStringLiteral("breathPacer"));
    setAccessibleName(tr("Breathing pace"));
    timer_->setInterval(kRefreshMs);
    connect(timer_, &QTimer::timeout, this, [this] { update(); });
    clock_.start();
}

void BreathPacer::setPace(const BreathPace& pace)
{
    if (pace == pace_) {
        return;
    }
    pace_ = pace;
    clock_.restart();
}

void BreathPacer::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

QSize BreathPacer::sizeHint() const
{
    // With large text the words beside it need the room more.
    const int side = std::max(92, fontMetrics().height() * 4);
    return {side, side};
}

void BreathPacer::showEvent(QShowEvent* /*event*/)
{
    clock_.restart();
    timer_->start();
}

void BreathPacer::hideEvent(QHideEvent* /*event*/)
{
    timer_->stop();
}

void BreathPacer::paintEvent(QPaintEvent* /*event*/)
{
    constexpr double kMsPerSecond = 1000.0;
    const BreathMoment now = breathAt(pace_, static_cast<double>(clock_.elapsed()) / kMsPerSecond);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double most = 0.5 * std::min(width(), height()) - 2.0;
    const QPointF centre(width() / 2.0, height() / 2.0);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme_.line, 1.5));
    painter.drawEllipse(centre, most, most);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(theme_.force, 0.35));
    const double radius = most * (kLeastShare + (1.0 - kLeastShare) * now.fullness);
    painter.drawEllipse(centre, radius, radius);
    painter.setPen(theme_.text);
    const QString word = now.is_in ? tr("in") : tr("out");
    painter.drawText(rect(), static_cast<int>(Qt::AlignCenter),
                     QStringLiteral("%1\n%2").arg(word).arg(now.seconds_left));
}

}  // namespace palpate::gui
