#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/acquisition/simulation.hpp"
#include "palpate/core/coach_results.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/units.hpp"

namespace palpate::evaluation {

/// One simulated client who does a technique well, or badly in one way.
struct CoachedScenario {
    std::string id;
    Coaching coaching;
    acquisition::MatProfile profile;
    Frequency rate;
    bool with_body = false;
};

/// How a cue came to the moment at which there was reason for it.
struct CueTiming {
    CueKind kind = CueKind::Stop;
    /// None: it never came.
    std::optional<double> late_s;
};

struct CoachScore {
    std::vector<RuleKind> broken;
    /// Said to be broken, and not met where it should be judged.
    std::vector<RuleKind> reported;
    std::vector<CueTiming> timings;
    /// Cues that came without a reason in the truth, of the kinds whose moments the truth lists.
    std::vector<CueKind> baseless;
    /// Held seconds less the true ones, for each true hold.
    std::vector<double> hold_errors_s;
    int missed_holds = 0;
    int invented_holds = 0;
    /// Shown for less than 1.5 s, or again within 3 s.
    int flickers = 0;
    /// The same frames again gave other cues.
    bool is_repeatable = true;
};

/// InvalidArgument where the scenario cannot be shown on the mat.
[[nodiscard]] Result<CoachScore> scoreCoach(const CoachedScenario& scenario, std::uint64_t seed);

}  // namespace palpate::evaluation
