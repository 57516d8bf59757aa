#pragma once

#include <optional>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/error_band.hpp"
#include "palpate/core/measure.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/core/reliability.hpp"
#include "palpate/live/refused_measure.hpp"
#include "palpate/live/visit.hpp"

namespace palpate::live {

struct RepeatSubject {
    /// "client-07 left", or "files 1 to 3".
    std::string name;
    /// Its trials in their order.
    std::vector<std::filesystem::path> files;
};

/// How well everything repeats that sessions without a treatment between them measured (docs/metrics.md,
/// "Repeats").
struct Repeatability {
    std::string mat_id;
    /// As in Visit.
    std::string mat;
    std::optional<SetUp> setup;
    std::string technique;
    std::vector<RepeatSubject> subjects;
    std::vector<Reliability> measures;
    std::vector<RefusedMeasure> refused;
};

/// One row per client and side, its trials by the time they began, where all are known, else as given. With
/// `trials`: as many visits each as given are one row. InvalidArgument names the file that does not fit:
/// another mat, set-up or technique, no client code, more or fewer trials than the others. What was measured
/// at tender spots has one row per spot that every trial of the subject has; the others are `refused`.
[[nodiscard]] Result<Repeatability> repeatabilityOf(const std::vector<Visit>& visits,
                                                    std::optional<int> trials = std::nullopt);

/// The first two trials of one subject, or of one of its spots, as Bland and Altman plot them.
struct RepeatPair {
    std::string subject;
    /// Of the two.
    double mean = 0.0;
    /// Second minus first, as in Agreement.
    double difference = 0.0;
};

/// One per row of the measure's table, in their order. `visits`: those that `repeatability` was made of;
/// `measure`: of one of its measures.
[[nodiscard]] std::vector<RepeatPair> pairsOf(const std::vector<Visit>& visits,
                                              const Repeatability& repeatability, const Measure& measure);

/// What a clinic keeps, one band per bandMeasure(): of mat, set-up and technique where it is of the mat;
/// wider where the repeats surely drift. `date`: of today, as in "2026-11-03".
[[nodiscard]] std::vector<ErrorBand> errorBandsOf(const Repeatability& repeatability,
                                                  const std::string& date);

}  // namespace palpate::live
