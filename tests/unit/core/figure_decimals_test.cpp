#include "palpate/core/figure_decimals.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace palpate {
namespace {

TEST(DecimalsOfError, AreOneDigitOfItOrTwoAfterAOneOrATwo)
{
    EXPECT_EQ(decimalsOfError(0.0127), 3);
    EXPECT_EQ(decimalsOfError(0.029), 3);
    EXPECT_EQ(decimalsOfError(0.031), 2);
    EXPECT_EQ(decimalsOfError(0.5), 1);
    EXPECT_EQ(decimalsOfError(1.5), 1);
    EXPECT_EQ(decimalsOfError(4.0), 0);
    EXPECT_EQ(decimalsOfError(28.8), 0);
    EXPECT_EQ(decimalsOfError(113.0), 0);
}

TEST(DecimalsOfError, AreFourAtMostAndNoneForNone)
{
    EXPECT_EQ(decimalsOfError(1e-9), 4);
    EXPECT_EQ(decimalsOfError(0.0), 0);
    EXPECT_EQ(decimalsOfError(std::numeric_limits<double>::quiet_NaN()), 0);
}

}  // namespace
}  // namespace palpate
