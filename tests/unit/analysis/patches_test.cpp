#include "palpate/analysis/patches.hpp"

#include <array>
#include <random>

#include <gtest/gtest.h>

#include "palpate/analysis/patch_shape.hpp"

#include "mats.hpp"

namespace palpate::analysis {
namespace {

using testing::empty;
using testing::mat;

TEST(Patches, CornersTouchAndSingleCellsDoNotCount)
{
    const auto m = mat(5, 5);
    PressureArray kpa = empty(m);
    kpa(0, 0) = 2.0F;
    kpa(1, 1) = 6.0F;
    kpa(4, 4) = 9.0F;
    PatchFinder finder{m};
    const auto& patches = finder.find(kpa);
    ASSERT_EQ(patches.size(), 1U);
    EXPECT_EQ(patches[0].cells, 2);
    EXPECT_DOUBLE_EQ(patches[0].force.n, 0.8);
    EXPECT_DOUBLE_EQ(patches[0].mean.kpa, 4.0);
    EXPECT_DOUBLE_EQ(patches[0].peak.kpa, 6.0);
    EXPECT_DOUBLE_EQ(patches[0].centroid.x_mm, 12.5);
    EXPECT_DOUBLE_EQ(patches[0].centroid.y_mm, 12.5);
}

TEST(Patches, ArmsThatMeetLaterAreOnePatch)
{
    const auto m = mat(6, 7);
    PressureArray kpa = empty(m);
    for (int row = 0; row < 5; ++row) {
        kpa(row, 0) = kpa(row, 3) = kpa(row, 6) = 5.0F;
    }
    kpa.row(5).setConstant(5.0F);
    PatchFinder finder{m};
    ASSERT_EQ(finder.find(kpa).size(), 1U);
    EXPECT_EQ(finder.find(kpa)[0].cells, 22);
}

TEST(Patches, AnAbsentCellParts)
{
    const auto m = mat(1, 5, {{.row = 0, .col = 2}});
    PatchFinder finder{m};
    EXPECT_EQ(finder.find(PressureArray::Constant(1, 5, 4.0F)).size(), 2U);
}

/// By flooding, as a second way to the same answer.
int cellsInPatches(const MeasuredMat& m, const PressureArray& kpa, int& patches)
{
    CellMask left = m.takes_part;
    int in_patches = 0;
    patches = 0;
    for (int start = 0; start < left.size(); ++start) {
        std::vector<int> front{start};
        int cells = 0;
        while (!front.empty()) {
            const int i = front.back();
            front.pop_back();
            if (left.data()[i] == 0 || kpa.data()[i] < 1.0F) {
                continue;
            }
            left.data()[i] = 0;
            ++cells;
            const int row = i / static_cast<int>(kpa.cols());
            const int col = i % static_cast<int>(kpa.cols());
            for (int r = std::max(row - 1, 0); r <= std::min<int>(row + 1, static_cast<int>(kpa.rows()) - 1);
                 ++r) {
                for (int c = std::max(col - 1, 0);
                     c <= std::min<int>(col + 1, static_cast<int>(kpa.cols()) - 1); ++c) {
                    front.push_back(r * static_cast<int>(kpa.cols()) + c);
                }
            }
        }
        if (cells >= 2) {
            ++patches;
            in_patches += cells;
        }
    }
    return in_patches;
}

TEST(Patches, AgreeWithFloodingOnRandomMats)
{
    const auto m = mat(17, 23);
    PatchFinder finder{m};
    for (unsigned seed = 0; seed < 100; ++seed) {
        std::mt19937 random{seed};
        std::uniform_real_distribution<float> level{0.0F, 1.0F + 2.0F * static_cast<float>(seed) / 100.0F};
        const PressureArray kpa = PressureArray::NullaryExpr(17, 23, [&] { return level(random); });
        int expected_patches = 0;
        const int expected_cells = cellsInPatches(m, kpa, expected_patches);
        int cells = 0;
        for (const Patch& patch : finder.find(kpa)) {
            cells += patch.cells;
        }
        EXPECT_EQ(static_cast<int>(finder.find(kpa).size()), expected_patches);
        EXPECT_EQ(cells, expected_cells);
    }
}

TEST(PatchShape, TellsBallBarAndBody)
{
    const auto shapeOfBlock = [](int rows, int cols) {
        const auto m = mat(40, 40);
        PressureArray kpa = empty(m);
        kpa.block(3, 4, rows, cols).setConstant(5.0F);
        PatchFinder finder{m};
        return finder.find(kpa).at(0).shape;
    };
    EXPECT_EQ(shapeOfBlock(4, 4), PatchShape::Ball);
    EXPECT_EQ(shapeOfBlock(2, 5), PatchShape::Body);  // long, but not 120 mm
    EXPECT_EQ(shapeOfBlock(2, 20), PatchShape::Bar);
    EXPECT_EQ(shapeOfBlock(20, 3), PatchShape::Bar);
    EXPECT_EQ(shapeOfBlock(10, 10), PatchShape::Body);
}

TEST(PatchShape, AxesAreThoseOfTheEllipseWithTheSameMoments)
{
    // An ellipse with half axes a and b has second moments a^2 / 4 and b^2 / 4.
    const PatchAxes axes = axesOf({.xx_mm2 = 100.0, .yy_mm2 = 25.0});
    EXPECT_DOUBLE_EQ(axes.long_axis.mm, 40.0);
    EXPECT_DOUBLE_EQ(axes.short_axis.mm, 20.0);
    const PatchAxes turned = axesOf({.xx_mm2 = 62.5, .yy_mm2 = 62.5, .xy_mm2 = 37.5});
    EXPECT_NEAR(turned.long_axis.mm, 40.0, 1e-9);
    EXPECT_NEAR(turned.short_axis.mm, 20.0, 1e-9);
}

}  // namespace
}  // namespace palpate::analysis
