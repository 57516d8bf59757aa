#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/cell_array.hpp"
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
    /// Cells known to be dead, stuck or hot: they take part in nothing.
    std::vector<CellIndex> invalid_cells;
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
};

/// The per-frame metrics by name, for tables and files. The order is the order of their columns.
struct MetricColumn {
    std::string_view name;
    std::string_view unit;
    std::optional<double> (*value)(const FrameMetrics&);
};
[[nodiscard]] const std::array<MetricColumn, 10>& metricColumns();

/// Over the valid frames in which the metric exists; empty when there are none.
struct MetricSummary {
    double mean = 0.0;
    double max = 0.0;
    double min = 0.0;
    /// Population standard deviation.
    double sd = 0.0;
};

/// metrics.md, "Per session and per cell". Cells that take part in nothing hold NaN.
struct SessionMaps {
    CellArray<float> peak_kpa;
    CellArray<float> mean_kpa;
    CellArray<float> pti_kpa_s;
    CellArray<float> sustained_longest_s;
    CellArray<float> sustained_total_s;
    CellArray<float> time_above_s;
};

/// The maps by name, for files and for choosing one on screen.
struct MapColumn {
    std::string_view name;
    std::string_view unit;
    const CellArray<float>& (*values)(const SessionMaps&);
};
[[nodiscard]] const std::array<MapColumn, 6>& mapColumns();

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
};

struct Stroke {
    double start_s = 0.0;
    double end_s = 0.0;
    double length_mm = 0.0;
    double duration_s = 0.0;
    double speed_mm_s = 0.0;
    PatchShape shape = PatchShape::Bar;
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
};

struct SessionResults {
    AnalysisSettings settings;
    /// The contact threshold that was used.
    Pressure contact;
    std::vector<FrameMetrics> frames;
    /// In the order of metricColumns(); empty where the metric never existed.
    std::vector<std::optional<MetricSummary>> summary;
    SessionMaps maps;
    std::vector<Hold> holds;
    std::vector<Stroke> strokes;
    Quality quality;
    std::uint64_t valid_frames = 0;
    double duration_s = 0.0;
    std::optional<Frequency> rate;
};

}  // namespace palpate
