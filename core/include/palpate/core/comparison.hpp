#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/alignment.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/error_band.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/measure.hpp"
#include "palpate/core/spot.hpp"
#include "palpate/core/units.hpp"

// Two sessions side by side (docs/metrics.md, "Before and after"). Made by live, shown by cli and gui.

namespace palpate {

/// Why two sessions cannot be compared, or only with care.
enum class Hindrance {
    Mat,
    SetUp,
    Technique,
    Side,
    Client,
    Calibration,
    Quality,
    Saturation,
    SettleTime,
    MatDrift,
    Order,
    Placement,
};
/// "mat", "setup", ...: the words of JSON.
[[nodiscard]] std::string_view toString(Hindrance hindrance);

struct ComparabilityReason {
    Hindrance hindrance = Hindrance::Mat;
    /// One sentence: what differs.
    std::string what;
    /// One sentence: what to do about it.
    std::string remedy;
    /// Numbers are not compared at all; otherwise they are, and this is said beside them.
    bool prevents = false;
};

enum class Verdict { ClearChange, WithinError, NotComparable };
/// "clear change", "within error", "not comparable".
[[nodiscard]] std::string_view toString(Verdict verdict);

struct MetricChange {
    /// Under the name that the set-up allows.
    Measure measure;
    std::optional<double> before;
    std::optional<double> after;
    std::optional<double> change;
    /// Of the same metric at the untreated site, and treated minus control.
    std::optional<double> control_change;
    std::optional<double> net_change;
    /// What the net change, or without a control site the change, has to exceed.
    std::optional<double> mdc95;
    std::string mdc_source;
    std::optional<double> minimal_important;
    /// None for a dose and where no error band is known; `reason` says so.
    std::optional<Verdict> verdict;
    std::string reason;
    /// Where it is for want of a band that it is not judged.
    std::optional<BandGap> band_gap;
    bool is_dose = false;
    bool is_at_least = false;

    /// What is judged.
    [[nodiscard]] std::optional<double> judgedChange() const { return net_change ? net_change : change; }
};

enum class SpotFate { Persists, Eased, Gone, New };
/// "persists", "eased", "gone", "new".
[[nodiscard]] std::string_view toString(SpotFate fate);

/// A tender spot of either session; of both where they lie at one place of the client.
struct SpotChange {
    /// "spot 1", ...: the place of its MetricChange.
    std::string name;
    SpotFate fate = SpotFate::Persists;
    std::optional<Spot> before;
    std::optional<Spot> after;
    /// Where the second one lies on the first session's mat.
    std::optional<MatPoint> after_on_before;
    /// What to do or to think of, for people; empty where nothing is to be said.
    std::string advice;
};

/// The same map of both sessions on the first one's cells. NaN where a map has no value; the difference is
/// NaN where either has none.
struct MapDifference {
    MatGeometry grid;
    /// The map's name under mapColumns(), and its unit.
    std::string_view map;
    std::string_view unit;
    CellArray<float> before;
    CellArray<float> after;
    CellArray<float> difference;
    /// Of the load that lies elsewhere: sum |after - before| over sum (after + before), %.
    double moved_pct = 0.0;
};

/// A cluster of cells that changed together over several presses.
struct MapCluster {
    /// Pressure-weighted centre, on the first session's mat.
    MatPoint place;
    double area_cm2 = 0.0;
    /// Positive: more pressure after.
    double mean_difference_kpa = 0.0;
    double peak_t = 0.0;
    double mass = 0.0;
    /// Family-wise.
    double p = 1.0;
};

struct MapTest {
    int pairs = 0;
    /// What this many pairs can reach at best.
    double smallest_p = 1.0;
    /// Sign flips that were tried; all of them when exact.
    int flips = 0;
    bool is_exact = false;
    /// |t| from which a cell counts.
    double threshold_t = 0.0;
    /// By rising p.
    std::vector<MapCluster> clusters;
    /// Per cell of the first session's mat: number of its cluster from 1 on, 0 = none.
    CellArray<std::uint16_t> cluster_of;
};

struct Comparison {
    bool is_comparable = false;
    std::vector<ComparabilityReason> reasons;
    /// None where no place could be found at which the two fit.
    std::optional<Alignment> alignment;
    std::vector<MetricChange> metrics;
    std::vector<SpotChange> spots;
    std::optional<MapDifference> map;
    std::optional<MapTest> map_test;
    /// Why there is no map test although one was asked for.
    std::string map_test_refusal;
    /// The one sentence that can be said, and what it rests on.
    std::string headline;
    std::string explanation;
};

/// The headline and the explanation, from the rest.
void summarize(Comparison& comparison);

}  // namespace palpate
