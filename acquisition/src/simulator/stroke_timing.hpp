#pragma once

#include <optional>

#include "palpate/core/technique.hpp"

#include "simulator/technique_variant.hpp"

namespace palpate::acquisition::simulator {

/// How long a client takes for strokes, as the technique asks it or as a variant breaks it.
class StrokeTiming {
  public:
    StrokeTiming(const TechniqueRules& rules, Variant variant, double pitch_mm);

    /// Before chance. A stroke beside a rest is measured without the end that touches it, and lasts longer.
    [[nodiscard]] double seconds(double length_mm, bool beside_rest) const;
    /// Of the length of a stroke: how much chance may add or take off.
    [[nodiscard]] double spread() const { return spread_; }
    /// A stroke in which contact is lost for `lost_s`: what is left for each half of the way.
    [[nodiscard]] double halfSecondsWithLoss(double length_mm, double lost_s) const;

  private:
    StrokeUnit unit_ = StrokeUnit::Seconds;
    double wanted_ = 0.0;
    /// Of too slow strokes: clearly over the band, and so slow that a turn might be taken for a hold.
    double least_s_ = 0.0;
    double longest_turn_s_ = 0.0;
    double turn_mm_ = 0.0;
    double spread_ = 0.0;
    double beside_rest_ = 1.0;
};

/// Too fast or too slow by this rule (in whatever unit it has); none = within the band.
enum class StrokeFault { TooFast, TooSlow };
[[nodiscard]] std::optional<StrokeFault> strokeFault(const StrokeRule& rule, double length_mm,
                                                     double seconds);

}  // namespace palpate::acquisition::simulator
