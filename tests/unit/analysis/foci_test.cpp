#include "palpate/analysis/foci.hpp"

#include <algorithm>
#include <iterator>

#include <gtest/gtest.h>

#include "mats.hpp"

namespace palpate::analysis {
namespace {

using testing::addBall;
using testing::empty;
using testing::mat;

constexpr Pressure kHold{10.0};

/// 10 x 14 cells of 10 mm.
PressureArray body(const MeasuredMat& on, float kpa)
{
    PressureArray all = empty(on);
    all.block(5, 5, 10, 14).setConstant(kpa);
    return all;
}

std::vector<Patch> fociOf(const std::vector<Patch>& loads)
{
    std::vector<Patch> foci;
    std::copy_if(loads.begin(), loads.end(), std::back_inserter(foci),
                 [](const Patch& load) { return load.is_focus; });
    return foci;
}

TEST(Foci, ABallWithinABodyIsALoadBesideTheBody)
{
    const auto m = mat(20, 24);
    PressureArray kpa = body(m, 4.0F);
    addBall(kpa, 95.0, 105.0, 40.0, 12.0);
    LoadFinder finder{m, kHold};
    const auto& loads = finder.find(kpa);
    ASSERT_EQ(loads.size(), 2U);
    EXPECT_FALSE(loads[0].is_focus);
    EXPECT_EQ(loads[0].shape, PatchShape::Body);
    EXPECT_TRUE(loads[1].is_focus);
    EXPECT_EQ(loads[1].shape, PatchShape::Ball);
    EXPECT_EQ(loads[1].peak_cell, (CellIndex{.row = 10, .col = 9}));
    EXPECT_NEAR(loads[1].centroid.x_mm, 95.0, 0.1);
    EXPECT_NEAR(loads[1].centroid.y_mm, 105.0, 0.1);
}

TEST(Foci, HaveTheForceThatStandsOverTheLoadAround)
{
    const auto m = mat(20, 24);
    PressureArray kpa = body(m, 4.0F);
    kpa(10, 9) = 44.0F;
    kpa(10, 10) = 34.0F;
    kpa(11, 9) = 14.0F;
    LoadFinder finder{m, kHold};
    const auto foci = fociOf(finder.find(kpa));
    ASSERT_EQ(foci.size(), 1U);
    EXPECT_EQ(foci[0].cells, 2) << "cells from 0.6 of the peak on";
    EXPECT_DOUBLE_EQ(foci[0].mean.kpa, 39.0);
    // 40 + 30 of the region and 10 of the ring over a ring of 4 kPa, on cells of 1 cm2.
    EXPECT_NEAR(foci[0].force.n, 8.0, 1e-9);
    EXPECT_NEAR(foci[0].centroid.x_mm, (40.0 * 95.0 + 30.0 * 105.0 + 10.0 * 95.0) / 80.0, 1e-9);
    EXPECT_NEAR(foci[0].centroid.y_mm, (70.0 * 105.0 + 10.0 * 115.0) / 80.0, 1e-9);
}

TEST(Foci, ALobeOfABodyIsNone)
{
    const auto m = mat(20, 24);
    LoadFinder finder{m, kHold};
    // Under 3 times the load around it.
    PressureArray kpa = body(m, 5.0F);
    addBall(kpa, 95.0, 105.0, 9.0, 12.0);
    EXPECT_TRUE(fociOf(finder.find(kpa)).empty());
    // 3 times its ring, but under 4 times the mean of a patch that is far larger.
    kpa = body(m, 8.0F);
    kpa.block(8, 7, 5, 5).setConstant(4.0F);
    kpa(10, 9) = 14.0F;
    kpa(10, 10) = 13.0F;
    EXPECT_TRUE(fociOf(finder.find(kpa)).empty());
    kpa(10, 9) = 33.0F;
    kpa(10, 10) = 32.0F;
    EXPECT_EQ(fociOf(finder.find(kpa)).size(), 1U);
}

TEST(Foci, AreKeptMoreEasilyThanFound)
{
    const auto m = mat(20, 24);
    const auto over = [&m](float peak) {
        PressureArray kpa = body(m, 5.0F);
        kpa(10, 9) = peak;
        kpa(10, 10) = 0.9F * peak;
        return kpa;
    };
    LoadFinder finder{m, kHold};
    EXPECT_TRUE(fociOf(finder.find(over(17.0F))).empty()) << "under 4 times the mean of the patch";
    EXPECT_EQ(fociOf(finder.find(over(24.0F))).size(), 1U);
    EXPECT_EQ(fociOf(finder.find(over(17.0F))).size(), 1U) << "still over 0.8 of it";
    EXPECT_TRUE(fociOf(finder.find(over(15.0F))).empty());
    EXPECT_TRUE(fociOf(finder.find(over(17.0F))).empty()) << "it was none in the frame before";
}

TEST(Foci, ASmallBallThatWasOneNeedsNoSupport)
{
    const auto m = mat(20, 24);
    const auto with = [&m](float beside) {
        PressureArray kpa = empty(m);
        kpa.block(5, 5, 2, 8).setConstant(1.5F);
        addBall(kpa, 65.0, 60.0, 40.0, 9.0);
        kpa(6, 12) = 30.0F;
        kpa(6, 11) = beside;
        return kpa;
    };
    LoadFinder finder{m, kHold};
    EXPECT_NE(fociOf(finder.find(with(2.0F))).size(), 2U) << "a lone cell";
    EXPECT_EQ(fociOf(finder.find(with(6.0F))).size(), 2U);
    EXPECT_EQ(fociOf(finder.find(with(2.0F))).size(), 2U);
}

TEST(Foci, TwoBallsThatTouchAreTwoEvenWhereTheirPatchIsABall)
{
    const auto m = mat(20, 24);
    const auto two = [&m](int second_col) {
        PressureArray kpa = empty(m);
        kpa.block(8, 8, 4, 7).setConstant(1.5F);
        kpa(9, 8) = 20.0F;
        kpa(9, 9) = 40.0F;
        kpa(10, second_col) = 30.0F;
        kpa(10, second_col + 1) = 15.0F;
        return kpa;
    };
    LoadFinder finder{m, kHold};
    PressureArray one = two(13);
    one.block(10, 13, 1, 2).setConstant(1.5F);
    ASSERT_EQ(finder.find(one).size(), 1U);
    EXPECT_EQ(finder.find(one)[0].shape, PatchShape::Ball);
    EXPECT_FALSE(finder.find(one)[0].is_focus) << "one ball is its patch";
    EXPECT_EQ(finder.find(two(11)).size(), 1U) << "knobs of one ball";
    const auto& loads = finder.find(two(13));
    ASSERT_EQ(loads.size(), 2U);
    EXPECT_TRUE(loads[0].is_focus && loads[1].is_focus);
}

TEST(Foci, UnderTheHoldLevelAreNone)
{
    const auto m = mat(20, 24);
    PressureArray kpa = body(m, 1.5F);
    kpa(10, 9) = 9.9F;
    kpa(10, 10) = 9.0F;
    LoadFinder finder{m, kHold};
    EXPECT_EQ(finder.find(kpa).size(), 1U);
    kpa(10, 9) = 10.0F;
    EXPECT_EQ(finder.find(kpa).size(), 2U);
}

TEST(Foci, ALoneCellIsNone)
{
    const auto m = mat(20, 24);
    PressureArray kpa = body(m, 4.0F);
    kpa(10, 9) = 1.01F * 4.0F / kSameOrder;
    LoadFinder finder{m, kHold};
    EXPECT_TRUE(fociOf(finder.find(kpa)).empty());
    kpa(10, 9) = 0.99F * 4.0F / kSameOrder;
    EXPECT_EQ(fociOf(finder.find(kpa)).size(), 1U) << "neighbours of the same order support it";
}

TEST(Foci, TwoBallsInOnePatchStandForIt)
{
    const auto m = mat(20, 24);
    PressureArray kpa = empty(m);
    kpa.block(9, 7, 3, 3).setConstant(30.0F);
    kpa.block(9, 13, 3, 3).setConstant(24.0F);
    kpa.block(10, 10, 1, 3).setConstant(2.0F);
    ASSERT_EQ(PatchFinder{m}.find(kpa).size(), 1U);
    LoadFinder finder{m, kHold};
    const auto& loads = finder.find(kpa);
    ASSERT_EQ(loads.size(), 2U);
    EXPECT_TRUE(loads[0].is_focus);
    EXPECT_TRUE(loads[1].is_focus);
    EXPECT_NEAR(loads[0].centroid.x_mm, 85.0, 0.5);
    EXPECT_NEAR(loads[1].centroid.x_mm, 145.0, 0.5);
}

TEST(Foci, ABallOfItsOwnStaysAPatch)
{
    const auto m = mat(20, 24);
    PressureArray kpa = empty(m);
    addBall(kpa, 95.0, 105.0, 40.0, 10.0);
    LoadFinder finder{m, kHold};
    ASSERT_EQ(finder.find(kpa).size(), 1U);
    EXPECT_FALSE(finder.find(kpa)[0].is_focus);
}

TEST(Foci, ASaturatedBallIsOneFocus)
{
    const auto m = mat(20, 24);
    PressureArray kpa = body(m, 4.0F);
    // A plateau at the ceiling with two tips 4 cells apart, neither of which has a higher neighbour.
    kpa.block(9, 8, 3, 5).setConstant(60.0F);
    kpa(9, 9) = kpa(9, 10) = kpa(9, 11) = 50.0F;
    LoadFinder finder{m, kHold};
    EXPECT_EQ(fociOf(finder.find(kpa)).size(), 1U);
}

TEST(Foci, CellsThatAreLeftOutAreNone)
{
    const auto m = mat(20, 24);
    PressureArray kpa = body(m, 4.0F);
    kpa(10, 9) = 26.0F;
    LoadFinder finder{m, kHold};
    ASSERT_EQ(fociOf(finder.find(kpa)).size(), 1U);
    finder.leaveOut({.row = 10, .col = 9});
    const auto& loads = finder.find(kpa);
    ASSERT_EQ(loads.size(), 1U);
    EXPECT_EQ(loads[0].cells, 139);
}

TEST(Foci, KeepTheShareOfTheirRegionsCreep)
{
    const auto m = mat(20, 24);
    PressureArray kpa = body(m, 4.0F);
    kpa(10, 9) = 40.0F;
    kpa(10, 10) = 36.0F;
    const PressureArray corrected = 0.9F * kpa;
    LoadFinder finder{m, kHold};
    const auto foci = fociOf(finder.find(kpa, corrected.data()));
    ASSERT_EQ(foci.size(), 1U);
    EXPECT_NEAR(foci[0].corrected_force.n, 0.9 * foci[0].force.n, 1e-6);
}

TEST(CellsAroundPeak, AreConnectedAndAtLeastHalfOfIt)
{
    const auto m = mat(6, 6);
    PressureArray kpa = empty(m);
    kpa(2, 2) = 20.0F;
    kpa(2, 3) = 10.0F;
    kpa(3, 4) = 11.0F;
    kpa(3, 2) = 9.9F;
    kpa(5, 5) = 15.0F;
    const LoadFinder finder{m, kHold};
    std::vector<Eigen::Index> cells = finder.cellsAroundPeak(kpa, {.row = 2, .col = 2});
    std::sort(cells.begin(), cells.end());
    EXPECT_EQ(cells, (std::vector<Eigen::Index>{14, 15, 22}));
}

}  // namespace
}  // namespace palpate::analysis
