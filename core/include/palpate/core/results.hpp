#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/cell_fault.hpp"
#include "palpate/core/coach_results.hpp"
#include "palpate/core/region.hpp"
#include "palpate/core/spot.hpp"
#include "palpate/core/time_lapse.hpp"
#include "palpate/core/units.hpp"

// The numbers of docs/metrics.md under their names. Made by analysis, stored by session, shown by cli and
// gui.

namespace palpate {

/// What the numbers were computed with; stored beside them.
struct AnalysisSettings {
    /// None: 1 kPa, or 5 SD of the tared empty mat where that is larger.
    std::optional<Pressure> contact;
    Pressure hold{10.0};
    Force force_floor{2.0};
    /// The technique's window of a hold.
    double hold_window_min_s = 30.0;
    double hold_window_max_s = 90.0;
    /// Cells that take part in nothing.
    std::vector<CellFault> invalid_cells;
    /// Weight of a tool that lies on the mat; taken off forces.
    Force tool_weight{0.0};
    /// Leaves the first of several pressure-pain thresholds at a spot out of their mean.
    bool drops_first_trial = false;
    std::vector<Region> regions;
    bool operator==(const AnalysisSettings&) const = default;
};

/// metrics.md, "Per frame".
struct FrameMetrics {
    std::uint64_t sequence = 0;
    double time_s = 0.0;
    bool valid = true;
    double force_n = 0.0;
    double contact_area_cm2 = 0.0;
    std::optional<double> mean_kpa;
    double peak_kpa = 0.0;
    double ppi_kpa = 0.0;
    std::optional<double> gradient_kpa_cm;
    std::optional<double> cov_pct;
    std::optional<double> cop_x_mm;
    std::optional<double> cop_y_mm;
    int saturated_cells = 0;
    bool operator==(const FrameMetrics&) const = default;
};

/// The per-frame metrics by name, for tables and files. The order is the order of their columns.
struct MetricColumn {
    std::string_view name;
    std::string_view unit;
    std::optional<double> (*value)(const FrameMetrics&);
    /// With a cell at the ceiling the value is "at least".
    bool grows_with_pressure = false;
};
[[nodiscard]] const std::array<MetricColumn, 10>& metricColumns();

/// Over the valid frames in which the metric exists; empty when there are none.
struct MetricSummary {
    double mean = 0.0;
    double max = 0.0;
    double min = 0.0;
    /// Population standard deviation.
    double sd = 0.0;
    bool operator==(const MetricSummary&) const = default;
};

/// metrics.md, "Per session and per cell". Cells that take part in nothing hold NaN.
struct SessionMaps {
    CellArray<float> peak_kpa;
    CellArray<float> mean_kpa;
    CellArray<float> pti_kpa_s;
    CellArray<float> sustained_longest_s;
    CellArray<float> sustained_total_s;
    CellArray<float> time_above_s;
    CellArray<float> sustained_kpa;
    CellArray<float> tenderness;
};

/// The maps by name, for files and for choosing one on screen.
struct MapColumn {
    std::string_view name;
    std::string_view unit;
    const CellArray<float>& (*values)(const SessionMaps&);
    /// Where a cell was at the ceiling its value is "at least".
    bool grows_with_pressure = false;
};
[[nodiscard]] const std::array<MapColumn, 8>& mapColumns();

enum class PatchShape { Ball, Bar, Body };
enum class InWindow { Short, In, Long };
[[nodiscard]] std::string_view toString(PatchShape shape);
[[nodiscard]] std::string_view toString(InWindow in_window);

/// metrics.md, "Patches, holds, strokes".
struct Hold {
    double start_s = 0.0;
    double end_s = 0.0;
    double duration_s = 0.0;
    MatPoint place;
    PatchShape shape = PatchShape::Body;
    double mean_n = 0.0;
    double cv_pct = 0.0;
    double mean_kpa = 0.0;
    double peak_kpa = 0.0;
    InWindow in_window = InWindow::Short;
    /// Raw (not creep-corrected); empty for a hold too short to tell (under 10 s after settling).
    std::optional<double> drift_pct;
    /// With the sensor's creep taken out, and half the correction as its uncertainty; empty without a model
    /// of the mat's creep.
    std::optional<double> corrected_mean_n;
    std::optional<double> corrected_drift_pct;
    std::optional<double> drift_uncertainty_pct;
    /// A percussion gun's beat; empty when there was none or the frame rate cannot show one.
    std::optional<double> percussion_hz;
    PlaceFlags flags = 0;
    bool operator==(const Hold&) const = default;
};

/// What one frame rate can show of a percussion gun's 20-60 Hz; empty when nothing.
struct PercussionBand {
    double from_hz = 0.0;
    double to_hz = 0.0;
    bool operator==(const PercussionBand&) const = default;
};

struct Stroke {
    double start_s = 0.0;
    double end_s = 0.0;
    double length_mm = 0.0;
    double duration_s = 0.0;
    double speed_mm_s = 0.0;
    PatchShape shape = PatchShape::Bar;
    /// Centroids at its first and last point.
    MatPoint from;
    MatPoint to;
    bool operator==(const Stroke&) const = default;
};

/// How long the tool was over each centimetre of the path that one track rolled.
struct Coverage {
    double start_s = 0.0;
    double end_s = 0.0;
    /// Where the path begins, and its direction (0 = along x, 90 = along y).
    MatPoint from;
    double direction_deg = 0.0;
    std::vector<double> dwell_s_per_cm;
    /// Part of the path that got less than half the median.
    double missed_pct = 0.0;
    bool operator==(const Coverage&) const = default;
};

/// metrics.md, "Regions": cells count with the part of them that lies inside.
struct RegionResults {
    std::string name;
    double area_cm2 = 0.0;
    std::optional<MetricSummary> force_n;
    std::optional<MetricSummary> contact_area_cm2;
    std::optional<MetricSummary> mean_kpa;
    std::optional<MetricSummary> peak_kpa;
    /// Ever in contact.
    double active_area_cm2 = 0.0;
    double pti_novel_kpa_s = 0.0;
    /// Empty when nothing ever touched it.
    std::optional<double> pti_true_kpa_s;
    double force_time_n_s = 0.0;
    double sustained_longest_s = 0.0;
    /// One of its cells was at the ceiling: forces, pressures and their integrals are "at least".
    bool is_at_least = false;
    bool operator==(const RegionResults&) const = default;
};

enum class QualityGrade { A, B, C, D };
[[nodiscard]] std::string_view toString(QualityGrade grade);

struct Quality {
    QualityGrade grade = QualityGrade::A;
    std::vector<std::string> reasons;
    /// Share of valid frames' contact cells at or over the ceiling.
    double saturated_fraction = 0.0;
    std::uint64_t lost_frames = 0;
    std::uint64_t junk_frames = 0;
    /// Listed and found.
    std::vector<CellFault> invalid_cells;
    bool operator==(const Quality&) const = default;
};

struct SessionResults {
    AnalysisSettings settings;
    /// The contact threshold that was used.
    Pressure contact;
    std::vector<FrameMetrics> frames;
    TimeLapse time_lapse;
    /// In the order of metricColumns(); empty where the metric never existed.
    std::vector<std::optional<MetricSummary>> summary;
    SessionMaps maps;
    /// 1 for cells that take part and were at or over the ceiling in a valid frame; 0 x 0 where nobody
    /// looked.
    CellMask saturated;
    std::vector<Hold> holds;
    std::vector<Stroke> strokes;
    std::vector<Coverage> coverage;
    std::vector<Spot> spots;
    /// In the order of the settings' regions.
    std::vector<RegionResults> regions;
    std::optional<PercussionBand> percussion_band;
    /// Of a session with a technique.
    std::optional<CoachResults> coach;
    Quality quality;
    std::uint64_t valid_frames = 0;
    double duration_s = 0.0;
    std::optional<Frequency> rate;
};

}  // namespace palpate
