#include "palpate/analysis/strokes.hpp"

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
            EXPECT_NEAR(stroke.length_mm, 200.0, 1e-6);
            EXPECT_NEAR(stroke.duration_s, 4.0, 1e-9);
            EXPECT_NEAR(stroke.speed_mm_s, 50.0, 1e-6);
            EXPECT_EQ(stroke.shape, PatchShape::Bar);
            EXPECT_NEAR(std::hypot(stroke.to.x_mm - stroke.from.x_mm, stroke.to.y_mm - stroke.from.y_mm),
                        200.0, 1e-6);
        }
        // Back to where the first one began.
        EXPECT_NEAR(strokes[1].to.x_mm, strokes[0].from.x_mm, 1e-6);
        EXPECT_NEAR(strokes[1].to.y_mm, strokes[0].from.y_mm, 1e-6);
        EXPECT_NEAR(strokes[1].start_s, 4.0, 1e-9);
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
    EXPECT_NEAR(strokes[0].duration_s, 4.0, 0.15);
    EXPECT_NEAR(strokes[0].length_mm, 160.0, 4.1);
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

}  // namespace
}  // namespace palpate::analysis
