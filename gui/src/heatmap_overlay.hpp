#pragma once

#include <optional>
#include <vector>

#include <QPainter>

#include "palpate/core/results.hpp"

#include "cell_mapping.hpp"
#include "theme.hpp"

namespace palpate::gui {

/// A hold under way: the ring fills towards 30 s, then a second one around it towards 90 s.
struct HoldRing {
    MatPoint place;
    double held_s = 0.0;
    double radius_mm = 0.0;
    std::optional<int> pain;
};

struct HoldOutline {
    MatPoint place;
    double held_s = 0.0;
};

/// What the client reported: drawn solid.
struct PainMark {
    MatPoint place;
    int nrs = 0;
};

/// Everything that is drawn over the pressure.
struct HeatmapOverlay {
    std::optional<MatPoint> centre_of_pressure;
    /// Oldest first.
    std::vector<MatPoint> trail;
    std::vector<HoldRing> rings;
    std::vector<HoldOutline> outlines;
    std::vector<PainMark> pains;
    double window_min_s = 30.0;
    double window_max_s = 90.0;
};

/// Shares of the inner and of the outer ring, 0 to 1 each.
struct RingShares {
    double towards_min = 0.0;
    double towards_max = 0.0;
};
[[nodiscard]] RingShares ringShares(double held_s, double window_min_s, double window_max_s);

/// Crisp marks in pixels of the screen. `painter` has the widget's font.
void paintOverlay(QPainter& painter, const CellMapping& mapping, const HeatmapOverlay& overlay,
                  const Theme& theme);

}  // namespace palpate::gui
