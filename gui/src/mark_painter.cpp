#include "mark_painter.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace palpate::gui {

namespace {

constexpr double kRingPen = 5.0;
constexpr double kSmallestPx = 20.0;
constexpr double kSmallestRunningPx = 22.0;
constexpr double kBadgePerLine = 0.62;
constexpr double kPinHeight = 22.0;
constexpr double kPinHead = 9.0;

QColor shade()
{
    return {0x05080c};
}

void paintArc(QPainter& painter, QPointF centre, double radius, double share, const QPen& pen)
{
    constexpr double kSixteenthsPerTurn = 360.0 * 16.0;
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(QRectF(centre.x() - radius, centre.y() - radius, 2.0 * radius, 2.0 * radius), 90 * 16,
                    -static_cast<int>(std::lround(share * kSixteenthsPerTurn)));
}

double ringRadius(const MapMark& mark, const CellMapping& mapping)
{
    const double around = mark.radius_mm * mapping.pixelsPerMm();
    return mark.kind == MapMark::Kind::Running ? std::max(kSmallestRunningPx, around + 8.0)
                                               : std::max(kSmallestPx, around + 3.0);
}

void paintRunning(QPainter& painter, QPointF centre, double radius, const MapMark& mark,
                  const HeatmapOverlay& overlay)
{
    const Theme dark = makeTheme(ThemeKind::Dark);
    const RingShares shares = ringShares(mark.held_s, overlay.window_min_s, overlay.window_max_s);
    const bool too_long = mark.held_s > overlay.window_max_s;
    paintArc(painter, centre, radius, 1.0, QPen(faded(shade(), 0.75), kRingPen + 4.0));
    paintArc(painter, centre, radius, 1.0, QPen(faded(dark.muted, 0.35), kRingPen));
    paintArc(painter, centre, radius, shares.towards_min,
             QPen(too_long ? dark.look : dark.good, kRingPen, Qt::SolidLine, Qt::FlatCap));
    if (shares.towards_max > 0.0) {
        paintArc(painter, centre, radius + kRingPen + 2.0, shares.towards_max,
                 QPen(too_long ? dark.look : dark.mat_text, 2.5, Qt::SolidLine, Qt::FlatCap));
    }
}

void paintCircle(QPainter& painter, QPointF centre, double radius, const QPen& pen)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(faded(shade(), 0.7), pen.widthF() + 2.5));
    painter.drawEllipse(centre, radius, radius);
    painter.setPen(pen);
    painter.drawEllipse(centre, radius, radius);
}

QPen dashed(const QColor& color, double width)
{
    QPen pen(color, width, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({2.5, 2.0});
    return pen;
}

void paintBadge(QPainter& painter, QPointF centre, double radius, int nrs)
{
    const Theme dark = makeTheme(ThemeKind::Dark);
    const double badge = QFontMetricsF(painter.font()).height() * kBadgePerLine;
    const QPointF at = centre + QPointF(radius, -radius) * std::sqrt(0.5);
    painter.setPen(QPen(shade(), 2.0));
    painter.setBrush(dark.pain);
    painter.drawEllipse(at, badge, badge);
    painter.setPen(QColor(0x2a1108));
    painter.drawText(QRectF(at.x() - badge, at.y() - badge, 2.0 * badge, 2.0 * badge),
                     static_cast<int>(Qt::AlignCenter), QString::number(nrs));
}

void paintArrow(QPainter& painter, QPointF from, QPointF to, const QColor& color)
{
    constexpr double kHead = 9.0;
    const QPointF way = to - from;
    const double length = std::hypot(way.x(), way.y());
    if (length < kHead) {
        return;
    }
    const QPointF along = way / length;
    const QPointF across(-along.y(), along.x());
    painter.setPen(QPen(color, 1.5, Qt::DashLine));
    painter.drawLine(from, to - along * kHead);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(std::array<QPointF, 3>{to, to - along * kHead + across * (kHead * 0.45),
                                               to - along * kHead - across * (kHead * 0.45)}
                            .data(),
                        3);
}

}  // namespace

QColor faded(QColor color, double alpha)
{
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

double markRadius(const MapMark& mark, const CellMapping& mapping, const HeatmapOverlay& overlay)
{
    const double radius = ringRadius(mark, mapping);
    const bool has_outer = mark.kind == MapMark::Kind::Running && mark.held_s > overlay.window_min_s;
    return radius + (mark.kind == MapMark::Kind::Running ? kRingPen : 2.0) + (has_outer ? kRingPen : 0.0);
}

void paintMark(QPainter& painter, const CellMapping& mapping, const MapMark& mark,
               const HeatmapOverlay& overlay)
{
    const Theme dark = makeTheme(ThemeKind::Dark);
    const QPointF centre = mapping.toPixel(mark.place);
    const double radius = ringRadius(mark, mapping);
    switch (mark.kind) {
        case MapMark::Kind::Running:
            paintRunning(painter, centre, radius, mark, overlay);
            break;
        case MapMark::Kind::Reported:
            paintCircle(painter, centre, radius, QPen(dark.pain, 3.0));
            break;
        case MapMark::Kind::Hold:
            paintCircle(painter, centre, radius, QPen(faded(dark.mat_text, 0.75), 1.25));
            break;
        case MapMark::Kind::Suggested:
            paintCircle(painter, centre, radius, dashed(dark.mat_text, 2.0));
            break;
    }
    if (mark.nrs.has_value()) {
        paintBadge(painter, centre, radius, *mark.nrs);
    }
}

void paintStrokes(QPainter& painter, const CellMapping& mapping, const std::vector<StrokeMark>& strokes,
                  const Theme& theme)
{
    const std::size_t first = strokes.size() > kMostStrokes ? strokes.size() - kMostStrokes : 0;
    painter.setPen(QPen(faded(theme.pain, 0.10), kStrokeBand, Qt::SolidLine, Qt::RoundCap));
    for (std::size_t i = first; i < strokes.size(); ++i) {
        painter.drawLine(mapping.toPixel(strokes[i].from), mapping.toPixel(strokes[i].to));
    }
    for (std::size_t i = first; i < strokes.size(); ++i) {
        const bool is_last = i + 1 == strokes.size();
        paintArrow(painter, mapping.toPixel(strokes[i].from), mapping.toPixel(strokes[i].to),
                   faded(theme.pain, is_last ? 0.95 : 0.45));
    }
}

void paintFault(QPainter& painter, const QRectF& cell, const Theme& theme)
{
    const QRectF cross = cell.adjusted(1.5, 1.5, -1.5, -1.5);
    for (const QPen& pen : {QPen(faded(shade(), 0.8), 3.5), QPen(theme.look, 1.5)}) {
        painter.setPen(pen);
        painter.drawLine(cross.topLeft(), cross.bottomRight());
        painter.drawLine(cross.topRight(), cross.bottomLeft());
    }
}

void paintChosen(QPainter& painter, QPointF centre, const Theme& theme)
{
    constexpr double kInner = 28.0;
    constexpr double kOuter = 40.0;
    for (const QPen& pen : {QPen(faded(shade(), 0.8), 5.0), QPen(theme.mat_text, 2.5)}) {
        painter.setPen(pen);
        for (const QPointF way :
             {QPointF(1.0, 0.0), QPointF(-1.0, 0.0), QPointF(0.0, 1.0), QPointF(0.0, -1.0)}) {
            painter.drawLine(centre + way * kInner, centre + way * kOuter);
        }
    }
}

QRectF pinRect(QPointF tip)
{
    const double height = kPinHeight + 1.5 * kPinHead;
    return {tip.x() - kPinHead, tip.y() - height, 2.0 * kPinHead, height};
}

void paintPin(QPainter& painter, QPointF tip, const Theme& theme)
{
    painter.setPen(QPen(shade(), 5.0, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(tip, tip - QPointF(0.0, kPinHeight));
    painter.setPen(QPen(theme.pain, 2.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(tip, tip - QPointF(0.0, kPinHeight));
    painter.setPen(QPen(shade(), 2.0));
    painter.setBrush(theme.pain);
    painter.drawEllipse(tip - QPointF(0.0, kPinHeight + kPinHead / 2.0), kPinHead, kPinHead);
    painter.setPen(QColor(0x2a1108));
    painter.drawText(
        QRectF(tip.x() - kPinHead, tip.y() - kPinHeight - 1.5 * kPinHead, 2.0 * kPinHead, 2.0 * kPinHead),
        static_cast<int>(Qt::AlignCenter), QStringLiteral("?"));
}

void paintCross(QPainter& painter, QPointF centre, const Theme& theme)
{
    constexpr double kReach = 12.0;
    for (const QPen& pen : {QPen(faded(shade(), 0.8), 4.0), QPen(theme.force, 2.0)}) {
        painter.setPen(pen);
        painter.drawLine(centre - QPointF(kReach, 0.0), centre + QPointF(kReach, 0.0));
        painter.drawLine(centre - QPointF(0.0, kReach), centre + QPointF(0.0, kReach));
    }
}

}  // namespace palpate::gui
