#include "palpate/core/setup_rules.hpp"

#include <array>
#include <string>

#include <gtest/gtest.h>

#include "palpate/core/results.hpp"

namespace palpate {
namespace {

/// What each name becomes with the tool on the mat and pressed from above; "-" where it is not given.
struct Rule {
    std::string_view name;
    std::string_view tool_on_mat;
    std::string_view pressed_from_above;
};

constexpr std::array<Rule, 31> kRules{{
    {"force_n", "force_n", "support_force_n"},
    {"contact_area_cm2", "under_tool_contact_area_cm2", "support_contact_area_cm2"},
    {"mean_kpa", "under_tool_mean_kpa", "support_mean_kpa"},
    {"peak_kpa", "under_tool_peak_kpa", "support_peak_kpa"},
    {"ppi_kpa", "under_tool_ppi_kpa", "support_ppi_kpa"},
    {"gradient_kpa_cm", "under_tool_gradient_kpa_cm", "support_gradient_kpa_cm"},
    {"cov_pct", "under_tool_cov_pct", "support_cov_pct"},
    {"cop_x_mm", "cop_x_mm", "cop_x_mm"},
    {"cop_y_mm", "cop_y_mm", "cop_y_mm"},
    {"saturated_cells", "saturated_cells", "saturated_cells"},
    {"pti_kpa_s", "under_tool_pti_kpa_s", "support_pti_kpa_s"},
    {"sustained_kpa", "under_tool_sustained_kpa", "support_sustained_kpa"},
    {"sustained_longest_s", "sustained_longest_s", "sustained_longest_s"},
    {"time_above_s", "time_above_s", "time_above_s"},
    {"tenderness", "tenderness", "tenderness"},
    {"x_mm", "x_mm", "x_mm"},
    {"duration_s", "duration_s", "duration_s"},
    {"mean_n", "mean_n", "support_mean_n"},
    {"corrected_mean_n", "corrected_mean_n", "support_corrected_mean_n"},
    {"cv_pct", "cv_pct", "cv_pct"},
    {"speed_mm_s", "speed_mm_s", "speed_mm_s"},
    {"length_mm", "length_mm", "length_mm"},
    {"area_cm2", "under_tool_area_cm2", "support_area_cm2"},
    {"active_area_cm2", "under_tool_active_area_cm2", "support_active_area_cm2"},
    {"pti_novel_kpa_s", "under_tool_pti_novel_kpa_s", "support_pti_novel_kpa_s"},
    {"pti_true_kpa_s", "under_tool_pti_true_kpa_s", "support_pti_true_kpa_s"},
    {"force_time_n_s", "force_time_n_s", "support_force_time_n_s"},
    {"ppt_kpa", "-", "-"},
    {"ppt_n", "ppt_n", "-"},
    {"trials", "trials", "-"},
    {"nrs", "nrs", "nrs"},
}};

std::string shown(std::string_view name, std::optional<SetUp> setup)
{
    return nameInSetUp(name, setup).value_or("-");
}

TEST(SetUpRules, EveryNumberHasItsNameInEachSetUp)
{
    for (const Rule& rule : kRules) {
        EXPECT_EQ(shown(rule.name, SetUp::ToolOnMat), rule.tool_on_mat);
        EXPECT_EQ(shown(rule.name, SetUp::PressedFromAbove), rule.pressed_from_above);
        EXPECT_EQ(shown(rule.name, SetUp::MatBetween), rule.name);
        EXPECT_EQ(shown(rule.name, std::nullopt), rule.name);
    }
}

TEST(SetUpRules, NoPressureKeepsItsNameWhereItIsNotTheSkins)
{
    const auto check = [](std::string_view name, std::string_view unit) {
        if (unit.find("kPa") != std::string_view::npos || unit == "cm2") {
            EXPECT_NE(shown(name, SetUp::ToolOnMat), name);
            EXPECT_NE(shown(name, SetUp::PressedFromAbove), name);
        }
    };
    for (const MetricColumn& column : metricColumns()) {
        check(column.name, column.unit);
    }
    for (const MapColumn& column : mapColumns()) {
        check(column.name, column.unit);
    }
}

TEST(SetUpRules, EverySetUpHasASentence)
{
    EXPECT_NE(meaningOf(SetUp::ToolOnMat).find("under the tool"), std::string_view::npos);
    EXPECT_NE(meaningOf(SetUp::PressedFromAbove).find("support force"), std::string_view::npos);
    EXPECT_NE(meaningOf(SetUp::MatBetween).find("skin"), std::string_view::npos);
    EXPECT_NE(meaningOf(std::nullopt).find("not stated"), std::string_view::npos);
}

}  // namespace
}  // namespace palpate
