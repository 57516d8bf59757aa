#include "palpate/analysis/press_history.hpp"

#include <functional>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

using PeakAt = std::function<double(double)>;

/// 20 frames per second from `from_s` on, up to `to_s`.
void press(PressHistory& history, double from_s, double to_s, const PeakAt& peak_kpa)
{
    for (int k = 0; from_s + 0.05 * k <= to_s + 1e-9; ++k) {
        const double t = from_s + 0.05 * k;
        history.add(t, {.peak = Pressure{peak_kpa(t)}});
    }
}

std::optional<Ramp> rampAt(double to_s, const PeakAt& peak_kpa)
{
    PressHistory history;
    press(history, 0.0, to_s, peak_kpa);
    return history.takeRamp();
}

TEST(PressHistory, ARisingRampIsAThreshold)
{
    const auto ramp = rampAt(4.0, [](double t) { return 2.0 + 10.0 * t; });
    ASSERT_TRUE(ramp);
    EXPECT_NEAR(ramp->rate_kpa_s, 10.0, 1e-9);
}

TEST(PressHistory, TheRampBeginsWhereThePeakWasLastAFifth)
{
    // Rests at 8 kPa, a fifth of 40, until 3 s.
    const auto ramp = rampAt(5.0, [](double t) { return t <= 3.0 ? 8.0 : 8.0 + 16.0 * (t - 3.0); });
    ASSERT_TRUE(ramp);
    EXPECT_NEAR(ramp->rate_kpa_s, 16.0, 1e-9);
}

TEST(PressHistory, APlateauIsNone)
{
    EXPECT_FALSE(rampAt(10.0, [](double t) { return t < 2.0 ? 20.0 * t : 40.0; }));
}

TEST(PressHistory, HalfWayThePeakIsAtMost85Percent)
{
    // From over a fifth of 40 kPa at the touch, so that half way is at 1 s.
    const auto bent = [](double half_way_kpa) {
        return [=](double t) {
            return t <= 1.0 ? 8.1 + (half_way_kpa - 8.1) * t
                            : half_way_kpa + (40.0 - half_way_kpa) * (t - 1.0);
        };
    };
    EXPECT_TRUE(rampAt(2.0, bent(33.9)));
    EXPECT_FALSE(rampAt(2.0, bent(34.1)));
}

TEST(PressHistory, APeakThatFellIsNone)
{
    const auto fell = [](double to) { return [=](double t) { return t < 3.9 ? 10.0 * t : to; }; };
    EXPECT_TRUE(rampAt(4.0, fell(36.0)));
    EXPECT_FALSE(rampAt(4.0, fell(34.0))) << "under 0.9 of the press's highest";
}

TEST(PressHistory, ATapOfUnder300MillisecondsIsNone)
{
    EXPECT_FALSE(rampAt(0.25, [](double t) { return 5.0 + 100.0 * t; }));
    EXPECT_TRUE(rampAt(0.30, [](double t) { return 5.0 + 100.0 * t; }));
}

TEST(PressHistory, ASecondReportOfAPressIsNone)
{
    PressHistory history;
    press(history, 0.0, 3.0, [](double t) { return 10.0 * t; });
    EXPECT_TRUE(history.takeRamp());
    press(history, 3.05, 6.0, [](double t) { return 10.0 * t; });
    EXPECT_FALSE(history.takeRamp());
}

TEST(PressHistory, AFirstReportOnAPlateauUsesThePressUp)
{
    PressHistory history;
    press(history, 0.0, 6.0, [](double t) { return t < 2.0 ? 20.0 * t : 40.0; });
    EXPECT_FALSE(history.takeRamp());
    press(history, 6.05, 10.0, [](double t) { return 40.0 + 40.0 * (t - 6.0); });
    EXPECT_FALSE(history.takeRamp()) << "it was not the first report";
}

TEST(PressHistory, ANewPressBeginsAfterARelease)
{
    PressHistory history;
    press(history, 0.0, 3.0, [](double t) { return 10.0 * t; });
    EXPECT_TRUE(history.takeRamp());
    press(history, 3.05, 4.0, [](double) { return 8.9; });  // under 0.3 of 30
    press(history, 4.05, 8.0, [](double t) { return 8.9 + 10.0 * (t - 4.0); });
    EXPECT_TRUE(history.takeRamp());
}

TEST(PressHistory, NothingWasPressed)
{
    PressHistory history;
    EXPECT_FALSE(history.takeRamp());
    press(history, 0.0, 3.0, [](double t) { return 10.0 * t; });
    history.clear();
    EXPECT_FALSE(history.takeRamp());
}

TEST(PressHistory, ARampAfterMinutesOfRestIsStillSeen)
{
    PressHistory history;
    press(history, 0.0, 300.0, [](double) { return 12.0; });
    press(history, 300.05, 302.0, [](double t) { return 12.0 + 40.0 * (t - 300.0); });
    const auto ramp = history.takeRamp();
    ASSERT_TRUE(ramp);
    EXPECT_NEAR(ramp->rate_kpa_s, 40.0, 1e-9);
}

}  // namespace
}  // namespace palpate::analysis
