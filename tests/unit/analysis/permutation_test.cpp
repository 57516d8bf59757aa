#include "palpate/analysis/permutation.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace palpate::analysis {
namespace {

using Values = std::vector<double>;

TEST(SignFlipTest, ReachesTwoOfAllFlipsWhereEveryDifferenceHasOneSign)
{
    const auto result = signFlipTest(Values{1.0, 2.0, 0.5, 3.0, 1.5, 0.1});
    EXPECT_EQ(result.arrangements, 64);
    EXPECT_TRUE(result.is_exact);
    EXPECT_DOUBLE_EQ(result.p, 2.0 / 64.0);
    EXPECT_DOUBLE_EQ(result.smallest_p, 2.0 / 64.0);
}

TEST(SignFlipTest, OneDifferenceSaysNothing)
{
    EXPECT_EQ(signFlipTest(Values{5.0}).p, 1.0);
    EXPECT_EQ(signFlipTest(Values{5.0}).smallest_p, 1.0);
}

TEST(SignFlipTest, CountsSumsThatAreEqualButForRounding)
{
    // All flips of +-0.1, +-0.2, -+0.3 with a sum of 0 by arithmetic.
    EXPECT_EQ(signFlipTest(Values{0.1, 0.2, -0.3}).p, 1.0);
}

TEST(SignFlipTest, TriesRandomFlipsOfManyPairs)
{
    // 3 of 14 against: the share of the 2^14 flips with a sum of 8 or more of either sign is known.
    const Values differences{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1};
    const double exact = 2.0 * (1 + 14 + 91 + 364) / 16384.0;
    const auto result = signFlipTest(differences);
    EXPECT_FALSE(result.is_exact);
    EXPECT_EQ(result.arrangements, 5000);
    EXPECT_NEAR(result.p, exact, 4.0 * std::sqrt(exact * (1.0 - exact) / 5000.0));
    EXPECT_EQ(signFlipTest(differences).p, result.p);
}

TEST(GroupTest, TriesEveryDealOfSmallGroups)
{
    const auto result = groupTest(Values{1, 2, 3}, Values{4, 5, 6});
    EXPECT_EQ(result.arrangements, 20);
    EXPECT_DOUBLE_EQ(result.p, 0.1);
    EXPECT_DOUBLE_EQ(result.smallest_p, 0.1);
}

TEST(GroupTest, TriesRandomDealsOfLargeGroupsAndAgreesWithTheExactP)
{
    // 0 and 1 only: the difference depends on how many 1 fall into the first group alone (Fisher's test).
    Values first(12, 0.0);
    Values second(12, 1.0);
    for (int i = 0; i < 4; ++i) {
        first[static_cast<std::size_t>(i)] = 1.0;
        second[static_cast<std::size_t>(i)] = 0.0;
    }
    const auto choose = [](int n, int k) {
        return std::round(std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1)));
    };
    double exact = 0.0;
    for (int ones = 0; ones <= 12; ++ones) {
        exact += std::abs(ones - 6) >= 2 ? choose(12, ones) * choose(12, 12 - ones) / choose(24, 12) : 0.0;
    }
    const auto result = groupTest(first, second);
    EXPECT_FALSE(result.is_exact);
    EXPECT_NEAR(result.p, exact, 4.0 * std::sqrt(exact * (1.0 - exact) / 5000.0));
}

Values drawnValues()
{
    const auto size = *rc::gen::inRange<std::size_t>(1, 7);
    const auto drawn = *rc::gen::container<std::vector<int>>(size, rc::gen::inRange(-20, 20));
    return {drawn.begin(), drawn.end()};
}

RC_GTEST_PROP(GroupTest, DoesNotDependOnWhichGroupComesFirst, ())
{
    const Values first = drawnValues();
    const Values second = drawnValues();
    const auto result = groupTest(first, second);
    RC_ASSERT(result.p == groupTest(second, first).p);
    RC_ASSERT(result.p >= result.smallest_p);
}

RC_GTEST_PROP(SignFlipTest, DoesNotDependOnTheSignOfAllAndIsNeverUnderItsSmallest, ())
{
    const Values plus = drawnValues();
    Values minus = plus;
    for (double& value : minus) {
        value = -value;
    }
    const auto result = signFlipTest(plus);
    RC_ASSERT(result.p == signFlipTest(minus).p);
    RC_ASSERT(result.p >= result.smallest_p);
}

}  // namespace
}  // namespace palpate::analysis
