#include "heatmap_overlay.hpp"

#include <algorithm>
#include <cmath>

#include "tabular_text.hpp"

namespace palpate::gui {

namespace {

constexpr double kRingPen = 5.0;
constexpr double kSmallestRingPx = 22.0;

QColor faded(QColor color, double alpha)
{
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

void paintTrail(QPainter& painter, const CellMapping& mapping, const HeatmapOverlay& overlay,
                const Theme& theme)
{
    const auto count = overlay.trail.size();
    for (std::size_t i = 1; i < count; ++i) {
        const double age = static_cast<double>(i) / static_cast<double>(count);
        painter.setPen(QPen(faded(theme.mat_text, 0.6 * age), 1.5));
        painter.drawLine(mapping.toPixel(overlay.trail[i - 1]), mapping.toPixel(overlay.trail[i]));
    }
    if (overlay.centre_of_pressure.has_value()) {
        const QPointF centre = mapping.toPixel(*overlay.centre_of_pressure);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(faded(Qt::black, 0.7), 4.5));
        painter.drawEllipse(centre, 5.0, 5.0);
        painter.setPen(QPen(theme.mat_text, 2.0));
        painter.drawEllipse(centre, 5.0, 5.0);
    }
}

void paintArc(QPainter& painter, QPointF centre, double radius, double share, const QPen& pen)
{
    constexpr double kSixteenthsPerTurn = 360.0 * 16.0;
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(QRectF(centre.x() - radius, centre.y() - radius, 2.0 * radius, 2.0 * radius), 90 * 16,
                    -static_cast<int>(std::lround(share * kSixteenthsPerTurn)));
}

QString ringText(const HoldRing& ring)
{
    const QString held = QStringLiteral("%1 s").arg(static_cast<int>(ring.held_s));
    return ring.pain.has_value() ? held + QStringLiteral(" · pain %1").arg(*ring.pain) : held;
}

/// A pill with text, centred under `top`, kept inside `bounds`.
void paintTag(QPainter& painter, QPointF top, const QString& text, const QRectF& bounds, const Theme& theme)
{
    QFont font = painter.font();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    const double width = tabularWidth(metrics, text) + 14.0;
    const double height = metrics.height() + 6.0;
    QRectF tag(top.x() - width / 2.0, top.y(), width, height);
    tag.moveLeft(std::clamp(tag.left(), bounds.left(), std::max(bounds.left(), bounds.right() - width)));
    tag.moveTop(std::clamp(tag.top(), bounds.top(), std::max(bounds.top(), bounds.bottom() - height)));
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(QColor(0x05080c), 0.82));
    painter.drawRoundedRect(tag, height / 2.0, height / 2.0);
    painter.setPen(theme.mat_text);
    drawTabular(painter, QPointF(tag.left() + 7.0, tag.top() + 3.0 + metrics.ascent()), text);
}

void paintRing(QPainter& painter, const CellMapping& mapping, const HoldRing& ring,
               const HeatmapOverlay& overlay)
{
    const Theme dark = makeTheme(ThemeKind::Dark);
    const QPointF centre = mapping.toPixel(ring.place);
    const double radius = std::max(kSmallestRingPx, ring.radius_mm * mapping.pixelsPerMm() + 8.0);
    const RingShares shares = ringShares(ring.held_s, overlay.window_min_s, overlay.window_max_s);
    const bool too_long = ring.held_s > overlay.window_max_s;
    paintArc(painter, centre, radius, 1.0, QPen(faded(QColor(0x05080c), 0.75), kRingPen + 4.0));
    paintArc(painter, centre, radius, 1.0, QPen(faded(dark.muted, 0.35), kRingPen));
    paintArc(painter, centre, radius, shares.towards_min,
             QPen(too_long ? dark.look : dark.good, kRingPen, Qt::SolidLine, Qt::FlatCap));
    double outer = radius;
    if (shares.towards_max > 0.0) {
        outer = radius + kRingPen + 2.0;
        paintArc(painter, centre, outer, shares.towards_max,
                 QPen(too_long ? dark.look : dark.mat_text, 2.5, Qt::SolidLine, Qt::FlatCap));
    }
    paintTag(painter, QPointF(centre.x(), centre.y() + outer + 8.0), ringText(ring), mapping.matRect(), dark);
}

void paintOutline(QPainter& painter, const CellMapping& mapping, const HoldOutline& outline,
                  const Theme& theme)
{
    const QPointF centre = mapping.toPixel(outline.place);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(faded(QColor(0x05080c), 0.6), 3.5));
    painter.drawEllipse(centre, kSmallestRingPx, kSmallestRingPx);
    painter.setPen(QPen(faded(theme.mat_text, 0.75), 1.25));
    painter.drawEllipse(centre, kSmallestRingPx, kSmallestRingPx);
    const QString text = QStringLiteral("%1 s").arg(static_cast<int>(outline.held_s));
    const QFontMetricsF metrics(painter.font());
    QPointF baseline(centre.x() - tabularWidth(metrics, text) / 2.0,
                     centre.y() + kSmallestRingPx + metrics.ascent() + 2.0);
    baseline.setY(std::min(baseline.y(), mapping.matRect().bottom() - metrics.descent()));
    painter.setPen(faded(theme.mat_text, 0.85));
    drawTabular(painter, baseline, text);
}

void paintPain(QPainter& painter, const CellMapping& mapping, const PainMark& pain)
{
    const Theme dark = makeTheme(ThemeKind::Dark);
    const QFontMetricsF metrics(painter.font());
    const double radius = metrics.height() * 0.62;
    const QPointF centre =
        mapping.toPixel(pain.place) + QPointF(kSmallestRingPx * 0.75, -kSmallestRingPx * 0.75);
    painter.setPen(QPen(QColor(0x05080c), 2.0));
    painter.setBrush(dark.pain);
    painter.drawEllipse(centre, radius, radius);
    painter.setPen(QColor(0x2a1108));
    painter.drawText(QRectF(centre.x() - radius, centre.y() - radius, 2.0 * radius, 2.0 * radius),
                     static_cast<int>(Qt::AlignCenter), QString::number(pain.nrs));
}

}  // namespace

RingShares ringShares(double held_s, double window_min_s, double window_max_s)
{
    const auto share = [](double part, double whole) {
        return whole > 0.0 ? std::clamp(part / whole, 0.0, 1.0) : 1.0;
    };
    return {.towards_min = share(held_s, window_min_s),
            .towards_max = share(held_s - window_min_s, window_max_s - window_min_s)};
}

void paintOverlay(QPainter& painter, const CellMapping& mapping, const HeatmapOverlay& overlay,
                  const Theme& theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = painter.font();
    for (const HoldOutline& outline : overlay.outlines) {
        paintOutline(painter, mapping, outline, theme);
    }
    paintTrail(painter, mapping, overlay, theme);
    for (const PainMark& pain : overlay.pains) {
        painter.setFont(font);
        paintPain(painter, mapping, pain);
    }
    for (const HoldRing& ring : overlay.rings) {
        painter.setFont(font);
        paintRing(painter, mapping, ring, overlay);
    }
    painter.setFont(font);
}

}  // namespace palpate::gui
