#include "stored_tables.hpp"

#include <utility>
#include <vector>

#include "result_columns.hpp"
#include "result_rows.hpp"
#include "session_groups.hpp"

namespace palpate::session {

namespace {

Result<std::vector<Hold>> readHolds(hid_t metrics, std::optional<SetUp> setup)
{
    return ResultRows<Hold>{metrics, "holds", holdColumns(), setup}
        .read("start_s", &Hold::start_s)
        .read("end_s", &Hold::end_s)
        .read("duration_s", &Hold::duration_s)
        .read("x_mm", [](Hold& h) -> double& { return h.place.x_mm; })
        .read("y_mm", [](Hold& h) -> double& { return h.place.y_mm; })
        .read("shape", &Hold::shape)
        .read("mean_n", &Hold::mean_n)
        .read("cv_pct", &Hold::cv_pct)
        .read("mean_kpa", &Hold::mean_kpa)
        .read("peak_kpa", &Hold::peak_kpa)
        .read("in_window", &Hold::in_window)
        .read("drift_pct", &Hold::drift_pct)
        .read("corrected_mean_n", &Hold::corrected_mean_n)
        .read("corrected_drift_pct", &Hold::corrected_drift_pct)
        .read("drift_uncertainty_pct", &Hold::drift_uncertainty_pct)
        .read("percussion_hz", &Hold::percussion_hz)
        .read("flags", &Hold::flags)
        .rows();
}

Result<std::vector<Stroke>> readStrokes(hid_t metrics, std::optional<SetUp> setup)
{
    return ResultRows<Stroke>{metrics, "strokes", strokeColumns(), setup}
        .read("start_s", &Stroke::start_s)
        .read("end_s", &Stroke::end_s)
        .read("length_mm", &Stroke::length_mm)
        .read("duration_s", &Stroke::duration_s)
        .read("speed_mm_s", &Stroke::speed_mm_s)
        .read("shape", &Stroke::shape)
        .read("from_x_mm", [](Stroke& s) -> double& { return s.from.x_mm; })
        .read("from_y_mm", [](Stroke& s) -> double& { return s.from.y_mm; })
        .read("to_x_mm", [](Stroke& s) -> double& { return s.to.x_mm; })
        .read("to_y_mm", [](Stroke& s) -> double& { return s.to.y_mm; })
        .rows();
}

/// One centimetre of a path.
struct CoverageBin {
    std::size_t path = 0;
    Coverage coverage;
    double dwell_s_per_cm = 0.0;
};

Result<std::vector<Coverage>> readCoverage(hid_t metrics, std::optional<SetUp> setup)
{
    auto bins = ResultRows<CoverageRow, CoverageBin>{metrics, "coverage", coverageColumns(), setup}
                    .read("path", &CoverageBin::path)
                    .read("start_s", [](CoverageBin& b) -> double& { return b.coverage.start_s; })
                    .read("end_s", [](CoverageBin& b) -> double& { return b.coverage.end_s; })
                    .read("x_mm", [](CoverageBin& b) -> double& { return b.coverage.from.x_mm; })
                    .read("y_mm", [](CoverageBin& b) -> double& { return b.coverage.from.y_mm; })
                    .read("direction_deg", [](CoverageBin& b) -> double& { return b.coverage.direction_deg; })
                    .read("missed_pct", [](CoverageBin& b) -> double& { return b.coverage.missed_pct; })
                    .read("dwell_s_per_cm", &CoverageBin::dwell_s_per_cm)
                    .rows();
    if (!bins) {
        return fail(bins.error());
    }
    std::vector<Coverage> coverage;
    for (CoverageBin& bin : *bins) {
        if (bin.path == coverage.size()) {
            coverage.push_back(std::move(bin.coverage));
        }
        if (bin.path + 1 != coverage.size()) {
            return fail(ErrorCode::Corrupt, "metrics/coverage: its paths are not in order");
        }
        coverage.back().dwell_s_per_cm.push_back(bin.dwell_s_per_cm);
    }
    return coverage;
}

/// What belongs to a spot.
template <typename Item>
struct OfSpot {
    std::size_t spot = 0;
    Item item;
};

template <typename Item>
Result<void> giveTo(std::vector<Spot>& spots, const Result<std::vector<OfSpot<Item>>>& rows,
                    std::vector<Item> Spot::*list)
{
    if (!rows) {
        return fail(rows.error());
    }
    for (const OfSpot<Item>& row : *rows) {
        if (row.spot >= spots.size()) {
            return fail(ErrorCode::Corrupt, "metrics: a row of a spot that does not exist");
        }
        (spots[row.spot].*list).push_back(row.item);
    }
    return {};
}

Result<void> readReports(hid_t metrics, std::optional<SetUp> setup, std::vector<Spot>& spots)
{
    using Row = OfSpot<PainReport>;
    return giveTo(spots,
                  ResultRows<ReportRow, Row>{metrics, "reports", reportColumns(), setup}
                      .read("spot", &Row::spot)
                      .read("time_s", [](Row& r) -> double& { return r.item.time_s; })
                      .read("nrs", [](Row& r) -> std::optional<int>& { return r.item.nrs; })
                      .read("share", [](Row& r) -> double& { return r.item.share; })
                      .read("peak_kpa", [](Row& r) -> double& { return r.item.peak_kpa; })
                      .read("force_n", [](Row& r) -> double& { return r.item.force_n; })
                      .rows(),
                  &Spot::reports);
}

Result<void> readTrials(hid_t metrics, std::optional<SetUp> setup, std::vector<Spot>& spots)
{
    using Row = OfSpot<ThresholdTrial>;
    // The column says which trials count, the field which are dropped.
    auto rows = ResultRows<TrialRow, Row>{metrics, "trials", trialColumns(), setup}
                    .read("spot", &Row::spot)
                    .read("time_s", [](Row& r) -> double& { return r.item.time_s; })
                    .read("kpa", [](Row& r) -> double& { return r.item.kpa; })
                    .read("n", [](Row& r) -> double& { return r.item.n; })
                    .read("ramp_kpa_s", [](Row& r) -> double& { return r.item.ramp_kpa_s; })
                    .read("counts", [](Row& r) -> bool& { return r.item.is_dropped; })
                    .rows();
    if (rows) {
        for (Row& row : *rows) {
            row.item.is_dropped = !row.item.is_dropped;
        }
    }
    return giveTo(spots, rows, &Spot::trials);
}

Result<std::vector<Spot>> readSpots(hid_t metrics, std::optional<SetUp> setup)
{
    auto spots = ResultRows<Spot>{metrics, "spots", spotColumns(), setup}
                     .read("x_mm", [](Spot& s) -> double& { return s.place.x_mm; })
                     .read("y_mm", [](Spot& s) -> double& { return s.place.y_mm; })
                     .read("area_cm2", &Spot::area_cm2)
                     .read("peak_kpa", &Spot::peak_kpa)
                     .read("mean_kpa", &Spot::mean_kpa)
                     .read("sustained_s", &Spot::sustained_s)
                     .read("pti_kpa_s", &Spot::pti_kpa_s)
                     .read("evidence", &Spot::evidence)
                     .read("nrs", &Spot::nrs)
                     .read("ppt_kpa", &Spot::ppt_kpa)
                     .read("ppt_n", &Spot::ppt_n)
                     .read("flags", &Spot::flags)
                     .rows();
    if (!spots) {
        return spots;
    }
    if (auto read = readReports(metrics, setup, *spots); !read) {
        return fail(read.error());
    }
    if (auto read = readTrials(metrics, setup, *spots); !read) {
        return fail(read.error());
    }
    return spots;
}

/// The four columns of one metric of a region; it exists where its mean does.
class SummaryColumns {
  public:
    SummaryColumns(ResultRows<RegionRow, RegionResults>& rows, std::string_view metric,
                   std::optional<MetricSummary> RegionResults::*summary)
        : rows_{rows}, metric_{metric}, summary_{summary}
    {}

    void read(std::string_view part, double MetricSummary::*number) const
    {
        rows_.readEach(fmt::format("{}_{}", metric_, part), [&](RegionResults& region, double value) {
            auto& summary = region.*summary_;
            if (!std::isnan(value)) {
                summary = summary.value_or(MetricSummary{});
                (*summary).*number = value;
            }
        });
    }

  private:
    ResultRows<RegionRow, RegionResults>& rows_;
    std::string_view metric_;
    std::optional<MetricSummary> RegionResults::*summary_;
};

Result<std::vector<RegionResults>> readRegionResults(hid_t metrics, std::optional<SetUp> setup)
{
    ResultRows<RegionRow, RegionResults> rows{metrics, "regions", regionColumns(), setup};
    rows.read("area_cm2", &RegionResults::area_cm2);
    for (const auto& [metric, summary] :
         {std::pair{"force_n", &RegionResults::force_n},
          std::pair{"contact_area_cm2", &RegionResults::contact_area_cm2},
          std::pair{"mean_kpa", &RegionResults::mean_kpa}, std::pair{"peak_kpa", &RegionResults::peak_kpa}}) {
        const SummaryColumns columns{rows, metric, summary};
        columns.read("mean", &MetricSummary::mean);
        columns.read("max", &MetricSummary::max);
        columns.read("min", &MetricSummary::min);
        columns.read("sd", &MetricSummary::sd);
    }
    return rows.read("active_area_cm2", &RegionResults::active_area_cm2)
        .read("pti_novel_kpa_s", &RegionResults::pti_novel_kpa_s)
        .read("pti_true_kpa_s", &RegionResults::pti_true_kpa_s)
        .read("force_time_n_s", &RegionResults::force_time_n_s)
        .read("sustained_longest_s", &RegionResults::sustained_longest_s)
        .read("at_least", &RegionResults::is_at_least)
        .rows();
}

Result<void> readRegionTable(hid_t metrics, std::optional<SetUp> setup, SessionResults& results)
{
    auto regions = readRegions(metrics);
    if (!regions) {
        return fail(regions.error());
    }
    auto computed = readRegionResults(metrics, setup);
    if (!computed) {
        return fail(computed.error());
    }
    if (computed->size() != regions->size()) {
        return fail(ErrorCode::Corrupt, "metrics/regions: columns of different length");
    }
    for (std::size_t i = 0; i < regions->size(); ++i) {
        (*computed)[i].name = (*regions)[i].name;
    }
    results.settings.regions = std::move(*regions);
    results.regions = std::move(*computed);
    return {};
}

template <typename T>
Result<void> take(Result<std::vector<T>> read, std::vector<T>& target)
{
    if (!read) {
        return fail(read.error());
    }
    target = std::move(*read);
    return {};
}

}  // namespace

Result<void> readTables(hid_t metrics, std::optional<SetUp> setup, SessionResults& results)
{
    auto read = take(readHolds(metrics, setup), results.holds);
    read = read ? take(readStrokes(metrics, setup), results.strokes) : read;
    read = read ? take(readCoverage(metrics, setup), results.coverage) : read;
    read = read ? take(readSpots(metrics, setup), results.spots) : read;
    return read ? readRegionTable(metrics, setup, results) : read;
}

}  // namespace palpate::session
