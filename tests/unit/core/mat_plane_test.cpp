#include "palpate/core/mat_plane.hpp"

#include <gtest/gtest.h>

namespace palpate {
namespace {

TEST(MatPlane, TellsHowFarPlacesLieApart)
{
    EXPECT_DOUBLE_EQ(distanceMm({.x_mm = 10.0, .y_mm = 20.0}, {.x_mm = 40.0, .y_mm = 60.0}), 50.0);
    EXPECT_EQ(distanceMm({.x_mm = 1.0, .y_mm = 2.0}, {.x_mm = 1.0, .y_mm = 2.0}), 0.0);
}

TEST(MatPlane, APlaceInTheNotchOfAPolygonIsOutside)
{
    const std::vector<MatPoint> notched{{0.0, 0.0}, {100.0, 0.0}, {100.0, 100.0}, {50.0, 20.0}, {0.0, 100.0}};
    EXPECT_TRUE(isInside(notched, {.x_mm = 50.0, .y_mm = 10.0}));
    EXPECT_TRUE(isInside(notched, {.x_mm = 90.0, .y_mm = 80.0}));
    EXPECT_FALSE(isInside(notched, {.x_mm = 50.0, .y_mm = 60.0}));
    EXPECT_FALSE(isInside(notched, {.x_mm = 120.0, .y_mm = 10.0}));
}

TEST(MatPlane, WhereAPolygonCrossesItselfTwiceCoveredIsOutside)
{
    // A star of five points: its middle is wound around twice.
    const std::vector<MatPoint> star{{50.0, 0.0}, {80.0, 90.0}, {0.0, 35.0}, {100.0, 35.0}, {20.0, 90.0}};
    EXPECT_FALSE(isInside(star, {.x_mm = 50.0, .y_mm = 50.0}));
    EXPECT_TRUE(isInside(star, {.x_mm = 50.0, .y_mm = 20.0}));
}

TEST(MatPlane, ARectanglesCornersMayComeInAnyOrder)
{
    const RegionShape shape =
        RectangleShape{.from = {.x_mm = 60.0, .y_mm = 10.0}, .to = {.x_mm = 20.0, .y_mm = 40.0}};
    EXPECT_TRUE(isInside(shape, {.x_mm = 30.0, .y_mm = 30.0}));
    EXPECT_TRUE(isInside(shape, {.x_mm = 20.0, .y_mm = 10.0}));
    EXPECT_FALSE(isInside(shape, {.x_mm = 61.0, .y_mm = 30.0}));
    EXPECT_EQ(boxOf(shape),
              (RectangleShape{.from = {.x_mm = 20.0, .y_mm = 10.0}, .to = {.x_mm = 60.0, .y_mm = 40.0}}));
}

TEST(MatPlane, AnEllipseReachesAsFarAsItsRadii)
{
    const RegionShape shape = EllipseShape{
        .centre = {.x_mm = 50.0, .y_mm = 50.0}, .radius_x = {.mm = 30.0}, .radius_y = {.mm = 10.0}};
    EXPECT_TRUE(isInside(shape, {.x_mm = 79.0, .y_mm = 50.0}));
    EXPECT_FALSE(isInside(shape, {.x_mm = 79.0, .y_mm = 55.0}));
    EXPECT_EQ(boxOf(shape),
              (RectangleShape{.from = {.x_mm = 20.0, .y_mm = 40.0}, .to = {.x_mm = 80.0, .y_mm = 60.0}}));
}

TEST(MatPlane, ThePolygonsBoxHoldsAllItsPoints)
{
    const RegionShape shape = PolygonShape{.points = {{30.0, 5.0}, {70.0, 25.0}, {10.0, 60.0}}};
    EXPECT_EQ(boxOf(shape),
              (RectangleShape{.from = {.x_mm = 10.0, .y_mm = 5.0}, .to = {.x_mm = 70.0, .y_mm = 60.0}}));
}

}  // namespace
}  // namespace palpate
