#include "palpate/analysis/load_flags.hpp"

#include <gtest/gtest.h>

#include "mats.hpp"

namespace palpate::analysis {
namespace {

using testing::empty;
using testing::mat;

Patch loadAt(double x_mm, double y_mm, double peak_kpa = 20.0)
{
    return {.cells = 9,
            .peak = Pressure{peak_kpa},
            .centroid = {.x_mm = x_mm, .y_mm = y_mm},
            .radius = Length{15.0},
            .peak_cell = {.row = static_cast<int>(y_mm / 10.0), .col = static_cast<int>(x_mm / 10.0)}};
}

/// On a mat of 200 x 300 mm.
std::vector<PlaceFlags> flagsOf(std::vector<Patch> loads, const PressureArray& kpa,
                                const CellArray<float>& ceiling_kpa = {},
                                std::optional<Pressure> calibrated_to = {})
{
    LoadFlags{mat(30, 20), ceiling_kpa, calibrated_to}.mark(loads, kpa);
    std::vector<PlaceFlags> flags;
    for (const Patch& load : loads) {
        flags.push_back(load.flags);
    }
    return flags;
}

std::vector<PlaceFlags> flagsOf(const std::vector<Patch>& loads)
{
    return flagsOf(loads, empty(mat(30, 20)));
}

TEST(LoadFlags, ALoadInTheMiddleHasNone)
{
    EXPECT_EQ(flagsOf({loadAt(100.0, 150.0)}), (std::vector<PlaceFlags>{0}));
}

TEST(LoadFlags, AreAtTheEdgeWhereTheRadiusReachesIt)
{
    EXPECT_EQ(flagsOf({loadAt(15.0, 150.0), loadAt(15.1, 150.0), loadAt(185.0, 150.0), loadAt(100.0, 15.0),
                       loadAt(100.0, 285.0), loadAt(100.0, 284.9)}),
              (std::vector<PlaceFlags>{kPlaceAtEdge, 0, kPlaceAtEdge, kPlaceAtEdge, kPlaceAtEdge, 0}));
}

TEST(LoadFlags, ASmallLoadReachesHalfAPitch)
{
    Patch load = loadAt(5.0, 150.0);
    load.radius = Length{1.0};
    EXPECT_EQ(flagsOf({load})[0] & kPlaceAtEdge, kPlaceAtEdge);
}

TEST(LoadFlags, AreSaturatedWhenThePeakOrANeighbourIsAtTheCeiling)
{
    const CellArray<float> ceiling = CellArray<float>::Constant(30, 20, 50.0F);
    PressureArray kpa = empty(mat(30, 20));
    kpa(14, 11) = 50.0F;
    EXPECT_EQ(flagsOf({loadAt(105.0, 155.0), loadAt(95.0, 155.0)}, kpa, ceiling),
              (std::vector<PlaceFlags>{kPlaceSaturated, 0}));
    EXPECT_EQ(flagsOf({loadAt(105.0, 155.0)}, kpa), (std::vector<PlaceFlags>{0})) << "no ceiling is known";
}

TEST(LoadFlags, ACellThatIsLeftOutSaturatesNothing)
{
    PressureArray kpa = empty(mat(30, 20));
    kpa(14, 11) = 50.0F;
    LoadFlags flags{mat(30, 20), CellArray<float>::Constant(30, 20, 50.0F), std::nullopt};
    flags.leaveOut({.row = 14, .col = 11});
    std::vector<Patch> loads{loadAt(105.0, 155.0)};
    flags.mark(loads, kpa);
    EXPECT_EQ(loads[0].flags, 0);
}

TEST(LoadFlags, ThreeCellsAreFew)
{
    Patch three = loadAt(100.0, 150.0);
    three.cells = 3;
    Patch four = loadAt(100.0, 150.0);
    four.cells = 4;
    EXPECT_EQ(flagsOf({three, four}), (std::vector<PlaceFlags>{kPlaceFewCells, 0}));
}

TEST(LoadFlags, AreOutsideTheCalibrationOverItsLargestPressure)
{
    const auto flags = flagsOf({loadAt(100.0, 150.0, 40.0), loadAt(100.0, 150.0, 40.1)}, empty(mat(30, 20)),
                               {}, Pressure{40.0});
    EXPECT_EQ(flags, (std::vector<PlaceFlags>{0, kPlaceOutsideCalibration}));
}

TEST(LoadFlags, TheWeakFourthCornerOfThreeLoadsMayBeAGhost)
{
    const std::vector<Patch> corners{loadAt(50.0, 60.0, 40.0), loadAt(150.0, 60.0, 50.0),
                                     loadAt(50.0, 240.0, 60.0), loadAt(150.0, 240.0, 12.0)};
    EXPECT_EQ(flagsOf(corners), (std::vector<PlaceFlags>{0, 0, 0, kPlaceGhostCorner}));
    auto strong = corners;
    strong[3].peak = Pressure{12.1};
    EXPECT_EQ(flagsOf(strong)[3], 0) << "over 0.3 of one of the three";
    auto away = corners;
    away[3].centroid.x_mm += 15.1;
    EXPECT_EQ(flagsOf(away)[3], 0) << "out of line";
    auto two = corners;
    two.erase(two.begin());
    EXPECT_EQ(flagsOf(two)[2], 0) << "without the corner across";
}

}  // namespace
}  // namespace palpate::analysis
