#include "palpate/analysis/holds.hpp"

#include <functional>
#include <vector>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

Patch patchAt(double x_mm, double force_n = 10.0, double peak_kpa = 15.0)
{
    return {.cells = 4,
            .area = Area{4.0},
            .force = Force{force_n},
            .mean = Pressure{force_n * 10.0 / 4.0},
            .peak = Pressure{peak_kpa},
            .centroid = {.x_mm = x_mm, .y_mm = 50.0},
            .radius = Length{11.0},
            .shape = PatchShape::Ball};
}

/// Feeds one track at 20 Hz from `from_s` to `to_s`, both included.
template <typename MakePatch>
void feed(HoldFinder& finder, double from_s, double to_s, MakePatch patchOf)
{
    for (int k = 0; from_s + 0.05 * k <= to_s + 1e-9; ++k) {
        const double time_s = from_s + 0.05 * k;
        finder.add(0, time_s, patchOf(time_s), 0.5);
    }
}

std::vector<Hold> holdsOf(double from_s, double to_s, const std::function<Patch(double)>& patchOf)
{
    HoldFinder finder{AnalysisSettings{}, false};
    feed(finder, from_s, to_s, patchOf);
    finder.endTrack(0);
    return finder.finished();
}

TEST(Holds, FiveSecondsAreAHoldAndLessIsNone)
{
    EXPECT_EQ(holdsOf(1.0, 6.0, [](double) { return patchAt(50.0); }).size(), 1U);
    EXPECT_TRUE(holdsOf(1.0, 5.95, [](double) { return patchAt(50.0); }).empty());
}

TEST(Holds, SayWhenWhereAndHowHard)
{
    const auto holds = holdsOf(
        1.0, 41.0, [](double t) { return patchAt(t < 20.975 ? 50.0 : 52.0, t < 20.975 ? 10.0 : 14.0); });
    ASSERT_EQ(holds.size(), 1U);
    const Hold& hold = holds[0];
    EXPECT_DOUBLE_EQ(hold.start_s, 1.0);
    EXPECT_NEAR(hold.end_s, 41.0, 1e-9);
    EXPECT_NEAR(hold.duration_s, 40.0, 1e-9);
    EXPECT_NEAR(hold.mean_n, 12.0, 0.01);
    EXPECT_NEAR(hold.cv_pct, 100.0 * 2.0 / 12.0, 0.05);
    EXPECT_NEAR(hold.mean_kpa, 30.0, 0.05);
    EXPECT_DOUBLE_EQ(hold.peak_kpa, 15.0);
    EXPECT_NEAR(hold.place.x_mm, 51.0, 0.01);
    EXPECT_EQ(hold.shape, PatchShape::Ball);
    EXPECT_EQ(hold.in_window, InWindow::In);
    EXPECT_NEAR(hold.drift_pct.value(), 40.0, 1e-9);
}

TEST(Holds, HaveNoDriftUnderTwelveSeconds)
{
    EXPECT_FALSE(holdsOf(0.0, 11.9, [](double) { return patchAt(50.0); }).at(0).drift_pct);
    EXPECT_TRUE(holdsOf(0.0, 12.0, [](double) { return patchAt(50.0); }).at(0).drift_pct);
}

TEST(Holds, AreShortInOrLongAgainstTheWindow)
{
    const auto windowAfter = [](double seconds) {
        return holdsOf(0.0, seconds, [](double) { return patchAt(50.0); }).at(0).in_window;
    };
    EXPECT_EQ(windowAfter(29.9), InWindow::Short);
    EXPECT_EQ(windowAfter(30.0), InWindow::In);
    EXPECT_EQ(windowAfter(90.0), InWindow::In);
    EXPECT_EQ(windowAfter(90.1), InWindow::Long);
}

TEST(Holds, ForgiveADipOfHalfASecond)
{
    const auto dip = [](double from_s, double to_s) {
        return [=](double t) { return patchAt(50.0, 10.0, t > from_s && t < to_s ? 9.9 : 15.0); };
    };
    EXPECT_EQ(holdsOf(0.0, 20.0, dip(8.01, 8.49)).size(), 1U);
    EXPECT_EQ(holdsOf(0.0, 20.0, dip(8.01, 8.59)).size(), 2U);
}

TEST(Holds, EndWhereThePlaceMovesAway)
{
    const auto holds = holdsOf(0.0, 20.0, [](double t) { return patchAt(t < 10.0 ? 50.0 : 61.0); });
    ASSERT_EQ(holds.size(), 2U);
    EXPECT_NEAR(holds[0].place.x_mm, 50.0, 1e-9);
    EXPECT_NEAR(holds[1].place.x_mm, 61.0, 1e-9);
    EXPECT_EQ(holdsOf(0.0, 20.0, [](double t) { return patchAt(t < 10.0 ? 50.0 : 60.0); }).size(), 1U);
}

TEST(Holds, ThatAreUnderWayShowAfterASecond)
{
    HoldFinder finder{AnalysisSettings{}, false};
    feed(finder, 0.0, 0.95, [](double) { return patchAt(50.0); });
    EXPECT_TRUE(finder.running().empty());
    feed(finder, 1.0, 3.0, [](double) { return patchAt(50.0, 12.0); });
    ASSERT_EQ(finder.running().size(), 1U);
    EXPECT_NEAR(finder.running()[0].duration_s, 3.0, 1e-9);
    EXPECT_DOUBLE_EQ(finder.running()[0].force_n, 12.0);
    EXPECT_DOUBLE_EQ(finder.running()[0].radius_mm, 11.0);
}

}  // namespace
}  // namespace palpate::analysis
