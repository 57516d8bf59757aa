#include "decimation.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace palpate::gui {

namespace {

void appendColumn(const QList<QPointF>& points, qsizetype begin, qsizetype end, QList<QPointF>& out)
{
    qsizetype lowest = begin;
    qsizetype highest = begin;
    for (qsizetype i = begin + 1; i < end; ++i) {
        if (points[i].y() < points[lowest].y()) {
            lowest = i;
        }
        if (points[i].y() > points[highest].y()) {
            highest = i;
        }
    }
    std::array<qsizetype, 4> kept{begin, lowest, highest, end - 1};
    std::sort(kept.begin(), kept.end());
    const auto* const last = std::unique(kept.begin(), kept.end());
    for (const auto* index = kept.begin(); index != last; ++index) {
        out.append(points[*index]);
    }
}

}  // namespace

QList<QPointF> decimated(const QList<QPointF>& points, qsizetype max_points)
{
    if (points.size() <= max_points) {
        return points;
    }
    const qsizetype columns = std::max<qsizetype>(1, max_points / 4);
    QList<QPointF> out;
    out.reserve(max_points);
    for (qsizetype column = 0; column < columns; ++column) {
        const qsizetype begin = column * points.size() / columns;
        const qsizetype end = (column + 1) * points.size() / columns;
        if (begin < end) {
            appendColumn(points, begin, end, out);
        }
    }
    return out;
}

double niceCeiling(double value)
{
    if (!(value > 0.0) || !std::isfinite(value)) {
        return 1.0;
    }
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : std::array{1.0, 1.5, 2.0, 3.0, 5.0, 7.0}) {
        if (factor * power >= value * (1.0 - 1e-12)) {
            return factor * power;
        }
    }
    return 10.0 * power;
}

}  // namespace palpate::gui
