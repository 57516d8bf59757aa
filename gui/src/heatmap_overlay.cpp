#include "heatmap_overlay.hpp"

#include <algorithm>
#include <cmath>

#include "map_labels.hpp"
#include "mark_painter.hpp"
#include "tabular_text.hpp"

namespace palpate::gui {

namespace {

constexpr double kTagSide = 7.0;
constexpr double kTagTop = 3.0;
constexpr double kCentreRadius = 5.0;

QFont tagFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
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
        painter.drawEllipse(centre, kCentreRadius, kCentreRadius);
        painter.setPen(QPen(theme.mat_text, 2.0));
        painter.drawEllipse(centre, kCentreRadius, kCentreRadius);
    }
}

void paintTag(QPainter& painter, const QRectF& tag, const QString& text, const Theme& theme)
{
    const QFontMetricsF metrics(painter.font());
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(QColor(0x05080c), 0.82));
    painter.drawRoundedRect(tag, tag.height() / 2.0, tag.height() / 2.0);
    painter.setPen(theme.mat_text);
    drawTabular(painter, QPointF(tag.left() + kTagSide, tag.top() + kTagTop + metrics.ascent()), text);
}

/// The texts are not in it.
MapObstacles obstaclesOf(const HeatmapOverlay& overlay, const CellMapping& mapping)
{
    MapObstacles obstacles;
    for (const MapMark& mark : overlay.marks) {
        obstacles.marks.push_back(
            {.centre = mapping.toPixel(mark.place), .radius = markRadius(mark, mapping, overlay)});
    }
    for (const CellFault& fault : overlay.faults) {
        const QRectF cell = mapping.cellRect(fault.cell.row, fault.cell.col);
        obstacles.marks.push_back({.centre = cell.center(), .radius = cell.width() / 2.0});
    }
    if (overlay.centre_of_pressure.has_value()) {
        obstacles.marks.push_back(
            {.centre = mapping.toPixel(*overlay.centre_of_pressure), .radius = kCentreRadius + 3.0});
    }
    const std::size_t count = overlay.strokes.size();
    for (std::size_t i = count > kMostStrokes ? count - kMostStrokes : 0; i < count; ++i) {
        obstacles.strokes.emplace_back(mapping.toPixel(overlay.strokes[i].from),
                                       mapping.toPixel(overlay.strokes[i].to));
    }
    return obstacles;
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

std::vector<std::optional<QRectF>> labelPlaces(const HeatmapOverlay& overlay, const CellMapping& mapping,
                                               const QFont& painter_font, const std::vector<QRectF>& taken)
{
    const QFontMetricsF metrics(tagFont(painter_font));
    std::vector<LabelRequest> requests;
    requests.reserve(overlay.marks.size() + overlay.faults.size());
    for (const MapMark& mark : overlay.marks) {
        requests.push_back(
            {.mark = {.centre = mapping.toPixel(mark.place), .radius = markRadius(mark, mapping, overlay)},
             .size = QSizeF(tabularWidth(metrics, mark.label) + 2.0 * kTagSide,
                            metrics.height() + 2.0 * kTagTop)});
    }
    // Crossed-out cells are marks without a text: what the list names must be seen on the map.
    for (const CellFault& fault : overlay.faults) {
        const QRectF cell = mapping.cellRect(fault.cell.row, fault.cell.col);
        requests.push_back({.mark = {.centre = cell.center(), .radius = cell.width() / 2.0}, .size = {}});
    }
    std::vector<std::optional<QRectF>> places = placeLabels(requests, mapping.matRect(), taken);
    places.resize(overlay.marks.size());
    return places;
}

MapObstacles paintOverlay(QPainter& painter, const CellMapping& mapping, const HeatmapOverlay& overlay,
                          const std::vector<QRectF>& taken)
{
    // The mat's ground is dark in both themes.
    const Theme theme = makeTheme(ThemeKind::Dark);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = painter.font();
    for (const CellFault& fault : overlay.faults) {
        paintFault(painter, mapping.cellRect(fault.cell.row, fault.cell.col), theme);
    }
    paintStrokes(painter, mapping, overlay.strokes, theme);
    paintTrail(painter, mapping, overlay, theme);
    // The most telling marks lie on top.
    for (auto mark = overlay.marks.rbegin(); mark != overlay.marks.rend(); ++mark) {
        paintMark(painter, mapping, *mark, overlay);
    }
    if (overlay.chosen.has_value()) {
        paintChosen(painter, mapping.toPixel(*overlay.chosen), theme);
    }
    const std::vector<std::optional<QRectF>> places = labelPlaces(overlay, mapping, font, taken);
    MapObstacles standing = obstaclesOf(overlay, mapping);
    standing.texts = taken;
    painter.setFont(tagFont(font));
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].has_value() && !overlay.marks[i].label.isEmpty()) {
            paintTag(painter, *places[i], overlay.marks[i].label, theme);
            standing.texts.push_back(*places[i]);
        }
    }
    painter.setFont(font);
    return standing;
}

}  // namespace palpate::gui
