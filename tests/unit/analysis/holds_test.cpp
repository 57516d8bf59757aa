#include "palpate/analysis/holds.hpp"

#include <cmath>
#include <functional>
#include <numbers>
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

TEST(Holds, StayWithTheMedianOfTheirLastThreeSeconds)
{
    // 5 mm/s: 7.5 mm behind after 3 s, never 10 mm.
    EXPECT_EQ(holdsOf(0.0, 20.0, [](double t) { return patchAt(50.0 + 5.0 * t); }).size(), 1U);
    // 8 mm/s: 10 mm are reached after 2.5 s.
    EXPECT_TRUE(holdsOf(0.0, 20.0, [](double t) { return patchAt(50.0 + 8.0 * t); }).empty());
}

TEST(Holds, FollowNoShortExcursion)
{
    // 1 s in 4 elsewhere is no part of the hold, but too long to be forgiven; 0.4 s is forgiven.
    const auto away = [](double seconds) {
        return [=](double t) { return patchAt(t > 8.01 && t < 8.01 + seconds ? 62.0 : 50.0); };
    };
    EXPECT_EQ(holdsOf(0.0, 20.0, away(1.0)).size(), 2U);
    const auto forgiven = holdsOf(0.0, 20.0, away(0.4));
    ASSERT_EQ(forgiven.size(), 1U);
    EXPECT_NEAR(forgiven[0].place.x_mm, 50.0, 1e-9);
}

TEST(Holds, TheRunningPlaceIsAMedianInEachDirection)
{
    RunningPlace place;
    for (int k = 0; k < 5; ++k) {
        place.add(0.05 * k, {.x_mm = k == 2 ? 500.0 : 10.0 + k, .y_mm = 20.0 - k});
    }
    EXPECT_DOUBLE_EQ(place.median().x_mm, 13.0);
    EXPECT_DOUBLE_EQ(place.median().y_mm, 18.0);
    place.add(0.21, {.x_mm = 900.0, .y_mm = 900.0});
    EXPECT_DOUBLE_EQ(place.median().x_mm, 13.0) << "samples lie 50 ms apart";
    place.add(3.15, {.x_mm = 0.0, .y_mm = 0.0});
    EXPECT_DOUBLE_EQ(place.median().x_mm, 13.0) << "of 13, 14 and 0, those of the last 3 s";
    place.clear();
    place.add(4.0, {.x_mm = 1.0, .y_mm = 2.0});
    EXPECT_DOUBLE_EQ(place.median().x_mm, 1.0);
}

Hold creepingHold(bool knows_creep, double tool_n = 0.0)
{
    HoldFinder finder{AnalysisSettings{.tool_weight = Force{tool_n}}, knows_creep};
    feed(finder, 0.0, 22.0, [](double t) {
        Patch patch = patchAt(50.0, 20.0 + 0.1 * t);
        patch.corrected_force = Force{20.0 + 0.02 * t};
        return patch;
    });
    finder.endTrack(0);
    return finder.finished().at(0);
}

TEST(Holds, HaveTheirForceAndDriftWithoutTheCreepToo)
{
    const Hold hold = creepingHold(true);
    // F is the mean from 2 s to 7 s, L of the last 5 s.
    const double raw_pct = 100.0 * (21.95 - 20.45) / 20.45;
    const double corrected_pct = 100.0 * (20.39 - 20.09) / 20.09;
    EXPECT_NEAR(hold.drift_pct.value(), raw_pct, 1e-9);
    EXPECT_NEAR(hold.corrected_drift_pct.value(), corrected_pct, 1e-9);
    EXPECT_NEAR(hold.drift_uncertainty_pct.value(), 0.5 * (raw_pct - corrected_pct), 1e-9);
    EXPECT_NEAR(hold.mean_n, 21.1, 1e-9);
    EXPECT_NEAR(hold.corrected_mean_n.value(), 20.22, 1e-9);
}

TEST(Holds, SayNothingOfCreepThatIsNotKnown)
{
    const Hold hold = creepingHold(false);
    EXPECT_TRUE(hold.drift_pct);
    EXPECT_FALSE(hold.corrected_mean_n);
    EXPECT_FALSE(hold.corrected_drift_pct);
    EXPECT_FALSE(hold.drift_uncertainty_pct);
}

TEST(Holds, TheToolsWeightIsTakenOffButNotUnderZero)
{
    const Hold hold = creepingHold(true, 5.0);
    EXPECT_NEAR(hold.mean_n, 16.1, 1e-9);
    EXPECT_NEAR(hold.corrected_mean_n.value(), 15.22, 1e-9);
    const Hold light = creepingHold(true, 500.0);
    EXPECT_DOUBLE_EQ(light.mean_n, 0.0);
    EXPECT_DOUBLE_EQ(light.corrected_mean_n.value(), 0.0);
}

TEST(Holds, KeepALimitOnceSeenAndTheOtherFlagsOfMostFrames)
{
    const auto flagsOf = [](PlaceFlags flag, double until_s) {
        return holdsOf(0.0, 10.0,
                       [=](double t) {
                           Patch patch = patchAt(50.0);
                           patch.flags = t < until_s ? flag : PlaceFlags{0};
                           return patch;
                       })
            .at(0)
            .flags;
    };
    for (const PlaceFlags flag : {kPlaceSaturated, kPlaceOutsideCalibration}) {
        EXPECT_EQ(flagsOf(flag, 0.01), flag);
    }
    // 201 frames.
    for (const PlaceFlags flag : {kPlaceAtEdge, kPlaceFewCells, kPlaceGhostCorner}) {
        EXPECT_EQ(flagsOf(flag, 5.01), flag);
        EXPECT_EQ(flagsOf(flag, 4.96), 0);
    }
}

TEST(Holds, HaveTheShapeOfMostFrames)
{
    const auto shapeOf = [](PatchShape first, double until_s, PatchShape then) {
        return holdsOf(0.0, 9.95,
                       [=](double t) {
                           Patch patch = patchAt(50.0);
                           patch.shape = t < until_s ? first : then;
                           return patch;
                       })
            .at(0)
            .shape;
    };
    EXPECT_EQ(shapeOf(PatchShape::Body, 6.0, PatchShape::Ball), PatchShape::Body);
    EXPECT_EQ(shapeOf(PatchShape::Body, 4.98, PatchShape::Ball), PatchShape::Ball) << "on a tie";
    EXPECT_EQ(shapeOf(PatchShape::Body, 4.98, PatchShape::Bar), PatchShape::Bar);
}

TEST(Holds, UnderAPercussionGunHaveItsBeat)
{
    HoldFinder finder{AnalysisSettings{}, false};
    for (int k = 0; k <= 2000; ++k) {
        const double t = k / 200.0;
        finder.add(0, t, patchAt(50.0, 20.0 + 3.0 * std::sin(2.0 * std::numbers::pi * 34.0 * t)), 0.5);
    }
    ASSERT_EQ(finder.running().size(), 1U);
    EXPECT_NEAR(finder.running()[0].percussion_hz.value(), 34.0, 0.5);
    finder.endTrack(0);
    EXPECT_NEAR(finder.finished().at(0).percussion_hz.value(), 34.0, 0.5);
}

TEST(Holds, ThatAreUnderWayCountAsIfTheyEndedNow)
{
    HoldFinder finder{AnalysisSettings{}, false};
    feed(finder, 0.0, 4.9, [](double) { return patchAt(50.0); });
    EXPECT_TRUE(finder.holdsNow().empty());
    feed(finder, 4.95, 6.0, [](double) { return patchAt(50.0); });
    ASSERT_EQ(finder.holdsNow().size(), 1U);
    EXPECT_NEAR(finder.holdsNow()[0].duration_s, 6.0, 1e-9);
    EXPECT_TRUE(finder.finished().empty());
}

}  // namespace
}  // namespace palpate::analysis
