#include "palpate/analysis/creases.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

constexpr Pressure kContact{1.0};

CellArray<float> withRow(int row, float kpa, float beside = 0.0F)
{
    CellArray<float> mean = CellArray<float>::Constant(12, 20, beside);
    mean.row(row).setConstant(kpa);
    return mean;
}

TEST(Creases, AnEvenLineBetweenLowOnesIsOne)
{
    EXPECT_EQ(countCreases(withRow(5, 6.0F), kContact), 1);
    EXPECT_EQ(countCreases(withRow(5, 6.0F).transpose(), kContact), 1) << "a column as well";
    EXPECT_EQ(countCreases(withRow(5, 6.0F, 2.3F), kContact), 1);
    EXPECT_EQ(countCreases(withRow(5, 6.0F, 2.5F), kContact), 0) << "over 40 % of it beside";
}

TEST(Creases, AFirstOrLastLineIsNone)
{
    EXPECT_EQ(countCreases(withRow(0, 6.0F), kContact), 0);
    EXPECT_EQ(countCreases(withRow(11, 6.0F), kContact), 0);
}

TEST(Creases, ABarThatEndsBeforeTheEdgeIsNone)
{
    CellArray<float> mean = withRow(5, 6.0F);
    mean(5, 0) = 0.5F;
    EXPECT_EQ(countCreases(mean, kContact), 1) << "95 % in contact";
    mean(5, 19) = 0.5F;
    EXPECT_EQ(countCreases(mean, kContact), 0);
}

TEST(Creases, AnUnevenLineIsNone)
{
    CellArray<float> mean = withRow(5, 2.0F);
    mean.block(5, 0, 1, 10).setConstant(6.0F);
    EXPECT_EQ(countCreases(mean, kContact), 1) << "mean 4, SD 2: half of it";
    mean.block(5, 0, 1, 10).setConstant(6.1F);
    EXPECT_EQ(countCreases(mean, kContact), 0);
}

TEST(Creases, AShortLineIsNone)
{
    EXPECT_EQ(countCreases(withRow(5, 6.0F).leftCols(8), kContact), 1);
    EXPECT_EQ(countCreases(withRow(5, 6.0F).leftCols(7), kContact), 0);
}

TEST(Creases, CellsThatTakeNoPartDoNotCount)
{
    CellArray<float> mean = withRow(5, 6.0F);
    mean(5, 3) = mean(5, 4) = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(countCreases(mean, kContact), 1);
}

}  // namespace
}  // namespace palpate::analysis
