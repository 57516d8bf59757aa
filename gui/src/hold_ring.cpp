#include "hold_ring.hpp"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "heatmap_overlay.hpp"

namespace palpate::gui {

HoldRing::HoldRing(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void HoldRing::setProgress(const std::optional<HoldProgress>& progress)
{
    progress_ = progress;
    update();
}

void HoldRing::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

void HoldRing::paintEvent(QPaintEvent* /*event*/)
{
    constexpr int kTop = 90 * 16;
    constexpr double kWholeTurn = 360.0 * 16.0;
    constexpr double kInner = 0.84;
    if (!progress_.has_value()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = std::min(width(), height());
    const double thick = side * 0.06;
    const QPointF centre(width() / 2.0, height() / 2.0);
    const auto ring = [&](double share, double radius, const QColor& color) {
        const QRectF box(centre - QPointF(radius, radius), QSizeF(2.0 * radius, 2.0 * radius));
        painter.setPen(QPen(theme_.control, thick));
        painter.drawEllipse(box);
        painter.setPen(QPen(color, thick, Qt::SolidLine, Qt::RoundCap));
        if (share > 0.0) {
            painter.drawArc(box, kTop, -static_cast<int>(std::lround(share * kWholeTurn)));
        }
    };
    const RingShares shares = ringShares(progress_->held_s, progress_->window_min_s, progress_->window_max_s);
    const double outer = (side - thick) / 2.0;
    ring(shares.towards_max, outer, theme_.look);
    ring(shares.towards_min, outer * kInner, theme_.good);
    QFont large = font();
    large.setPointSizeF(std::max(8.0, side * 0.16));
    large.setWeight(QFont::Bold);
    painter.setFont(large);
    painter.setPen(theme_.text);
    painter.drawText(rect(), static_cast<int>(Qt::AlignCenter),
                     QStringLiteral("%1 s").arg(static_cast<int>(progress_->held_s)));
}

}  // namespace palpate::gui
