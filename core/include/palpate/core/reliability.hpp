#pragma once

#include <optional>

#include "palpate/core/measure.hpp"

namespace palpate {

/// 95 % unless said otherwise.
struct Interval {
    double low = 0.0;
    double high = 0.0;
};

/// Second trial minus first, one pair per subject (docs/metrics.md, "Repeats"). Limits after Bland and Altman
/// (1986, 1999).
struct Agreement {
    int pairs = 0;
    double bias = 0.0;
    Interval bias_95;
    /// Of the differences, n - 1 in its denominator.
    double sd = 0.0;
    /// bias -+ 1.96 sd, and how surely they are known.
    double lower_limit = 0.0;
    double upper_limit = 0.0;
    Interval lower_limit_95;
    Interval upper_limit_95;
    /// Of the difference against the pair's mean, and the p of none. Empty with fewer than 3 pairs or where
    /// all means are equal; p also where the line goes through every point.
    std::optional<double> slope;
    std::optional<double> slope_p;
    /// That the spread of the differences changes with the mean: a small one says that one band does not fit
    /// small and large values. Empty with fewer than 5 pairs, and where p or the slope is.
    std::optional<double> spread_p;
    /// Positive: the spread grows with the mean.
    std::optional<double> spread_slope;
};

/// How well one measure repeats when nothing changed: `subjects` rows, each measured `trials` times.
struct Reliability {
    Measure measure;
    int subjects = 0;
    int trials = 0;
    /// Of all values.
    double mean = 0.0;
    /// ICC(2,1): two-way random, absolute agreement, of a single measurement (Shrout and Fleiss 1979), with
    /// its 95 % interval by F (McGraw and Wong 1996). Below 0 where subjects differ less than trials do.
    double icc = 0.0;
    double icc_low = 0.0;
    double icc_high = 0.0;
    /// Standard error of measurement: root of the residual mean square.
    double sem = 0.0;
    /// Degrees of freedom of `sem`: (subjects - 1) (trials - 1).
    int df = 0;
    /// t(0.975, df) sqrt 2 sem.
    double mdc95 = 0.0;
    /// Independent differences behind it: subjects (trials - 1).
    int pairs = 0;
    Agreement agreement;
    /// Of the second trial against the first (d_av, corrected for small samples): near 0 without a learning
    /// or fatigue effect. Empty with fewer than 3 subjects and where neither trial has any spread.
    std::optional<double> hedges_g;
};

}  // namespace palpate
