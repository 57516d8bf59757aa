#include "palpate/analysis/tracks.hpp"

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

}  // namespace
}  // namespace palpate::analysis
