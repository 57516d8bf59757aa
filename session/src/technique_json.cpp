#include "technique_json.hpp"

#include <utility>

#include "json_object.hpp"

namespace palpate::session {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

namespace {

constexpr std::string_view kTargetWord = "target";
constexpr std::string_view kNoGoWord = "no_go";

HoldRule holdFrom(const Json& json, const std::string& path, std::string& error)
{
    const JsonObject hold{json, path, error, {"min_s", "max_s", "counts_from_s", "least_holds"}};
    return {.seconds = hold.band("min_s", "max_s"),
            .counts_from_s = hold.number("counts_from_s"),
            .least_holds = hold.integer("least_holds")};
}

StrokeRule strokeFrom(const Json& json, const std::string& path, std::string& error)
{
    const JsonObject stroke{json, path, error, {"unit", "min", "max", "travel"}};
    return {.unit = stroke.choice("unit", {StrokeUnit::Seconds, StrokeUnit::MmPerSecond}),
            .band = stroke.band("min", "max"),
            .travel = stroke.choice("travel", {Travel::Along, Travel::Across})};
}

LoadRule loadFrom(const Json& json, const std::string& path, std::string& error)
{
    const JsonObject load{json, path, error, {"unit", "min", "max"}};
    return {
        .unit = load.choice("unit", {LoadUnit::Newton, LoadUnit::BodyWeightPct, LoadUnit::OwnThresholdPct}),
        .band = load.band("min", "max")};
}

SetRule setFrom(const Json& json, const std::string& path, std::string& error)
{
    const JsonObject set{json, path, error, {"sets", "min_s", "max_s", "rest_s"}};
    return {
        .sets = set.integer("sets"), .seconds = set.band("min_s", "max_s"), .rest_s = set.number("rest_s")};
}

Band percussionFrom(const Json& json, const std::string& path, std::string& error)
{
    return JsonObject{json, path, error, {"min_s", "max_s"}}.band("min_s", "max_s");
}

template <typename Rule>
std::optional<Rule> ruleFrom(const JsonObject& rules, const char* key, std::string& error,
                             Rule (*read)(const Json&, const std::string&, std::string&))
{
    return rules.has(key) ? std::optional{read(rules.child(key), rules.childPath(key), error)} : std::nullopt;
}

TechniqueRules rulesFrom(const Json& json, const std::string& path, std::string& error)
{
    const JsonObject rules{json,
                           path,
                           error,
                           {"hold", "stroke", "load", "set", "each_side", "least_coverage_pct", "most_losses",
                            "pain_limit", "percussion"}};
    return {
        .hold = ruleFrom(rules, "hold", error, holdFrom),
        .stroke = ruleFrom(rules, "stroke", error, strokeFrom),
        .load = ruleFrom(rules, "load", error, loadFrom),
        .set = ruleFrom(rules, "set", error, setFrom),
        .each_side = rules.has("each_side") && rules.boolean("each_side"),
        .least_coverage_pct = rules.numberIfThere("least_coverage_pct"),
        .most_losses = rules.has("most_losses") ? std::optional{rules.integer("most_losses")} : std::nullopt,
        .pain_limit = rules.integer("pain_limit"),
        .percussion_s = ruleFrom(rules, "percussion", error, percussionFrom)};
}

Zone zoneFrom(const Json& json, const std::string& path, std::string& error)
{
    const JsonObject zone{json, path, error, {"name", "kind", "side", "corners", "cue"}};
    const std::string kind = zone.text("kind");
    if (kind != kTargetWord && kind != kNoGoWord) {
        zone.complainAbout("kind", "must be one of target, no_go");
    }
    if (kind == kTargetWord && zone.has("cue")) {
        zone.complainAbout("cue", "goes with kind no_go only: nothing is said on a target");
    }
    return {.name = zone.text("name"),
            .kind = kind == kNoGoWord ? ZoneKind::NoGo : ZoneKind::Target,
            .side = zone.has("side") ? std::optional{zone.choice("side", {Side::Left, Side::Right})}
                                     : std::nullopt,
            .corners = zone.points("corners"),
            .cue = zone.has("cue") ? zone.text("cue") : std::string{}};
}

std::vector<Zone> zonesFrom(const JsonObject& technique, std::string& error)
{
    std::vector<Zone> zones;
    for (const Json& zone : technique.list("zones")) {
        zones.push_back(zoneFrom(zone, technique.elementPath("zones", zones.size()) + ".", error));
    }
    return zones;
}

void putBand(OrderedJson& json, const char* min_key, const char* max_key, const Band& band)
{
    if (band.min) {
        json[min_key] = *band.min;
    }
    if (band.max) {
        json[max_key] = *band.max;
    }
}

OrderedJson jsonOf(const HoldRule& hold)
{
    OrderedJson json = OrderedJson::object();
    putBand(json, "min_s", "max_s", hold.seconds);
    json["counts_from_s"] = hold.counts_from_s;
    json["least_holds"] = hold.least_holds;
    return json;
}

OrderedJson jsonOf(const StrokeRule& stroke)
{
    OrderedJson json{{"unit", toString(stroke.unit)}};
    putBand(json, "min", "max", stroke.band);
    json["travel"] = toString(stroke.travel);
    return json;
}

OrderedJson jsonOf(const LoadRule& load)
{
    OrderedJson json{{"unit", toString(load.unit)}};
    putBand(json, "min", "max", load.band);
    return json;
}

OrderedJson jsonOf(const SetRule& set)
{
    OrderedJson json{{"sets", set.sets}};
    putBand(json, "min_s", "max_s", set.seconds);
    json["rest_s"] = set.rest_s;
    return json;
}

OrderedJson jsonOf(const Band& percussion_s)
{
    OrderedJson json = OrderedJson::object();
    putBand(json, "min_s", "max_s", percussion_s);
    return json;
}

template <typename Rule>
void putRule(OrderedJson& json, const char* key, const std::optional<Rule>& rule)
{
    if (rule) {
        json[key] = jsonOf(*rule);
    }
}

OrderedJson jsonOf(const TechniqueRules& rules)
{
    OrderedJson json = OrderedJson::object();
    putRule(json, "hold", rules.hold);
    putRule(json, "stroke", rules.stroke);
    putRule(json, "load", rules.load);
    putRule(json, "set", rules.set);
    if (rules.each_side) {
        json["each_side"] = true;
    }
    if (rules.least_coverage_pct) {
        json["least_coverage_pct"] = *rules.least_coverage_pct;
    }
    if (rules.most_losses) {
        json["most_losses"] = *rules.most_losses;
    }
    json["pain_limit"] = rules.pain_limit;
    putRule(json, "percussion", rules.percussion_s);
    return json;
}

OrderedJson jsonOf(const std::vector<MatPoint>& corners)
{
    OrderedJson list = OrderedJson::array();
    for (const MatPoint& corner : corners) {
        list.push_back({corner.x_mm, corner.y_mm});
    }
    return list;
}

OrderedJson jsonOf(const Zone& zone)
{
    OrderedJson json{{"name", zone.name}, {"kind", zone.kind == ZoneKind::NoGo ? kNoGoWord : kTargetWord}};
    if (zone.side) {
        json["side"] = toString(*zone.side);
    }
    if (!zone.cue.empty()) {
        json["cue"] = zone.cue;
    }
    json["corners"] = jsonOf(zone.corners);
    return json;
}

template <typename T>
OrderedJson wordsOf(const std::vector<T>& values)
{
    OrderedJson list = OrderedJson::array();
    for (const T value : values) {
        list.push_back(toString(value));
    }
    return list;
}

}  // namespace

OrderedJson jsonOfTechnique(const Technique& technique)
{
    OrderedJson zones = OrderedJson::array();
    for (const Zone& zone : technique.zones) {
        zones.push_back(jsonOf(zone));
    }
    return {{"id", technique.id},
            {"title", technique.title},
            {"region", technique.region},
            {"tools", wordsOf(technique.tools)},
            {"setups", wordsOf(technique.setups)},
            {"posture", technique.posture},
            {"steps", technique.steps},
            {"cautions", technique.cautions},
            {"evidence", technique.evidence},
            {"rules", jsonOf(technique.rules)},
            {"outline", jsonOf(technique.outline)},
            {"zones", std::move(zones)}};
}

Technique techniqueFromJson(const Json& json, const std::string& path, std::string& error)
{
    const JsonObject technique{json,
                               path,
                               error,
                               {"$schema", "id", "title", "region", "tools", "setups", "posture", "steps",
                                "cautions", "evidence", "rules", "outline", "zones"}};
    if (technique.has("$schema")) {
        static_cast<void>(technique.text("$schema"));
    }
    return {
        .id = technique.text("id"),
        .title = technique.text("title"),
        .region = technique.text("region"),
        .tools = technique.choices("tools", {Tool::FoamRoller, Tool::Ball, Tool::PercussionGun}),
        .setups = technique.choices("setups", {SetUp::ToolOnMat, SetUp::PressedFromAbove, SetUp::MatBetween}),
        .posture = technique.text("posture"),
        .steps = technique.texts("steps"),
        .cautions = technique.texts("cautions"),
        .evidence = technique.text("evidence"),
        .rules = rulesFrom(technique.child("rules"), technique.childPath("rules"), error),
        .outline = technique.points("outline"),
        .zones = zonesFrom(technique, error)};
}

}  // namespace palpate::session
