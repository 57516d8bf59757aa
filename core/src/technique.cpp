#include "palpate/core/technique.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace palpate {

namespace {

constexpr std::size_t kLongestId = 64;
constexpr std::size_t kLongestTitle = 80;
constexpr std::size_t kLongestText = 1000;
constexpr std::size_t kMostTexts = 16;
constexpr std::size_t kMostZones = 32;
constexpr std::size_t kMostCorners = 64;
constexpr double kFarthestMm = 3000.0;
constexpr double kLongestS = 3600.0;
constexpr int kMostCount = 20;
constexpr int kMostNrs = 10;
constexpr double kWholePct = 100.0;

Result<void> refuse(std::string_view key, std::string_view problem)
{
    return fail(ErrorCode::InvalidArgument, fmt::format("\"{}\" {}", key, problem));
}

bool isId(std::string_view text)
{
    return !text.empty() && text.size() <= kLongestId && text.front() != '-' && text.back() != '-' &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

Result<void> checkText(std::string_view key, std::string_view text, std::size_t longest)
{
    return text.empty() || text.size() > longest
               ? refuse(key, fmt::format("must be a text of 1 to {} bytes", longest))
               : Result<void>{};
}

Result<void> checkTexts(std::string_view key, const std::vector<std::string>& texts)
{
    if (texts.size() > kMostTexts) {
        return refuse(key, fmt::format("has {} texts; at most {} are shown", texts.size(), kMostTexts));
    }
    for (const std::string& text : texts) {
        if (auto checked = checkText(key, text, kLongestText); !checked) {
            return checked;
        }
    }
    return {};
}

/// Positive ends up to `most`, in their order, at least one of them.
Result<void> checkBand(std::string_view key, const Band& band, double most)
{
    if (!band.min && !band.max) {
        return refuse(key, "needs a min, a max or both");
    }
    for (const auto& end : {band.min, band.max}) {
        if (end && !(*end > 0.0 && *end <= most)) {
            return refuse(key, fmt::format("must lie above 0 and up to {}", most));
        }
    }
    if (band.min && band.max && *band.min > *band.max) {
        return refuse(key, fmt::format("has a min of {}, over its max of {}", *band.min, *band.max));
    }
    return {};
}

Result<void> checkCount(std::string_view key, int count, int least)
{
    return count < least || count > kMostCount
               ? refuse(key, fmt::format("is {}; use {} to {}", count, least, kMostCount))
               : Result<void>{};
}

Result<void> checkHold(const HoldRule& hold)
{
    if (auto checked = checkBand("rules.hold", hold.seconds, kLongestS); !checked) {
        return checked;
    }
    constexpr double kShortestHoldS = 5.0;
    if (!(hold.counts_from_s >= kShortestHoldS &&
          hold.counts_from_s <= hold.seconds.min.value_or(kLongestS))) {
        return refuse("rules.hold.counts_from_s", "must lie from 5 s to the hold's min_s");
    }
    return checkCount("rules.hold.least_holds", hold.least_holds, 0);
}

Result<void> checkSet(const SetRule& set)
{
    if (auto checked = checkCount("rules.set.sets", set.sets, 1); !checked) {
        return checked;
    }
    if (!(set.rest_s >= 0.0 && set.rest_s <= kLongestS)) {
        return refuse("rules.set.rest_s", fmt::format("must lie from 0 to {}", kLongestS));
    }
    return checkBand("rules.set", set.seconds, kLongestS);
}

Result<void> checkStrokeAndLoad(const TechniqueRules& rules)
{
    constexpr double kFastestMmS = 1000.0;
    constexpr double kMostN = 5000.0;
    if (rules.stroke) {
        const double most = rules.stroke->unit == StrokeUnit::Seconds ? kLongestS : kFastestMmS;
        if (auto checked = checkBand("rules.stroke", rules.stroke->band, most); !checked) {
            return checked;
        }
    }
    return rules.load ? checkBand("rules.load", rules.load->band, kMostN) : Result<void>{};
}

Result<void> checkRules(const TechniqueRules& rules)
{
    if (rules.hold) {
        if (auto checked = checkHold(*rules.hold); !checked) {
            return checked;
        }
    }
    if (auto checked = checkStrokeAndLoad(rules); !checked) {
        return checked;
    }
    if (rules.set) {
        if (auto checked = checkSet(*rules.set); !checked) {
            return checked;
        }
    }
    if (rules.least_coverage_pct &&
        !(*rules.least_coverage_pct > 0.0 && *rules.least_coverage_pct <= kWholePct)) {
        return refuse("rules.least_coverage_pct", "must lie above 0 and up to 100");
    }
    if (rules.least_coverage_pct && !rules.stroke) {
        return refuse("rules.least_coverage_pct",
                      "needs rules.stroke: coverage is measured along the strokes");
    }
    if (rules.most_losses) {
        if (auto checked = checkCount("rules.most_losses", *rules.most_losses, 0); !checked) {
            return checked;
        }
    }
    if (rules.pain_limit < 0 || rules.pain_limit > kMostNrs) {
        return refuse("rules.pain_limit", fmt::format("is {}; use 0 to 10", rules.pain_limit));
    }
    return rules.percussion_s ? checkBand("rules.percussion", *rules.percussion_s, kLongestS)
                              : Result<void>{};
}

Result<void> checkCorners(std::string_view key, const std::vector<MatPoint>& corners)
{
    constexpr std::size_t kFewestCorners = 3;
    if (corners.size() < kFewestCorners || corners.size() > kMostCorners) {
        return refuse(key, fmt::format("has {} corners; use 3 to {}", corners.size(), kMostCorners));
    }
    const bool is_near = std::all_of(corners.begin(), corners.end(), [](const MatPoint& corner) {
        return std::abs(corner.x_mm) <= kFarthestMm && std::abs(corner.y_mm) <= kFarthestMm;
    });
    return is_near ? Result<void>{}
                   : refuse(key, fmt::format("has a corner farther than {} mm from the middle", kFarthestMm));
}

Result<void> checkZone(const std::string& key, const Zone& zone)
{
    if (auto checked = checkText(key + ".name", zone.name, kLongestTitle); !checked) {
        return checked;
    }
    if (zone.kind == ZoneKind::NoGo) {
        if (auto checked = checkText(key + ".cue", zone.cue, kLongestTitle); !checked) {
            return checked;
        }
    }
    if (zone.side == Side::Both) {
        return refuse(key + ".side", "must be left or right; a zone in the middle has none");
    }
    return checkCorners(key + ".corners", zone.corners);
}

bool hasTargetOn(const Technique& technique, Side side)
{
    return std::any_of(technique.zones.begin(), technique.zones.end(), [side](const Zone& zone) {
        return zone.kind == ZoneKind::Target && zone.side == side;
    });
}

Result<void> checkZones(const Technique& technique)
{
    if (technique.zones.size() > kMostZones) {
        return refuse("zones",
                      fmt::format("has {} zones; use at most {}", technique.zones.size(), kMostZones));
    }
    for (std::size_t i = 0; i < technique.zones.size(); ++i) {
        if (auto checked = checkZone(fmt::format("zones[{}]", i), technique.zones[i]); !checked) {
            return checked;
        }
    }
    if (technique.rules.each_side &&
        !(hasTargetOn(technique, Side::Left) && hasTargetOn(technique, Side::Right))) {
        return refuse("rules.each_side", "needs a target zone on the left and one on the right");
    }
    const bool has_target = std::any_of(technique.zones.begin(), technique.zones.end(),
                                        [](const Zone& zone) { return zone.kind == ZoneKind::Target; });
    if (technique.rules.least_coverage_pct && !has_target) {
        return refuse("rules.least_coverage_pct", "needs a target zone to cover");
    }
    return {};
}

Result<void> checkWords(const Technique& technique)
{
    if (!isId(technique.id)) {
        return refuse("id", "must be small letters, digits and hyphens");
    }
    const std::array<std::pair<std::string_view, const std::string*>, 2> titles{
        {{"title", &technique.title}, {"region", &technique.region}}};
    for (const auto& [key, text] : titles) {
        if (auto checked = checkText(key, *text, kLongestTitle); !checked) {
            return checked;
        }
    }
    const std::array<std::pair<std::string_view, const std::string*>, 2> texts{
        {{"posture", &technique.posture}, {"evidence", &technique.evidence}}};
    for (const auto& [key, text] : texts) {
        if (auto checked = checkText(key, *text, kLongestText); !checked) {
            return checked;
        }
    }
    return checkTexts("steps", technique.steps).and_then([&] {
        return checkTexts("cautions", technique.cautions);
    });
}

Result<void> checkSetUps(const Technique& technique)
{
    if (technique.tools.empty()) {
        return refuse("tools", "must name at least one of foam_roller, ball, percussion_gun");
    }
    if (technique.setups.empty()) {
        return refuse("setups", "must name at least one of tool_on_mat, pressed_from_above, mat_between");
    }
    const bool measures_skin = technique.setups == std::vector<SetUp>{SetUp::MatBetween};
    if (technique.rules.load && technique.rules.load->unit == LoadUnit::OwnThresholdPct && !measures_skin) {
        return refuse("rules.load.unit",
                      "own_threshold_pct compares skin pressure: the only set-up must be mat_between");
    }
    return {};
}

}  // namespace

std::string_view toString(Tool tool)
{
    switch (tool) {
        case Tool::FoamRoller:
            return "foam_roller";
        case Tool::Ball:
            return "ball";
        case Tool::PercussionGun:
            return "percussion_gun";
    }
    return "ball";
}

std::string_view toString(Timing timing)
{
    switch (timing) {
        case Timing::BeforeWorkout:
            return "before_workout";
        case Timing::AfterWorkout:
            return "after_workout";
        case Timing::RestDay:
            return "rest_day";
        case Timing::PainManagement:
            return "pain_management";
        case Timing::InjuryRecovery:
            return "injury_recovery";
    }
    return "rest_day";
}

Result<Tool> parseTool(std::string_view text)
{
    for (const auto tool : {Tool::FoamRoller, Tool::Ball, Tool::PercussionGun}) {
        if (text == toString(tool)) {
            return tool;
        }
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("tool '{}': use foam_roller, ball or percussion_gun", text));
}

Result<Timing> parseTiming(std::string_view text)
{
    for (const auto timing : {Timing::BeforeWorkout, Timing::AfterWorkout, Timing::RestDay,
                              Timing::PainManagement, Timing::InjuryRecovery}) {
        if (text == toString(timing)) {
            return timing;
        }
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("timing '{}': use before_workout, after_workout, rest_day, pain_management or "
                            "injury_recovery",
                            text));
}

std::string_view toString(StrokeUnit unit)
{
    return unit == StrokeUnit::Seconds ? "s" : "mm_s";
}

std::string_view toString(Travel travel)
{
    return travel == Travel::Along ? "along" : "across";
}

std::string_view toString(LoadUnit unit)
{
    switch (unit) {
        case LoadUnit::Newton:
            return "n";
        case LoadUnit::BodyWeightPct:
            return "body_weight_pct";
        case LoadUnit::OwnThresholdPct:
            return "own_threshold_pct";
    }
    return "n";
}

Result<void> checkTechnique(const Technique& technique)
{
    return checkWords(technique)
        .and_then([&] { return checkSetUps(technique); })
        .and_then([&] { return checkRules(technique.rules); })
        .and_then([&] { return checkCorners("outline", technique.outline); })
        .and_then([&] { return checkZones(technique); });
}

}  // namespace palpate
