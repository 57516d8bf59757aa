#include "palpate/analysis/time_lapse_maker.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

CellMask whole(int rows, int cols)
{
    return CellMask::Ones(rows, cols);
}

TEST(TimeLapseMaker, KeepsTheHighestOfEachBlockAndStretch)
{
    TimeLapseMaker maker{whole(20, 40)};
    PressureArray kpa = PressureArray::Constant(20, 40, 2.0F);
    kpa(19, 39) = 9.0F;
    maker.add(kpa, 0.0);
    kpa(19, 39) = 3.0F;
    kpa(0, 2) = 7.0F;
    maker.add(kpa, 0.05);
    const TimeLapse& lapse = maker.lapse();
    // 40 cells in at most 16 blocks: 3 x 3 cells each.
    EXPECT_EQ(lapse.block_cells, 3);
    ASSERT_EQ(lapse.pictures.size(), 1U);
    ASSERT_EQ(lapse.pictures[0].rows(), 7);
    ASSERT_EQ(lapse.pictures[0].cols(), 14);
    EXPECT_EQ(lapse.pictures[0](6, 13), 9.0F);
    EXPECT_EQ(lapse.pictures[0](0, 0), 7.0F);
    EXPECT_EQ(lapse.pictures[0](3, 3), 2.0F);
}

TEST(TimeLapseMaker, LeavesOutCellsThatTakeNoPartAndPressuresUnderZero)
{
    CellMask takes_part = whole(2, 2);
    takes_part(0, 1) = 0;
    TimeLapseMaker maker{takes_part};
    PressureArray kpa = PressureArray::Constant(2, 2, -1.0F);
    kpa(0, 1) = 50.0F;
    maker.add(kpa, 0.0);
    EXPECT_EQ(maker.lapse().block_cells, 1);
    EXPECT_TRUE((maker.lapse().pictures[0] == 0.0F).all());
}

TEST(TimeLapseMaker, DoublesItsStretchesForALongSession)
{
    TimeLapseMaker maker{whole(1, 1)};
    for (int second = 0; second < 3600; ++second) {
        maker.add(PressureArray::Constant(1, 1, static_cast<float>(second)), second);
    }
    const TimeLapse& lapse = maker.lapse();
    EXPECT_LE(lapse.pictures.size(), static_cast<std::size_t>(TimeLapse::kMostPictures));
    EXPECT_GT(lapse.pictures.size(), static_cast<std::size_t>(TimeLapse::kMostPictures) / 2);
    ASSERT_EQ(lapse.start_s.size(), lapse.pictures.size());
    EXPECT_EQ(lapse.picture_s, 25.6);
    for (std::size_t i = 0; i < lapse.pictures.size(); ++i) {
        EXPECT_EQ(lapse.start_s[i], static_cast<double>(i) * 25.6);
        // The last whole second before the next picture.
        const double last_s = std::min(3599.0, std::ceil((static_cast<double>(i) + 1.0) * 25.6) - 1.0);
        EXPECT_EQ(lapse.pictures[i](0, 0), static_cast<float>(last_s)) << i;
    }
}

TEST(TimeLapseMaker, HasNoPictureOfABreakAndNeverTooMany)
{
    TimeLapseMaker maker{whole(1, 1)};
    maker.add(PressureArray::Constant(1, 1, 1.0F), 0.0);
    maker.add(PressureArray::Constant(1, 1, 2.0F), 60.0);
    EXPECT_EQ(maker.lapse().start_s, (std::vector<double>{0.0, 60.0}));
    // One frame in every fourth stretch: doubling once makes nothing fewer.
    TimeLapseMaker sparse{whole(1, 1)};
    for (int i = 0; i < 2000; ++i) {
        sparse.add(PressureArray::Constant(1, 1, 1.0F), 0.4 * i);
        ASSERT_LE(sparse.lapse().pictures.size(), static_cast<std::size_t>(TimeLapse::kMostPictures));
    }
}

}  // namespace
}  // namespace palpate::analysis
