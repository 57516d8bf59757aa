#pragma once

#include <vector>

#include <QPainter>
#include <QString>

#include "palpate/core/comparison.hpp"

#include "cell_mapping.hpp"

namespace palpate::gui {

/// A tender spot on one of the compared maps: its fate is told by its shape and in its label.
struct FateMark {
    SpotFate fate = SpotFate::Persists;
    MatPoint place;
    QString label;
    bool operator==(const FateMark&) const = default;
};

enum class ComparedMap { Before, After, Difference };

/// The spots that lie on this map, by their places on the first session's mat: those of its session with the
/// rating; on the difference all of them with their fate in a word.
[[nodiscard]] std::vector<FateMark> fateMarks(const std::vector<SpotChange>& spots, ComparedMap map);

/// A ring for a spot that persists, with an arrow down for one that eased, a cross for one that is gone
/// (dashed), a plus for a new one. In pixels of the screen; `painter` has the widget's font; the labels stay
/// inside `bounds`.
void paintFateMarks(QPainter& painter, const CellMapping& mapping, const std::vector<FateMark>& marks,
                    const QRectF& bounds);

}  // namespace palpate::gui
