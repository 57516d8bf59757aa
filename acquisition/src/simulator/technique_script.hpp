#pragma once

#include <optional>
#include <vector>

#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"

#include "simulator/random_stream.hpp"
#include "simulator/scenario_plan.hpp"
#include "simulator/technique_variant.hpp"

namespace palpate::acquisition::simulator {

/// PartOfStroke: the stroke goes on after what follows. Lift: off the mat for so long, and back at the same
/// place.
enum class StepKind { Stroke, PartOfStroke, Hold, Pause, Lift };

struct ScriptStep {
    StepKind kind = StepKind::Stroke;
    double seconds = 0.0;
    /// Of a stroke: where it ends.
    MatPoint to;
    /// So long after the step's start.
    std::vector<PlannedReport> reports;
    /// Bone under the ball in the middle of this hold.
    bool on_bone = false;
};

/// From landing to lifting; lifts within it are losses of contact.
struct ScriptSet {
    std::optional<Side> side;
    MatPoint start;
    /// Of empty mat before it.
    double rest_before_s = 0.0;
    std::vector<ScriptStep> steps;
};

/// What a client does in one session with a technique, every choice of chance made.
struct TechniqueScript {
    std::vector<ScriptSet> sets;
};

/// Landing with a moment of rest, and leaving with one.
inline constexpr double kToolLandsS = 0.8;
inline constexpr double kToolRestsS = 0.3;
inline constexpr double kToolLeavesS = 0.6;
/// Within a set: how long a lost contact takes to go and to come back, beside the lift itself.
inline constexpr double kLiftFallS = 0.4;
inline constexpr double kLiftRiseS = 0.5;

/// On the mat, lifts left out.
[[nodiscard]] double contactSeconds(const std::vector<ScriptStep>& steps);

/// `reach_mm`: of the tool to both sides of its middle, at right angles to the strokes. InvalidArgument says
/// why the technique or the variant cannot be shown on this mat at this place.
[[nodiscard]] Result<TechniqueScript> writeScript(const Coaching& coaching, const MatGeometry& mat,
                                                  Variant variant, double reach_mm, RandomStream& random);

}  // namespace palpate::acquisition::simulator
