#include "palpate/analysis/suggested_spots.hpp"

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/analysis/foci.hpp"
#include "palpate/analysis/smooth_map.hpp"

#include "mats.hpp"

namespace palpate::analysis {
namespace {

using testing::addBall;

constexpr Pressure kHold{10.0};
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

SessionMaps mapsOf(const CellArray<float>& sustained_kpa, float longest_s = 30.0F)
{
    SessionMaps maps;
    maps.sustained_kpa = sustained_kpa;
    maps.sustained_longest_s =
        CellArray<float>::Constant(sustained_kpa.rows(), sustained_kpa.cols(), longest_s);
    return maps;
}

std::vector<SpotPlace> spotsOn(const CellArray<float>& sustained_kpa, float longest_s = 30.0F)
{
    const auto geometry =
        testing::header(static_cast<int>(sustained_kpa.rows()), static_cast<int>(sustained_kpa.cols()))
            .geometry;
    return suggestedSpots(mapsOf(sustained_kpa, longest_s), geometry, kHold);
}

CellArray<float> ballAt(double x_mm, double y_mm, double peak_kpa = 30.0, double sigma_mm = 14.0)
{
    CellArray<float> map = CellArray<float>::Zero(20, 20);
    addBall(map, x_mm, y_mm, peak_kpa, sigma_mm);
    return map;
}

TEST(SuggestedSpots, LieWhereAGaussianHasItsTop)
{
    for (const double x_mm : {95.0, 97.0, 100.0}) {
        const auto spots = spotsOn(ballAt(x_mm, 103.0));
        ASSERT_EQ(spots.size(), 1U);
        // Smoothing with the same bell in every direction moves no maximum.
        EXPECT_NEAR(spots[0].place.x_mm, x_mm, 0.1);
        EXPECT_NEAR(spots[0].place.y_mm, 103.0, 0.1);
    }
}

TEST(SuggestedSpots, HaveTheAreaAtHalfTheirHeight)
{
    const auto spots = spotsOn(ballAt(95.0, 105.0));
    ASSERT_EQ(spots.size(), 1U);
    const CellArray<float> smooth = smoothed(ballAt(95.0, 105.0));
    EXPECT_EQ(static_cast<Eigen::Index>(spots[0].cells.size()), (smooth >= 0.5F * smooth.maxCoeff()).count());
}

TEST(SuggestedSpots, NeedTheHoldLevelFor5Seconds)
{
    EXPECT_EQ(spotsOn(ballAt(95.0, 105.0, 10.0)).size(), 1U);
    EXPECT_TRUE(spotsOn(ballAt(95.0, 105.0, 9.9)).empty());
    EXPECT_EQ(spotsOn(ballAt(95.0, 105.0), 5.0F).size(), 1U);
    EXPECT_TRUE(spotsOn(ballAt(95.0, 105.0), 4.9F).empty());
}

TEST(SuggestedSpots, ALoneCellIsNone)
{
    CellArray<float> map = CellArray<float>::Zero(20, 20);
    map(10, 9) = 40.0F;
    EXPECT_TRUE(spotsOn(map).empty());
    map(10, 10) = 40.0F * kSameOrder;
    EXPECT_TRUE(spotsOn(map).empty()) << "one neighbour";
    map(9, 9) = 40.0F * kSameOrder;
    EXPECT_EQ(spotsOn(map).size(), 1U) << "two";
    map(9, 9) = kNan;
    EXPECT_TRUE(spotsOn(map).empty()) << "a cell that takes no part supports nothing";
}

TEST(SuggestedSpots, ABodyPartIsNone)
{
    CellArray<float> map = CellArray<float>::Zero(20, 20);
    addBall(map, 100.0, 100.0, 30.0, 60.0);
    EXPECT_TRUE(spotsOn(map).empty());
}

TEST(SuggestedSpots, StandFifthOverTheSaddleToAHigherOne)
{
    // Plateaus that smoothing leaves: 20 and 14 kPa on 5 x 5 cells, 7 columns apart.
    const auto with = [](float saddle) {
        CellArray<float> map = CellArray<float>::Zero(20, 20);
        map.block(7, 2, 5, 5).setConstant(20.0F);
        map.block(7, 7, 5, 6).setConstant(saddle);
        map.block(7, 13, 5, 5).setConstant(14.0F);
        return map;
    };
    EXPECT_EQ(spotsOn(with(11.6F)).size(), 2U);
    EXPECT_EQ(spotsOn(with(11.8F)).size(), 1U) << "14 is under 1.2 times 11.8";
}

TEST(SuggestedSpots, StrongestComesFirst)
{
    CellArray<float> map = ballAt(45.0, 55.0, 20.0);
    addBall(map, 145.0, 155.0, 40.0, 14.0);
    const auto spots = spotsOn(map);
    ASSERT_EQ(spots.size(), 2U);
    EXPECT_NEAR(spots[0].place.x_mm, 145.0, 0.5);
    EXPECT_NEAR(spots[1].place.x_mm, 45.0, 0.5);
}

TEST(SuggestedSpots, ThereAreNoneOnAnUnknownMap)
{
    EXPECT_TRUE(spotsOn(CellArray<float>::Constant(8, 8, kNan)).empty());
    EXPECT_TRUE(spotsOn(CellArray<float>::Zero(8, 8)).empty());
}

/// Whether two cells are connected over cells at or over a level (8 neighbours).
bool areConnected(const CellArray<float>& map, Eigen::Index from, Eigen::Index to, float level)
{
    std::vector<bool> is_seen(static_cast<std::size_t>(map.size()), false);
    std::vector<Eigen::Index> front{from};
    while (!front.empty()) {
        const Eigen::Index cell = front.back();
        front.pop_back();
        if (is_seen[static_cast<std::size_t>(cell)] || map.data()[cell] < level) {
            continue;
        }
        is_seen[static_cast<std::size_t>(cell)] = true;
        for (Eigen::Index row = cell / map.cols() - 1; row <= cell / map.cols() + 1; ++row) {
            for (Eigen::Index col = cell % map.cols() - 1; col <= cell % map.cols() + 1; ++col) {
                if (row >= 0 && row < map.rows() && col >= 0 && col < map.cols()) {
                    front.push_back(row * map.cols() + col);
                }
            }
        }
    }
    return is_seen[static_cast<std::size_t>(to)];
}

/// The highest level over which `cell` reaches a higher one; 0 for none.
float saddleOf(const CellArray<float>& map, Eigen::Index cell)
{
    float saddle = 0.0F;
    for (Eigen::Index level_at = 0; level_at < map.size(); ++level_at) {
        const float level = map.data()[level_at];
        if (level <= saddle || level > map.data()[cell]) {
            continue;
        }
        for (Eigen::Index other = 0; other < map.size(); ++other) {
            if (map.data()[other] > map.data()[cell] && areConnected(map, cell, other, level)) {
                saddle = std::max(saddle, level);
                break;
            }
        }
    }
    return saddle;
}

TEST(SuggestedSpots, AreTheProminentMaximaByBruteForce)
{
    std::mt19937 random{17};
    std::uniform_real_distribution<double> place{20.0, 100.0};
    std::uniform_real_distribution<double> height{14.0, 40.0};
    std::size_t found = 0;
    for (int round = 0; round < 20; ++round) {
        // A floor of 3 kPa, over a quarter of the hold level, so that every saddle counts.
        CellArray<float> map = CellArray<float>::Constant(12, 12, 3.0F);
        for (int i = 0; i < 4; ++i) {
            addBall(map, place(random), place(random), height(random), 9.0);
        }
        const CellArray<float> smooth = smoothed(map);
        std::vector<Eigen::Index> expected;
        for (Eigen::Index cell = 0; cell < smooth.size(); ++cell) {
            const auto row = static_cast<int>(cell / smooth.cols());
            const auto col = static_cast<int>(cell % smooth.cols());
            const int higher =
                neighboursOver(smooth, CellMask::Ones(12, 12), {.row = row, .col = col}, smooth(row, col));
            if (higher == 0 && smooth(row, col) > 8.0F && smooth(row, col) >= 1.2F * saddleOf(smooth, cell)) {
                expected.push_back(cell);
            }
        }
        const auto spots = spotsOn(map);
        ASSERT_EQ(spots.size(), expected.size()) << "round " << round;
        for (const SpotPlace& spot : spots) {
            // The first cell of a spot's area is its summit.
            EXPECT_EQ(std::count(expected.begin(), expected.end(), spot.cells.front()), 1);
        }
        found += spots.size();
    }
    EXPECT_GT(found, 40U) << "the scenes have something to find";
}

}  // namespace
}  // namespace palpate::analysis
