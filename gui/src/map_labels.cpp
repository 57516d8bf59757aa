#include "map_labels.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace palpate::gui {

namespace {

constexpr double kApart = 4.0;

std::array<QRectF, 8> candidatesFor(const LabelRequest& request)
{
    const double far = request.mark.radius + kApart;
    const double width = request.size.width();
    const double height = request.size.height();
    const QPointF at = request.mark.centre;
    const double corner = request.mark.radius * std::sqrt(0.5) + kApart;
    const auto rect = [&](double left, double top) {
        return QRectF(at.x() + left, at.y() + top, width, height);
    };
    return {rect(-width / 2.0, far),        rect(-width / 2.0, -far - height),
            rect(far, -height / 2.0),       rect(-far - width, -height / 2.0),
            rect(corner, corner),           rect(-corner - width, corner),
            rect(corner, -corner - height), rect(-corner - width, -corner - height)};
}

/// Under or over a mark at the side of the mat the text moves inwards.
QRectF slidInto(QRectF rect, const QRectF& bounds)
{
    rect.moveLeft(
        std::clamp(rect.left(), bounds.left(), std::max(bounds.left(), bounds.right() - rect.width())));
    return rect;
}

}  // namespace

bool hidesMark(const QRectF& text, const MarkCircle& mark)
{
    const double x = std::clamp(mark.centre.x(), text.left(), text.right());
    const double y = std::clamp(mark.centre.y(), text.top(), text.bottom());
    return std::hypot(x - mark.centre.x(), y - mark.centre.y()) < mark.radius;
}

std::vector<std::optional<QRectF>> placeLabels(const std::vector<LabelRequest>& requests,
                                               const QRectF& bounds, const std::vector<QRectF>& taken,
                                               HidesMarks hides_marks)
{
    std::vector<std::optional<QRectF>> placed(requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const auto is_free = [&](const QRectF& rect) {
            return bounds.contains(rect) &&
                   std::none_of(taken.begin(), taken.end(),
                                [&rect](const QRectF& other) { return other.intersects(rect); }) &&
                   std::none_of(placed.begin(), placed.end(), [&rect](const std::optional<QRectF>& other) {
                       return other.has_value() && other->intersects(rect);
                   });
        };
        const auto hides_none = [&](const QRectF& rect) {
            return std::none_of(requests.begin(), requests.end(),
                                [&rect](const LabelRequest& other) { return hidesMark(rect, other.mark); });
        };
        std::array<QRectF, 8> candidates = candidatesFor(requests[i]);
        candidates[0] = slidInto(candidates[0], bounds);
        candidates[1] = slidInto(candidates[1], bounds);
        const auto* chosen = std::find_if(candidates.begin(), candidates.end(), [&](const QRectF& rect) {
            return is_free(rect) && hides_none(rect);
        });
        if (chosen == candidates.end() && hides_marks == HidesMarks::IfNeedBe) {
            chosen = std::find_if(candidates.begin(), candidates.end(), is_free);
        }
        if (chosen != candidates.end()) {
            placed[i] = *chosen;
        }
    }
    return placed;
}

}  // namespace palpate::gui
