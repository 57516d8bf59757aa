#include "outline_placer.hpp"

#include <gtest/gtest.h>

#include "hand_made_data.hpp"
#include "made_techniques.hpp"

namespace palpate::gui {
namespace {

class OutlinePlacerTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        QObject::connect(&placer_, &OutlinePlacer::finished,
                         [this](const Placement& placement) { kept_ = placement; });
        placer_.begin(made::upperBack(), start_, made::mat());
    }

    Placement start_{.centre = {.x_mm = 400.0, .y_mm = 800.0}, .turn_deg = 0.0, .scale = 1.0};
    OutlinePlacer placer_;
    std::optional<Placement> kept_;
};

TEST_F(OutlinePlacerTest, TurnsByItsHandle)
{
    placer_.press(placer_.handles().turn, 10.0);
    placer_.move({.x_mm = 700.0, .y_mm = 800.0});
    placer_.release();
    EXPECT_NEAR(placer_.placement().turn_deg, 90.0, 1e-9);
    EXPECT_EQ(placer_.placement().centre, start_.centre);
}

TEST_F(OutlinePlacerTest, ScalesByItsHandleWithinItsLimits)
{
    const MatPoint handle = placer_.handles().scale;
    placer_.press(handle, 10.0);
    placer_.move({.x_mm = 400.0 + 2.0 * (handle.x_mm - 400.0), .y_mm = 800.0 + 2.0 * (handle.y_mm - 800.0)});
    EXPECT_NEAR(placer_.placement().scale, 2.0, 1e-9);
    placer_.move({.x_mm = 9000.0, .y_mm = 9000.0});
    EXPECT_DOUBLE_EQ(placer_.placement().scale, kMostScale);
    placer_.move(start_.centre);
    EXPECT_DOUBLE_EQ(placer_.placement().scale, kLeastScale);
}

TEST_F(OutlinePlacerTest, KeepsItsMiddleOnTheMat)
{
    placer_.moveBy(-5000.0, 5000.0);
    EXPECT_DOUBLE_EQ(placer_.placement().centre.x_mm, 0.0);
    EXPECT_DOUBLE_EQ(placer_.placement().centre.y_mm, made::mat().heightMm());
}

TEST_F(OutlinePlacerTest, GoesBackWhereItWasOrStays)
{
    placer_.moveBy(10.0, 0.0);
    placer_.cancel();
    EXPECT_EQ(placer_.placement(), start_);
    EXPECT_FALSE(kept_.has_value());
    placer_.moveBy(10.0, 0.0);
    EXPECT_EQ(placer_.placement(), start_);
    placer_.begin(made::upperBack(), start_, made::mat());
    placer_.turnBy(350.0);
    placer_.finish();
    ASSERT_TRUE(kept_.has_value());
    EXPECT_NEAR(kept_->turn_deg, -10.0, 1e-9);
}

TEST(OutlineDrawing, IsMirroredForTheClient)
{
    const Placement placement{.centre = {.x_mm = 100.0, .y_mm = 200.0}, .turn_deg = 0.0, .scale = 1.0};
    const OutlineDrawing drawing = outlineDrawing(made::upperBack(), placement);
    const OutlineDrawing other = mirrored(drawing, 800.0);
    ASSERT_EQ(other.outline.size(), drawing.outline.size());
    EXPECT_DOUBLE_EQ(other.outline[0].x_mm, 800.0 - drawing.outline[0].x_mm);
    EXPECT_DOUBLE_EQ(other.zones[1].corners[2].y_mm, drawing.zones[1].corners[2].y_mm);
}

}  // namespace
}  // namespace palpate::gui
