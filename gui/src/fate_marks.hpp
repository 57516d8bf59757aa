#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <QFontMetricsF>
#include <QPainter>
#include <QPointF>
#include <QString>

#include "palpate/core/comparison.hpp"

#include "cell_mapping.hpp"

namespace palpate::gui {

/// A tender spot on one of the compared maps: its fate is told by its shape and in its label.
struct FateMark {
    SpotFate fate = SpotFate::Persists;
    MatPoint place;
    QString label;
    /// Which label is left out last where there is not room for all: higher first.
    int importance = 0;
    bool operator==(const FateMark&) const = default;
};

enum class ComparedMap { Before, After, Difference };

/// The spots that lie on this map, by their places on the first session's mat: those of its session with the
/// rating; on the difference all of them with their fate in a word.
[[nodiscard]] std::vector<FateMark> fateMarks(const std::vector<SpotChange>& spots, ComparedMap map);

/// Where the texts go, in the order of the marks: over no other text and no mark, inside `bounds`. None for
/// the less important ones where there is no room.
[[nodiscard]] std::vector<std::optional<QRectF>> fateLabelPlaces(const CellMapping& mapping,
                                                                 const std::vector<FateMark>& marks,
                                                                 const QFontMetricsF& metrics,
                                                                 const QRectF& bounds);

/// The mark that is pointed at, the nearest of several.
[[nodiscard]] std::optional<std::size_t> fateMarkAt(const CellMapping& mapping,
                                                    const std::vector<FateMark>& marks, QPointF pixel);

/// A ring for a spot that persists, with an arrow down for one that eased, a cross for one that is gone
/// (dashed), a plus for a new one. In pixels of the screen; `painter` has the widget's font; the labels stay
/// inside `bounds`. What is pointed at has its label in any case, over everything else.
void paintFateMarks(QPainter& painter, const CellMapping& mapping, const std::vector<FateMark>& marks,
                    const QRectF& bounds, std::optional<QPointF> pointed_at = std::nullopt);

}  // namespace palpate::gui
