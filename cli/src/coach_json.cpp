#include "coach_json.hpp"

#include <optional>

namespace palpate::cli {

namespace {

Json sideJson(const std::optional<Side>& side)
{
    return side ? Json(toString(*side)) : Json(nullptr);
}

Json bandJson(const Band& band)
{
    return {{"min", jsonOf(band.min)}, {"max", jsonOf(band.max)}};
}

Json adherenceJson(const std::vector<RuleScore>& scores)
{
    Json all = Json::array();
    for (const RuleScore& score : scores) {
        all.push_back({
            {"rule", toString(score.rule)},
            {"met", score.met ? Json(*score.met) : Json(nullptr)},
            {"value", jsonOf(score.value)},
            {"target", bandJson(score.target)},
            {"unit", jsonOf(score.unit)},
            {"in_band_pct", jsonOf(score.in_band_pct)},
            {"why", jsonOf(score.why)},
        });
    }
    return all;
}

Json cuesJson(const std::vector<CoachCue>& cues)
{
    Json all = Json::array();
    for (const CoachCue& cue : cues) {
        all.push_back({
            {"start_s", cue.start_s},
            {"end_s", jsonOf(cue.end_s)},
            {"kind", toString(cue.kind)},
            {"asked", jsonOf(cue.asked)},
            {"done", jsonOf(cue.done)},
            {"words", wordsOf(cue, cue.start_s)},
        });
    }
    return all;
}

Json sitesJson(const std::vector<SiteDose>& sites)
{
    Json all = Json::array();
    for (const SiteDose& site : sites) {
        all.push_back({
            {"start_s", site.start_s},
            {"end_s", site.end_s},
            {"held_s", site.held_s},
            {"x_mm", site.place.x_mm},
            {"y_mm", site.place.y_mm},
            {"side", sideJson(site.side)},
            {"losses", site.losses},
            {"percussion_hz", jsonOf(site.percussion_hz)},
        });
    }
    return all;
}

Json setsJson(const std::vector<SetDone>& sets)
{
    Json all = Json::array();
    for (const SetDone& set : sets) {
        all.push_back({
            {"start_s", set.start_s},
            {"end_s", set.end_s},
            {"worked_s", set.worked_s},
            {"side", sideJson(set.side)},
        });
    }
    return all;
}

Json placesJson(const std::vector<MatPoint>& places)
{
    Json all = Json::array();
    for (const MatPoint& place : places) {
        all.push_back({{"x_mm", place.x_mm}, {"y_mm", place.y_mm}});
    }
    return all;
}

}  // namespace

Json coachJson(const Coaching& coaching, const CoachResults& results)
{
    return {
        {"id", coaching.technique.id},
        {"tool", toString(coaching.tool)},
        {"timing", coaching.timing ? Json(toString(*coaching.timing)) : Json(nullptr)},
        {"pain_limit", coaching.pain_limit},
        {"adherence", adherenceJson(results.adherence)},
        {"sites", sitesJson(results.sites)},
        {"sets", setsJson(results.sets)},
        {"cues", cuesJson(results.cues)},
        {"maybe_bone", placesJson(results.maybe_bone)},
        {"breaths_per_minute", jsonOf(results.breaths_per_minute)},
    };
}

}  // namespace palpate::cli
