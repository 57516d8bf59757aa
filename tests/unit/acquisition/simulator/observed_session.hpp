#pragma once

#include <optional>
#include <vector>

#include "palpate/acquisition/simulation.hpp"
#include "palpate/core/coaching.hpp"

namespace palpate::acquisition {

/// What lies on the mat in one frame, from its counts alone.
struct ObservedFrame {
    double time_s = 0.0;
    double force_n = 0.0;
    double peak_kpa = 0.0;
    MatPoint place;
    bool is_loaded = false;
};

struct ObservedStay {
    double start_s = 0.0;
    double end_s = 0.0;
    double held_s = 0.0;
    int losses = 0;
    MatPoint place;
};

struct ObservedStroke {
    double seconds = 0.0;
    double length_mm = 0.0;
};

struct ObservedSet {
    double start_s = 0.0;
    double end_s = 0.0;
    double worked_s = 0.0;
};

/// A session looked at without its truth, as simply as possible: no tracks, no smoothing.
struct ObservedSession {
    std::vector<ObservedFrame> frames;
    std::vector<Event> events;
    std::vector<ObservedSet> sets;
    std::vector<ObservedStay> stays;
    std::vector<ObservedStroke> strokes;
};

/// Stays count from `counts_from_s`; the strokes are looked for along the technique's travel.
[[nodiscard]] ObservedSession observe(Simulation& simulation, const Coaching& coaching);

/// The rules that it breaks.
[[nodiscard]] std::vector<RuleKind> brokenRules(const ObservedSession& session, const Coaching& coaching);

/// Lies in one of the technique's zones of that kind (and side, where one is asked for).
[[nodiscard]] bool isOnZone(const Coaching& coaching, const MatPoint& on_mat, ZoneKind kind,
                            std::optional<Side> side = std::nullopt);

}  // namespace palpate::acquisition
