#include "analysis_json.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "palpate/core/setup_rules.hpp"

#include "calibration_output.hpp"
#include "coach_json.hpp"
#include "outcomes_json.hpp"

namespace palpate::cli {

namespace {

using SetUpOption = std::optional<SetUp>;

/// Under the name that the set-up allows; the contract's own key stays, as null, so that scripts find it.
void put(Json& object, std::string_view name, const Json& value, SetUpOption setup)
{
    const auto shown = nameInSetUp(name, setup);
    if (shown != name) {
        object[std::string{name}] = nullptr;
    }
    if (shown) {
        object[*shown] = value;
    }
}

Json wordsJson(PlaceFlags flags)
{
    Json words = Json::array();
    for (const std::string_view word : wordsOf(flags)) {
        words.push_back(word);
    }
    return words;
}

Json summaryJson(const std::optional<MetricSummary>& summary)
{
    return summary ? Json{{"mean", summary->mean},
                          {"max", summary->max},
                          {"min", summary->min},
                          {"sd", summary->sd}}
                   : Json(nullptr);
}

/// Whether a cell at the ceiling makes the numbers "at least".
bool isAtLeast(PlaceFlags flags)
{
    return (flags & kPlaceSaturated) != 0;
}

Json sessionPart(const session::SessionReader& session, const SessionResults& results)
{
    const auto& header = session.header();
    const auto& geometry = header.geometry;
    return {
        {"file", session.path().filename().string()},
        {"mat", jsonOf(header.info.mat_id)},
        {"rows", geometry.rows()},
        {"cols", geometry.cols()},
        {"pitch_x_mm", geometry.pitchXMm()},
        {"pitch_y_mm", geometry.pitchYMm()},
        {"frames", session.frameCount()},
        {"valid_frames", results.valid_frames},
        {"duration_s", results.duration_s},
        {"rate_hz", results.rate ? Json(results.rate->hz) : Json(nullptr)},
        {"setup", header.info.setup ? Json(toString(*header.info.setup)) : Json(nullptr)},
        {"setup_meaning", meaningOf(header.info.setup)},
        {"technique", jsonOf(header.info.technique)},
        {"calibration", calibrationJson(header.calibration)},
    };
}

Json settingsPart(const SessionResults& results)
{
    return {
        {"contact_kpa", results.contact.kpa},
        {"hold_kpa", results.settings.hold.kpa},
        {"force_floor_n", results.settings.force_floor.n},
        {"hold_window_min_s", results.settings.hold_window_min_s},
        {"hold_window_max_s", results.settings.hold_window_max_s},
        {"tool_weight_n", results.settings.tool_weight.n},
        {"drops_first_trial", results.settings.drops_first_trial},
    };
}

Json qualityPart(const SessionResults& results)
{
    Json invalid = Json::array();
    for (const auto& fault : results.quality.invalid_cells) {
        invalid.push_back({fault.cell.row, fault.cell.col, toString(fault.kind)});
    }
    return {
        {"grade", toString(results.quality.grade)},
        {"reasons", results.quality.reasons},
        {"saturated_fraction", results.quality.saturated_fraction},
        {"invalid_cells", invalid},
        {"lost_frames", results.quality.lost_frames},
        {"junk_frames", results.quality.junk_frames},
    };
}

Json summaryPart(const SessionResults& results, SetUpOption setup)
{
    const bool is_saturated = (results.saturated != 0).any();
    Json summary = Json::object();
    for (std::size_t index = 0; index < metricColumns().size(); ++index) {
        const MetricColumn& column = metricColumns()[index];
        Json entry = summaryJson(results.summary[index]);
        if (!entry.is_null()) {
            entry["at_least"] = is_saturated && column.grows_with_pressure;
        }
        put(summary, column.name, entry, setup);
    }
    return summary;
}

Json highestOf(const CellArray<float>& map)
{
    std::optional<CellIndex> highest;
    for (int row = 0; row < map.rows(); ++row) {
        for (int col = 0; col < map.cols(); ++col) {
            if (!std::isnan(map(row, col)) && (!highest || map(row, col) > map(highest->row, highest->col))) {
                highest = CellIndex{.row = row, .col = col};
            }
        }
    }
    if (!highest) {
        return nullptr;
    }
    return {{"max", map(highest->row, highest->col)}, {"row", highest->row}, {"col", highest->col}};
}

Json mapsPart(const SessionResults& results, SetUpOption setup)
{
    const bool is_saturated = (results.saturated != 0).any();
    Json part = Json::object();
    for (const auto& column : mapColumns()) {
        Json highest = highestOf(column.values(results.maps));
        if (!highest.is_null()) {
            highest["at_least"] = is_saturated && column.grows_with_pressure;
        }
        put(part, column.name, highest, setup);
    }
    return part;
}

Json holdsPart(const SessionResults& results, SetUpOption setup)
{
    Json holds = Json::array();
    for (const auto& hold : results.holds) {
        Json entry{
            {"start_s", hold.start_s}, {"end_s", hold.end_s},     {"duration_s", hold.duration_s},
            {"x_mm", hold.place.x_mm}, {"y_mm", hold.place.y_mm}, {"shape", toString(hold.shape)},
        };
        put(entry, "mean_n", hold.mean_n, setup);
        entry["cv_pct"] = hold.cv_pct;
        put(entry, "mean_kpa", hold.mean_kpa, setup);
        put(entry, "peak_kpa", hold.peak_kpa, setup);
        entry["in_window"] = toString(hold.in_window);
        entry["drift_pct"] = jsonOf(hold.drift_pct);
        put(entry, "corrected_mean_n", jsonOf(hold.corrected_mean_n), setup);
        entry["corrected_drift_pct"] = jsonOf(hold.corrected_drift_pct);
        entry["drift_uncertainty_pct"] = jsonOf(hold.drift_uncertainty_pct);
        entry["percussion_hz"] = jsonOf(hold.percussion_hz);
        entry["flags"] = wordsJson(hold.flags);
        entry["at_least"] = isAtLeast(hold.flags);
        holds.push_back(std::move(entry));
    }
    return holds;
}

Json strokesPart(const SessionResults& results)
{
    Json strokes = Json::array();
    for (const auto& stroke : results.strokes) {
        strokes.push_back({
            {"start_s", stroke.start_s},
            {"end_s", stroke.end_s},
            {"length_mm", stroke.length_mm},
            {"duration_s", stroke.duration_s},
            {"speed_mm_s", stroke.speed_mm_s},
            {"shape", toString(stroke.shape)},
        });
    }
    return strokes;
}

Json coveragePart(const SessionResults& results)
{
    Json paths = Json::array();
    for (const auto& path : results.coverage) {
        paths.push_back({
            {"start_s", path.start_s},
            {"end_s", path.end_s},
            {"x_mm", path.from.x_mm},
            {"y_mm", path.from.y_mm},
            {"direction_deg", path.direction_deg},
            {"dwell_s_per_cm", path.dwell_s_per_cm},
            {"missed_pct", path.missed_pct},
        });
    }
    return paths;
}

Json reportsOf(const Spot& spot, SetUpOption setup)
{
    Json reports = Json::array();
    for (const auto& report : spot.reports) {
        Json entry{
            {"time_s", report.time_s},
            {"nrs", report.nrs ? Json(*report.nrs) : Json(nullptr)},
            {"share", report.share},
        };
        put(entry, "peak_kpa", report.peak_kpa, setup);
        put(entry, "force_n", report.force_n, setup);
        reports.push_back(std::move(entry));
    }
    return reports;
}

/// A trial's pressure is a threshold as its spot's is: shown where that may be shown.
Json trialsOf(const Spot& spot, SetUpOption setup)
{
    const bool has_kpa = nameInSetUp("ppt_kpa", setup).has_value();
    Json trials = Json::array();
    for (const auto& trial : spot.trials) {
        trials.push_back({
            {"time_s", trial.time_s},
            {"kpa", has_kpa ? Json(trial.kpa) : Json(nullptr)},
            {"n", trial.n},
            {"ramp_kpa_s", has_kpa ? Json(trial.ramp_kpa_s) : Json(nullptr)},
            {"counts", !trial.is_dropped},
        });
    }
    return trials;
}

Json spotsPart(const SessionResults& results, SetUpOption setup)
{
    Json spots = Json::array();
    for (const auto& spot : results.spots) {
        Json entry{{"x_mm", spot.place.x_mm}, {"y_mm", spot.place.y_mm}};
        put(entry, "area_cm2", spot.area_cm2, setup);
        put(entry, "peak_kpa", spot.peak_kpa, setup);
        put(entry, "mean_kpa", spot.mean_kpa, setup);
        entry["sustained_s"] = spot.sustained_s;
        put(entry, "pti_kpa_s", spot.pti_kpa_s, setup);
        entry["evidence"] = toString(spot.evidence);
        entry["nrs"] = spot.nrs ? Json(*spot.nrs) : Json(nullptr);
        put(entry, "ppt_kpa", jsonOf(spot.ppt_kpa), setup);
        put(entry, "ppt_n", jsonOf(spot.ppt_n), setup);
        entry["flags"] = wordsJson(spot.flags);
        entry["at_least"] = isAtLeast(spot.flags);
        entry["reports"] = reportsOf(spot, setup);
        put(entry, "trials", trialsOf(spot, setup), setup);
        spots.push_back(std::move(entry));
    }
    return spots;
}

Json regionsPart(const SessionResults& results, SetUpOption setup)
{
    Json regions = Json::array();
    for (std::size_t i = 0; i < results.regions.size(); ++i) {
        const RegionResults& region = results.regions[i];
        Json entry{{"name", region.name}, {"shape", toString(results.settings.regions[i].shape)}};
        entry["area_cm2"] = region.area_cm2;
        put(entry, "force_n", summaryJson(region.force_n), setup);
        put(entry, "contact_area_cm2", summaryJson(region.contact_area_cm2), setup);
        put(entry, "mean_kpa", summaryJson(region.mean_kpa), setup);
        put(entry, "peak_kpa", summaryJson(region.peak_kpa), setup);
        put(entry, "active_area_cm2", region.active_area_cm2, setup);
        put(entry, "pti_novel_kpa_s", region.pti_novel_kpa_s, setup);
        put(entry, "pti_true_kpa_s", jsonOf(region.pti_true_kpa_s), setup);
        put(entry, "force_time_n_s", region.force_time_n_s, setup);
        entry["sustained_longest_s"] = region.sustained_longest_s;
        entry["at_least"] = region.is_at_least;
        regions.push_back(std::move(entry));
    }
    return regions;
}

Json percussionPart(const SessionResults& results)
{
    return results.percussion_band ? Json{{"from_hz", results.percussion_band->from_hz},
                                          {"to_hz", results.percussion_band->to_hz}}
                                   : Json("not resolvable at this frame rate");
}

}  // namespace

Json analysisJson(const session::SessionReader& session, const SessionResults& results,
                  const std::optional<Coaching>& coaching)
{
    const SetUpOption setup = session.header().info.setup;
    // Without a technique null, not an empty list that would say "none asked".
    Json technique = coaching && results.coach ? coachJson(*coaching, *results.coach) : Json(nullptr);
    return {
        {"session", sessionPart(session, results)},
        {"settings", settingsPart(results)},
        {"quality", qualityPart(results)},
        {"summary", summaryPart(results, setup)},
        {"maps", mapsPart(results, setup)},
        {"holds", holdsPart(results, setup)},
        {"strokes", strokesPart(results)},
        {"coverage", coveragePart(results)},
        {"spots", spotsPart(results, setup)},
        {"regions", regionsPart(results, setup)},
        {"percussion", percussionPart(results)},
        {"technique", std::move(technique)},
        {"outcomes", outcomesJson(session.outcomes())},
    };
}

}  // namespace palpate::cli
