#include "palpate/core/error_band.hpp"

#include <gtest/gtest.h>

namespace palpate {
namespace {

TEST(FindBand, OwnRepeatsComeBeforePublishedOnes)
{
    const std::vector<ErrorBand> bands{{.measure = "ppt_kpa", .mdc95 = 100.0},
                                       {.measure = "ppt_kpa", .mdc95 = 40.0, .pairs = 6}};
    EXPECT_DOUBLE_EQ(findBand(bands, "ppt_kpa", {})->mdc95, 40.0);
}

TEST(FindBand, TooFewOwnRepeatsDecideNothing)
{
    const std::vector<ErrorBand> bands{{.measure = "ppt_kpa", .mdc95 = 100.0},
                                       {.measure = "ppt_kpa", .mdc95 = 40.0, .pairs = 4}};
    EXPECT_DOUBLE_EQ(findBand(bands, "ppt_kpa", {})->mdc95, 100.0);
}

TEST(FindBand, TheOneThatNamesMostOfTheContext)
{
    const std::vector<ErrorBand> bands{
        {.measure = "ppt_kpa", .mdc95 = 1.0},
        {.measure = "ppt_kpa", .mdc95 = 2.0, .techniques = {"calves", "quads"}},
        {.measure = "ppt_kpa", .mdc95 = 3.0, .techniques = {"glutes"}}};
    EXPECT_DOUBLE_EQ(findBand(bands, "ppt_kpa", {.technique = "quads"})->mdc95, 2.0);
    EXPECT_DOUBLE_EQ(findBand(bands, "ppt_kpa", {.technique = "chest"})->mdc95, 1.0);
}

TEST(FindBand, NoneOfAnotherMatSetUpOrMeasure)
{
    const std::vector<ErrorBand> bands{
        {.measure = "force_n", .mdc95 = 1.0, .mat_id = "a", .setup = SetUp::MatBetween}};
    EXPECT_NE(findBand(bands, "force_n", {.mat_id = "a", .setup = SetUp::MatBetween}), nullptr);
    EXPECT_EQ(findBand(bands, "force_n", {.mat_id = "b", .setup = SetUp::MatBetween}), nullptr);
    EXPECT_EQ(findBand(bands, "force_n", {.mat_id = "a", .setup = SetUp::ToolOnMat}), nullptr);
    EXPECT_EQ(findBand(bands, "peak_kpa", {.mat_id = "a", .setup = SetUp::MatBetween}), nullptr);
}

TEST(BandGap, SaysHowNearABandCame)
{
    const std::vector<ErrorBand> bands{
        {.measure = "force_n", .mdc95 = 1.0, .pairs = 4, .mat_id = "a", .setup = SetUp::MatBetween},
        {.measure = "force_n", .mdc95 = 1.0, .pairs = 9, .mat_id = "b"}};
    EXPECT_EQ(bandGapOf(bands, "peak_kpa", {.mat_id = "a"}), BandGap::Unmeasured);
    EXPECT_EQ(bandGapOf(bands, "force_n", {.mat_id = "c"}), BandGap::OtherMat);
    EXPECT_EQ(bandGapOf(bands, "force_n", {.mat_id = "a", .setup = SetUp::ToolOnMat}), BandGap::OtherUse);
    EXPECT_EQ(bandGapOf(bands, "force_n", {.mat_id = "a", .setup = SetUp::MatBetween}), BandGap::FewPairs);
}

}  // namespace
}  // namespace palpate
