#include "palpate/core/units.hpp"

#include <gtest/gtest.h>

namespace palpate {
namespace {

TEST(Units, OneKilopascalOnOneSquareCentimetreIsATenthOfANewton)
{
    EXPECT_DOUBLE_EQ((Pressure{1.0} * Area{1.0}).n, 0.1);
    EXPECT_DOUBLE_EQ((Length{10.0} * Length{10.0}).cm2, 1.0);
}

TEST(Units, FrameTimesSurviveTheWayThroughSeconds)
{
    for (const std::int64_t ns : {0LL, 1LL, 10'000'000LL, 3'599'990'000'001LL, 1'727'999'999'999'999LL}) {
        const SessionTime time{ns};
        EXPECT_EQ(fromSeconds(toSeconds(time)), time) << ns;
    }
}

TEST(Units, MillimetresOfMercuryAndNewtonsPerSquareCentimetreBecomeKilopascals)
{
    EXPECT_NEAR(760.0 * kKpaPerMmhg, 101.325, 2e-5);
    EXPECT_NEAR(14.695949 * kKpaPerPsi, 101.325, 1e-5);
    EXPECT_DOUBLE_EQ(kKpaPerNewtonPerCm2, 10.0);
}

}  // namespace
}  // namespace palpate
