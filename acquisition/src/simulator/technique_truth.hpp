#pragma once

#include <vector>

#include "palpate/acquisition/simulation.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/core/event.hpp"

#include "simulator/ideal_mat.hpp"
#include "simulator/technique_play.hpp"

namespace palpate::acquisition::simulator {

/// Which rule is broken, what each place got, the sets, and when a coach has reason to speak.
[[nodiscard]] SimulatedTruth::Technique techniqueTruth(const Coaching& coaching, const TechniquePlay& play);

/// Holds, strokes and rated spots as in every scenario; of the tool alone, where a body lies beside it.
void addUsualTruth(SimulatedTruth& truth, const MatGeometry& mat, const TechniquePlay& play);

/// What the client says, in order of time.
[[nodiscard]] std::vector<Event> techniqueReports(const TechniquePlay& play);

}  // namespace palpate::acquisition::simulator
