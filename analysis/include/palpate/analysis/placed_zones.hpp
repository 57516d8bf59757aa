#pragma once

#include <optional>
#include <vector>

#include "palpate/core/coaching.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/core/technique.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// A technique's zones where they lie on the mat.
class PlacedZones {
  public:
    explicit PlacedZones(const Coaching& coaching);

    /// The first no-go zone that holds the place; valid as long as this.
    [[nodiscard]] const Zone* noGoAt(const MatPoint& on_mat) const;
    /// Of the target that holds the place; none in the middle and outside.
    [[nodiscard]] std::optional<Side> sideAt(const MatPoint& on_mat) const;
    [[nodiscard]] bool hasNoGo() const;

    /// How far along the way of the strokes a place lies, in mm on the mat; 0 at the outline's (0, 0).
    [[nodiscard]] double alongMm(const MatPoint& on_mat) const;

    /// How much of the targets' length along the strokes has been passed. Only sides that were worked count,
    /// and of them the one with less; none without a target or before anything was passed.
    void pass(const MatPoint& on_mat);
    [[nodiscard]] std::optional<double> coveredPct() const;

  private:
    /// The targets of one side, cut into stretches of 1 cm.
    struct Stretches {
        std::optional<Side> side;
        double from_mm = 0.0;
        std::vector<bool> is_passed;
        bool is_worked = false;
    };
    void addTarget(const Zone& zone);

    Coaching coaching_;
    /// Along the strokes, of length 1 in the body's frame.
    MatPoint travel_;
    std::vector<Stretches> targets_;
};

}  // namespace palpate::analysis
