#include "palpate/analysis/spot_pairs.hpp"

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

MatGeometry mat()
{
    return MatGeometry::create(20, 20, Length{15.0}, Length{15.0}).value();
}

Spot reported(double x_mm, double y_mm, int nrs, double peak_kpa = 40.0)
{
    return {.place = {.x_mm = x_mm, .y_mm = y_mm},
            .peak_kpa = peak_kpa,
            .evidence = SpotEvidence::Reported,
            .nrs = nrs};
}

Spot suggested(double x_mm, double y_mm)
{
    return {.place = {.x_mm = x_mm, .y_mm = y_mm}, .peak_kpa = 40.0, .evidence = SpotEvidence::Suggested};
}

std::vector<SpotChange> paired(const std::vector<Spot>& before, const std::vector<Spot>& after,
                               const Alignment& alignment = {}, float after_peak_kpa = 0.0F)
{
    return pairSpots(before, mat(), after, mat(), CellArray<float>::Constant(20, 20, after_peak_kpa),
                     alignment);
}

TEST(PairSpots, FindsTheSamePlaceOnAMovedClient)
{
    const Alignment alignment{.dx_mm = 60.0, .dy_mm = 10.0, .rotation_deg = 5.0};
    const Spot before = reported(100.0, 120.0, 7);
    Spot after = reported(0.0, 0.0, 6);
    after.place = onSecondMat(alignment, mat(), mat(), {.x_mm = 110.0, .y_mm = 120.0});
    const auto changes = paired({before}, {after}, alignment);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].fate, SpotFate::Persists);
    EXPECT_NEAR(changes[0].after_on_before->x_mm, 110.0, 1e-9);
    EXPECT_EQ(changes[0].name, "spot 1");
}

TEST(PairSpots, TwoPointsLessIsEased)
{
    EXPECT_EQ(paired({reported(100.0, 100.0, 7)}, {reported(105.0, 100.0, 5)})[0].fate, SpotFate::Eased);
    EXPECT_EQ(paired({reported(100.0, 100.0, 7)}, {reported(105.0, 100.0, 6)})[0].fate, SpotFate::Persists);
}

TEST(PairSpots, WhatLiesFarApartIsGoneAndNew)
{
    const auto changes = paired({reported(60.0, 60.0, 7)}, {reported(200.0, 200.0, 5)});
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0].fate, SpotFate::Gone);
    EXPECT_EQ(changes[1].fate, SpotFate::New);
    EXPECT_EQ(changes[1].name, "spot 2");
}

TEST(PairSpots, EachSpotHasOnePartnerTheNearest)
{
    const auto changes =
        paired({reported(100.0, 100.0, 7), reported(120.0, 100.0, 7)}, {reported(118.0, 100.0, 7)});
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0].fate, SpotFate::Gone);
    EXPECT_EQ(changes[1].fate, SpotFate::Persists);
}

TEST(PairSpots, GoneSaysWhetherThePlaceWasPressedAgain)
{
    const auto pressed = paired({reported(100.0, 100.0, 7)}, {}, {}, 39.0F);
    EXPECT_NE(pressed[0].advice.find("Pressed again"), std::string::npos);
    const auto not_pressed = paired({reported(100.0, 100.0, 7)}, {}, {}, 5.0F);
    EXPECT_NE(not_pressed[0].advice.find("press it again"), std::string::npos);
}

TEST(PairSpots, ASuggestionAloneIsNoFate)
{
    EXPECT_TRUE(paired({suggested(100.0, 100.0)}, {}).empty());
    EXPECT_TRUE(paired({}, {suggested(100.0, 100.0)}).empty());
    const auto both = paired({suggested(100.0, 100.0)}, {suggested(102.0, 100.0)});
    ASSERT_EQ(both.size(), 1U);
    EXPECT_EQ(both[0].fate, SpotFate::Persists);
}

TEST(PairSpots, AReportThatBecomesASuggestionIsGone)
{
    EXPECT_EQ(paired({reported(100.0, 100.0, 7)}, {suggested(102.0, 100.0)})[0].fate, SpotFate::Gone);
    EXPECT_EQ(paired({suggested(100.0, 100.0)}, {reported(102.0, 100.0, 4)})[0].fate, SpotFate::New);
}

}  // namespace
}  // namespace palpate::analysis
