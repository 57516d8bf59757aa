#include <cmath>

#include "palpate/acquisition/simulation.hpp"

#include <nlohmann/json.hpp>

namespace palpate::acquisition {

namespace {

/// Millionths are far below what any mat resolves, and keep 12.3 from being written as 12.299999999999999.
double rounded(double value)
{
    constexpr double kMillion = 1e6;
    return std::floor(value * kMillion + 0.5) / kMillion;
}

using Json = nlohmann::ordered_json;

Json jsonOf(const std::optional<Side>& side)
{
    return side ? Json(toString(*side)) : Json(nullptr);
}

Json jsonOf(const SimulatedTruth::Technique& technique)
{
    Json document{{"id", technique.id}, {"variant", technique.variant}};
    Json& broken = document["broken"] = Json::array();
    for (const RuleKind rule : technique.broken) {
        broken.push_back(toString(rule));
    }
    Json& sites = document["sites"] = Json::array();
    for (const SiteDose& site : technique.sites) {
        sites.push_back(Json{{"start_s", rounded(site.start_s)},
                             {"end_s", rounded(site.end_s)},
                             {"held_s", rounded(site.held_s)},
                             {"x_mm", rounded(site.place.x_mm)},
                             {"y_mm", rounded(site.place.y_mm)},
                             {"side", jsonOf(site.side)},
                             {"losses", site.losses}});
    }
    Json& sets = document["sets"] = Json::array();
    for (const SetDone& set : technique.sets) {
        sets.push_back(Json{{"start_s", rounded(set.start_s)},
                            {"end_s", rounded(set.end_s)},
                            {"worked_s", rounded(set.worked_s)},
                            {"side", jsonOf(set.side)}});
    }
    Json& cues = document["cues"] = Json::array();
    for (const SimulatedTruth::CueMoment& cue : technique.cues) {
        cues.push_back(Json{{"kind", toString(cue.kind)}, {"time_s", rounded(cue.time_s)}});
    }
    return document;
}

}  // namespace

std::string truthAsJson(const SimulatedTruth& truth)
{
    Json document{{"scenario", truth.scenario}, {"seed", truth.seed}, {"mat", truth.mat}};
    Json& holds = document["holds"] = Json::array();
    for (const auto& hold : truth.holds) {
        holds.push_back(Json{{"start_s", rounded(hold.start_s)},
                             {"end_s", rounded(hold.end_s)},
                             {"x_mm", rounded(hold.place.x_mm)},
                             {"y_mm", rounded(hold.place.y_mm)},
                             {"mean_n", rounded(hold.mean_n)},
                             {"peak_kpa", rounded(hold.peak_kpa)}});
    }
    Json& strokes = document["strokes"] = Json::array();
    for (const auto& stroke : truth.strokes) {
        strokes.push_back(Json{{"start_s", rounded(stroke.start_s)},
                               {"end_s", rounded(stroke.end_s)},
                               {"length_mm", rounded(stroke.length_mm)},
                               {"speed_mm_s", rounded(stroke.speed_mm_s)}});
    }
    Json& spots = document["spots"] = Json::array();
    for (const auto& spot : truth.spots) {
        spots.push_back(Json{{"x_mm", rounded(spot.place.x_mm)},
                             {"y_mm", rounded(spot.place.y_mm)},
                             {"nrs", spot.nrs},
                             {"ppt_kpa", spot.ppt_kpa ? Json(rounded(*spot.ppt_kpa)) : Json(nullptr)}});
    }
    Json& faults = document["faults"] = Json::array();
    for (const auto& fault : truth.faults) {
        faults.push_back(Json{{"kind", fault.kind}, {"row", fault.row}, {"col", fault.col}});
    }
    if (truth.technique) {
        document["technique"] = jsonOf(*truth.technique);
    }
    if (truth.breath_hz) {
        document["breath_hz"] = rounded(*truth.breath_hz);
    }
    return document.dump(2) + '\n';
}

}  // namespace palpate::acquisition
