#include "fate_marks.hpp"

#include <algorithm>
#include <numeric>

#include <QLineF>

#include "display_text.hpp"
#include "map_labels.hpp"
#include "mark_painter.hpp"
#include "theme.hpp"

namespace palpate::gui {

namespace {

constexpr double kRadius = 10.0;
constexpr double kInner = 4.5;

std::optional<MatPoint> placeOn(const SpotChange& spot, ComparedMap map)
{
    const std::optional<MatPoint> before =
        spot.before ? std::optional<MatPoint>(spot.before->place) : std::nullopt;
    switch (map) {
        case ComparedMap::Before:
            return before;
        case ComparedMap::After:
            return spot.after_on_before;
        case ComparedMap::Difference:
            break;
    }
    return before ? before : spot.after_on_before;
}

QString ratingOf(const std::optional<Spot>& spot)
{
    return spot && spot->nrs ? QStringLiteral(": pain %1").arg(*spot->nrs) : QString();
}

QString labelOn(const SpotChange& spot, ComparedMap map)
{
    const QString name = QString::fromStdString(spot.name);
    switch (map) {
        case ComparedMap::Before:
            return name + ratingOf(spot.before);
        case ComparedMap::After:
            return name + ratingOf(spot.after);
        case ComparedMap::Difference:
            break;
    }
    return name + QStringLiteral(": ") + fromUtf8(toString(spot.fate));
}

std::vector<QLineF> signOf(SpotFate fate, QPointF at)
{
    const auto line = [at](double x1, double y1, double x2, double y2) {
        return QLineF(at + QPointF(x1, y1), at + QPointF(x2, y2));
    };
    switch (fate) {
        case SpotFate::Persists:
            return {};
        case SpotFate::Eased:
            return {line(0.0, -kInner, 0.0, kInner), line(-3.0, kInner - 3.0, 0.0, kInner),
                    line(3.0, kInner - 3.0, 0.0, kInner)};
        case SpotFate::Gone:
            return {line(-3.5, -3.5, 3.5, 3.5), line(-3.5, 3.5, 3.5, -3.5)};
        case SpotFate::New:
            return {line(-kInner, 0.0, kInner, 0.0), line(0.0, -kInner, 0.0, kInner)};
    }
    return {};
}

QSizeF labelSize(const QFontMetricsF& metrics, const QString& label)
{
    constexpr double kPadding = 4.0;
    return {metrics.horizontalAdvance(label) + 2.0 * kPadding, metrics.height()};
}

void paintLabel(QPainter& painter, const QRectF& place, const QString& label, double opacity)
{
    const Theme dark = makeTheme(ThemeKind::Dark);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(dark.rail, opacity));
    painter.drawRoundedRect(place, 4.0, 4.0);
    painter.setPen(dark.mat_text);
    painter.drawText(place, Qt::AlignCenter, label);
}

/// What changed before what stays; of these the more painful first; what nobody reported last.
int importanceOf(const SpotChange& spot)
{
    constexpr int kChanged = 100;
    const auto rating = [](const std::optional<Spot>& at) { return at ? at->nrs.value_or(0) : 0; };
    return (spot.fate == SpotFate::Persists ? 0 : kChanged) +
           std::max(rating(spot.before), rating(spot.after));
}

void paintSign(QPainter& painter, QPointF centre, SpotFate fate)
{
    const Theme dark = makeTheme(ThemeKind::Dark);
    const std::vector<QLineF> sign = signOf(fate, centre);
    painter.setBrush(Qt::NoBrush);
    // Light on dark, so that it stands out from every colour of the map.
    const QPen ground(faded(dark.rail, 0.85), 5.0, Qt::SolidLine, Qt::RoundCap);
    const QPen line(dark.mat_text, 2.2, Qt::SolidLine, Qt::RoundCap);
    for (const QPen& pen : {ground, line}) {
        painter.setPen(pen);
        for (const QLineF& stroke : sign) {
            painter.drawLine(stroke);
        }
        QPen ring = pen;
        if (fate == SpotFate::Gone) {
            ring.setStyle(Qt::DashLine);
        }
        painter.setPen(pen.color() == ground.color() ? pen : ring);
        painter.drawEllipse(centre, kRadius, kRadius);
    }
}

}  // namespace

std::vector<FateMark> fateMarks(const std::vector<SpotChange>& spots, ComparedMap map)
{
    std::vector<FateMark> marks;
    for (const SpotChange& spot : spots) {
        if (const std::optional<MatPoint> place = placeOn(spot, map)) {
            marks.push_back({.fate = spot.fate,
                             .place = *place,
                             .label = labelOn(spot, map),
                             .importance = importanceOf(spot)});
        }
    }
    return marks;
}

std::vector<std::optional<QRectF>> fateLabelPlaces(const CellMapping& mapping,
                                                   const std::vector<FateMark>& marks,
                                                   const QFontMetricsF& metrics, const QRectF& bounds)
{
    std::vector<std::size_t> order(marks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&marks](std::size_t a, std::size_t b) {
        return marks[a].importance > marks[b].importance;
    });
    std::vector<LabelRequest> requests;
    requests.reserve(marks.size());
    for (const std::size_t i : order) {
        requests.push_back({.mark = {.centre = mapping.toPixel(marks[i].place), .radius = kRadius},
                            .size = labelSize(metrics, marks[i].label)});
    }
    const std::vector<std::optional<QRectF>> placed = placeLabels(requests, bounds, {}, HidesMarks::Never);
    std::vector<std::optional<QRectF>> places(marks.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        places[order[i]] = placed[i];
    }
    return places;
}

std::optional<std::size_t> fateMarkAt(const CellMapping& mapping, const std::vector<FateMark>& marks,
                                      QPointF pixel)
{
    std::optional<std::size_t> nearest;
    // A little more than the ring: the cross of the keyboard stands at centres of cells.
    double least = 1.5 * kRadius;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const double away = QLineF(mapping.toPixel(marks[i].place), pixel).length();
        if (away < least) {
            least = away;
            nearest = i;
        }
    }
    return nearest;
}

void paintFateMarks(QPainter& painter, const CellMapping& mapping, const std::vector<FateMark>& marks,
                    const QRectF& bounds, std::optional<QPointF> pointed_at)
{
    const QFontMetricsF metrics(painter.font());
    for (const FateMark& mark : marks) {
        paintSign(painter, mapping.toPixel(mark.place), mark.fate);
    }
    const std::vector<std::optional<QRectF>> places = fateLabelPlaces(mapping, marks, metrics, bounds);
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (places[i].has_value()) {
            paintLabel(painter, *places[i], marks[i].label, 0.8);
        }
    }
    const std::optional<std::size_t> pointed =
        pointed_at ? fateMarkAt(mapping, marks, *pointed_at) : std::optional<std::size_t>{};
    if (pointed && !places[*pointed].has_value()) {
        const FateMark& mark = marks[*pointed];
        // As if it were alone.
        const auto alone = placeLabels({{.mark = {.centre = mapping.toPixel(mark.place), .radius = kRadius},
                                         .size = labelSize(metrics, mark.label)}},
                                       bounds);
        if (alone.front().has_value()) {
            paintLabel(painter, *alone.front(), mark.label, 1.0);
        }
    }
}

}  // namespace palpate::gui
