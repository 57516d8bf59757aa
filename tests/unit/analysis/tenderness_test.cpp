#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/analysis/spots.hpp"

#include "mats.hpp"

namespace palpate::analysis {
namespace {

constexpr double kAreaCm2 = 9.0;

/// At the centre of cell (10, 12), 125 mm / 105 mm, of a mat of 200 x 200 mm.
Spot spotRated(const std::vector<PainReport>& reports)
{
    Spot spot{.place = {.x_mm = 125.0, .y_mm = 105.0}, .area_cm2 = kAreaCm2};
    spot.evidence = SpotEvidence::Reported;
    spot.reports = reports;
    return spot;
}

CellArray<float> mapOf(const std::vector<Spot>& spots)
{
    return tendernessMap(spots, testing::header(20, 20).geometry, CellMask::Ones(20, 20));
}

TEST(Tenderness, OneReportOf10GivesTenAtItsSpot)
{
    const auto map = mapOf({spotRated({{.nrs = 10}})});
    EXPECT_FLOAT_EQ(map(10, 12), 10.0F);
    EXPECT_FLOAT_EQ(map.maxCoeff(), 10.0F);
}

TEST(Tenderness, IsHalfAtTheRimOfACircleOfTheSpotsArea)
{
    Spot spot = spotRated({{.nrs = 8}});
    spot.area_cm2 = std::numbers::pi * 4.0;  // a circle of 20 mm radius
    EXPECT_NEAR(mapOf({spot})(10, 14), 4.0, 1e-5);
    EXPECT_NEAR(mapOf({spot})(12, 12), 4.0, 1e-5);
    EXPECT_NEAR(mapOf({spot})(10, 16), 0.5, 1e-5) << "at twice the radius a sixteenth";
}

TEST(Tenderness, SeveralReportsAreAveragedWithTheirShares)
{
    const auto map = mapOf({spotRated({{.nrs = 10, .share = 1.0}, {.nrs = 4, .share = 0.5}, {}})});
    EXPECT_NEAR(map(10, 12), (10.0 + 0.5 * 4.0) / 1.5, 1e-5);
}

TEST(Tenderness, ReportsWithoutARatingGiveNone)
{
    EXPECT_FLOAT_EQ(mapOf({spotRated({{}})}).maxCoeff(), 0.0F);
    EXPECT_FLOAT_EQ(mapOf({spotRated({{.nrs = 0}})}).maxCoeff(), 0.0F);
}

TEST(Tenderness, SpotsAddUpToTenAtMost)
{
    Spot beside = spotRated({{.nrs = 7}});
    beside.place.x_mm = 135.0;
    const auto map = mapOf({spotRated({{.nrs = 7}}), beside});
    const double bell = std::exp(-std::numbers::ln2 * std::numbers::pi * 100.0 / (kAreaCm2 * 100.0));
    ASSERT_GT(7.0 * (1.0 + bell), 10.0);
    EXPECT_FLOAT_EQ(map(10, 12), 10.0F);
    const double far = std::exp(-std::numbers::ln2 * std::numbers::pi * 900.0 / (kAreaCm2 * 100.0));
    const double farther = std::exp(-std::numbers::ln2 * std::numbers::pi * 1600.0 / (kAreaCm2 * 100.0));
    EXPECT_NEAR(map(10, 9), 7.0 * (far + farther), 1e-5);
}

TEST(Tenderness, SuggestedSpotsAreNotInIt)
{
    Spot spot = spotRated({});
    spot.evidence = SpotEvidence::Suggested;
    EXPECT_FLOAT_EQ(mapOf({spot}).maxCoeff(), 0.0F);
}

TEST(Tenderness, IsNothingWhereACellTakesNoPart)
{
    CellMask takes_part = CellMask::Ones(20, 20);
    takes_part(10, 12) = 0;
    const auto map = tendernessMap({spotRated({{.nrs = 10}})}, testing::header(20, 20).geometry, takes_part);
    EXPECT_TRUE(std::isnan(map(10, 12)));
    EXPECT_GT(map(10, 13), 0.0F);
}

}  // namespace
}  // namespace palpate::analysis
