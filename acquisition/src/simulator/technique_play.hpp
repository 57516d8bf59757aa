#pragma once

#include <vector>

#include "palpate/acquisition/simulation.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"

#include "simulator/client_timeline.hpp"
#include "simulator/technique_script.hpp"
#include "simulator/technique_variant.hpp"

namespace palpate::acquisition::simulator {

struct PlayedStep {
    ScriptStep step;
    double start_s = 0.0;
    double end_s = 0.0;
};

/// A set of the script with its times.
struct PlayedSet {
    std::optional<Side> side;
    ToolPath path;
    /// One, and one more for each lift within the set.
    std::vector<Envelope> contacts;
    std::vector<PlayedStep> steps;

    /// The tool carries a tenth of its force or more.
    [[nodiscard]] bool isInContact(double time_s) const;
    [[nodiscard]] double startsAt() const { return contacts.front().start_s; }
    [[nodiscard]] double endsAt() const { return contacts.back().end_s; }
};

/// A session with a technique as it is played on the mat.
struct TechniquePlay {
    Variant variant = Variant::Well;
    std::vector<PlayedSet> sets;
    ClientTimeline timeline;
    /// With some empty mat at the end.
    double duration_s = 0.0;
};

/// InvalidArgument says why it cannot be shown: the placement, the mat, the variant. `with_body`: the client
/// lies down before the first set and stays.
[[nodiscard]] Result<TechniquePlay> playTechnique(const Coaching& coaching, const MatGeometry& mat,
                                                  Variant variant, std::uint64_t seed, bool with_body);

}  // namespace palpate::acquisition::simulator
