#include "lapse_picture.hpp"

#include <QTest>
#include <QToolTip>

#include <gtest/gtest.h>

#include "timeline.hpp"

namespace palpate::gui {
namespace {

TimeLapse twoPictures()
{
    CellArray<float> low = CellArray<float>::Zero(4, 8);
    CellArray<float> high = CellArray<float>::Zero(4, 8);
    low(0, 0) = 20.0F;
    high(3, 7) = 80.0F;
    return {.picture_s = 10.0, .block_cells = 2, .start_s = {0.0, 30.0}, .pictures = {low, high}};
}

const ColorScale kScale{ColorMap::Cividis, 100.0, 1.0, QColor{0, 0, 0}};

TEST(LapsePicture, IsOfTheStretchThatTheTimeLiesIn)
{
    const QImage first = lapsePicture(twoPictures(), 9.9, kScale);
    ASSERT_EQ(first.size(), QSize(128, 64));
    EXPECT_NE(first.pixel(0, 0), qRgb(0, 0, 0));
    EXPECT_EQ(first.pixel(127, 63), qRgb(0, 0, 0));
    const QImage second = lapsePicture(twoPictures(), 30.0, kScale);
    EXPECT_EQ(second.pixel(0, 0), qRgb(0, 0, 0));
    EXPECT_NE(second.pixel(127, 63), qRgb(0, 0, 0));
}

TEST(LapsePicture, IsNoneWhereNoFrameWas)
{
    EXPECT_TRUE(lapsePicture(twoPictures(), -1.0, kScale).isNull());
    EXPECT_TRUE(lapsePicture(twoPictures(), 10.0, kScale).isNull());
    EXPECT_TRUE(lapsePicture(twoPictures(), 40.0, kScale).isNull());
    EXPECT_TRUE(lapsePicture({}, 0.0, kScale).isNull());
}

TEST(Timeline, ShowsThePictureOfTheTimeUnderThePointer)
{
    Timeline timeline{makeTheme(ThemeKind::Dark)};
    timeline.resize(436, 60);
    timeline.setScrubbing(true);
    timeline.setContent({.duration_s = 40.0, .spans = {}, .pains_s = {}, .marks_s = {}, .cues = {}});
    timeline.setPreview([](double time_s) { return lapsePicture(twoPictures(), time_s, kScale); });
    timeline.show();
    // 400 pixels are 40 s, from the 18th on.
    QTest::mouseMove(&timeline, QPoint(18 + 350, 20));
    QCoreApplication::processEvents();
    EXPECT_TRUE(QToolTip::text().contains(QStringLiteral("<img src=\"data:image/png;base64,")));
    EXPECT_TRUE(QToolTip::text().contains(QStringLiteral("0:35")));
}

}  // namespace
}  // namespace palpate::gui
