#include "palpate/core/measure.hpp"

#include <algorithm>
#include <array>

#include "palpate/core/outcome.hpp"
#include "palpate/core/setup_rules.hpp"

namespace palpate {

namespace {

struct MeasureWords {
    std::string_view name;
    std::string_view words;
};

constexpr std::array<MeasureWords, 12> kWords{{{"force_n", "force"},
                                               {"contact_area_cm2", "contact area"},
                                               {"mean_kpa", "mean pressure"},
                                               {"peak_kpa", "peak pressure"},
                                               {"ppi_kpa", "peak pressure index"},
                                               {"ppt_kpa", "pain threshold"},
                                               {"ppt_n", "pain threshold"},
                                               {"nrs", "pain"},
                                               {kPainOutcome, "pain"},
                                               {"held_s", "time held"},
                                               {"sustained_longest_s", "longest time under pressure"},
                                               {"sustained_s", "time under pressure"}}};

constexpr std::array<std::string_view, 2> kPrefixes{"under_tool_", "support_"};

}  // namespace

std::string_view toString(ValueScope scope)
{
    switch (scope) {
        case ValueScope::Session:
            return "session";
        case ValueScope::Region:
            return "region";
        case ValueScope::Spot:
            return "spot";
        case ValueScope::Outcome:
            return "outcome";
    }
    return "";
}

std::string shownName(const Measure& measure, std::optional<SetUp> setup)
{
    return measure.scope == ValueScope::Outcome ? measure.name
                                                : nameInSetUp(measure.name, setup).value_or(measure.name);
}

Measure shownMeasure(const Measure& measure, std::optional<SetUp> setup)
{
    Measure shown = measure;
    shown.name = shownName(measure, setup);
    return shown;
}

std::string wordsOfMeasure(std::string_view name)
{
    std::string_view plain = name;
    for (const std::string_view prefix : kPrefixes) {
        if (plain.starts_with(prefix)) {
            plain.remove_prefix(prefix.size());
        }
    }
    const auto* const known = std::find_if(kWords.begin(), kWords.end(),
                                           [plain](const MeasureWords& w) { return w.name == plain; });
    std::string words{known == kWords.end() ? plain : known->words};
    std::replace(words.begin(), words.end(), '_', ' ');
    if (name.starts_with("under_tool_")) {
        return words + " under the tool";
    }
    return name.starts_with("support_") ? words + " of the support" : words;
}

}  // namespace palpate
