#pragma once

#include <optional>
#include <string>

#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/measurement_info.hpp"

#include <CLI/App.hpp>

namespace palpate::cli {

/// The options that say what the coach of a technique goes by.
struct CoachingOptions {
    std::string tool;
    std::string timing;
    std::optional<int> pain_limit;
    std::optional<double> body_kg;
    std::optional<double> threshold_kpa;
    /// X,Y[,TURN[,SCALE]] in mm and degrees.
    std::string outline;
};

void addCoachingOptions(CLI::App& command, CoachingOptions& options);

/// The technique `id` of the catalogue, with these options, on this mat. Refused where the technique does not
/// allow the set-up. An empty id = no coach; the options then ask for one.
[[nodiscard]] Result<std::optional<Coaching>> coachingFor(const std::string& id,
                                                          const CoachingOptions& options,
                                                          const MatGeometry& mat, std::optional<SetUp> setup);

}  // namespace palpate::cli
