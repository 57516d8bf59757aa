#pragma once

#include <vector>

#include "palpate/acquisition/simulation.hpp"
#include "palpate/core/coach_results.hpp"

#include "simulator/technique_play.hpp"

namespace palpate::acquisition::simulator {

/// Of a set: when its tool first and last carries weight.
[[nodiscard]] double firstContact(const PlayedSet& set);
[[nodiscard]] double lastContact(const PlayedSet& set);

/// What each hold's place got: from coming within 10 mm of it to leaving that, lifts taken off `held_s`.
[[nodiscard]] std::vector<SiteDose> playedSites(const PlayedSet& set);

/// Turning point to turning point, 50 mm or longer; a stroke with a lift in it is one stroke.
[[nodiscard]] std::vector<SimulatedTruth::Stroke> playedStrokes(const PlayedSet& set);

}  // namespace palpate::acquisition::simulator
