#include "palpate/analysis/region_weights.hpp"

#include <algorithm>
#include <numbers>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "mats.hpp"

namespace palpate::analysis {
namespace {

MatGeometry geometry()
{
    return MatGeometry::create(12, 16, Length{10.0}, Length{8.0}).value();
}

/// In cm2.
double areaOf(const RegionShape& shape)
{
    double cells = 0.0;
    for (const WeightedCell& cell : weightsOf(shape, geometry())) {
        cells += cell.weight;
    }
    return cells * geometry().cellArea().cm2;
}

double weightOf(const RegionShape& shape, int row, int col)
{
    for (const WeightedCell& cell : weightsOf(shape, geometry())) {
        if (cell.cell == row * 16 + col) {
            return cell.weight;
        }
    }
    return 0.0;
}

TEST(RegionWeights, ARectangleIsExact)
{
    const RectangleShape shape{.from = {.x_mm = 34.0, .y_mm = 17.0}, .to = {.x_mm = 12.0, .y_mm = 30.0}};
    EXPECT_EQ(weightsOf(shape, geometry()).size(), 6U);
    EXPECT_NEAR(weightOf(shape, 2, 1), 0.8 * 7.0 / 8.0, 1e-12);
    EXPECT_NEAR(weightOf(shape, 2, 2), 7.0 / 8.0, 1e-12);
    EXPECT_NEAR(weightOf(shape, 3, 3), 0.4 * 6.0 / 8.0, 1e-12);
    EXPECT_NEAR(areaOf(shape), 2.2 * 1.3, 1e-12);
}

TEST(RegionWeights, AnyRectangleCoversItsPartOfTheMat)
{
    std::mt19937 random{3};
    std::uniform_real_distribution<double> place{-30.0, 200.0};
    for (int round = 0; round < 200; ++round) {
        const MatPoint a{.x_mm = place(random), .y_mm = place(random)};
        const MatPoint b{.x_mm = place(random), .y_mm = place(random)};
        const auto part = [](double from, double to, double size) {
            return std::clamp(std::max(from, to), 0.0, size) - std::clamp(std::min(from, to), 0.0, size);
        };
        const double expected = part(a.x_mm, b.x_mm, 160.0) * part(a.y_mm, b.y_mm, 96.0) / 100.0;
        ASSERT_NEAR(areaOf(RectangleShape{.from = a, .to = b}), expected, 1e-9);
    }
}

TEST(RegionWeights, AnEllipseHasItsAreaWithinOnePerMille)
{
    std::mt19937 random{4};
    std::uniform_real_distribution<double> off{-5.0, 5.0};
    for (int round = 0; round < 50; ++round) {
        const EllipseShape shape{.centre = {.x_mm = 80.0 + off(random), .y_mm = 48.0 + off(random)},
                                 .radius_x = Length{45.0 + off(random)},
                                 .radius_y = Length{30.0 + off(random)}};
        const double expected = std::numbers::pi * shape.radius_x.mm * shape.radius_y.mm / 100.0;
        ASSERT_NEAR(areaOf(shape), expected, 0.001 * expected);
    }
}

TEST(RegionWeights, APolygonIsEvenOdd)
{
    const auto at = [](double x, double y) { return MatPoint{.x_mm = x, .y_mm = y}; };
    const PolygonShape triangle{.points = {at(19, 15), at(101, 16), at(21, 83)}};
    EXPECT_NEAR(areaOf(triangle), 0.5 * (8.2 * 6.8 - 0.1 * 0.2), 0.03);
    EXPECT_DOUBLE_EQ(weightOf(triangle, 2, 2), 1.0);
    EXPECT_DOUBLE_EQ(weightOf(triangle, 9, 9), 0.0);
    // A square within a square in one line: the inner one is a hole.
    const PolygonShape ring{.points = {at(20, 16), at(100, 16), at(100, 80), at(20, 80), at(20, 16),
                                       at(40, 32), at(80, 32), at(80, 64), at(40, 64), at(40, 32)}};
    EXPECT_NEAR(areaOf(ring), 8.0 * 6.4 - 4.0 * 3.2, 0.03);
    EXPECT_DOUBLE_EQ(weightOf(ring, 5, 5), 0.0);
    EXPECT_DOUBLE_EQ(weightOf(ring, 2, 5), 1.0);
}

TEST(RegionWeights, TheDirectionOfAPolygonDoesNotMatter)
{
    PolygonShape shape{
        .points = {{.x_mm = 13.0, .y_mm = 11.0}, {.x_mm = 97.0, .y_mm = 23.0}, {.x_mm = 61.0, .y_mm = 77.0}}};
    const double area = areaOf(shape);
    std::reverse(shape.points.begin(), shape.points.end());
    EXPECT_DOUBLE_EQ(areaOf(shape), area);
}

TEST(RegionWeights, AbsentCellsAndWhatLiesBesideTheMatAreNotInIt)
{
    const auto holed = MatGeometry::create(12, 16, Length{10.0}, Length{8.0}, {{.row = 1, .col = 1}}).value();
    const RectangleShape all{.from = {.x_mm = -500.0, .y_mm = -500.0}, .to = {.x_mm = 500.0, .y_mm = 500.0}};
    EXPECT_EQ(weightsOf(all, holed).size(), 191U);
    const RectangleShape beside{.from = {.x_mm = 170.0, .y_mm = 0.0}, .to = {.x_mm = 500.0, .y_mm = 50.0}};
    EXPECT_TRUE(weightsOf(beside, holed).empty());
    const EllipseShape left{
        .centre = {.x_mm = -50.0, .y_mm = 50.0}, .radius_x = Length{40.0}, .radius_y = Length{40.0}};
    EXPECT_TRUE(weightsOf(left, holed).empty());
}

}  // namespace
}  // namespace palpate::analysis
