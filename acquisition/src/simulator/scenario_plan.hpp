#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "palpate/core/units.hpp"

#include "simulator/mat_frame.hpp"

namespace palpate::acquisition::simulator {

/// A percussion gun's head comes and goes.
struct Beat {
    Frequency rate;
    double force_share = 0.0;
};

/// What the client says, so long after the ball touched.
struct PlannedReport {
    double after_s = 0.0;
    int nrs = 0;
};

/// A ball held on one place.
struct PlannedPress {
    double start_s = 0.0;
    double duration_s = 0.0;
    /// Of the mat, or of the trunk where `on_body`.
    MatFraction place;
    double force_n = 0.0;
    double rise_s = 0.8;
    std::vector<PlannedReport> reports;
    bool on_body = false;
    std::optional<Beat> beat;
};

struct PlannedStroke {
    double duration_s = 0.0;
    /// At rest, still loaded, before the next stroke.
    double pause_after_s = 0.0;
};

/// A roller across the mat, rolled to and fro.
struct PlannedRolling {
    double start_s = 0.0;
    double force_n = 0.0;
    std::vector<PlannedStroke> strokes;
};

/// A weight that is laid on a square block and left alone.
struct PlannedWeight {
    double start_s = 0.0;
    double duration_s = 0.0;
    MatFraction place;
    double mass_kg = 0.0;
};

/// A body lying on the mat.
struct PlannedBody {
    double start_s = 0.0;
    double duration_s = 0.0;
    double slowest_breath_hz = 0.20;
    double fastest_breath_hz = 0.30;
};

/// What the client does in one round; a longer session repeats it. The lists are in order of time and the
/// entries of one list do not overlap.
struct ScenarioPlan {
    std::string_view id;
    std::string_view title;
    double duration_s = 0.0;
    std::vector<PlannedPress> presses;
    std::vector<PlannedRolling> rollings;
    std::vector<PlannedBody> bodies;
    std::vector<PlannedWeight> weights;
    /// The rate of breathing is a part of its truth.
    bool is_about_breath = false;
};

/// Every scenario there is; each begins with 3 s of empty mat, so that a tare is possible.
[[nodiscard]] std::vector<ScenarioPlan> scenarioPlans();

}  // namespace palpate::acquisition::simulator
