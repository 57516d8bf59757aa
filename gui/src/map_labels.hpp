#pragma once

#include <optional>
#include <vector>

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace palpate::gui {

struct MarkCircle {
    QPointF centre;
    double radius = 0.0;
};

[[nodiscard]] bool hidesMark(const QRectF& text, const MarkCircle& mark);

/// A text that belongs to a round mark; a mark without a text has no size.
struct LabelRequest {
    MarkCircle mark;
    QSizeF size;
};

/// Whether a text may hide another mark where there is no other room for it.
enum class HidesMarks { IfNeedBe, Never };

/// Where each text goes: beside its mark, inside `bounds`, over no other text. Earlier ones choose first:
/// below, above, right, left, then the corners; a place that hides no other mark is taken before one that
/// does. None where there is no room at all. `taken`: other texts that stand there already.
[[nodiscard]] std::vector<std::optional<QRectF>> placeLabels(const std::vector<LabelRequest>& requests,
                                                             const QRectF& bounds,
                                                             const std::vector<QRectF>& taken = {},
                                                             HidesMarks hides_marks = HidesMarks::IfNeedBe);

}  // namespace palpate::gui
