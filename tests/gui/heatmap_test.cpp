#include <cmath>
#include <limits>

#include <QImage>
#include <QPainter>

#include <gtest/gtest.h>

#include "hand_made_data.hpp"
#include "heat_image.hpp"
#include "heatmap_overlay.hpp"
#include "heatmap_view.hpp"

namespace palpate::gui {
namespace {

const Theme kDark = makeTheme(ThemeKind::Dark);

TEST(HeatImage, ShowsACellsOwnColourAtItsCentre)
{
    const ColorScale scale(ColorMap::Cividis, 40.0, 1.0, kDark.mat_ground);
    CellArray<float> values = CellArray<float>::Zero(4, 4);
    values(1, 2) = 20.0F;
    HeatImage heat;
    const QImage& image = heat.render(values, QSize(41 * 4, 41 * 4), scale);
    EXPECT_EQ(image.pixel(2 * 41 + 20, 1 * 41 + 20), scale.color(20.0F));
    EXPECT_EQ(image.pixel(0 * 41 + 20, 3 * 41 + 20), scale.ground());
}

TEST(HeatImage, InterpolatesTheValueNotTheColour)
{
    const ColorScale scale(ColorMap::Cividis, 40.0, 0.0, kDark.mat_ground);
    CellArray<float> values(1, 2);
    values << 0.0F, 40.0F;
    HeatImage heat;
    const QImage& image = heat.render(values, QSize(201, 1), scale);
    EXPECT_EQ(image.pixel(100, 0), scale.color(20.0F));
}

TEST(HeatImage, TreatsCellsThatTakePartInNothingAsEmpty)
{
    const ColorScale scale(ColorMap::Cividis, 40.0, 1.0, kDark.mat_ground);
    const CellArray<float> values = CellArray<float>::Constant(3, 3, std::numeric_limits<float>::quiet_NaN());
    HeatImage heat;
    EXPECT_EQ(heat.render(values, QSize(30, 30), scale).pixel(15, 15), scale.ground());
}

TEST(HeatmapView, PaintsAKnownCellAtItsPlace)
{
    const MatGeometry mat = made::mat(16, 8, 20.0);
    HeatmapView view(kDark);
    view.resize(500, 700);
    view.setMat(mat);
    view.setScale(ColorScale(ColorMap::Viridis, 40.0, 1.0, kDark.mat_ground), QStringLiteral("kPa"));
    CellArray<float> values = CellArray<float>::Zero(16, 8);
    values.block(9, 2, 3, 3) = 40.0F;
    view.setValues(values);
    const QImage picture = view.grab().toImage();
    const CellMapping mapping = view.mapping().value();
    const QPoint loaded = mapping.toPixel(mat.centreOf(10, 3)).toPoint();
    const QPoint empty = mapping.toPixel(mat.centreOf(2, 6)).toPoint();
    const QRgb color = picture.pixel(loaded);
    EXPECT_NEAR(qRed(color), 0xfd, 12);
    EXPECT_NEAR(qGreen(color), 0xe7, 12);
    EXPECT_NEAR(qBlue(color), 0x25, 12);
    EXPECT_EQ(picture.pixel(empty), kDark.mat_ground.rgb());
}

TEST(HeatmapView, TellsWhichCellIsPointedAt)
{
    const MatGeometry mat = made::mat(16, 8, 20.0);
    HeatmapView view(kDark);
    view.resize(500, 700);
    view.setMat(mat);
    const CellMapping mapping = view.mapping().value();
    EXPECT_EQ(mapping.cellAt(mapping.toPixel(mat.centreOf(5, 5))), (CellIndex{.row = 5, .col = 5}));
    EXPECT_GE(mapping.matRect().left(), 0.0);
    EXPECT_LE(mapping.matRect().right(), 500.0);
    EXPECT_LE(mapping.matRect().bottom(), 700.0);
}

TEST(HoldRing, FillsTowardsThirtyThenTowardsNinetySeconds)
{
    EXPECT_DOUBLE_EQ(ringShares(15.0, 30.0, 90.0).towards_min, 0.5);
    EXPECT_DOUBLE_EQ(ringShares(15.0, 30.0, 90.0).towards_max, 0.0);
    EXPECT_DOUBLE_EQ(ringShares(60.0, 30.0, 90.0).towards_min, 1.0);
    EXPECT_DOUBLE_EQ(ringShares(60.0, 30.0, 90.0).towards_max, 0.5);
    EXPECT_DOUBLE_EQ(ringShares(200.0, 30.0, 90.0).towards_max, 1.0);
}

}  // namespace
}  // namespace palpate::gui
