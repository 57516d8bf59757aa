#include "zone_names.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "mark_painter.hpp"
#include "theme.hpp"

namespace palpate::gui {

namespace {

constexpr double kInset = 3.0;
constexpr double kTagSide = 5.0;
/// On a small map with large text the names would hide what they name.
constexpr double kMostOfMat = 0.6;

/// Where in its zone a name may stand, 0 to 1 from the left and from the top; over 1 and under 0: beside it.
struct Anchor {
    double x = 0.0;
    double y = 0.0;
};

constexpr double kBefore = -1.0;
constexpr double kAfter = 2.0;
constexpr std::size_t kAnchors = 13;
using Anchors = std::array<Anchor, kAnchors>;

/// A tool lies most often in the middle of a target, and hardly ever on a zone to keep off.
constexpr Anchors kInTarget{{{0.0, 1.0},
                             {1.0, 1.0},
                             {0.0, 0.0},
                             {1.0, 0.0},
                             {0.5, 1.0},
                             {0.5, 0.0},
                             {0.0, 0.5},
                             {1.0, 0.5},
                             {0.5, 0.5},
                             {0.5, kAfter},
                             {0.5, kBefore},
                             {kBefore, 0.5},
                             {kAfter, 0.5}}};
constexpr Anchors kInNoGo{{{0.5, 0.5},
                           {0.5, 1.0},
                           {0.5, 0.0},
                           {0.0, 0.5},
                           {1.0, 0.5},
                           {0.0, 1.0},
                           {1.0, 1.0},
                           {0.0, 0.0},
                           {1.0, 0.0},
                           {0.5, kAfter},
                           {0.5, kBefore},
                           {kBefore, 0.5},
                           {kAfter, 0.5}}};

double along(double anchor, double from, double to, double length)
{
    if (anchor == kBefore) {
        return from - kInset - length;
    }
    if (anchor == kAfter) {
        return to + kInset;
    }
    // A zone that is narrower than its name has the name on its middle.
    const double room = to - from - 2.0 * kInset - length;
    return room > 0.0 ? from + kInset + anchor * room : 0.5 * (from + to - length);
}

QRectF placeAt(const Anchor& anchor, const QRectF& zone, const QSizeF& size, const QRectF& mat)
{
    QRectF rect({along(anchor.x, zone.left(), zone.right(), size.width()),
                 along(anchor.y, zone.top(), zone.bottom(), size.height())},
                size);
    // A name that is wider than its zone moves into the mat; beside a zone it stands there or not at all.
    if (anchor.x >= 0.0 && anchor.x <= 1.0) {
        rect.moveLeft(std::clamp(rect.left(), mat.left(), std::max(mat.left(), mat.right() - size.width())));
    }
    return rect;
}

bool crosses(const QRectF& rect, const QLineF& line)
{
    const std::array<QLineF, 4> sides{{{rect.topLeft(), rect.topRight()},
                                       {rect.topRight(), rect.bottomRight()},
                                       {rect.bottomRight(), rect.bottomLeft()},
                                       {rect.bottomLeft(), rect.topLeft()}}};
    return rect.contains(line.p1()) || std::any_of(sides.begin(), sides.end(), [&line](const QLineF& side) {
               return line.intersects(side, nullptr) == QLineF::BoundedIntersection;
           });
}

bool isFree(const QRectF& rect, const MapObstacles& obstacles)
{
    const QRectF over_band =
        rect.adjusted(-kStrokeBand / 2.0, -kStrokeBand / 2.0, kStrokeBand / 2.0, kStrokeBand / 2.0);
    return std::none_of(obstacles.texts.begin(), obstacles.texts.end(),
                        [&rect](const QRectF& text) { return text.intersects(rect); }) &&
           std::none_of(obstacles.marks.begin(), obstacles.marks.end(),
                        [&rect](const MarkCircle& mark) { return hidesMark(rect, mark); }) &&
           std::none_of(obstacles.strokes.begin(), obstacles.strokes.end(),
                        [&over_band](const QLineF& stroke) { return crosses(over_band, stroke); });
}

QRectF zoneBox(const OutlineDrawing::ZoneShape& zone, const CellMapping& mapping)
{
    QPolygonF polygon;
    for (const MatPoint& corner : zone.corners) {
        polygon << mapping.toPixel(corner);
    }
    return polygon.boundingRect().intersected(mapping.matRect());
}

/// A name on a neighbouring zone would name that one.
bool namesAnother(const QRectF& rect, std::size_t own, const std::vector<QRectF>& boxes)
{
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (i != own && !boxes[i].intersects(boxes[own]) && boxes[i].intersects(rect)) {
            return true;
        }
    }
    return false;
}

/// Zones to keep off choose first, above all what is pressed now.
std::vector<std::size_t> choosingOrder(const OutlineDrawing& drawing)
{
    std::vector<std::size_t> order(drawing.zones.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto rank = [&drawing](std::size_t zone) {
        return drawing.zones[zone].is_pressed ? 0 : drawing.zones[zone].kind == ZoneKind::NoGo ? 1 : 2;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&rank](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    return order;
}

}  // namespace

std::vector<std::optional<QRectF>> ZoneNames::place(const QFontMetricsF& metrics, const CellMapping& mapping,
                                                    const OutlineDrawing& drawing,
                                                    const MapObstacles& obstacles)
{
    QStringList names;
    std::vector<QRectF> boxes;
    for (const OutlineDrawing::ZoneShape& zone : drawing.zones) {
        names << zone.name;
        boxes.push_back(zoneBox(zone, mapping));
    }
    if (names != names_) {
        names_ = names;
        former_.assign(drawing.zones.size(), std::nullopt);
    }
    const QRectF& mat = mapping.matRect();
    MapObstacles taken = obstacles;
    std::vector<std::optional<QRectF>> places(drawing.zones.size());
    for (const std::size_t zone : choosingOrder(drawing)) {
        const QSizeF size(metrics.horizontalAdvance(names[static_cast<qsizetype>(zone)]) + 2.0 * kTagSide,
                          metrics.height());
        if (boxes[zone].isEmpty() || size.width() > kMostOfMat * mat.width()) {
            continue;
        }
        const Anchors& anchors = drawing.zones[zone].kind == ZoneKind::Target ? kInTarget : kInNoGo;
        const auto try_place = [&](std::size_t anchor) {
            const QRectF rect = placeAt(anchors.at(anchor), boxes[zone], size, mat);
            if (!mat.contains(rect) || namesAnother(rect, zone, boxes) || !isFree(rect, taken)) {
                return false;
            }
            places[zone] = rect;
            former_[zone] = anchor;
            return true;
        };
        bool is_placed = former_[zone].has_value() && try_place(*former_[zone]);
        for (std::size_t anchor = 0; !is_placed && anchor < anchors.size(); ++anchor) {
            is_placed = try_place(anchor);
        }
        if (is_placed) {
            taken.texts.push_back(*places[zone]);
        }
    }
    return places;
}

void ZoneNames::paint(QPainter& painter, const CellMapping& mapping, const OutlineDrawing& drawing,
                      const MapObstacles& obstacles)
{
    const Theme theme = makeTheme(ThemeKind::Dark);
    const auto places = place(QFontMetricsF(painter.font()), mapping, drawing, obstacles);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i].has_value()) {
            continue;
        }
        const OutlineDrawing::ZoneShape& zone = drawing.zones[i];
        painter.setPen(Qt::NoPen);
        painter.setBrush(faded(QColor(0x05080c), 0.7));
        painter.drawRoundedRect(*places[i], 4.0, 4.0);
        painter.setPen(zone.kind == ZoneKind::Target ? theme.good
                       : zone.is_pressed             ? theme.pain
                                                     : theme.look);
        painter.drawText(*places[i], static_cast<int>(Qt::AlignCenter), zone.name);
    }
}

}  // namespace palpate::gui
