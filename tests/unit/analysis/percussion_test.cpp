#include "palpate/analysis/percussion.hpp"

#include <cmath>
#include <functional>
#include <numbers>
#include <random>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

using ForceAt = std::function<double(double)>;

std::optional<double> beatOf(
    double rate_hz, double seconds, const ForceAt& force_n,
    const std::function<bool(int)>& is_lost = [](int) { return false; })
{
    PercussionFinder finder;
    for (int k = 0; k <= static_cast<int>(seconds * rate_hz); ++k) {
        if (!is_lost(k)) {
            finder.add(k / rate_hz, force_n(k / rate_hz));
        }
    }
    return finder.beatHz();
}

/// 40 N that beat by `amplitude_n`.
ForceAt gun(double hz, double amplitude_n = 4.0)
{
    return [=](double t) { return 40.0 + amplitude_n * std::sin(2.0 * std::numbers::pi * hz * t + 0.4); };
}

TEST(Percussion, TheBandEndsWhereAFasterBeatCouldAppearAsASlowerOne)
{
    EXPECT_FALSE(percussionBand(Frequency{80.0}));
    const auto slow = percussionBand(Frequency{100.0});
    ASSERT_TRUE(slow);
    EXPECT_DOUBLE_EQ(slow->from_hz, 20.0);
    EXPECT_DOUBLE_EQ(slow->to_hz, 40.0);
    EXPECT_DOUBLE_EQ(percussionBand(Frequency{119.0}).value().to_hz, 59.0);
    EXPECT_DOUBLE_EQ(percussionBand(Frequency{500.0}).value().to_hz, 60.0);
}

TEST(Percussion, FindsTheBeatOfAGun)
{
    EXPECT_NEAR(beatOf(200.0, 10.0, gun(31.3)).value(), 31.3, 0.5);
    EXPECT_NEAR(beatOf(200.0, 10.0, gun(53.0)).value(), 53.0, 0.5);
    EXPECT_NEAR(beatOf(100.0, 10.0, gun(33.0)).value(), 33.0, 0.5);
}

TEST(Percussion, FindsNoneAtAFrameRateThatCannotShowIt)
{
    EXPECT_FALSE(beatOf(80.0, 10.0, gun(33.0)));
    EXPECT_FALSE(beatOf(20.0, 10.0, gun(33.0)));
}

TEST(Percussion, ATremorIsNone)
{
    std::mt19937 random{5};
    std::normal_distribution<double> noise{0.0, 0.2};
    EXPECT_FALSE(beatOf(200.0, 20.0, [&](double t) {
        return 40.0 + 3.0 * std::sin(2.0 * std::numbers::pi * 9.0 * t) + noise(random);
    }));
}

TEST(Percussion, AWeakBeatIsNone)
{
    EXPECT_FALSE(beatOf(200.0, 10.0, gun(30.0, 0.6))) << "1.5 % of the force";
    EXPECT_TRUE(beatOf(200.0, 10.0, gun(30.0, 1.0))) << "2.5 % of it";
}

TEST(Percussion, HalfOfTheWindowsMustHaveTheBeat)
{
    const auto until = [](double end_s) { return [=](double t) { return t < end_s ? gun(30.0)(t) : 40.0; }; };
    EXPECT_TRUE(beatOf(200.0, 20.0, until(10.0))) << "5 of 10";
    EXPECT_FALSE(beatOf(200.0, 20.0, until(8.0))) << "4 of 10";
}

TEST(Percussion, WindowsThatLostFramesShowNothing)
{
    const auto everyTenth = [](int k) { return k % 10 == 9; };
    EXPECT_FALSE(beatOf(200.0, 10.0, gun(30.0), everyTenth));
    const auto oneInTheFirst = [](int k) { return k == 77 || k == 78; };
    EXPECT_TRUE(beatOf(200.0, 10.0, gun(30.0), oneInTheFirst)) << "under 2 % of 400";
    // What is left of the windows has no beat: 4 whole ones without, and 5 that lost frames with it.
    const auto lostWhileBeating = [](int k) { return k < 2000 && k % 40 == 39; };
    EXPECT_FALSE(beatOf(
        200.0, 18.0, [](double t) { return t < 10.0 ? gun(30.0)(t) : 40.0; }, lostWhileBeating));
}

TEST(Percussion, IsForgottenWhenCleared)
{
    PercussionFinder finder;
    for (int k = 0; k <= 1000; ++k) {
        finder.add(k / 200.0, gun(30.0)(k / 200.0));
    }
    ASSERT_TRUE(finder.beatHz());
    finder.clear();
    EXPECT_FALSE(finder.beatHz());
}

}  // namespace
}  // namespace palpate::analysis
