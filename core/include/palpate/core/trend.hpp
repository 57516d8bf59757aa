#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "palpate/core/comparison.hpp"
#include "palpate/core/measure.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/core/reliability.hpp"

namespace palpate {

/// One session of a client in the course of many.
struct TrendPoint {
    std::chrono::system_clock::time_point time;
    /// None where the session has no such value; a treatment is marked all the same.
    std::optional<double> value;
    std::optional<Phase> phase;
    /// The file's name, without its folder.
    std::string session;
    /// A session of phase "during": marked, but not part of the trend.
    bool is_treatment = false;
    /// Touched by a saturated cell.
    bool is_at_least = false;
    /// Why there is no value although the client reported something; empty otherwise.
    std::string left_out{};
};

/// A measure over many visits (docs/metrics.md, "Trend").
struct Trend {
    Measure measure;
    /// By time.
    std::vector<TrendPoint> points;
    /// Median of the slopes between all pairs of points (Theil 1950, Sen 1968). Empty with fewer than 3
    /// points of different times, and where all lie within a day.
    std::optional<double> slope_per_week;
    /// Empty with fewer than 5 points, which cannot give one.
    std::optional<Interval> slope_95;
    /// Of the line with that slope through the medians: the value at the first point's time.
    std::optional<double> start_value;
    /// Kendall's tau-b of value against time, and the two-sided p of no trend. Empty as the slope, and where
    /// all values are equal.
    std::optional<double> kendall_tau;
    std::optional<double> kendall_p;
    /// What the change from the first to the last point has to exceed, and where that is from.
    std::optional<double> mdc95;
    std::string mdc_source;
    /// Last minus first value.
    std::optional<double> change;
    /// None where no error band is known or there are no two values; `reason` says so.
    std::optional<Verdict> verdict;
    std::string reason;
};

}  // namespace palpate
