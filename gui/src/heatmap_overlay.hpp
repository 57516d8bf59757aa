#pragma once

#include <optional>
#include <vector>

#include <QPainter>

#include "palpate/core/cell_fault.hpp"

#include "cell_mapping.hpp"
#include "map_marks.hpp"
#include "theme.hpp"
#include "zone_names.hpp"

namespace palpate::gui {

/// Everything that is drawn over the pressure.
struct HeatmapOverlay {
    std::optional<MatPoint> centre_of_pressure;
    /// Oldest first.
    std::vector<MatPoint> trail;
    std::vector<StrokeMark> strokes;
    std::vector<MapMark> marks;
    /// Cells that take part in nothing: crossed out.
    std::vector<CellFault> faults;
    /// The place that was chosen in the table.
    std::optional<MatPoint> chosen;
    double window_min_s = 30.0;
    double window_max_s = 90.0;
};

/// Shares of the inner and of the outer ring, 0 to 1 each.
struct RingShares {
    double towards_min = 0.0;
    double towards_max = 0.0;
};
[[nodiscard]] RingShares ringShares(double held_s, double window_min_s, double window_max_s);

/// Where the labels of the marks go, in their order, beside the texts that stand on the mat already;
/// `painter_font` is that of paintOverlay()'s painter.
[[nodiscard]] std::vector<std::optional<QRectF>> labelPlaces(const HeatmapOverlay& overlay,
                                                             const CellMapping& mapping,
                                                             const QFont& painter_font,
                                                             const std::vector<QRectF>& taken = {});

/// Crisp marks in pixels of the screen. `painter` has the widget's font. Gives what stands there then, with
/// the texts that stood there before.
MapObstacles paintOverlay(QPainter& painter, const CellMapping& mapping, const HeatmapOverlay& overlay,
                          const std::vector<QRectF>& taken = {});

}  // namespace palpate::gui
