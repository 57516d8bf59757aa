#pragma once

#include <optional>
#include <vector>

#include <QLineF>
#include <QPainter>
#include <QStringList>

#include "cell_mapping.hpp"
#include "map_labels.hpp"
#include "outline_drawing.hpp"

namespace palpate::gui {

/// What lies on the map already, and must stay readable.
struct MapObstacles {
    std::vector<QRectF> texts;
    std::vector<MarkCircle> marks;
    /// Middles of bands.
    std::vector<QLineF> strokes;
};

/// The names of a technique's zones on the map. Each stands in its zone or right beside it, on nothing else;
/// where there is no room it is left out. A name stays where it is for as long as it can.
class ZoneNames final {
  public:
    /// In the order of the zones: where each name stands.
    [[nodiscard]] std::vector<std::optional<QRectF>> place(const QFontMetricsF& metrics,
                                                           const CellMapping& mapping,
                                                           const OutlineDrawing& drawing,
                                                           const MapObstacles& obstacles);
    void paint(QPainter& painter, const CellMapping& mapping, const OutlineDrawing& drawing,
               const MapObstacles& obstacles);

  private:
    QStringList names_;
    /// Which of the possible places each name had last.
    std::vector<std::optional<std::size_t>> former_;
};

}  // namespace palpate::gui
