#include "palpate/core/setup_rules.hpp"

#include <algorithm>
#include <array>

namespace palpate {

namespace {

/// True of the mat's surface, whatever lies on it: force, place, time, speed and counts keep their names.
constexpr std::array<std::string_view, 12> kSkinNumbers{
    "contact_area_cm2", "mean_kpa",      "peak_kpa", "ppi_kpa",         "gradient_kpa_cm", "cov_pct",
    "pti_kpa_s",        "sustained_kpa", "area_cm2", "pti_novel_kpa_s", "pti_true_kpa_s",  "active_area_cm2"};

/// A force that the mat feels under the client is not the force of the hand above.
constexpr std::array<std::string_view, 4> kHandForces{"force_n", "mean_n", "corrected_mean_n",
                                                      "force_time_n_s"};

template <typename Names>
bool contains(const Names& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::optional<std::string> nameInSetUp(std::string_view name, std::optional<SetUp> setup)
{
    if (!setup || *setup == SetUp::MatBetween) {
        return std::string{name};
    }
    const bool is_threshold = name == "ppt_n" || name == "trials";
    if (name == "ppt_kpa" || (is_threshold && *setup == SetUp::PressedFromAbove)) {
        return std::nullopt;
    }
    if (*setup == SetUp::ToolOnMat) {
        return (contains(kSkinNumbers, name) ? "under_tool_" : "") + std::string{name};
    }
    const bool is_renamed = contains(kSkinNumbers, name) || contains(kHandForces, name);
    return (is_renamed ? "support_" : "") + std::string{name};
}

std::string_view meaningOf(std::optional<SetUp> setup)
{
    if (!setup) {
        return "The set-up was not stated: read pressures as those at the mat's surface.";
    }
    switch (*setup) {
        case SetUp::ToolOnMat:
            return "The tool lies on the mat: force, place and time are true; pressure and area are those "
                   "under "
                   "the tool, not on the skin.";
        case SetUp::PressedFromAbove:
            return "Pressed from above: place and change of support force are true; the pressure at the hand "
                   "is not known.";
        case SetUp::MatBetween:
            return "The mat lies between body and tool: pressure and area are those at the skin, where the "
                   "mat "
                   "is not creased.";
    }
    return "";
}

}  // namespace palpate
