#include "cell_mapping.hpp"

#include <gtest/gtest.h>

#include "hand_made_data.hpp"

namespace palpate::gui {
namespace {

TEST(CellMapping, KeepsTheMatToScaleInBothDirections)
{
    const MatGeometry mat = MatGeometry::create(10, 20, Length{10.0}, Length{30.0}).value();
    const CellMapping mapping(mat, QRectF(0, 0, 500, 500));
    const QRectF cell = mapping.cellRect(3, 4);
    EXPECT_NEAR(cell.height() / cell.width(), 3.0, 1e-9);
    EXPECT_LE(mapping.matRect().width(), 500.0);
    EXPECT_NEAR(mapping.matRect().height(), 500.0, 1e-9);
}

TEST(CellMapping, FindsTheCellThatItPlaced)
{
    const MatGeometry mat = made::mat(64, 32, 25.0);
    const CellMapping mapping(mat, QRectF(30, 10, 300, 600));
    for (int row = 0; row < 64; row += 7) {
        for (int col = 0; col < 32; col += 5) {
            const auto found = mapping.cellAt(mapping.toPixel(mat.centreOf(row, col)));
            ASSERT_TRUE(found.has_value());
            EXPECT_EQ(*found, (CellIndex{.row = row, .col = col}));
        }
    }
}

TEST(CellMapping, FindsNothingOutsideTheMat)
{
    const CellMapping mapping(made::mat(), QRectF(30, 10, 300, 600));
    const QRectF mat = mapping.matRect();
    EXPECT_FALSE(mapping.cellAt(mat.topLeft() - QPointF(1, 0)).has_value());
    EXPECT_FALSE(mapping.cellAt(mat.bottomRight() + QPointF(1, 1)).has_value());
}

TEST(CellMapping, GoesThereAndBack)
{
    const CellMapping mapping(made::mat(), QRectF(30, 10, 300, 600));
    const MatPoint place = mapping.toMm(mapping.toPixel({.x_mm = 123.0, .y_mm = 456.0}));
    EXPECT_NEAR(place.x_mm, 123.0, 1e-9);
    EXPECT_NEAR(place.y_mm, 456.0, 1e-9);
}

TEST(RulerStep, IsARoundNumberThatLeavesRoom)
{
    EXPECT_DOUBLE_EQ(rulerStepMm(70.0), 100.0);
    EXPECT_DOUBLE_EQ(rulerStepMm(100.0), 100.0);
    EXPECT_DOUBLE_EQ(rulerStepMm(110.0), 200.0);
    EXPECT_DOUBLE_EQ(rulerStepMm(240.0), 300.0);
    EXPECT_DOUBLE_EQ(rulerStepMm(0.3), 0.3);
}

}  // namespace
}  // namespace palpate::gui
