#include "accuracy_table.hpp"

#include <iterator>
#include <optional>
#include <string_view>

#include "error_list.hpp"

#include <fmt/format.h>

namespace palpate::evaluation {

namespace {

struct Totals {
    int scenes = 0;
    Score sum;
    int stroke_scenes = 0;
    int stroke_scenes_right = 0;
    ErrorList duration;
    ErrorList place;
    ErrorList force;
    ErrorList speed;
    ErrorList spot;
    ErrorList threshold;

    void add(const Score& score)
    {
        ++scenes;
        sum.true_holds += score.true_holds;
        sum.found_holds += score.found_holds;
        sum.invented_holds += score.invented_holds;
        sum.true_beats += score.true_beats;
        sum.found_beats += score.found_beats;
        sum.true_reported += score.true_reported;
        sum.found_reported += score.found_reported;
        sum.reported += score.reported;
        sum.true_suggested += score.true_suggested;
        sum.found_suggested += score.found_suggested;
        sum.suggested += score.suggested;
        sum.spots_on_hot_cells += score.spots_on_hot_cells;
        sum.true_ratings += score.true_ratings;
        sum.right_ratings += score.right_ratings;
        sum.true_thresholds += score.true_thresholds;
        sum.right_thresholds += score.right_thresholds;
        sum.hot_cells += score.hot_cells;
        sum.found_hot_cells += score.found_hot_cells;
        sum.invented_faults += score.invented_faults;
        sum.other_faults += score.other_faults;
        sum.found_other_faults += score.found_other_faults;
        stroke_scenes += score.has_strokes ? 1 : 0;
        stroke_scenes_right += score.has_strokes && score.strokes_counted_right ? 1 : 0;
        duration.add(score.duration_errors_s);
        place.add(score.place_errors_pitches);
        force.add(score.force_errors_pct);
        speed.add(score.speed_errors_pct);
        spot.add(score.spot_errors_pitches);
        threshold.add(score.threshold_errors_pct);
    }
};

double share(int part, int whole)
{
    return whole == 0 ? 1.0 : static_cast<double>(part) / whole;
}

std::string text(std::optional<double> value)
{
    return value ? fmt::format("{:.3g}", *value) : "-";
}

/// Rows of quantity, value, bound and verdict.
class Bounds {
  public:
    void atLeast(std::string_view quantity, double value, double bound)
    {
        row(quantity, fmt::format("{:.4g}", value), fmt::format("at least {:g}", bound), value >= bound);
    }
    void atMost(std::string_view quantity, std::optional<double> value, double bound)
    {
        row(quantity, text(value), fmt::format("at most {:g}", bound), !value || *value <= bound);
    }
    void shown(std::string_view quantity, const std::string& value)
    {
        fmt::format_to(std::back_inserter(table_.markdown), "| {} | {} | | |\n", quantity, value);
    }
    [[nodiscard]] AccuracyTable& table() { return table_; }

  private:
    void row(std::string_view quantity, const std::string& value, const std::string& bound, bool is_met)
    {
        fmt::format_to(std::back_inserter(table_.markdown), "| {} | {} | {} | {} |\n", quantity, value, bound,
                       is_met ? "met" : "**not met**");
        table_.is_met = table_.is_met && is_met;
    }

    AccuracyTable table_;
};

void addBounds(Bounds& bounds, const Totals& all)
{
    const Score& sum = all.sum;
    constexpr double kMedian = 0.5;
    constexpr double kMost = 0.95;
    bounds.table().markdown += "| quantity | value | bound | |\n|---|---|---|---|\n";
    bounds.atLeast("holds found", share(sum.found_holds, sum.true_holds), 0.99);
    bounds.atMost("holds invented", sum.invented_holds, 0);
    bounds.atMost("duration error, median, s (20 Hz and up)", all.duration.quantile(kMedian), 0.2);
    bounds.atMost("duration error, 95th percentile, s", all.duration.quantile(kMost), 0.6);
    bounds.atMost("place error, median, pitches", all.place.quantile(kMedian), 0.2);
    bounds.atMost("place error, 95th percentile, pitches", all.place.quantile(kMost), 0.5);
    bounds.atLeast("scenes with strokes counted right", share(all.stroke_scenes_right, all.stroke_scenes),
                   0.99);
    bounds.atMost("stroke speed error, median, %", all.speed.quantile(kMedian), 3.0);
    bounds.shown("stroke speed error, 95th percentile, %", text(all.speed.quantile(kMost)));
    bounds.atLeast("spots, precision",
                   share(sum.found_reported + sum.found_suggested, sum.reported + sum.suggested), 0.98);
    bounds.atLeast("spots, recall",
                   share(sum.found_reported + sum.found_suggested, sum.true_reported + sum.true_suggested),
                   0.98);
    bounds.atLeast("reported spots, precision", share(sum.found_reported, sum.reported), 0.98);
    bounds.atLeast("reported spots, recall", share(sum.found_reported, sum.true_reported), 0.98);
    bounds.atLeast("suggested spots, precision", share(sum.found_suggested, sum.suggested), 0.98);
    bounds.atLeast("suggested spots, recall", share(sum.found_suggested, sum.true_suggested), 0.98);
    bounds.shown("spot place error, median and 95th percentile, pitches",
                 text(all.spot.quantile(kMedian)) + ", " + text(all.spot.quantile(kMost)));
    bounds.atMost("spots on hot or stuck cells", sum.spots_on_hot_cells, 0);
    bounds.atLeast("ratings at the right spot", share(sum.right_ratings, sum.true_ratings), 0.99);
    bounds.atLeast("thresholds at the right spot", share(sum.right_thresholds, sum.true_thresholds), 0.99);
    bounds.shown("threshold error, median and 95th percentile, %",
                 text(all.threshold.quantile(kMedian)) + ", " + text(all.threshold.quantile(kMost)));
    bounds.shown("hold force error: mean, median size, %",
                 text(all.force.mean()) + ", " + text(all.force.quantile(kMedian)));
    bounds.shown("percussion beats found within 1 Hz",
                 fmt::format("{} of {}", sum.found_beats, sum.true_beats));
    bounds.shown("hot cells found", fmt::format("{} of {}", sum.found_hot_cells, sum.hot_cells));
    bounds.shown("dead and stuck cells found (only where something loaded them)",
                 fmt::format("{} of {}", sum.found_other_faults, sum.other_faults));
    bounds.atMost("good cells taken for faulty", sum.invented_faults, 0);
}

std::string kindRow(SceneKind kind, const Totals& totals)
{
    const Score& sum = totals.sum;
    return fmt::format("| {} | {} | {} of {} | {} | {} | {} | {} of {} | {} of {} ({}) | {} of {} ({}) |\n",
                       toString(kind), totals.scenes, sum.found_holds, sum.true_holds, sum.invented_holds,
                       text(totals.duration.quantile(0.95)), text(totals.place.quantile(0.95)),
                       totals.stroke_scenes_right, totals.stroke_scenes, sum.found_reported,
                       sum.true_reported, sum.reported, sum.found_suggested, sum.true_suggested,
                       sum.suggested);
}

}  // namespace

AccuracyTable tabulate(const std::vector<ScoredScene>& scenes)
{
    Totals all;
    for (const ScoredScene& scene : scenes) {
        all.add(scene.score);
    }
    Bounds bounds;
    addBounds(bounds, all);
    AccuracyTable table = std::move(bounds.table());
    table.markdown +=
        "\n| scenes | number | holds found | invented | duration, 95th, s | place, 95th, pitches | strokes "
        "right | "
        "reported spots found (given) | suggested spots found (given) "
        "|\n|---|---|---|---|---|---|---|---|---|\n";
    for (const SceneKind kind : kSceneKinds) {
        Totals totals;
        for (const ScoredScene& scene : scenes) {
            if (scene.kind == kind) {
                totals.add(scene.score);
            }
        }
        if (totals.scenes > 0) {
            table.markdown += kindRow(kind, totals);
        }
    }
    return table;
}

}  // namespace palpate::evaluation
