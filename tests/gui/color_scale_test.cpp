#include "color_scale.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace palpate::gui {
namespace {

const QColor kGround(0x10, 0x15, 0x1c);

double luminance(QRgb color)
{
    return 0.2126 * qRed(color) + 0.7152 * qGreen(color) + 0.0722 * qBlue(color);
}

TEST(ColorScale, BeginsAndEndsWithThePublishedColours)
{
    EXPECT_EQ(colorTable(ColorMap::Cividis).front(), qRgb(0x00, 0x22, 0x4e));
    EXPECT_EQ(colorTable(ColorMap::Cividis).back(), qRgb(0xfe, 0xe8, 0x38));
    EXPECT_EQ(colorTable(ColorMap::Viridis).front(), qRgb(0x44, 0x01, 0x54));
    EXPECT_EQ(colorTable(ColorMap::Viridis).back(), qRgb(0xfd, 0xe7, 0x25));
}

TEST(ColorScale, LiesWithinFourStepsOfThePublishedTablesInBetween)
{
    const QRgb published_cividis = qRgb(0x7d, 0x7c, 0x78);
    const QRgb published_viridis = qRgb(0x21, 0x91, 0x8c);
    const QRgb cividis = colorTable(ColorMap::Cividis)[128];
    const QRgb viridis = colorTable(ColorMap::Viridis)[128];
    EXPECT_NEAR(qRed(cividis), qRed(published_cividis), 4);
    EXPECT_NEAR(qGreen(cividis), qGreen(published_cividis), 4);
    EXPECT_NEAR(qBlue(cividis), qBlue(published_cividis), 4);
    EXPECT_NEAR(qRed(viridis), qRed(published_viridis), 4);
    EXPECT_NEAR(qGreen(viridis), qGreen(published_viridis), 4);
    EXPECT_NEAR(qBlue(viridis), qBlue(published_viridis), 4);
}

TEST(ColorScale, NeverGetsDarkerWithMorePressure)
{
    for (const ColorMap map : {ColorMap::Cividis, ColorMap::Viridis}) {
        const auto table = colorTable(map);
        for (std::size_t i = 1; i < table.size(); ++i) {
            EXPECT_GE(luminance(table.at(i)), luminance(table.at(i - 1)) - 0.5) << i;
        }
    }
}

TEST(ColorScale, ShowsTheGroundBelowContact)
{
    const ColorScale scale(ColorMap::Cividis, 40.0, 1.0, kGround);
    EXPECT_EQ(scale.color(0.0F), kGround.rgb());
    EXPECT_EQ(scale.color(0.97F), kGround.rgb());
    EXPECT_EQ(scale.color(-5.0F), kGround.rgb());
    EXPECT_EQ(scale.color(std::numeric_limits<float>::quiet_NaN()), kGround.rgb());
    EXPECT_NE(scale.color(2.0F), kGround.rgb());
}

TEST(ColorScale, KeepsTheLastColourBeyondTheRange)
{
    const ColorScale scale(ColorMap::Cividis, 40.0, 1.0, kGround);
    EXPECT_EQ(scale.color(40.0F), scale.color(4000.0F));
    EXPECT_EQ(scale.color(std::numeric_limits<float>::infinity()), scale.color(40.0F));
    EXPECT_EQ(scale.color(40.0F), colorTable(ColorMap::Cividis).back());
}

TEST(ColorScale, GivesTheSameColourForTheSameShareOfTheRange)
{
    const ColorScale narrow(ColorMap::Viridis, 10.0, 0.0, kGround);
    const ColorScale wide(ColorMap::Viridis, 100.0, 0.0, kGround);
    EXPECT_EQ(narrow.color(5.0F), wide.color(50.0F));
}

}  // namespace
}  // namespace palpate::gui
