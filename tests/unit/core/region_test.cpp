#include "palpate/core/region.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace palpate {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(Region, ShapesAreReadAsTheyAreWritten)
{
    const std::vector<RegionShape> shapes{
        RectangleShape{.from = {.x_mm = 10.0, .y_mm = 20.5}, .to = {.x_mm = 60.0, .y_mm = 0.1}},
        EllipseShape{
            .centre = {.x_mm = 50.0, .y_mm = -3.0}, .radius_x = Length{20.0}, .radius_y = Length{1e-3}},
        PolygonShape{.points = {{.x_mm = 1.0 / 3.0, .y_mm = 0.0},
                                {.x_mm = 1e5, .y_mm = 0.2},
                                {.x_mm = 7.0, .y_mm = 9.0},
                                {.x_mm = 0.0, .y_mm = 2.0}}}};
    for (const RegionShape& shape : shapes) {
        const auto read = parseRegionShape(toString(shape));
        ASSERT_TRUE(read) << toString(shape);
        EXPECT_EQ(*read, shape) << toString(shape);
    }
}

TEST(Region, ShapesAreWrittenInWords)
{
    EXPECT_EQ(toString(RegionShape{
                  RectangleShape{.from = {.x_mm = 10.0, .y_mm = 20.0}, .to = {.x_mm = 60.0, .y_mm = 80.0}}}),
              "rectangle 10,20 60,80");
    EXPECT_EQ(
        toString(RegionShape{EllipseShape{
            .centre = {.x_mm = 50.0, .y_mm = 50.0}, .radius_x = Length{20.0}, .radius_y = Length{30.0}}}),
        "ellipse 50,50 20,30");
}

TEST(Region, WhatIsNoShapeIsRefusedWithTheRemedy)
{
    for (const char* text :
         {"", "circle 10,10 5,5", "rectangle 1,2", "rectangle 1,2 3,4 5,6", "ellipse 1,2"}) {
        const auto read = parseRegionShape(text);
        ASSERT_FALSE(read) << text;
        EXPECT_NE(read.error().message.find("rectangle X,Y X,Y"), std::string::npos) << text;
    }
    for (const char* text :
         {"rectangle 1,2 3;4", "polygon 1,2 x,4 5,6", "polygon 1 2 3", "ellipse 1,2 3,4mm"}) {
        const auto read = parseRegionShape(text);
        ASSERT_FALSE(read) << text;
        EXPECT_NE(read.error().message.find("not a pair of numbers"), std::string::npos) << text;
    }
}

TEST(Region, MustHaveANameAndAnArea)
{
    const RectangleShape good{.from = {.x_mm = 0.0, .y_mm = 0.0}, .to = {.x_mm = 1.0, .y_mm = 1.0}};
    EXPECT_TRUE(checkRegion({.name = "left", .shape = good}));
    EXPECT_TRUE(checkRegion({.name = std::string(80, 'x'), .shape = good}));
    EXPECT_FALSE(checkRegion({.name = "", .shape = good}));
    EXPECT_FALSE(checkRegion({.name = std::string(81, 'x'), .shape = good}));
    RectangleShape flat = good;
    flat.to.y_mm = 0.0;
    EXPECT_FALSE(checkRegion({.name = "left", .shape = flat}));
    EXPECT_FALSE(checkRegion({.name = "left", .shape = EllipseShape{.radius_x = Length{1.0}}}));
    EXPECT_FALSE(checkRegion({.name = "left", .shape = PolygonShape{.points = {{}, {}}}}));
}

TEST(Region, AnErrorNamesTheRegion)
{
    const auto checked = checkRegion({.name = "calf", .shape = PolygonShape{}});
    ASSERT_FALSE(checked);
    EXPECT_NE(checked.error().message.find("'calf'"), std::string::npos);
}

TEST(Region, NumbersMustBeFinite)
{
    const MatPoint bad{.x_mm = kNan, .y_mm = 0.0};
    const MatPoint good{.x_mm = 9.0, .y_mm = 9.0};
    EXPECT_FALSE(checkRegion({.name = "a", .shape = RectangleShape{.from = good, .to = bad}}));
    EXPECT_FALSE(checkRegion(
        {.name = "a",
         .shape = EllipseShape{.centre = bad, .radius_x = Length{1.0}, .radius_y = Length{1.0}}}));
    EXPECT_FALSE(checkRegion({.name = "a", .shape = PolygonShape{.points = {good, {}, bad}}}));
}

TEST(Region, APolygonHasAtMost256Points)
{
    PolygonShape shape;
    for (std::size_t i = 0; i < kMaxPolygonPoints; ++i) {
        shape.points.push_back({.x_mm = static_cast<double>(i), .y_mm = static_cast<double>(i * i)});
    }
    EXPECT_TRUE(checkRegion({.name = "a", .shape = shape}));
    shape.points.push_back({});
    EXPECT_FALSE(checkRegion({.name = "a", .shape = shape}));
}

}  // namespace
}  // namespace palpate
