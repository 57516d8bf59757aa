#include "fate_marks.hpp"

#include <optional>

#include <QFontMetricsF>
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
            marks.push_back({.fate = spot.fate, .place = *place, .label = labelOn(spot, map)});
        }
    }
    return marks;
}

void paintFateMarks(QPainter& painter, const CellMapping& mapping, const std::vector<FateMark>& marks,
                    const QRectF& bounds)
{
    constexpr double kPadding = 4.0;
    const QFontMetricsF metrics(painter.font());
    std::vector<LabelRequest> requests;
    requests.reserve(marks.size());
    for (const FateMark& mark : marks) {
        const QPointF centre = mapping.toPixel(mark.place);
        paintSign(painter, centre, mark.fate);
        requests.push_back(
            {.mark = {.centre = centre, .radius = kRadius},
             .size = {metrics.horizontalAdvance(mark.label) + 2.0 * kPadding, metrics.height()}});
    }
    const std::vector<std::optional<QRectF>> places = placeLabels(requests, bounds);
    const Theme dark = makeTheme(ThemeKind::Dark);
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (!places[i].has_value()) {
            continue;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(faded(dark.rail, 0.8));
        painter.drawRoundedRect(*places[i], 4.0, 4.0);
        painter.setPen(dark.mat_text);
        painter.drawText(*places[i], Qt::AlignCenter, marks[i].label);
    }
}

}  // namespace palpate::gui
