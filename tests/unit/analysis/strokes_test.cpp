#include "palpate/analysis/strokes.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

/// 20 points per second along a line at `angle`.
std::vector<Stroke> strokesAlong(double angle, double seconds, const std::function<double(double)>& along)
{
    std::vector<PathPoint> path;
    for (int k = 0; k <= static_cast<int>(20.0 * seconds); ++k) {
        const double time_s = k / 20.0;
        path.push_back({.time_s = time_s,
                        .place = {.x_mm = 100.0 + std::cos(angle) * along(time_s),
                                  .y_mm = 100.0 + std::sin(angle) * along(time_s)}});
    }
    return strokesOf(path, PatchShape::Bar);
}

/// Up and down between 0 and `length`, each way in `seconds`.
double zigzag(double t, double length, double seconds)
{
    const double phase = t / seconds - 2.0 * std::floor(t / seconds / 2.0);
    return length * (phase < 1.0 ? phase : 2.0 - phase);
}

TEST(Strokes, GoFromTurningPointToTurningPoint)
{
    for (const double angle : {0.0, 0.6, M_PI / 2, 2.5}) {
        const auto strokes = strokesAlong(angle, 12.0, [](double t) { return zigzag(t, 200.0, 4.0); });
        ASSERT_EQ(strokes.size(), 3U) << angle;
        for (const Stroke& stroke : strokes) {
            // At the ends of the path the turn, 4 % of the way, is not told from a rest.
            const double part = &stroke == &strokes[1] ? 1.0 : 0.96;
            EXPECT_NEAR(stroke.length_mm, part * 200.0, 1e-6);
            EXPECT_NEAR(stroke.duration_s, part * 4.0, 1e-9);
            EXPECT_NEAR(stroke.speed_mm_s, 50.0, 1e-6);
            EXPECT_EQ(stroke.shape, PatchShape::Bar);
            EXPECT_NEAR(std::hypot(stroke.to.x_mm - stroke.from.x_mm, stroke.to.y_mm - stroke.from.y_mm),
                        200.0, 1e-6);
        }
        EXPECT_NEAR(strokes[1].length_mm, 200.0, 1e-6);
        // Back to where the first one began.
        EXPECT_NEAR(strokes[1].to.x_mm, strokes[0].from.x_mm, 1e-6);
        EXPECT_NEAR(strokes[1].to.y_mm, strokes[0].from.y_mm, 1e-6);
        EXPECT_NEAR(strokes[1].start_s, 4.0, 1e-9);
        EXPECT_NEAR(strokes[1].duration_s, 4.0, 1e-9);
        // The path's own ends are rests: a run is without the 4 % beside them.
        EXPECT_NEAR(strokes[0].length_mm, 192.0, 1e-6);
        EXPECT_NEAR(strokes[0].start_s, 0.16, 1e-9);
        EXPECT_NEAR(strokes[2].duration_s, 3.84, 1e-9);
    }
}

TEST(Strokes, NeedFiftyMillimetres)
{
    EXPECT_TRUE(strokesAlong(0.0, 12.0, [](double t) { return zigzag(t, 49.0, 4.0); }).empty());
    EXPECT_EQ(strokesAlong(0.0, 12.0, [](double t) { return zigzag(t, 51.0, 4.0); }).size(), 3U);
}

TEST(Strokes, DoNotTurnWithinTenMillimetres)
{
    const auto wobble = [](double t) { return 20.0 * t + (std::fmod(t, 1.0) < 0.5 ? 0.0 : -7.0); };
    ASSERT_EQ(strokesAlong(0.0, 10.0, wobble).size(), 1U);
    EXPECT_TRUE(strokesAlong(0.0, 30.0, [](double t) { return 4.0 * std::sin(t); }).empty());
}

TEST(Strokes, LeaveOutARestAtTheirEnds)
{
    const auto strokes = strokesAlong(0.0, 14.0, [](double t) {
        return t < 5.0 ? 0.01 * t : t < 9.0 ? 40.0 * (t - 5.0) : 160.0 - 0.01 * (t - 9.0);
    });
    ASSERT_EQ(strokes.size(), 1U);
    EXPECT_NEAR(strokes[0].duration_s, 0.92 * 4.0, 0.01);
    EXPECT_NEAR(strokes[0].length_mm, 0.92 * 160.0, 0.1);
    EXPECT_NEAR(strokes[0].speed_mm_s, 40.0, 0.1);
}

/// From 0 to 1 in the shares 0 to 1 of a stroke, as a hand moves (minimum jerk).
double handWay(double share)
{
    const double u = std::min(std::max(share, 0.0), 1.0);
    return u * u * u * (10.0 + u * (6.0 * u - 15.0));
}

TEST(Strokes, TurnAtTheRightTimeWhenTheyAreOfUnlikeSpeed)
{
    // 150 mm up in 4 s, down in 2 s, up in 4 s.
    const auto strokes = strokesAlong(0.3, 10.0, [](double t) {
        return 150.0 * (t < 4.0   ? handWay(t / 4.0)
                        : t < 6.0 ? 1.0 - handWay((t - 4.0) / 2.0)
                                  : handWay((t - 6.0) / 4.0));
    });
    ASSERT_EQ(strokes.size(), 3U);
    EXPECT_NEAR(strokes[1].start_s, 4.0, 0.02);
    EXPECT_NEAR(strokes[1].duration_s, 2.0, 0.04);
    EXPECT_NEAR(strokes[1].speed_mm_s, 75.0, 1.5);
}

TEST(Strokes, EndBeforeARestAndBeginBehindIt)
{
    const auto strokes = strokesAlong(0.0, 9.0, [](double t) {
        return 150.0 * (t < 3.0 ? handWay(t / 3.0) : 1.0 - handWay((t - 5.0) / 3.0));
    });
    ASSERT_EQ(strokes.size(), 2U);
    // At minimum jerk 4 % of the way take 0.174 of the time.
    EXPECT_NEAR(strokes[0].end_s, 3.0 * (1.0 - 0.174), 0.02);
    EXPECT_NEAR(strokes[1].start_s, 5.0 + 3.0 * 0.174, 0.02);
    EXPECT_NEAR(strokes[0].length_mm, 0.92 * 150.0, 0.5);
}

TEST(Strokes, AreOfBallsAndBarsOnly)
{
    for (const auto shape : {PatchShape::Ball, PatchShape::Bar, PatchShape::Body}) {
        StrokeFinder finder;
        for (int k = 0; k <= 100; ++k) {
            finder.add(3, 0.02 * k, {.centroid = {.x_mm = 2.0 * k, .y_mm = 0.0}, .shape = shape});
        }
        finder.endTrack(3);
        EXPECT_EQ(finder.finished().size(), shape == PatchShape::Body ? 0U : 1U);
    }
}

TEST(Strokes, AJumpToAnotherPlaceIsNone)
{
    EXPECT_TRUE(strokesAlong(0.0, 4.0, [](double t) { return t < 2.0 ? 5.0 * t : 100.0 + 5.0 * t; }).empty());
    // Four points, whatever their way.
    EXPECT_TRUE(strokesAlong(0.0, 0.15, [](double t) { return 400.0 * t; }).empty());
}

TEST(Strokes, WithATremorAreStillOnes)
{
    const auto strokes = strokesAlong(
        0.4, 16.0, [](double t) { return zigzag(t, 150.0, 4.0) + 3.0 * std::sin(2.0 * M_PI * 6.0 * t); });
    ASSERT_EQ(strokes.size(), 4U);
    for (const Stroke& stroke : strokes) {
        EXPECT_NEAR(stroke.length_mm, 150.0, 6.1);
        EXPECT_NEAR(stroke.speed_mm_s, 37.5, 3.0);
    }
}

TEST(Strokes, OfATrackUnderWayShow)
{
    StrokeFinder finder;
    for (int k = 0; k <= 100; ++k) {
        finder.add(3, 0.05 * k, {.centroid = {.x_mm = 2.0 * k, .y_mm = 0.0}, .shape = PatchShape::Ball});
    }
    EXPECT_TRUE(finder.finished().empty());
    EXPECT_EQ(finder.strokesNow().size(), 1U);
    finder.endTrack(3);
    EXPECT_EQ(finder.strokesNow().size(), 1U);
    EXPECT_EQ(finder.finished().size(), 1U);
}

}  // namespace
}  // namespace palpate::analysis
