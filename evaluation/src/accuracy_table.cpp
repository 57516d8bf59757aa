#include "accuracy_table.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "error_list.hpp"

#include <fmt/format.h>

namespace palpate::evaluation {

namespace {

constexpr double kMedian = 0.5;
constexpr double kMost = 0.95;

struct Totals {
    int scenes = 0;
    Score sum;
    int stroke_scenes = 0;
    int stroke_scenes_right = 0;
    ErrorList duration;
    ErrorList place;
    ErrorList force;
    ErrorList corrected_force;
    ErrorList drift;
    ErrorList corrected_drift;
    ErrorList length;
    ErrorList speed;
    ErrorList scene_speed;
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
        sum.drifts_within_uncertainty += score.drifts_within_uncertainty;
        sum.right_shapes += score.right_shapes;
        sum.true_saturated += score.true_saturated;
        sum.found_saturated += score.found_saturated;
        sum.invented_saturated += score.invented_saturated;
        sum.true_ghosts += score.true_ghosts;
        sum.found_ghosts += score.found_ghosts;
        sum.invented_ghosts += score.invented_ghosts;
        sum.unresolvable_beats += score.unresolvable_beats;
        sum.right_unresolvable_beats += score.right_unresolvable_beats;
        sum.strokes += score.strokes;
        sum.right_stroke_shapes += score.right_stroke_shapes;
        sum.invented_strokes += score.invented_strokes;
        sum.shown_faults += score.shown_faults;
        sum.found_shown_faults += score.found_shown_faults;
        corrected_force.add(score.corrected_force_errors_pct);
        drift.add(score.drift_errors_pct);
        corrected_drift.add(score.corrected_drift_errors_pct);
        length.add(score.length_errors_mm);
        duration.add(score.duration_errors_s);
        place.add(score.place_errors_pitches);
        force.add(score.force_errors_pct);
        speed.add(score.speed_errors_pct);
        scene_speed.add(score.scene_speed_errors_pct);
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

std::string percent(std::optional<double> share)
{
    return share ? fmt::format("{:.0f} %", 100.0 * *share) : "-";
}

std::string medianAndMost(const ErrorList& errors)
{
    return text(errors.quantile(kMedian)) + ", " + text(errors.quantile(kMost));
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
    [[nodiscard]] CheckedTable& table() { return table_; }

  private:
    void row(std::string_view quantity, const std::string& value, const std::string& bound, bool is_met)
    {
        fmt::format_to(std::back_inserter(table_.markdown), "| {} | {} | {} | {} |\n", quantity, value, bound,
                       is_met ? "met" : "**not met**");
        table_.is_met = table_.is_met && is_met;
    }

    CheckedTable table_;
};

void addBounds(Bounds& bounds, const Totals& all)
{
    const Score& sum = all.sum;
    bounds.table().markdown += "| quantity | value | bound | |\n|---|---|---|---|\n";
    bounds.atLeast("holds found", share(sum.found_holds, sum.true_holds), 0.99);
    bounds.atMost("holds invented", sum.invented_holds, 0);
    bounds.atLeast("holds of the right shape", share(sum.right_shapes, sum.found_holds), 0.99);
    bounds.atMost("duration error, median, s (20 Hz and up)", all.duration.quantile(kMedian), 0.2);
    bounds.atMost("duration error, 95th percentile, s", all.duration.quantile(kMost), 0.6);
    bounds.atMost("place error, median, pitches", all.place.quantile(kMedian), 0.2);
    bounds.atMost("place error, 95th percentile, pitches", all.place.quantile(kMost), 0.5);
    bounds.atLeast("scenes with strokes counted right", share(all.stroke_scenes_right, all.stroke_scenes),
                   0.99);
    bounds.atMost("strokes invented where there are none", sum.invented_strokes, 0);
    bounds.atLeast("strokes of the right shape", share(sum.right_stroke_shapes, sum.strokes), 0.99);
    bounds.atMost("stroke speed error, median, %", all.speed.quantile(kMedian), 3.0);
    bounds.shown("stroke speed error, 95th percentile, %; within 3 %",
                 text(all.speed.quantile(kMost)) + ", " + percent(all.speed.shareWithin(3.0)));
    bounds.shown("mean speed of a scene's strokes, error, 95th percentile, %; within 3 %",
                 text(all.scene_speed.quantile(kMost)) + ", " + percent(all.scene_speed.shareWithin(3.0)));
    bounds.shown("stroke length error, median and 95th percentile, mm", medianAndMost(all.length));
    bounds.atLeast("spots, precision",
                   share(sum.found_reported + sum.found_suggested, sum.reported + sum.suggested), 0.98);
    bounds.atLeast("spots, recall",
                   share(sum.found_reported + sum.found_suggested, sum.true_reported + sum.true_suggested),
                   0.98);
    bounds.atLeast("reported spots, precision", share(sum.found_reported, sum.reported), 0.98);
    bounds.atLeast("reported spots, recall", share(sum.found_reported, sum.true_reported), 0.98);
    bounds.atLeast("suggested spots, precision", share(sum.found_suggested, sum.suggested), 0.98);
    bounds.atLeast("suggested spots, recall", share(sum.found_suggested, sum.true_suggested), 0.98);
    bounds.shown("spot place error, median and 95th percentile, pitches", medianAndMost(all.spot));
    bounds.atMost("spots on hot or stuck cells", sum.spots_on_hot_cells, 0);
    bounds.atLeast("ratings at the right spot", share(sum.right_ratings, sum.true_ratings), 0.99);
    bounds.atLeast("thresholds at the right spot", share(sum.right_thresholds, sum.true_thresholds), 0.99);
    bounds.shown("threshold error, median and 95th percentile, %", medianAndMost(all.threshold));
    bounds.shown("hold force error as read, mean, median and 95th percentile, %",
                 text(all.force.mean()) + ", " + medianAndMost(all.force));
    bounds.shown("hold force error less creep, mean, median and 95th percentile, %",
                 text(all.corrected_force.mean()) + ", " + medianAndMost(all.corrected_force));
    bounds.shown("hold drift error as read, median and 95th percentile, points", medianAndMost(all.drift));
    bounds.shown("hold drift error less creep, median and 95th percentile, points",
                 medianAndMost(all.corrected_drift));
    bounds.shown("true drift within the stated uncertainty",
                 fmt::format("{} of {}", sum.drifts_within_uncertainty, all.corrected_drift.size()));
    bounds.atLeast("saturated holds flagged", share(sum.found_saturated, sum.true_saturated), 1.0);
    bounds.atMost("other holds flagged saturated", sum.invented_saturated, 0);
    bounds.atLeast("ghost corners kept and flagged", share(sum.found_ghosts, sum.true_ghosts), 1.0);
    bounds.atMost("real holds flagged ghost corner", sum.invented_ghosts, 0);
    bounds.atLeast("percussion found within 1 Hz", share(sum.found_beats, sum.true_beats), 0.99);
    bounds.atLeast("percussion not resolvable and said so",
                   share(sum.right_unresolvable_beats, sum.unresolvable_beats), 1.0);
    bounds.atLeast("hot cells found", share(sum.found_hot_cells, sum.hot_cells), 1.0);
    bounds.shown("dead and stuck cells found, of those that loads made visible; of all",
                 fmt::format("{} of {}, {} of {}", sum.found_shown_faults, sum.shown_faults,
                             sum.found_other_faults, sum.other_faults));
    bounds.atMost("good cells taken for faulty", sum.invented_faults, 0);
}

std::string groupRow(std::string_view name, const Totals& totals)
{
    const Score& sum = totals.sum;
    return fmt::format(
        "| {} | {} | {} of {} | {} | {} | {} | {} of {} | {} | {} of {} ({}) | {} of {} ({}) |\n", name,
        totals.scenes, sum.found_holds, sum.true_holds, sum.invented_holds,
        text(totals.duration.quantile(kMost)), text(totals.place.quantile(kMost)), totals.stroke_scenes_right,
        totals.stroke_scenes, medianAndMost(totals.speed), sum.found_reported, sum.true_reported,
        sum.reported, sum.found_suggested, sum.true_suggested, sum.suggested);
}

/// A row for each name, in the order in which they come first.
void addGroups(std::string& markdown, std::string_view title, const std::vector<ScoredScene>& scenes,
               const std::function<std::string(const ScoredScene&)>& name_of)
{
    std::vector<std::pair<std::string, Totals>> groups;
    for (const ScoredScene& scene : scenes) {
        const std::string name = name_of(scene);
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [&name](const auto& known) { return known.first == name; });
        if (group == groups.end()) {
            group = groups.insert(groups.end(), {name, Totals{}});
        }
        group->second.add(scene.score);
    }
    fmt::format_to(
        std::back_inserter(markdown),
        "\n| {} | scenes | holds found | invented | duration, 95th, s | place, 95th, pitches | strokes "
        "counted right | speed, median and 95th, % | reported spots found (given) | suggested spots found "
        "(given) |\n|---|---|---|---|---|---|---|---|---|---|\n",
        title);
    for (const auto& [name, totals] : groups) {
        markdown += groupRow(name, totals);
    }
}

}  // namespace

CheckedTable tabulate(const std::vector<ScoredScene>& scenes)
{
    Totals all;
    for (const ScoredScene& scene : scenes) {
        all.add(scene.score);
    }
    Bounds bounds;
    addBounds(bounds, all);
    CheckedTable table = std::move(bounds.table());
    addGroups(table.markdown, "kind", scenes,
              [](const ScoredScene& scene) { return std::string{toString(scene.kind)}; });
    addGroups(table.markdown, "mat", scenes, [](const ScoredScene& scene) { return scene.mat; });
    addGroups(table.markdown, "rate", scenes, [](const ScoredScene& scene) { return scene.rate; });
    return table;
}

}  // namespace palpate::evaluation
