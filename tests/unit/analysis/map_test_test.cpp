#include "palpate/analysis/map_test.hpp"

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace palpate::analysis {
namespace {

using Maps = std::vector<CellArray<float>>;
using testing::HasSubstr;

constexpr int kRows = 12;
constexpr int kCols = 10;

MatGeometry grid()
{
    return MatGeometry::create(kRows, kCols, Length{10.0}, Length{10.0}).value();
}

/// A load of 20 kPa with noise; `extra` on the cells of rows 2 to 4 and columns 5 to 7.
Maps presses(std::size_t count, float extra, std::uint64_t seed)
{
    std::mt19937_64 random{seed};
    std::normal_distribution<float> noise{0.0F, 2.0F};
    Maps maps;
    maps.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto& map = maps.emplace_back(kRows, kCols);
        for (Eigen::Index cell = 0; cell < map.size(); ++cell) {
            map.data()[cell] = 20.0F + noise(random);
        }
        map.block(2, 5, 3, 3) += extra;
    }
    return maps;
}

MapTest tested(const Maps& before, const Maps& after, const MapTestSettings& settings = {})
{
    auto result = testMaps(before, after, grid(), settings);
    EXPECT_TRUE(result) << result.error().message;
    return result ? *result : MapTest{};
}

std::string refusalOf(const Maps& before, const Maps& after, const MapTestSettings& settings = {})
{
    const auto result = testMaps(before, after, grid(), settings);
    return result ? "not refused" : result.error().message;
}

TEST(MapTest, ATolerancePutsSmallChangesDownToOtherCauses)
{
    const Maps before = presses(8, 0.0F, 1);
    const Maps after = presses(8, -10.0F, 2);
    const double change_kpa = tested(before, after).clusters.at(0).mean_difference_kpa;
    const CellArray<float> small = CellArray<float>::Constant(kRows, kCols, 1.0F);
    const MapTest with_small = tested(before, after, {.tolerance_kpa = small});
    ASSERT_FALSE(with_small.clusters.empty());
    EXPECT_LT(std::abs(with_small.clusters[0].mean_difference_kpa), std::abs(change_kpa));
    const CellArray<float> large = CellArray<float>::Constant(kRows, kCols, 20.0F);
    EXPECT_TRUE(tested(before, after, {.tolerance_kpa = large}).clusters.empty());
}

TEST(MapTest, FindsWhereThePressesBecameLighter)
{
    const MapTest test = tested(presses(8, 0.0F, 1), presses(8, -10.0F, 2));
    EXPECT_EQ(test.pairs, 8);
    EXPECT_EQ(test.flips, 256);
    EXPECT_TRUE(test.is_exact);
    EXPECT_DOUBLE_EQ(test.smallest_p, 2.0 / 256.0);
    ASSERT_FALSE(test.clusters.empty());
    const MapCluster& cluster = test.clusters.front();
    EXPECT_DOUBLE_EQ(cluster.p, test.smallest_p);
    EXPECT_NEAR(cluster.place.x_mm, 65.0, 5.0);
    EXPECT_NEAR(cluster.place.y_mm, 35.0, 5.0);
    EXPECT_LT(cluster.mean_difference_kpa, -3.0);
    EXPECT_LT(cluster.peak_t, -test.threshold_t);
    EXPECT_EQ(test.cluster_of(3, 6), 1);
    EXPECT_EQ(test.cluster_of(10, 1), 0);
    for (std::size_t i = 1; i < test.clusters.size(); ++i) {
        EXPECT_GE(test.clusters[i].p, test.clusters[i - 1].p);
    }
}

TEST(MapTest, KeepsNeighboursOfDifferentSignApart)
{
    Maps after = presses(8, -10.0F, 2);
    for (auto& map : after) {
        map.block(5, 5, 3, 3) += 10.0F;
    }
    const MapTest test = tested(presses(8, 0.0F, 1), after);
    ASSERT_GE(test.clusters.size(), 2U);
    EXPECT_LT(test.clusters[0].mean_difference_kpa * test.clusters[1].mean_difference_kpa, 0.0);
    EXPECT_NE(test.cluster_of(3, 6), test.cluster_of(6, 6));
}

TEST(MapTest, LooksOnlyWhereHalfOfThePressesLoadTheMat)
{
    Maps before = presses(6, 0.0F, 1);
    Maps after = presses(6, 0.0F, 2);
    // Loaded in 5 of 12, but every time after.
    for (std::size_t i = 0; i < before.size(); ++i) {
        before[i].block(0, 0, 4, 4) = 0.0F;
        after[i].block(0, 0, 4, 4) = i < 5 ? 30.0F : 0.5F;
    }
    const MapTest test = tested(before, after);
    EXPECT_EQ((test.cluster_of.block(0, 0, 4, 4) > 0).count(), 0);
    // Loaded in 6 of 12.
    after[5].block(0, 0, 4, 4) = 30.0F;
    EXPECT_EQ((tested(before, after).cluster_of.block(0, 0, 4, 4) > 0).count(), 16);
}

TEST(MapTest, ACellWithoutAValueTakesNoPartAndDoesNotSpread)
{
    Maps before = presses(8, 0.0F, 1);
    before[3](3, 6) = std::numeric_limits<float>::quiet_NaN();
    const MapTest test = tested(before, presses(8, -10.0F, 2));
    EXPECT_EQ(test.cluster_of(3, 6), 0);
    EXPECT_EQ(test.cluster_of(3, 5), 1);
    EXPECT_TRUE(std::isfinite(test.clusters.front().mass));
}

TEST(MapTest, EqualMapsHaveNoClusters)
{
    const Maps before = presses(6, 0.0F, 1);
    EXPECT_TRUE(tested(before, before).clusters.empty());
}

TEST(MapTest, TriesRandomFlipsOfManyPairsTheSameOnesEachTime)
{
    const MapTest test = tested(presses(13, 0.0F, 1), presses(13, -1.0F, 2));
    EXPECT_FALSE(test.is_exact);
    EXPECT_EQ(test.flips, 5000);
    EXPECT_DOUBLE_EQ(test.smallest_p, 2.0 / 8192.0);
    ASSERT_FALSE(test.clusters.empty());
    const MapTest again = tested(presses(13, 0.0F, 1), presses(13, -1.0F, 2));
    EXPECT_EQ(again.clusters.front().p, test.clusters.front().p);
    const MapTest strong = tested(presses(13, 0.0F, 1), presses(13, -10.0F, 2));
    EXPECT_LE(strong.clusters.front().p, 3.0 / 5000.0);
    EXPECT_GE(strong.clusters.front().p, 1.0 / 5000.0);
}

TEST(MapTest, RefusesInOneLineWhatItCannotTest)
{
    const Maps five = presses(5, 0.0F, 1);
    EXPECT_EQ(refusalOf(five, five),
              "5 pairs of presses can reach p = 0.0625 at best: a map test needs at least 6");
    EXPECT_THAT(refusalOf({}, {}), HasSubstr("needs at least 6"));
    EXPECT_EQ(refusalOf(presses(7, 0.0F, 1), presses(6, 0.0F, 1)),
              "7 maps before and 6 after: they are compared in pairs");
    Maps other = presses(6, 0.0F, 1);
    other[2] = CellArray<float>::Ones(4, 4);
    EXPECT_EQ(refusalOf(presses(6, 0.0F, 1), other),
              "map 3 has 4 x 4 cells and the mat 12 x 10: compare presses of one mat");
    EXPECT_THAT(refusalOf(presses(6, 0.0F, 1), presses(6, 0.0F, 1), {.contact = Pressure{100.0}}),
                HasSubstr("no cell is loaded with 100 kPa in half of the 12 maps"));
    EXPECT_THAT(refusalOf(presses(6, 0.0F, 1), presses(6, 0.0F, 2), {.threshold_t = 0.0}),
                HasSubstr("give a threshold over 0"));
}

RC_GTEST_PROP(MapTest, BeforeAndAfterChangePlacesWithTheirSignsOnly, ())
{
    const Maps before = presses(6, 0.0F, *rc::gen::arbitrary<std::uint64_t>());
    const Maps after =
        presses(6, *rc::gen::elementOf(std::vector{0.0F, 2.0F, -6.0F}), *rc::gen::arbitrary<std::uint64_t>());
    const MapTest forward = tested(before, after);
    const MapTest backward = tested(after, before);
    RC_ASSERT(forward.clusters.size() == backward.clusters.size());
    RC_ASSERT((forward.cluster_of == backward.cluster_of).all());
    for (std::size_t i = 0; i < forward.clusters.size(); ++i) {
        RC_ASSERT(forward.clusters[i].p == backward.clusters[i].p);
        RC_ASSERT(std::abs(forward.clusters[i].peak_t + backward.clusters[i].peak_t) < 1e-9);
        RC_ASSERT(forward.clusters[i].p >= forward.smallest_p);
    }
}

}  // namespace
}  // namespace palpate::analysis
