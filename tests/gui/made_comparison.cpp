#include "made_comparison.hpp"

#include <chrono>
#include <limits>
#include <utility>

#include "hand_made_data.hpp"

namespace palpate::gui::made {

namespace {

constexpr int kRow = 12;
constexpr int kCol = 10;

live::ComparedSession compared(const char* path, Phase phase, std::chrono::minutes since)
{
    SessionResults kept = *results();
    live::ComparedSession session{.path = path,
                                  .header = made::session()->header,
                                  .results = std::move(kept),
                                  .events = {},
                                  .outcomes = {}};
    session.header.info.phase = phase;
    session.header.info.technique = "upper-back";
    session.header.info.side = Side::Left;
    session.header.info.started_at =
        std::chrono::system_clock::time_point{} + std::chrono::hours{495'000} + since;
    return session;
}

Spot spotAt(MatPoint place, std::optional<int> nrs, std::optional<double> ppt_kpa)
{
    Spot spot;
    spot.place = place;
    spot.evidence = SpotEvidence::Reported;
    spot.nrs = nrs;
    spot.ppt_kpa = ppt_kpa;
    return spot;
}

std::vector<SpotChange> spots(const MatGeometry& grid)
{
    const MatPoint first = grid.centreOf(kRow, kCol);
    const MatPoint second = grid.centreOf(kRow + 4, 20);
    const MatPoint third = grid.centreOf(40, 12);
    return {{.name = "left trapezius",
             .fate = SpotFate::Eased,
             .before = spotAt(first, 6, 196.0),
             .after = spotAt(first, 3, 280.0),
             .after_on_before = first,
             .advice = {}},
            {.name = "spot 2",
             .fate = SpotFate::Gone,
             .before = spotAt(second, 5, std::nullopt),
             .after = std::nullopt,
             .after_on_before = std::nullopt,
             .advice = "Pressed before, not after: press there again before it is called gone."},
            {.name = "spot 3",
             .fate = SpotFate::New,
             .before = std::nullopt,
             .after = spotAt(third, 4, std::nullopt),
             .after_on_before = third,
             .advice = {}}};
}

MetricChange change(const char* name, const char* unit, double before, double after)
{
    MetricChange metric;
    metric.measure.name = name;
    metric.measure.unit = unit;
    metric.before = before;
    metric.after = after;
    metric.change = after - before;
    return metric;
}

std::vector<MetricChange> metrics()
{
    MetricChange peak = change("peak_kpa", "kPa", 38.0, 36.4);
    peak.measure.statistic = "max";
    peak.mdc95 = 2.4;
    peak.mdc_source = "own repeats, 14 pairs, 2026-11-03";
    peak.verdict = Verdict::WithinError;
    peak.reason = "Two readings differ by as much although nothing changed.";
    MetricChange threshold = change("ppt_kpa", "kPa", 196.0, 280.0);
    threshold.measure.scope = ValueScope::Spot;
    threshold.measure.place = "left trapezius";
    threshold.control_change = 12.0;
    threshold.net_change = 72.0;
    threshold.mdc95 = 47.0;
    threshold.mdc_source = "Walton 2011";
    threshold.verdict = Verdict::ClearChange;
    threshold.reason = "Over the error band.";
    MetricChange held = change("held_s", "s", 34.0, 61.0);
    held.is_dose = true;
    held.reason = "What was given, not what came of it.";
    MetricChange area = change("contact_area_cm2", "cm2", 1842.0, 1871.0);
    area.reason = "No error band is known.";
    return {held, peak, threshold, area};
}

}  // namespace

live::SessionComparison comparison()
{
    const MatGeometry grid = mat();
    MapDifference map{.grid = grid,
                      .map = "peak_kpa",
                      .unit = "kPa",
                      .before = pressure(grid, kRow, kCol, 38.0),
                      .after = pressure(grid, kRow, kCol, 26.0),
                      .difference = {},
                      .moved_pct = 9.0};
    map.after.row(0) = std::numeric_limits<float>::quiet_NaN();
    map.difference = map.after - map.before;
    Comparison comparison;
    comparison.is_comparable = true;
    comparison.alignment =
        Alignment{.dx_mm = 4.0, .dy_mm = -4.5, .rotation_deg = 1.2, .overlap = 0.97, .correlation = 0.98};
    comparison.metrics = metrics();
    comparison.spots = spots(grid);
    comparison.map = std::move(map);
    comparison.headline = "Left trapezius tolerates clearly more pressure than before.";
    comparison.explanation =
        "Pain threshold at left trapezius +84 kPa at the treated site, +12 kPa at the control site: +72 kPa "
        "against the control; the smallest change that can be told apart is 47 kPa. Everything else that can "
        "be judged is within error.";
    comparison.map_test_refusal = "No map test: it needs 6 presses in each session, there are 3.";
    return {.before = compared("before.h5", Phase::Before, std::chrono::minutes{0}),
            .after = compared("after.h5", Phase::After, std::chrono::minutes{29}),
            .comparison = std::move(comparison)};
}

live::SessionComparison hinderedComparison()
{
    live::SessionComparison hindered = comparison();
    Comparison& comparison = hindered.comparison;
    comparison.is_comparable = false;
    comparison.reasons = {{.hindrance = Hindrance::Quality,
                           .what = "The second recording has lost frames.",
                           .remedy = "Use a shorter cable.",
                           .prevents = false},
                          {.hindrance = Hindrance::SetUp,
                           .what = "The tool lay on the mat before, and the mat lay in between after.",
                           .remedy = "Record both in one set-up.",
                           .prevents = true}};
    comparison.alignment.reset();
    comparison.map.reset();
    comparison.spots.clear();
    for (MetricChange& metric : comparison.metrics) {
        if (!metric.is_dose) {
            metric.verdict = Verdict::NotComparable;
            metric.reason = comparison.reasons.back().what;
        }
    }
    comparison.headline = "These two sessions cannot be compared.";
    comparison.explanation = comparison.reasons.back().what;
    return hindered;
}

live::SessionComparison testedComparison()
{
    live::SessionComparison tested = comparison();
    const MatGeometry& grid = tested.comparison.map->grid;
    MapTest test;
    test.pairs = 8;
    test.smallest_p = 2.0 / 256.0;
    test.flips = 256;
    test.is_exact = true;
    test.threshold_t = 2.4;
    test.clusters = {{.place = grid.centreOf(10, 10),
                      .area_cm2 = 25.0,
                      .mean_difference_kpa = -8.0,
                      .peak_t = -5.0,
                      .mass = 14.0,
                      .p = 0.0156}};
    test.cluster_of = CellArray<std::uint16_t>::Zero(grid.rows(), grid.cols());
    test.cluster_of.block(10, 10, 2, 2) = 1;
    tested.comparison.map_test = std::move(test);
    tested.comparison.map_test_refusal.clear();
    return tested;
}

}  // namespace palpate::gui::made
