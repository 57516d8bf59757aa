#include "palpate/core/measure.hpp"

#include <gtest/gtest.h>

#include "palpate/core/error_band.hpp"

namespace palpate {
namespace {

TEST(Measure, IsShownUnderTheNameThatTheSetUpAllows)
{
    const Measure peak{.name = "peak_kpa", .unit = "kPa", .statistic = "max"};
    EXPECT_EQ(shownName(peak, SetUp::ToolOnMat), "under_tool_peak_kpa");
    EXPECT_EQ(shownName(peak, std::nullopt), "peak_kpa");
    const Measure shown = shownMeasure(peak, SetUp::ToolOnMat);
    EXPECT_EQ(shown.name, "under_tool_peak_kpa");
    EXPECT_EQ(shown.statistic, "max");
}

TEST(Measure, AnOutcomeKeepsItsNameInEverySetUp)
{
    const Measure outcome{.name = "peak_kpa", .unit = "kPa", .scope = ValueScope::Outcome};
    EXPECT_EQ(shownName(outcome, SetUp::ToolOnMat), "peak_kpa");
}

TEST(Measure, ARegionHasAnErrorOfItsOwnAndASpotsRatingThatOfAnyPain)
{
    EXPECT_EQ(bandMeasure({.name = "force_n", .scope = ValueScope::Region, .place = "calf"}),
              "calf: force_n");
    EXPECT_EQ(bandMeasure({.name = "nrs", .scope = ValueScope::Spot, .place = "spot 1"}), "pain_nrs");
    EXPECT_EQ(bandMeasure({.name = "ppt_kpa", .scope = ValueScope::Spot}), "ppt_kpa");
}

}  // namespace
}  // namespace palpate
