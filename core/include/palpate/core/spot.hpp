#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/units.hpp"

// Tender spots (docs/metrics.md, "Tender spots"): named by their evidence, which is always shown.

namespace palpate {

enum class SpotEvidence {
    Reported,   ///< the client marked pain while this place was loaded
    Suggested,  ///< a focal, supported, sustained maximum: for the hand to check, never a finding
};
[[nodiscard]] std::string_view toString(SpotEvidence evidence);

/// Reasons to read a place's numbers with care. A set of bits.
using PlaceFlags = std::uint8_t;
inline constexpr PlaceFlags kPlaceAtEdge = 1;
/// A cell at or over the ceiling: pressure and force are "at least".
inline constexpr PlaceFlags kPlaceSaturated = 2;
/// The contact is so small that a cell or two carry it.
inline constexpr PlaceFlags kPlaceFewCells = 4;
/// Over the pressure to which the mat was calibrated.
inline constexpr PlaceFlags kPlaceOutsideCalibration = 8;
/// May be the fourth corner of three real loads (matrix scanning without diodes).
inline constexpr PlaceFlags kPlaceGhostCorner = 16;

/// The words of JSON and CSV: "edge", "saturated", "few cells", "outside calibration", "ghost corner".
[[nodiscard]] std::vector<std::string_view> wordsOf(PlaceFlags flags);

/// One thing that the client said at a spot; in the order of time they are the course of the rating.
struct PainReport {
    double time_s = 0.0;
    std::optional<int> nrs;
    /// Of the report: 1 when only this place was loaded.
    double share = 1.0;
    /// Of the place at that moment.
    double peak_kpa = 0.0;
    double force_n = 0.0;
    bool operator==(const PainReport&) const = default;
};

/// A pressure-pain threshold: the first report of a rising ramp.
struct ThresholdTrial {
    double time_s = 0.0;
    double kpa = 0.0;
    double n = 0.0;
    double ramp_kpa_s = 0.0;
    /// Left out of the mean (the first of several, when asked for).
    bool is_dropped = false;
    bool operator==(const ThresholdTrial&) const = default;
};

struct Spot {
    MatPoint place;
    double area_cm2 = 0.0;
    double peak_kpa = 0.0;
    double mean_kpa = 0.0;
    double sustained_s = 0.0;
    double pti_kpa_s = 0.0;
    SpotEvidence evidence = SpotEvidence::Suggested;
    /// Last rating.
    std::optional<int> nrs;
    std::vector<PainReport> reports;
    /// Mean of the trials that count.
    std::optional<double> ppt_kpa;
    std::optional<double> ppt_n;
    std::vector<ThresholdTrial> trials;
    PlaceFlags flags = 0;
    bool operator==(const Spot&) const = default;
};

}  // namespace palpate
