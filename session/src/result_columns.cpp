#include "result_columns.hpp"

#include <array>

#include "palpate/core/assert.hpp"
#include "palpate/core/region.hpp"
#include "palpate/core/setup_rules.hpp"

namespace palpate::session {

namespace {

using Number = std::optional<double>;

constexpr std::array<std::string_view, 3> kShapes{"ball", "bar", "body"};
constexpr std::array<std::string_view, 3> kWindows{"short", "in", "long"};
constexpr std::array<std::string_view, 2> kEvidence{"reported", "suggested"};

constexpr std::string_view kShapeText = "ball, bar (a roller) or body";
constexpr std::string_view kFlagsText =
    "reasons to read the row with care: edge, saturated (forces and pressures are at least), few cells, "
    "outside calibration, ghost corner";

constexpr std::array kHoldColumns{
    ResultColumn<Hold>{"start_s", "s", "start of the hold", "",
                       [](const Hold& h) { return Number{h.start_s}; }},
    ResultColumn<Hold>{"end_s", "s", "end of the hold", "", [](const Hold& h) { return Number{h.end_s}; }},
    ResultColumn<Hold>{"duration_s", "s", "end_s minus start_s", "",
                       [](const Hold& h) { return Number{h.duration_s}; }},
    ResultColumn<Hold>{"x_mm", "mm", "place of the patch along a row, from the edge of column 0", "",
                       [](const Hold& h) { return Number{h.place.x_mm}; }},
    ResultColumn<Hold>{"y_mm", "mm", "place of the patch along a column, from the edge of row 0", "",
                       [](const Hold& h) { return Number{h.place.y_mm}; }},
    ResultColumn<Hold>{
        "shape", "", kShapeText, "",
        WordOf<Hold>{kShapes, [](const Hold& h) { return static_cast<std::uint8_t>(h.shape); }}},
    ResultColumn<Hold>{"mean_n", "N", "mean force of the patch over the hold; at least where saturated",
                       "mean_n", [](const Hold& h) { return Number{h.mean_n}; }},
    ResultColumn<Hold>{"cv_pct", "%", "100 * SD / mean of the patch force: steadiness", "",
                       [](const Hold& h) { return Number{h.cv_pct}; }},
    ResultColumn<Hold>{"mean_kpa", "kPa",
                       "mean pressure over the patch and the hold; at least where saturated", "mean_kpa",
                       [](const Hold& h) { return Number{h.mean_kpa}; }},
    ResultColumn<Hold>{"peak_kpa", "kPa",
                       "highest pressure over the patch and the hold; at least where saturated", "peak_kpa",
                       [](const Hold& h) { return Number{h.peak_kpa}; }},
    ResultColumn<Hold>{
        "in_window", "", "duration against the technique's window: short, in or long", "",
        WordOf<Hold>{kWindows, [](const Hold& h) { return static_cast<std::uint8_t>(h.in_window); }}},
    ResultColumn<Hold>{"drift_pct", "%",
                       "100 * (last 5 s mean force - first 5 s after settling) / first, not corrected for "
                       "creep; empty for a "
                       "hold too short to tell",
                       "", [](const Hold& h) { return h.drift_pct; }},
    ResultColumn<Hold>{
        "corrected_mean_n", "N",
        "mean_n with the sensor's creep taken out; empty where the mat's creep is not known; at least where "
        "saturated",
        "corrected_mean_n", [](const Hold& h) { return h.corrected_mean_n; }},
    ResultColumn<Hold>{
        "corrected_drift_pct", "%",
        "drift_pct with the sensor's creep taken out; empty where the mat's creep is not known", "",
        [](const Hold& h) { return h.corrected_drift_pct; }},
    ResultColumn<Hold>{"drift_uncertainty_pct", "%",
                       "half of the difference of drift_pct and corrected_drift_pct", "",
                       [](const Hold& h) { return h.drift_uncertainty_pct; }},
    ResultColumn<Hold>{
        "percussion_hz", "Hz",
        "beat of a percussion gun; empty without one, or where the frame rate cannot show it (session.json)",
        "", [](const Hold& h) { return h.percussion_hz; }},
    ResultColumn<Hold>{"flags", "", kFlagsText, "", FlagsOf<Hold>{[](const Hold& h) { return h.flags; }}},
};

constexpr std::array kStrokeColumns{
    ResultColumn<Stroke>{"start_s", "s", "start of the stroke", "",
                         [](const Stroke& s) { return Number{s.start_s}; }},
    ResultColumn<Stroke>{"end_s", "s", "end of the stroke", "",
                         [](const Stroke& s) { return Number{s.end_s}; }},
    ResultColumn<Stroke>{"length_mm", "mm", "way of the centroid along the axis of its path", "",
                         [](const Stroke& s) { return Number{s.length_mm}; }},
    ResultColumn<Stroke>{"duration_s", "s", "end_s minus start_s", "",
                         [](const Stroke& s) { return Number{s.duration_s}; }},
    ResultColumn<Stroke>{"speed_mm_s", "mm/s", "length_mm over duration_s", "",
                         [](const Stroke& s) { return Number{s.speed_mm_s}; }},
    ResultColumn<Stroke>{
        "shape", "", kShapeText, "",
        WordOf<Stroke>{kShapes, [](const Stroke& s) { return static_cast<std::uint8_t>(s.shape); }}},
    ResultColumn<Stroke>{"from_x_mm", "mm", "where the centroid was at the start, along a row", "",
                         [](const Stroke& s) { return Number{s.from.x_mm}; }},
    ResultColumn<Stroke>{"from_y_mm", "mm", "where the centroid was at the start, along a column", "",
                         [](const Stroke& s) { return Number{s.from.y_mm}; }},
    ResultColumn<Stroke>{"to_x_mm", "mm", "where the centroid was at the end, along a row", "",
                         [](const Stroke& s) { return Number{s.to.x_mm}; }},
    ResultColumn<Stroke>{"to_y_mm", "mm", "where the centroid was at the end, along a column", "",
                         [](const Stroke& s) { return Number{s.to.y_mm}; }},
};

constexpr std::array kCoverageColumns{
    ResultColumn<CoverageRow>{"path", "1", "number of the rolled path, from 0; one row per centimetre of it",
                              "", [](const CoverageRow& r) { return r.path; }},
    ResultColumn<CoverageRow>{"start_s", "s", "start of the path", "",
                              [](const CoverageRow& r) { return Number{r.coverage->start_s}; }},
    ResultColumn<CoverageRow>{"end_s", "s", "end of the path", "",
                              [](const CoverageRow& r) { return Number{r.coverage->end_s}; }},
    ResultColumn<CoverageRow>{"x_mm", "mm", "where the path begins, along a row", "",
                              [](const CoverageRow& r) { return Number{r.coverage->from.x_mm}; }},
    ResultColumn<CoverageRow>{"y_mm", "mm", "where the path begins, along a column", "",
                              [](const CoverageRow& r) { return Number{r.coverage->from.y_mm}; }},
    ResultColumn<CoverageRow>{"direction_deg", "deg", "direction of the path: 0 along x, 90 along y", "",
                              [](const CoverageRow& r) { return Number{r.coverage->direction_deg}; }},
    ResultColumn<CoverageRow>{"missed_pct", "%",
                              "part of the path that got less than half the median of dwell_s_per_cm", "",
                              [](const CoverageRow& r) { return Number{r.coverage->missed_pct}; }},
    ResultColumn<CoverageRow>{"from_cm", "cm", "where on the path this centimetre begins", "",
                              [](const CoverageRow& r) { return Number{static_cast<double>(r.bin)}; }},
    ResultColumn<CoverageRow>{"dwell_s_per_cm", "s/cm", "how long the tool was over this centimetre", "",
                              [](const CoverageRow& r) { return Number{r.coverage->dwell_s_per_cm[r.bin]}; }},
};

constexpr std::array kSpotColumns{
    ResultColumn<Spot>{"x_mm", "mm", "place along a row, from the edge of column 0", "",
                       [](const Spot& s) { return Number{s.place.x_mm}; }},
    ResultColumn<Spot>{"y_mm", "mm", "place along a column, from the edge of row 0", "",
                       [](const Spot& s) { return Number{s.place.y_mm}; }},
    ResultColumn<Spot>{"area_cm2", "cm2", "size at half prominence", "area_cm2",
                       [](const Spot& s) { return Number{s.area_cm2}; }},
    ResultColumn<Spot>{"peak_kpa", "kPa",
                       "highest pressure over its area and the session; at least where saturated", "peak_kpa",
                       [](const Spot& s) { return Number{s.peak_kpa}; }},
    ResultColumn<Spot>{"mean_kpa", "kPa",
                       "mean over its area of the time-weighted mean pressure; at least where saturated",
                       "mean_kpa", [](const Spot& s) { return Number{s.mean_kpa}; }},
    ResultColumn<Spot>{"sustained_s", "s", "longest run at the hold level of a cell of its area", "",
                       [](const Spot& s) { return Number{s.sustained_s}; }},
    ResultColumn<Spot>{"pti_kpa_s", "kPa s",
                       "mean over its area of the integral of pressure over time; at least where saturated",
                       "pti_kpa_s", [](const Spot& s) { return Number{s.pti_kpa_s}; }},
    ResultColumn<Spot>{
        "evidence", "",
        "reported: the client marked pain while it was loaded; suggested: for the hand to check, never a "
        "finding",
        "", WordOf<Spot>{kEvidence, [](const Spot& s) { return static_cast<std::uint8_t>(s.evidence); }}},
    ResultColumn<Spot>{"nrs", "1", "last pain rating 0-10; its course is in reports", "",
                       [](const Spot& s) { return s.nrs; }},
    ResultColumn<Spot>{"ppt_kpa", "kPa",
                       "pressure-pain threshold: mean over the trials that count; at least where saturated",
                       "ppt_kpa", [](const Spot& s) { return s.ppt_kpa; }},
    ResultColumn<Spot>{"ppt_n", "N",
                       "force at the pain threshold: mean over the trials that count; at least where "
                       "saturated",
                       "ppt_n", [](const Spot& s) { return s.ppt_n; }},
    ResultColumn<Spot>{"flags", "", kFlagsText, "", FlagsOf<Spot>{[](const Spot& s) { return s.flags; }}},
};

constexpr std::array kReportColumns{
    ResultColumn<ReportRow>{"spot", "1", "row of spots that the report is about, from 0", "",
                            [](const ReportRow& r) { return r.spot; }},
    ResultColumn<ReportRow>{"time_s", "s", "when the client said it", "",
                            [](const ReportRow& r) { return Number{r.report->time_s}; }},
    ResultColumn<ReportRow>{"nrs", "1", "pain rating 0-10", "",
                            [](const ReportRow& r) { return r.report->nrs; }},
    ResultColumn<ReportRow>{"share", "1", "part of the report that is this place's, by pressure", "",
                            [](const ReportRow& r) { return Number{r.report->share}; }},
    ResultColumn<ReportRow>{"peak_kpa", "kPa", "peak of the place at that moment", "peak_kpa",
                            [](const ReportRow& r) { return Number{r.report->peak_kpa}; }},
    ResultColumn<ReportRow>{"force_n", "N", "force of the place at that moment", "force_n",
                            [](const ReportRow& r) { return Number{r.report->force_n}; }},
};

constexpr std::array kTrialColumns{
    ResultColumn<TrialRow>{"spot", "1", "row of spots that was pressed, from 0", "",
                           [](const TrialRow& r) { return r.spot; }},
    ResultColumn<TrialRow>{"time_s", "s", "first pain report of the rising ramp", "",
                           [](const TrialRow& r) { return Number{r.trial->time_s}; }},
    ResultColumn<TrialRow>{"kpa", "kPa", "peak at that moment", "ppt_kpa",
                           [](const TrialRow& r) { return Number{r.trial->kpa}; }},
    ResultColumn<TrialRow>{"n", "N", "force at that moment", "ppt_n",
                           [](const TrialRow& r) { return Number{r.trial->n}; }},
    ResultColumn<TrialRow>{"ramp_kpa_s", "kPa/s", "how fast the peak rose", "ppt_kpa",
                           [](const TrialRow& r) { return Number{r.trial->ramp_kpa_s}; }},
    ResultColumn<TrialRow>{"counts", "1", "1, or 0 for a trial that is left out of the mean", "",
                           [](const TrialRow& r) { return !r.trial->is_dropped; }},
};

/// One number of a summary of a region.
template <std::optional<MetricSummary> RegionResults::*Metric, double MetricSummary::*Part>
Number partOf(const RegionRow& row)
{
    const auto& summary = row.results->*Metric;
    return summary ? Number{(*summary).*Part} : std::nullopt;
}

constexpr std::array kRegionColumns{
    ResultColumn<RegionRow>{"name", "", "the therapist's name of the region", "",
                            [](const RegionRow& r) { return r.results->name; }},
    ResultColumn<RegionRow>{"shape", "", "rectangle X,Y X,Y; ellipse X,Y RX,RY; polygon X,Y X,Y ...: mm", "",
                            [](const RegionRow& r) { return toString(r.region->shape); }},
    ResultColumn<RegionRow>{"area_cm2", "cm2", "area of the region on cells that take part", "",
                            [](const RegionRow& r) { return Number{r.results->area_cm2}; }},
    ResultColumn<RegionRow>{"force_n_mean", "N", "force in the region: mean over the valid frames", "force_n",
                            partOf<&RegionResults::force_n, &MetricSummary::mean>},
    ResultColumn<RegionRow>{"force_n_max", "N", "force in the region: highest", "force_n",
                            partOf<&RegionResults::force_n, &MetricSummary::max>},
    ResultColumn<RegionRow>{"force_n_min", "N", "force in the region: lowest", "force_n",
                            partOf<&RegionResults::force_n, &MetricSummary::min>},
    ResultColumn<RegionRow>{"force_n_sd", "N", "force in the region: standard deviation", "force_n",
                            partOf<&RegionResults::force_n, &MetricSummary::sd>},
    ResultColumn<RegionRow>{"contact_area_cm2_mean", "cm2", "contact area in the region: mean",
                            "contact_area_cm2",
                            partOf<&RegionResults::contact_area_cm2, &MetricSummary::mean>},
    ResultColumn<RegionRow>{"contact_area_cm2_max", "cm2", "contact area in the region: largest",
                            "contact_area_cm2",
                            partOf<&RegionResults::contact_area_cm2, &MetricSummary::max>},
    ResultColumn<RegionRow>{"contact_area_cm2_min", "cm2", "contact area in the region: smallest",
                            "contact_area_cm2",
                            partOf<&RegionResults::contact_area_cm2, &MetricSummary::min>},
    ResultColumn<RegionRow>{"contact_area_cm2_sd", "cm2", "contact area in the region: standard deviation",
                            "contact_area_cm2", partOf<&RegionResults::contact_area_cm2, &MetricSummary::sd>},
    ResultColumn<RegionRow>{"mean_kpa_mean", "kPa", "mean pressure of its cells in contact: mean over frames",
                            "mean_kpa", partOf<&RegionResults::mean_kpa, &MetricSummary::mean>},
    ResultColumn<RegionRow>{"mean_kpa_max", "kPa", "mean pressure of its cells in contact: highest",
                            "mean_kpa", partOf<&RegionResults::mean_kpa, &MetricSummary::max>},
    ResultColumn<RegionRow>{"mean_kpa_min", "kPa", "mean pressure of its cells in contact: lowest",
                            "mean_kpa", partOf<&RegionResults::mean_kpa, &MetricSummary::min>},
    ResultColumn<RegionRow>{"mean_kpa_sd", "kPa", "mean pressure of its cells in contact: standard deviation",
                            "mean_kpa", partOf<&RegionResults::mean_kpa, &MetricSummary::sd>},
    ResultColumn<RegionRow>{"peak_kpa_mean", "kPa", "peak of its cells in contact: mean over frames",
                            "peak_kpa", partOf<&RegionResults::peak_kpa, &MetricSummary::mean>},
    ResultColumn<RegionRow>{"peak_kpa_max", "kPa", "peak of its cells in contact: highest", "peak_kpa",
                            partOf<&RegionResults::peak_kpa, &MetricSummary::max>},
    ResultColumn<RegionRow>{"peak_kpa_min", "kPa", "peak of its cells in contact: lowest", "peak_kpa",
                            partOf<&RegionResults::peak_kpa, &MetricSummary::min>},
    ResultColumn<RegionRow>{"peak_kpa_sd", "kPa", "peak of its cells in contact: standard deviation",
                            "peak_kpa", partOf<&RegionResults::peak_kpa, &MetricSummary::sd>},
    ResultColumn<RegionRow>{"active_area_cm2", "cm2", "part of the region that was ever in contact",
                            "active_area_cm2",
                            [](const RegionRow& r) { return Number{r.results->active_area_cm2}; }},
    ResultColumn<RegionRow>{"pti_novel_kpa_s", "kPa s", "integral of the region's peak over time (novel)",
                            "pti_novel_kpa_s",
                            [](const RegionRow& r) { return Number{r.results->pti_novel_kpa_s}; }},
    ResultColumn<RegionRow>{"pti_true_kpa_s", "kPa s",
                            "integral of the region's force over time / active area (Melai); empty without "
                            "contact",
                            "pti_true_kpa_s", [](const RegionRow& r) { return r.results->pti_true_kpa_s; }},
    ResultColumn<RegionRow>{"force_time_n_s", "N s", "integral of the region's force over time",
                            "force_time_n_s",
                            [](const RegionRow& r) { return Number{r.results->force_time_n_s}; }},
    ResultColumn<RegionRow>{"sustained_longest_s", "s", "longest run at the hold level of a cell of it", "",
                            [](const RegionRow& r) { return Number{r.results->sustained_longest_s}; }},
    ResultColumn<RegionRow>{
        "at_least", "1",
        "1 where a cell of the region was at the ceiling: forces, pressures and integrals are at least", "",
        [](const RegionRow& r) { return r.results->is_at_least; }},
};

}  // namespace

std::optional<std::string> shownName(std::string_view name, std::string_view rule, std::optional<SetUp> setup)
{
    if (rule.empty()) {
        return std::string{name};
    }
    auto shown = nameInSetUp(rule, setup);
    if (shown) {
        PALPATE_ASSERT(shown->ends_with(rule));
        shown->resize(shown->size() - rule.size());
        shown->append(name);
    }
    return shown;
}

std::vector<CoverageRow> coverageRows(const SessionResults& results)
{
    std::vector<CoverageRow> rows;
    for (std::size_t path = 0; path < results.coverage.size(); ++path) {
        const Coverage& coverage = results.coverage[path];
        for (std::size_t bin = 0; bin < coverage.dwell_s_per_cm.size(); ++bin) {
            rows.push_back({.path = path, .coverage = &coverage, .bin = bin});
        }
    }
    return rows;
}

std::vector<ReportRow> reportRows(const SessionResults& results)
{
    std::vector<ReportRow> rows;
    for (std::size_t spot = 0; spot < results.spots.size(); ++spot) {
        for (const PainReport& report : results.spots[spot].reports) {
            rows.push_back({.spot = spot, .report = &report});
        }
    }
    return rows;
}

std::vector<TrialRow> trialRows(const SessionResults& results)
{
    std::vector<TrialRow> rows;
    for (std::size_t spot = 0; spot < results.spots.size(); ++spot) {
        for (const ThresholdTrial& trial : results.spots[spot].trials) {
            rows.push_back({.spot = spot, .trial = &trial});
        }
    }
    return rows;
}

std::vector<RegionRow> regionRows(const SessionResults& results)
{
    PALPATE_ASSERT(results.regions.size() == results.settings.regions.size());
    std::vector<RegionRow> rows;
    for (std::size_t i = 0; i < results.regions.size(); ++i) {
        rows.push_back({.results = &results.regions[i], .region = &results.settings.regions[i]});
    }
    return rows;
}

std::span<const ResultColumn<Hold>> holdColumns()
{
    return kHoldColumns;
}

std::span<const ResultColumn<Stroke>> strokeColumns()
{
    return kStrokeColumns;
}

std::span<const ResultColumn<CoverageRow>> coverageColumns()
{
    return kCoverageColumns;
}

std::span<const ResultColumn<Spot>> spotColumns()
{
    return kSpotColumns;
}

std::span<const ResultColumn<ReportRow>> reportColumns()
{
    return kReportColumns;
}

std::span<const ResultColumn<TrialRow>> trialColumns()
{
    return kTrialColumns;
}

std::span<const ResultColumn<RegionRow>> regionColumns()
{
    return kRegionColumns;
}

}  // namespace palpate::session
