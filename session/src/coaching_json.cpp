#include "coaching_json.hpp"

#include <utility>

#include "json_object.hpp"
#include "technique_json.hpp"

namespace palpate::session {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

namespace {

Placement placementFrom(const JsonObject& coaching, std::string& error)
{
    const JsonObject placement{coaching.child("placement"),
                               coaching.childPath("placement"),
                               error,
                               {"x_mm", "y_mm", "turn_deg", "scale"}};
    return {.centre = {.x_mm = placement.number("x_mm"), .y_mm = placement.number("y_mm")},
            .turn_deg = placement.number("turn_deg"),
            .scale = placement.number("scale")};
}

BreathPace paceFrom(const JsonObject& coaching, std::string& error)
{
    const JsonObject pace{coaching.child("pace"), coaching.childPath("pace"), error, {"in_s", "out_s"}};
    return {.in_s = pace.number("in_s"), .out_s = pace.number("out_s")};
}

std::optional<Screening> screeningFrom(const JsonObject& coaching, std::string& error)
{
    if (!coaching.has("screening")) {
        return std::nullopt;
    }
    const JsonObject screening{coaching.child("screening"), coaching.childPath("screening"), error, {"yes"}};
    return Screening{.yes = screening.texts("yes")};
}

template <typename Quantity>
std::optional<Quantity> quantityFrom(const JsonObject& coaching, const char* key)
{
    const auto value = coaching.numberIfThere(key);
    return value ? std::optional{Quantity{*value}} : std::nullopt;
}

Coaching coachingFrom(const Json& json, std::string& error)
{
    const JsonObject coaching{json,
                              "",
                              error,
                              {"technique", "placement", "tool", "timing", "pain_limit", "body_weight_n",
                               "own_threshold_kpa", "pace", "screening"}};
    Coaching read{
        .technique = techniqueFromJson(coaching.child("technique"), coaching.childPath("technique"), error),
        .placement = placementFrom(coaching, error),
        .tool = coaching.choice("tool", {Tool::FoamRoller, Tool::Ball, Tool::PercussionGun}),
        .pain_limit = coaching.integer("pain_limit"),
        .body_weight = quantityFrom<Force>(coaching, "body_weight_n"),
        .own_threshold = quantityFrom<Pressure>(coaching, "own_threshold_kpa"),
        .pace = paceFrom(coaching, error),
        .screening = screeningFrom(coaching, error)};
    if (coaching.has("timing")) {
        read.timing = coaching.choice("timing", {Timing::BeforeWorkout, Timing::AfterWorkout, Timing::RestDay,
                                                 Timing::PainManagement, Timing::InjuryRecovery});
    }
    return read;
}

}  // namespace

OrderedJson jsonOfCoaching(const Coaching& coaching)
{
    const Placement& placement = coaching.placement;
    OrderedJson json{{"technique", jsonOfTechnique(coaching.technique)},
                     {"placement",
                      {{"x_mm", placement.centre.x_mm},
                       {"y_mm", placement.centre.y_mm},
                       {"turn_deg", placement.turn_deg},
                       {"scale", placement.scale}}},
                     {"tool", toString(coaching.tool)}};
    if (coaching.timing) {
        json["timing"] = toString(*coaching.timing);
    }
    json["pain_limit"] = coaching.pain_limit;
    if (coaching.body_weight) {
        json["body_weight_n"] = coaching.body_weight->n;
    }
    if (coaching.own_threshold) {
        json["own_threshold_kpa"] = coaching.own_threshold->kpa;
    }
    json["pace"] = {{"in_s", coaching.pace.in_s}, {"out_s", coaching.pace.out_s}};
    if (coaching.screening) {
        json["screening"]["yes"] = coaching.screening->yes;
    }
    return json;
}

std::string coachingToJson(const Coaching& coaching)
{
    return jsonOfCoaching(coaching).dump(-1, ' ', true, Json::error_handler_t::replace);
}

Result<Coaching> coachingFromJson(const Json& json)
{
    std::string error;
    auto coaching = coachingFrom(json, error);
    if (!error.empty()) {
        return fail(ErrorCode::InvalidArgument, std::move(error));
    }
    if (auto checked = checkCoaching(coaching); !checked) {
        return fail(checked.error());
    }
    return coaching;
}

Result<Coaching> parseCoaching(std::string_view json)
{
    try {
        return coachingFromJson(Json::parse(json));
    } catch (const Json::exception&) {
        return fail(ErrorCode::InvalidArgument, "no JSON");
    }
}

Result<void> checkCanBeStored(const Coaching& coaching)
{
    if (auto checked = checkCoaching(coaching); !checked) {
        return checked;
    }
    if (coaching.screening && coaching.screening->yes.size() > screeningQuestions().size()) {
        return fail(ErrorCode::InvalidArgument, "the screening has more answers than questions");
    }
    const auto again = parseCoaching(coachingToJson(coaching));
    if (!again) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("the technique {}: {}", coaching.technique.id, again.error().message));
    }
    if (*again != coaching) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("the technique {}: a text is not UTF-8; convert it to UTF-8", coaching.technique.id));
    }
    return {};
}

}  // namespace palpate::session
