#pragma once

#include <vector>

#include "palpate/acquisition/simulation.hpp"
#include "palpate/core/coaching.hpp"

#include "simulator/technique_play.hpp"

namespace palpate::acquisition::simulator {

/// When a coach has reason to speak, in order of time. Only what is certain: docs/simulator.md, "Techniques".
[[nodiscard]] std::vector<SimulatedTruth::CueMoment> cueMoments(const Coaching& coaching,
                                                                const TechniquePlay& play);

}  // namespace palpate::acquisition::simulator
