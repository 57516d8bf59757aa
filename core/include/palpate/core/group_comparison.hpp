#pragma once

#include <optional>
#include <string>

#include "palpate/core/measure.hpp"
#include "palpate/core/reliability.hpp"

namespace palpate {

/// That a difference that large or larger comes about when the labels are dealt by chance; two-sided.
struct PermutationP {
    double p = 1.0;
    /// What so many values can reach at best.
    double smallest_p = 1.0;
    /// Ways of dealing that were tried; all of them when exact.
    int arrangements = 0;
    bool is_exact = false;
};

struct GroupMoments {
    std::string name;
    int n = 0;
    double mean = 0.0;
    /// With n - 1; empty with one value.
    std::optional<double> sd;
};

/// A standardised difference, corrected for small samples.
struct EffectSize {
    double g = 0.0;
    Interval g_95;
};

/// One measure in two groups of sessions, or before and after in the same subjects (docs/metrics.md,
/// "Groups").
struct GroupComparison {
    Measure measure;
    bool is_paired = false;
    GroupMoments first;
    GroupMoments second;
    /// Second minus first, and its 95 % interval by t (Welch's where unpaired).
    double mean_difference = 0.0;
    Interval mean_difference_95;
    /// Hedges g: over the pooled standard deviation; paired d_av, over the mean of both. Empty without
    /// spread and with 2 pairs.
    std::optional<EffectSize> hedges_g;
    /// Paired only: d_z, over the standard deviation of the differences.
    std::optional<EffectSize> hedges_g_z;
    PermutationP permutation;
};

}  // namespace palpate
