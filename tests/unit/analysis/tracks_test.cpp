#include "palpate/analysis/tracks.hpp"

#include <cmath>
#include <map>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

Patch patchAt(double x_mm, double y_mm, double force_n = 10.0)
{
    return {
        .cells = 4, .force = Force{force_n}, .centroid = {.x_mm = x_mm, .y_mm = y_mm}, .radius = Length{5.0}};
}

FrameLink at(double time_s, double period_s = 0.1)
{
    return {.time_s = time_s, .period_s = period_s};
}

/// The track of each patch of the last step.
std::map<std::size_t, std::size_t> tracksByPatch(const TrackLinker& linker)
{
    std::map<std::size_t, std::size_t> tracks;
    for (const auto& link : linker.links()) {
        tracks[link.patch] = link.track;
    }
    return tracks;
}

TEST(Tracks, FollowTheNearestPatch)
{
    TrackLinker linker;
    linker.step({patchAt(10, 10), patchAt(60, 10)}, at(0.0));
    const auto before = tracksByPatch(linker);
    linker.step({patchAt(55, 10), patchAt(15, 10)}, at(0.1));
    const auto after = tracksByPatch(linker);
    EXPECT_EQ(after.at(1), before.at(0));
    EXPECT_EQ(after.at(0), before.at(1));
    EXPECT_TRUE(linker.ended().empty());
}

TEST(Tracks, KeepTheirWayWhereTwoCross)
{
    TrackLinker linker;
    std::size_t first = 0;
    for (int k = 0; k <= 20; ++k) {
        const double x = 10.0 * k;
        linker.step({patchAt(x, 0.0), patchAt(200.0 - x, 4.0)}, at(0.1 * k));
        if (k == 0) {
            first = tracksByPatch(linker).at(0);
        }
    }
    EXPECT_EQ(tracksByPatch(linker).at(0), first);
}

TEST(Tracks, BeginAnewBeyondTheGate)
{
    TrackLinker linker;
    linker.step({patchAt(10, 10)}, at(0.0));
    const auto track = tracksByPatch(linker).at(0);
    linker.step({patchAt(50.1, 10)}, at(0.1));
    EXPECT_NE(tracksByPatch(linker).at(0), track);
}

TEST(Tracks, SurviveHalfASecondAway)
{
    TrackLinker linker;
    linker.step({patchAt(10, 10)}, at(0.0));
    const auto track = tracksByPatch(linker).at(0);
    linker.step({}, at(0.3));
    linker.step({patchAt(12, 10)}, at(0.5));
    EXPECT_EQ(tracksByPatch(linker).at(0), track);
    linker.step({patchAt(12, 10)}, at(1.1));
    ASSERT_EQ(linker.ended().size(), 1U);
    EXPECT_EQ(linker.ended()[0], track);
}

TEST(Tracks, SurviveAMissingFrameOfASlowMat)
{
    TrackLinker linker;
    linker.step({patchAt(10, 10)}, at(0.0, 1.0));
    linker.step({patchAt(12, 10)}, at(2.0, 1.0));
    EXPECT_TRUE(linker.ended().empty());
    linker.step({patchAt(12, 10)}, at(5.0, 1.0));
    EXPECT_EQ(linker.ended().size(), 1U);
    EXPECT_DOUBLE_EQ(longestAbsenceS(0.01), 0.5);
    EXPECT_DOUBLE_EQ(longestAbsenceS(1.0), 2.5);
}

TEST(Tracks, OfALiftedLoadAreNotLedAwayByNoise)
{
    TrackLinker linker;
    Patch ball = patchAt(50, 50);
    ball.peak = Pressure{80.0};
    Patch noise = patchAt(70, 60);
    noise.peak = Pressure{1.5};
    linker.step({ball}, at(0.0));
    const auto track = tracksByPatch(linker).at(0);
    linker.step({noise}, at(0.1));
    EXPECT_NE(tracksByPatch(linker).at(0), track);
    linker.step({noise, ball}, at(0.3));
    EXPECT_EQ(tracksByPatch(linker).at(1), track);
}

TEST(Tracks, OfAToolStayWithTheToolBesideTheBodyAroundIt)
{
    TrackLinker linker;
    Patch ball = patchAt(50, 50);
    ball.peak = Pressure{80.0};
    ball.shape = PatchShape::Ball;
    ball.radius = Length{25.0};
    Patch body = patchAt(52, 50);
    body.peak = Pressure{80.0};
    body.shape = PatchShape::Body;
    body.radius = Length{40.0};
    Patch focus = patchAt(58, 50);
    focus.peak = Pressure{80.0};
    focus.shape = PatchShape::Ball;
    focus.radius = Length{5.0};
    linker.step({ball}, at(0.0));
    const auto track = tracksByPatch(linker).at(0);
    linker.step({body, focus}, at(0.1));
    EXPECT_EQ(tracksByPatch(linker).at(1), track);
}

TEST(Tracks, EndAtABreak)
{
    TrackLinker linker;
    linker.step({patchAt(10, 10)}, at(0.0, 0.5));
    linker.step({patchAt(10, 10)}, {.time_s = 0.6, .is_break = true, .period_s = 0.5});
    EXPECT_EQ(linker.ended().size(), 1U);
}

TEST(Tracks, AreBoundedUnderFlickeringNoise)
{
    TrackLinker linker;
    for (int k = 0; k < 50; ++k) {
        std::vector<Patch> patches;
        for (int i = 0; i < 200; ++i) {
            patches.push_back(patchAt(100.0 * i, 1000.0 * k, 1.0 + i));
        }
        linker.step(patches, at(0.01 * k));
        EXPECT_EQ(linker.links().size(), TrackLinker::kMaxPatches);
        for (const auto& link : linker.links()) {
            EXPECT_LT(link.track, TrackLinker::kMaxTracks);
            EXPECT_GE(link.patch, 136U) << "the patches of largest force are followed";
        }
    }
}

Patch sized(double x_mm, double radius_mm, double force_n = 10.0)
{
    Patch patch = patchAt(x_mm, 100.0, force_n);
    patch.radius = Length{radius_mm};
    return patch;
}

TEST(Tracks, ATremorIsOneTrack)
{
    TrackLinker linker;
    for (int k = 0; k < 500; ++k) {
        const double t = 0.02 * k;
        linker.step({patchAt(100.0 + 4.0 * std::sin(50.0 * t), 80.0 + 3.0 * std::cos(44.0 * t))}, at(t));
        ASSERT_EQ(linker.links().size(), 1U);
        ASSERT_EQ(linker.links()[0].track, 0U);
        ASSERT_TRUE(linker.ended().empty());
    }
}

/// Whether a load that rolls at 100 mm/s is the same track after a lift of so long.
bool survivesLift(double lift_s)
{
    TrackLinker linker;
    double t = 0.0;
    for (; t < 1.0; t += 0.05) {
        linker.step({patchAt(100.0 * t, 80.0)}, at(t));
    }
    const std::size_t track = linker.links().at(0).track;
    const double down_s = t - 0.05 + lift_s;
    for (; t < down_s - 1e-9; t += 0.05) {
        linker.step({}, at(t));
        if (!linker.ended().empty()) {
            return false;
        }
    }
    linker.step({patchAt(100.0 * down_s, 80.0)}, at(down_s));
    return linker.ended().empty() && linker.links().at(0).track == track;
}

TEST(Tracks, ALiftOf400MillisecondsKeepsATrackAnd600EndsIt)
{
    EXPECT_TRUE(survivesLift(0.4));
    EXPECT_FALSE(survivesLift(0.6));
}

TEST(Tracks, ABallThatArrivesOnABodyIsAnother)
{
    TrackLinker linker;
    linker.step({sized(100.0, 90.0, 200.0)}, at(0.0));
    const auto body = tracksByPatch(linker).at(0);
    linker.step({sized(100.0, 90.0, 200.0), sized(104.0, 15.0)}, at(0.1));
    EXPECT_EQ(tracksByPatch(linker).at(0), body);
    EXPECT_NE(tracksByPatch(linker).at(1), body);
    const auto ball = tracksByPatch(linker).at(1);
    // The body's patch is gone: the ball stays the ball, and is not the body.
    linker.step({sized(104.0, 15.0)}, at(0.2));
    EXPECT_EQ(tracksByPatch(linker).at(0), ball);
}

TEST(Tracks, ALoadOfFourTimesTheRadiusIsAnother)
{
    const auto isSame = [](double first_mm, double second_mm) {
        TrackLinker linker;
        linker.step({sized(100.0, first_mm)}, at(0.0));
        linker.step({sized(100.0, second_mm)}, at(0.1));
        return tracksByPatch(linker).at(0) == 0U;
    };
    EXPECT_TRUE(isSame(10.0, 39.9));
    EXPECT_FALSE(isSame(10.0, 40.1));
    EXPECT_TRUE(isSame(39.9, 10.0));
    EXPECT_FALSE(isSame(40.1, 10.0));
}

TEST(Tracks, OfTwoNearPatchesTheOneOfLikeSizeFollows)
{
    TrackLinker linker;
    linker.step({sized(100.0, 40.0)}, at(0.0));
    linker.step({sized(101.0, 15.0), sized(106.0, 40.0)}, at(0.1));
    EXPECT_EQ(tracksByPatch(linker).at(1), 0U);
    EXPECT_NE(tracksByPatch(linker).at(0), 0U);
}

TEST(Tracks, ALoadThatStopsIsWhereItWas)
{
    TrackLinker linker;
    // 400 mm/s, then a stop: 0.4 s later it would be 160 mm on.
    for (int k = 0; k <= 10; ++k) {
        linker.step({patchAt(20.0 * k, 80.0)}, at(0.05 * k));
    }
    linker.step({patchAt(204.0, 80.0)}, at(0.9));
    EXPECT_EQ(tracksByPatch(linker).at(0), 0U);
}

}  // namespace
}  // namespace palpate::analysis
