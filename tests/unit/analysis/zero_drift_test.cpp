#include "palpate/analysis/zero_drift.hpp"

#include <gtest/gtest.h>

#include "mats.hpp"

namespace palpate::analysis {
namespace {

using testing::mat;

constexpr Pressure kContact{1.0};

/// Unloaded cells rise by 0.01 kPa/s; the first `loaded` cells bear 5 kPa, rising 10 times as fast.
std::optional<Pressure> driftAfter(double seconds, int loaded, double rate_hz = 10.0)
{
    const auto m = mat(4, 5);
    ZeroDrift zero{m.takes_part, kContact};
    for (int k = 0; k / rate_hz <= seconds + 1e-9; ++k) {
        const double t = k / rate_hz;
        PressureArray kpa = PressureArray::Constant(4, 5, static_cast<float>(-0.1 + 0.01 * t));
        for (int i = 0; i < loaded; ++i) {
            kpa.data()[i] = static_cast<float>(5.0 + 0.1 * t);
        }
        zero.add(kpa, t);
    }
    return zero.drift();
}

TEST(ZeroDrift, IsLastMinusFirstTenLooksOfTheCellsWithoutALoad)
{
    // Looks at 0, 0.5, ... 4.5 s and at 25.5, ... 30 s.
    EXPECT_NEAR(driftAfter(30.0, 10).value().kpa, 0.255, 1e-6);
    EXPECT_NEAR(driftAfter(30.0, 10, 50.0).value().kpa, 0.255, 1e-6) << "whatever the frame rate";
}

TEST(ZeroDrift, IsNotKnownBefore20Seconds)
{
    EXPECT_FALSE(driftAfter(19.9, 10));
    EXPECT_TRUE(driftAfter(20.0, 10));
}

TEST(ZeroDrift, NeedsATenthOfTheCells)
{
    EXPECT_TRUE(driftAfter(30.0, 18));
    EXPECT_FALSE(driftAfter(30.0, 19));
}

TEST(ZeroDrift, ACellThatWasLoadedOnceNeverCountsAgain)
{
    const auto m = mat(4, 5);
    ZeroDrift zero{m.takes_part, kContact};
    for (int k = 0; k <= 60; ++k) {
        PressureArray kpa = PressureArray::Constant(4, 5, 0.1F);
        kpa(0, 0) = k == 30 ? 1.0F : 0.01F * static_cast<float>(k);
        zero.add(kpa, 0.5 * k);
    }
    EXPECT_NEAR(zero.drift().value().kpa, 0.0, 1e-9);
}

TEST(ZeroDrift, CellsThatTakeNoPartDoNotCount)
{
    const auto m = mat(4, 5, {{.row = 0, .col = 0}});
    ZeroDrift zero{m.takes_part, kContact};
    zero.leaveOut({.row = 0, .col = 1});
    for (int k = 0; k <= 60; ++k) {
        PressureArray kpa = PressureArray::Constant(4, 5, 0.01F * static_cast<float>(k));
        kpa(0, 0) = kpa(0, 1) = 0.0F;
        zero.add(kpa, 0.5 * k);
    }
    EXPECT_NEAR(zero.drift().value().kpa, 0.51, 1e-6);
}

}  // namespace
}  // namespace palpate::analysis
