#include "shown_part.hpp"

#include <optional>
#include <utility>

#include <QTest>

#include <gtest/gtest.h>

#include "linked_maps.hpp"
#include "made_comparison.hpp"

namespace palpate::gui {
namespace {

MatGeometry mat()
{
    return MatGeometry::create(40, 20, Length{10.0}, Length{10.0}).value();
}

TEST(ShownPart, HasTheLoadOfBothSessionsAndAMargin)
{
    // Cells (10, 5) and (19, 8): a margin of 1.5 cells reaches into the second cell from each.
    const auto part = partAround({{.x_mm = 55.0, .y_mm = 105.0}, {.x_mm = 85.0, .y_mm = 195.0}}, mat());
    EXPECT_EQ(part, (ShownPart{.row = 9, .col = 4, .rows = 13, .cols = 7}));
}

TEST(ShownPart, StaysOnTheMat)
{
    const auto part = partAround({{.x_mm = 5.0, .y_mm = 5.0}, {.x_mm = 195.0, .y_mm = 15.0}}, mat());
    ASSERT_TRUE(part.has_value());
    EXPECT_EQ(part->row, 0);
    EXPECT_EQ(part->col, 0);
    EXPECT_EQ(part->cols, 20);
}

TEST(ShownPart, IsNoneWhereNothingIsGained)
{
    EXPECT_FALSE(partAround({}, mat()).has_value());
    EXPECT_FALSE(
        partAround({{.x_mm = 15.0, .y_mm = 15.0}, {.x_mm = 185.0, .y_mm = 385.0}}, mat()).has_value());
}

TEST(ShownPart, GrowsAboutItsMiddle)
{
    const ShownPart small{.row = 30, .col = 10, .rows = 4, .cols = 4};
    EXPECT_EQ(grownTo(small, 8, 2, mat()), (ShownPart{.row = 28, .col = 10, .rows = 8, .cols = 4}));
    EXPECT_EQ(grownTo(small, 30, 40, mat()), (ShownPart{.row = 10, .col = 0, .rows = 30, .cols = 20}));
}

TEST(ShownPart, FillsTheSpaceAndKeepsPlaces)
{
    const ShownPart part{.row = 10, .col = 5, .rows = 10, .cols = 5};
    const CellMapping mapping(mat(), {100.0, 50.0, 200.0, 200.0}, millimetresOf(part, mat()));
    EXPECT_DOUBLE_EQ(mapping.pixelsPerMm(), 2.0);
    EXPECT_EQ(mapping.shownRect(), QRectF(150.0, 50.0, 100.0, 200.0));
    EXPECT_EQ(mapping.toPixel({.x_mm = 50.0, .y_mm = 100.0}), QPointF(150.0, 50.0));
    const MatPoint place = mat().centreOf(12, 7);
    EXPECT_EQ(mapping.cellAt(mapping.toPixel(place)), (CellIndex{.row = 12, .col = 7}));
}

TEST(MapsArrangement, StacksOnlyWhatIsShownLargerSo)
{
    const QSizeF around(16.0, 50.0);
    EXPECT_EQ(arrangementFor({600.0, 450.0}, {700.0, 1800.0}, around, 30.0, 10.0), MapsArrangement::Row);
    EXPECT_EQ(arrangementFor({600.0, 450.0}, {500.0, 500.0}, around, 30.0, 10.0), MapsArrangement::Row);
    EXPECT_EQ(arrangementFor({600.0, 450.0}, {1800.0, 500.0}, around, 30.0, 10.0), MapsArrangement::Column);
    EXPECT_EQ(arrangementFor({300.0, 900.0}, {500.0, 500.0}, around, 30.0, 10.0), MapsArrangement::Column);
}

/// made::comparison() with a load on a few cells only, wide or tall.
struct PartStage {
    PartStage(int rows, int cols, int height = 560) : maps(makeTheme(ThemeKind::Dark), Settings{})
    {
        live::SessionComparison compared = made::comparison();
        compared.comparison.spots.clear();
        for (live::ComparedSession* const session : {&compared.before, &compared.after}) {
            CellArray<float>& peak = session->results.maps.peak_kpa;
            peak.setZero();
            peak.block(20, 10, rows, cols).setConstant(20.0F);
        }
        MapDifference& map = *compared.comparison.map;
        map.before = compared.before.results.maps.peak_kpa;
        map.before(20, 10) = 33.0F;
        map.after = map.before;
        maps.resize(640, height);
        maps.setMaps(comparedMaps(compared), SetUp::MatBetween);
        maps.show();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }
    QPushButton* wholeMat() { return maps.findChild<QPushButton*>(QStringLiteral("wholeMat")); }

    LinkedMaps maps;
};

TEST(LinkedMaps, AreZoomedToTheLoadedPart)
{
    PartStage stage(20, 6);
    ASSERT_TRUE(stage.wholeMat()->isVisible());
    const double close = stage.maps.map(ComparedMap::Before).mapping()->pixelsPerMm();
    for (const ComparedMap which : {ComparedMap::After, ComparedMap::Difference}) {
        EXPECT_DOUBLE_EQ(stage.maps.map(which).mapping()->pixelsPerMm(), close);
    }
    QTest::mouseClick(stage.wholeMat(), Qt::LeftButton);
    QCoreApplication::processEvents();
    EXPECT_LT(stage.maps.map(ComparedMap::Before).mapping()->pixelsPerMm(), 0.7 * close);
    QTest::mouseClick(stage.wholeMat(), Qt::LeftButton);
    EXPECT_DOUBLE_EQ(stage.maps.map(ComparedMap::Before).mapping()->pixelsPerMm(), close);
}

TEST(LinkedMaps, PointAtTheRightCellOfAPart)
{
    PartStage stage(20, 6);
    const MatPoint place = made::comparison().comparison.map->grid.centreOf(20, 10);
    for (const ComparedMap which : {ComparedMap::Before, ComparedMap::Difference}) {
        CompareMap& map = stage.maps.map(which);
        stage.maps.cursor().setPlace(std::nullopt);
        QTest::mouseMove(&map, map.mapping()->toPixel(place).toPoint());
        ASSERT_TRUE(QTest::qWaitFor([&] { return stage.maps.cursor().place().has_value(); }, 5000));
        EXPECT_TRUE(stage.maps.caption().contains(QStringLiteral("before 33 kPa")))
            << stage.maps.caption().toStdString();
    }
    // The picture shows that cell where it is pointed at: there alone is it so high.
    CompareMap& map = stage.maps.map(ComparedMap::Before);
    stage.maps.cursor().setPlace(std::nullopt);
    const QImage picture = map.grab().toImage();
    const auto lightness_at = [&](int row, int col) {
        const MatPoint centre = made::comparison().comparison.map->grid.centreOf(row, col);
        return picture.pixelColor(map.mapping()->toPixel(centre).toPoint()).lightnessF();
    };
    EXPECT_GT(lightness_at(20, 10), lightness_at(22, 12) + 0.05F);
}

TEST(LinkedMaps, KeepTheCrossInThePartByKeys)
{
    PartStage stage(20, 6);
    CompareMap& map = stage.maps.map(ComparedMap::Before);
    for (int i = 0; i < 30; ++i) {
        QTest::keyClick(&map, Qt::Key_Up, Qt::ShiftModifier);
    }
    const QPointF pixel = map.mapping()->toPixel(stage.maps.cursor().place().value());
    EXPECT_TRUE(map.mapping()->shownRect().contains(pixel));
}

TEST(LinkedMaps, LieUnderEachOtherForAWideLoad)
{
    PartStage tall(30, 6, 800);
    EXPECT_EQ(tall.maps.three().arrangement(), MapsArrangement::Row);
    PartStage wide(3, 20, 800);
    EXPECT_EQ(wide.maps.three().arrangement(), MapsArrangement::Column);
    const CompareMap& before = wide.maps.map(ComparedMap::Before);
    const CompareMap& difference = wide.maps.map(ComparedMap::Difference);
    EXPECT_EQ(before.x(), difference.x());
    EXPECT_GE(difference.y(), before.y() + 2 * before.height());
    EXPECT_EQ(before.size(), difference.size());
}

}  // namespace
}  // namespace palpate::gui
