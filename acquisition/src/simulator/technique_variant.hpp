#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/coach_results.hpp"
#include "palpate/core/technique.hpp"

namespace palpate::acquisition::simulator {

/// How a technique is done: well, or badly in one way.
enum class Variant {
    Well,
    TooShort,
    TooLong,
    TooFast,
    TooSlow,
    OffLimits,
    OneSide,
    TooPainful,
    TooHard,
    TooLight,
    LostContact,
    HalfWay,
    NoRest,
    OneSet,
    TooBrief,
    NoHold,
    OnBone,
};

/// "too-short"; empty for Well.
[[nodiscard]] std::string_view toString(Variant variant);

/// The one rule that it breaks; none for Well and OnBone.
[[nodiscard]] std::optional<RuleKind> ruleBrokenBy(Variant variant);

/// Whether the technique's rules let it be shown and break no other one.
[[nodiscard]] bool applies(Variant variant, const Technique& technique);

/// Of those that a scenario's name may end with; not Well.
[[nodiscard]] const std::vector<Variant>& badVariants();

/// "ID" or "ID-VARIANT" of this technique; none for any other scenario.
[[nodiscard]] std::optional<Variant> variantOf(std::string_view scenario, std::string_view technique_id);

/// Of a hold that is cut short: seconds at rest.
[[nodiscard]] Band shortHold(const HoldRule& hold);

}  // namespace palpate::acquisition::simulator
