#include "palpate/core/mat_geometry.hpp"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace palpate {
namespace {

using ::testing::HasSubstr;

TEST(MatGeometry, PlacesTheFirstCellHalfAPitchIn)
{
    const auto mat = MatGeometry::create(4, 3, Length{10.0}, Length{8.0});
    ASSERT_TRUE(mat);
    EXPECT_EQ(mat->centreOf(0, 0), (MatPoint{.x_mm = 5.0, .y_mm = 4.0}));
    EXPECT_EQ(mat->centreOf(3, 2), (MatPoint{.x_mm = 25.0, .y_mm = 28.0}));
    EXPECT_DOUBLE_EQ(mat->cellArea().cm2, 0.8);
    EXPECT_DOUBLE_EQ(mat->widthMm(), 30.0);
}

TEST(MatGeometry, KnowsItsAbsentCells)
{
    const auto mat =
        MatGeometry::create(2, 2, Length{10.0}, Length{10.0}, {{.row = 1, .col = 0}, {.row = 1, .col = 0}});
    ASSERT_TRUE(mat);
    EXPECT_EQ(mat->presentCount(), 3);
    EXPECT_FALSE(mat->isPresent(1, 0));
    EXPECT_THAT(mat->absentCells(), ::testing::ElementsAre(CellIndex{.row = 1, .col = 0}));
}

TEST(MatGeometry, RefusesWhatIsNoMatAndNamesIt)
{
    const Length pitch{10.0};
    EXPECT_THAT(MatGeometry::create(0, 4, pitch, pitch).error().message, HasSubstr("0 rows"));
    EXPECT_THAT(MatGeometry::create(4, 1025, pitch, pitch).error().message, HasSubstr("1025 columns"));
    EXPECT_THAT(MatGeometry::create(4, 4, Length{0.0}, pitch).error().message, HasSubstr("pitch of 0"));
    EXPECT_FALSE(MatGeometry::create(4, 4, Length{std::numeric_limits<double>::quiet_NaN()}, pitch));
    EXPECT_THAT(MatGeometry::create(2, 2, pitch, pitch, {{.row = 2, .col = 0}}).error().message,
                HasSubstr("(2, 0)"));
    EXPECT_THAT(MatGeometry::create(1, 1, pitch, pitch, {{.row = 0, .col = 0}}).error().message,
                HasSubstr("absent"));
}

}  // namespace
}  // namespace palpate
