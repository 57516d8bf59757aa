#pragma once

#include <optional>
#include <vector>

#include "palpate/analysis/strokes.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// Follows one tool along its way and tells each stroke as soon as its turning point is known: 10 mm behind
/// it. Measured by strokesOf(); once the next stroke is whole, a stroke is measured anew between both its
/// neighbours. Memory: the last strokes' path, and every stroke.
class StrokeFollower {
  public:
    /// `along_mm`: how far along the way of the strokes the place lies.
    void add(double time_s, const MatPoint& place, double along_mm);
    /// The tool rests since `still_since_s`, or has left (none): the way ends there.
    void breakWay(std::optional<double> still_since_s = std::nullopt);

    /// In the order of time; the last one may still change a little.
    [[nodiscard]] const std::vector<Stroke>& strokes() const { return strokes_; }
    /// Over the last half second; none while there is no way.
    [[nodiscard]] std::optional<double> speedMmS() const;
    /// Since the turning point behind the stroke under way, or since a pause there; none before its direction
    /// is known.
    [[nodiscard]] std::optional<double> underWayS() const;
    [[nodiscard]] bool isMoving() const { return direction_ != 0; }

  private:
    struct Point {
        PathPoint point;
        double along_mm = 0.0;
    };
    void turn(std::size_t extreme);
    void measure(std::size_t end);
    void trimBefore(std::size_t first);
    void clear();
    /// Near the turning point behind the stroke under way.
    [[nodiscard]] double restedUntilS() const;

    std::vector<Point> way_;
    /// Indices into way_: of the last turning point, of the one before it, and of the farthest place since.
    std::size_t turn_ = 0;
    std::size_t former_turn_ = 0;
    std::size_t farthest_ = 0;
    int direction_ = 0;
    /// The last of strokes_ lies in way_ and may be measured anew.
    bool last_is_open_ = false;
    std::vector<Stroke> strokes_;
};

}  // namespace palpate::analysis
