#include "simulator/technique_variant.hpp"

#include <algorithm>
#include <array>

#include "palpate/acquisition/simulation.hpp"

namespace palpate::acquisition::simulator {

namespace {

struct VariantName {
    Variant variant;
    std::string_view id;
    std::optional<RuleKind> broken;
};

constexpr std::array<VariantName, 17> kNames{{
    {Variant::Well, "", std::nullopt},
    {Variant::TooShort, "too-short", RuleKind::HoldTime},
    {Variant::TooLong, "too-long", RuleKind::HoldTime},
    {Variant::TooFast, "too-fast", RuleKind::StrokeTime},
    {Variant::TooSlow, "too-slow", RuleKind::StrokeTime},
    {Variant::OffLimits, "off-limits", RuleKind::OffLimits},
    {Variant::OneSide, "one-side", RuleKind::Sides},
    {Variant::TooPainful, "too-painful", RuleKind::Pain},
    {Variant::TooHard, "too-hard", RuleKind::Load},
    {Variant::TooLight, "too-light", RuleKind::Load},
    {Variant::LostContact, "lost-contact", RuleKind::Contact},
    {Variant::HalfWay, "half-way", RuleKind::Coverage},
    {Variant::NoRest, "no-rest", RuleKind::Rest},
    {Variant::OneSet, "one-set", RuleKind::SetCount},
    {Variant::TooBrief, "too-brief", RuleKind::SetTime},
    {Variant::NoHold, "no-hold", RuleKind::HoldCount},
    {Variant::OnBone, "on-bone", std::nullopt},
}};

const VariantName& nameOf(Variant variant)
{
    return *std::find_if(kNames.begin(), kNames.end(),
                         [variant](const VariantName& name) { return name.variant == variant; });
}

bool contains(const auto& list, auto value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

bool hasNoGo(const Technique& technique)
{
    return std::any_of(technique.zones.begin(), technique.zones.end(),
                       [](const Zone& zone) { return zone.kind == ZoneKind::NoGo; });
}

/// The sets' longest time leaves room for strokes beside a hold of this length.
bool fitsSet(const TechniqueRules& rules, double hold_s)
{
    constexpr double kStrokesBesideS = 12.0;
    const auto longest = rules.set ? rules.set->seconds.max : std::nullopt;
    return !longest || hold_s + kStrokesBesideS < *longest;
}

bool holdVariantApplies(Variant variant, const TechniqueRules& rules)
{
    constexpr double kLongestOverS = 18.0;
    if (!rules.hold) {
        return false;
    }
    if (variant == Variant::TooShort) {
        const Band band = shortHold(*rules.hold);
        return band.min && band.max && *band.min < *band.max;
    }
    if (variant == Variant::TooLong) {
        return rules.hold->seconds.max && fitsSet(rules, *rules.hold->seconds.max + kLongestOverS);
    }
    return rules.hold->least_holds > 0;
}

bool strokeVariantApplies(Variant variant, const TechniqueRules& rules)
{
    if (!rules.stroke) {
        return false;
    }
    const bool needs_min = (variant == Variant::TooFast) == (rules.stroke->unit == StrokeUnit::Seconds);
    return (needs_min ? rules.stroke->band.min : rules.stroke->band.max).has_value();
}

bool setVariantApplies(Variant variant, const TechniqueRules& rules)
{
    constexpr double kLeastRestS = 30.0;
    constexpr double kBriefShare = 0.6;
    if (!rules.set) {
        return false;
    }
    if (variant == Variant::NoRest) {
        return rules.set->sets > 1 && rules.set->rest_s >= kLeastRestS;
    }
    if (variant == Variant::OneSet) {
        return rules.set->sets > 1 && !rules.each_side;
    }
    const bool holds = rules.hold && rules.hold->least_holds > 0;
    constexpr double kShortestSetS = 12.0;
    return !holds && rules.set->seconds.min && *rules.set->seconds.min * kBriefShare >= kShortestSetS;
}

}  // namespace

std::string_view toString(Variant variant)
{
    return nameOf(variant).id;
}

std::optional<RuleKind> ruleBrokenBy(Variant variant)
{
    return nameOf(variant).broken;
}

Band shortHold(const HoldRule& hold)
{
    constexpr double kShortestShare = 0.4;
    constexpr double kLongestShare = 0.58;
    constexpr double kClearlyCountsS = 2.5;
    if (!hold.seconds.min) {
        return {};
    }
    return {.min = std::max(kShortestShare * *hold.seconds.min, hold.counts_from_s + kClearlyCountsS),
            .max = kLongestShare * *hold.seconds.min};
}

bool applies(Variant variant, const Technique& technique)
{
    constexpr int kMostLossesShown = 4;
    constexpr int kHighestLimit = 8;
    const TechniqueRules& rules = technique.rules;
    switch (variant) {
        case Variant::Well:
            return true;
        case Variant::TooShort:
        case Variant::TooLong:
        case Variant::NoHold:
            return holdVariantApplies(variant, rules);
        case Variant::TooFast:
        case Variant::TooSlow:
            return strokeVariantApplies(variant, rules);
        case Variant::OffLimits:
            return hasNoGo(technique);
        case Variant::OneSide:
            return rules.each_side;
        case Variant::TooPainful:
            return rules.pain_limit <= kHighestLimit;
        case Variant::TooHard:
            return rules.load && rules.load->band.max;
        case Variant::TooLight:
            return rules.load && rules.load->band.min;
        case Variant::LostContact:
            return rules.most_losses && *rules.most_losses <= kMostLossesShown;
        case Variant::HalfWay:
            return rules.least_coverage_pct.has_value();
        case Variant::NoRest:
        case Variant::OneSet:
        case Variant::TooBrief:
            return setVariantApplies(variant, rules);
        case Variant::OnBone:
            return contains(technique.tools, Tool::Ball) && contains(technique.setups, SetUp::MatBetween) &&
                   rules.hold && rules.hold->least_holds > 0;
    }
    return false;
}

const std::vector<Variant>& badVariants()
{
    static const std::vector<Variant> variants = [] {
        std::vector<Variant> all;
        for (const VariantName& name : kNames) {
            if (name.variant != Variant::Well) {
                all.push_back(name.variant);
            }
        }
        return all;
    }();
    return variants;
}

std::optional<Variant> variantOf(std::string_view scenario, std::string_view technique_id)
{
    if (technique_id.empty() || !scenario.starts_with(technique_id)) {
        return std::nullopt;
    }
    std::string_view rest = scenario.substr(technique_id.size());
    if (rest.empty()) {
        return Variant::Well;
    }
    if (rest.front() != '-') {
        return std::nullopt;
    }
    rest.remove_prefix(1);
    const auto* const found = std::find_if(kNames.begin(), kNames.end(), [rest](const VariantName& name) {
        return !name.id.empty() && name.id == rest;
    });
    return found == kNames.end() ? std::nullopt : std::optional{found->variant};
}

}  // namespace palpate::acquisition::simulator

namespace palpate::acquisition {

std::vector<std::string> techniqueVariants(const Technique& technique)
{
    std::vector<std::string> ids;
    for (const simulator::Variant variant : simulator::badVariants()) {
        if (simulator::applies(variant, technique)) {
            ids.emplace_back(simulator::toString(variant));
        }
    }
    return ids;
}

bool isTechniqueScenario(std::string_view scenario, std::string_view technique_id)
{
    return simulator::variantOf(scenario, technique_id).has_value();
}

}  // namespace palpate::acquisition
