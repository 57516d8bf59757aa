#include "simulator/portable_math.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace palpate::acquisition::simulator {
namespace {

TEST(PortableMath, ExpAndLogAgreeWithTheLibrary)
{
    for (int i = -400; i <= 400; ++i) {
        const double x = 0.173 * i;
        EXPECT_NEAR(portableExp(x) / std::exp(x), 1.0, 1e-14) << x;
        EXPECT_NEAR(portableLog(std::exp(x)), x, 1e-13 * std::max(1.0, std::abs(x))) << x;
    }
    EXPECT_EQ(portableExp(0.0), 1.0);
    EXPECT_EQ(portableLog(1.0), 0.0);
}

TEST(PortableMath, PowersAgreeWithTheLibraryAndZeroStaysZero)
{
    for (const double exponent : {1.0 / 3.0, 0.7, 1.4, 2.0}) {
        for (const double x : {1e-6, 0.5, 1.0, 3.7, 4095.0}) {
            EXPECT_NEAR(portablePow(x, exponent) / std::pow(x, exponent), 1.0, 1e-13) << x << "^" << exponent;
        }
        EXPECT_EQ(portablePow(0.0, exponent), 0.0);
    }
}

TEST(PortableMath, SinesAgreeWithTheLibrary)
{
    for (int i = -300; i <= 300; ++i) {
        const double turns = 0.0137 * i;
        EXPECT_NEAR(sinOfTurns(turns), std::sin(2.0 * kPi * turns), 1e-13) << turns;
    }
}

}  // namespace
}  // namespace palpate::acquisition::simulator
