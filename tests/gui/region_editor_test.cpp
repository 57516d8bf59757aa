#include "region_editor.hpp"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include "palpate/core/mat_plane.hpp"

#include "hand_made_data.hpp"
#include "map_panel.hpp"
#include "region_places.hpp"

namespace palpate::gui {
namespace {

MatPoint at(double x_mm, double y_mm)
{
    return {.x_mm = x_mm, .y_mm = y_mm};
}

struct EditorTest : ::testing::Test {
    void SetUp() override { editor.setMat(made::mat()); }

    void drawRectangle(MatPoint from, MatPoint to)
    {
        editor.setTool(RegionEditor::Tool::Rectangle);
        editor.press(from);
        editor.move(to);
        editor.release(to);
    }

    RegionEditor editor;
};

TEST_F(EditorTest, DrawsFromCornerToCornerAndNamesWhatItDrew)
{
    const QSignalSpy changes(&editor, &RegionEditor::regionsChanged);
    drawRectangle(at(100.0, 100.0), at(300.0, 250.0));
    editor.setTool(RegionEditor::Tool::Ellipse);
    editor.press(at(400.0, 400.0));
    editor.release(at(600.0, 500.0));
    ASSERT_EQ(editor.regions().size(), 2U);
    EXPECT_EQ(editor.regions()[0].name, "Region 1");
    EXPECT_EQ(editor.regions()[1].name, "Region 2");
    const auto& ellipse = std::get<EllipseShape>(editor.regions()[1].shape);
    EXPECT_DOUBLE_EQ(ellipse.centre.x_mm, 500.0);
    EXPECT_DOUBLE_EQ(ellipse.radius_y.mm, 50.0);
    EXPECT_EQ(editor.selected(), 1U);
    EXPECT_EQ(editor.tool(), RegionEditor::Tool::None);
    EXPECT_EQ(changes.count(), 2);
}

TEST_F(EditorTest, TakesTwoClicksInPlaceOfADrag)
{
    editor.setTool(RegionEditor::Tool::Rectangle);
    editor.press(at(100.0, 100.0));
    editor.release(at(100.0, 100.0));
    EXPECT_TRUE(editor.regions().empty());
    editor.move(at(200.0, 200.0));
    EXPECT_TRUE(editor.drawing().draft.has_value());
    editor.press(at(250.0, 220.0));
    editor.release(at(250.0, 220.0));
    ASSERT_EQ(editor.regions().size(), 1U);
    EXPECT_EQ(std::get<RectangleShape>(editor.regions()[0].shape).to, at(250.0, 220.0));
}

TEST_F(EditorTest, ClosesAPolygonAtItsFirstPoint)
{
    editor.setTool(RegionEditor::Tool::Polygon);
    for (const MatPoint& point : {at(100.0, 100.0), at(300.0, 100.0), at(200.0, 300.0), at(101.0, 101.0)}) {
        editor.press(point);
        editor.release(point);
    }
    ASSERT_EQ(editor.regions().size(), 1U);
    EXPECT_EQ(std::get<PolygonShape>(editor.regions()[0].shape).points.size(), 3U);
    EXPECT_TRUE(isInside(editor.regions()[0].shape, at(200.0, 150.0)));
    EXPECT_FALSE(isInside(editor.regions()[0].shape, at(110.0, 250.0)));
}

TEST_F(EditorTest, RefusesAPolygonWithoutAnArea)
{
    const QSignalSpy refusals(&editor, &RegionEditor::refused);
    editor.setTool(RegionEditor::Tool::Polygon);
    editor.press(at(100.0, 100.0));
    editor.press(at(300.0, 100.0));
    editor.finish();
    EXPECT_TRUE(editor.regions().empty());
    EXPECT_EQ(refusals.count(), 1);
}

TEST_F(EditorTest, EscapeGivesUpOneThingAfterTheOther)
{
    drawRectangle(at(100.0, 100.0), at(300.0, 250.0));
    editor.setTool(RegionEditor::Tool::Rectangle);
    editor.press(at(400.0, 400.0));
    editor.move(at(500.0, 500.0));
    EXPECT_TRUE(editor.cancel());
    EXPECT_FALSE(editor.drawing().draft.has_value());
    EXPECT_EQ(editor.tool(), RegionEditor::Tool::Rectangle);
    EXPECT_TRUE(editor.cancel());
    EXPECT_EQ(editor.tool(), RegionEditor::Tool::None);
    EXPECT_TRUE(editor.cancel());
    EXPECT_FALSE(editor.selected().has_value());
    EXPECT_FALSE(editor.cancel());
    EXPECT_EQ(editor.regions().size(), 1U);
}

TEST_F(EditorTest, MovesARegionButNotOutOfTheMat)
{
    drawRectangle(at(100.0, 100.0), at(300.0, 250.0));
    editor.press(at(200.0, 200.0));
    editor.move(at(-900.0, 250.0));
    editor.release(at(-900.0, 250.0));
    const auto& moved_shape = std::get<RectangleShape>(editor.regions()[0].shape);
    EXPECT_DOUBLE_EQ(moved_shape.from.x_mm, 0.0);
    EXPECT_DOUBLE_EQ(moved_shape.from.y_mm, 150.0);
    EXPECT_DOUBLE_EQ(moved_shape.to.x_mm, 200.0);
}

TEST_F(EditorTest, KeepsNamesApart)
{
    drawRectangle(at(100.0, 100.0), at(300.0, 250.0));
    drawRectangle(at(400.0, 100.0), at(600.0, 250.0));
    const QSignalSpy refusals(&editor, &RegionEditor::refused);
    editor.renameSelected(QStringLiteral("Region 1"));
    EXPECT_EQ(refusals.count(), 1);
    EXPECT_EQ(editor.regions()[1].name, "Region 2");
    editor.renameSelected(QStringLiteral("Left trapezius"));
    EXPECT_EQ(editor.regions()[1].name, "Left trapezius");
    editor.renameSelected(QStringLiteral("  "));
    EXPECT_EQ(editor.regions()[1].name, "Left trapezius");
    editor.removeSelected();
    ASSERT_EQ(editor.regions().size(), 1U);
    EXPECT_EQ(editor.regions()[0].name, "Region 1");
}

/// A map on screen, with the mouse and the keyboard.
struct MapRegionTest : ::testing::Test {
    void SetUp() override
    {
        panel.resize(460, 800);
        panel.setMat(made::mat());
        panel.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&panel));
        find("editRegions")->click();
        QCoreApplication::processEvents();
    }

    QPushButton* find(const char* name) { return panel.findChild<QPushButton*>(QString::fromLatin1(name)); }
    QPoint pixelOf(MatPoint place) { return panel.heatmap().mapping()->toPixel(place).toPoint(); }
    const std::vector<Region>& regions() { return panel.regions().regions(); }

    MapPanel panel{makeTheme(ThemeKind::Dark), {QStringLiteral("Pressure")}};
};

TEST_F(MapRegionTest, DrawsARectangleWithTheMouse)
{
    find("rectangle")->click();
    HeatmapView& map = panel.heatmap();
    QTest::mousePress(&map, Qt::LeftButton, {}, pixelOf(at(200.0, 300.0)));
    QTest::mouseMove(&map, pixelOf(at(400.0, 600.0)));
    QTest::mouseRelease(&map, Qt::LeftButton, {}, pixelOf(at(400.0, 600.0)));
    ASSERT_EQ(regions().size(), 1U);
    const auto& shape = std::get<RectangleShape>(regions()[0].shape);
    const double pixel_mm = 1.0 / map.mapping()->pixelsPerMm();
    EXPECT_NEAR(shape.from.x_mm, 200.0, pixel_mm);
    EXPECT_NEAR(shape.to.y_mm, 600.0, pixel_mm);
    EXPECT_FALSE(find("rectangle")->isChecked());
    EXPECT_TRUE(panel.findChild<QLineEdit*>(QStringLiteral("regionName"))->isEnabled());
}

TEST_F(MapRegionTest, DrawsMovesAndDeletesWithTheKeyboardAlone)
{
    find("rectangle")->click();
    HeatmapView& map = panel.heatmap();
    QTest::keyClick(&map, Qt::Key_Left);
    QTest::keyClick(&map, Qt::Key_Return);
    QTest::keyClick(&map, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&map, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&map, Qt::Key_Return);
    ASSERT_EQ(regions().size(), 1U);
    const double before_mm = boxOf(regions()[0].shape).from.x_mm;
    EXPECT_DOUBLE_EQ(before_mm, 375.0);
    QTest::keyClick(&map, Qt::Key_Right);
    EXPECT_DOUBLE_EQ(boxOf(regions()[0].shape).from.x_mm, 400.0);
    QTest::keyClick(&map, Qt::Key_Delete);
    EXPECT_TRUE(regions().empty());
}

TEST_F(MapRegionTest, EscapeCancelsADraft)
{
    find("polygon")->click();
    HeatmapView& map = panel.heatmap();
    QTest::mouseClick(&map, Qt::LeftButton, {}, pixelOf(at(200.0, 300.0)));
    QTest::mouseClick(&map, Qt::LeftButton, {}, pixelOf(at(400.0, 300.0)));
    EXPECT_TRUE(panel.regions().drawing().draft.has_value());
    QTest::keyClick(&map, Qt::Key_Escape);
    EXPECT_FALSE(panel.regions().drawing().draft.has_value());
    EXPECT_TRUE(regions().empty());
}

TEST_F(MapRegionTest, ReportsNoPlaceWhileRegionsAreEdited)
{
    const QSignalSpy places(&panel, &MapPanel::placeChosen);
    HeatmapView& map = panel.heatmap();
    QTest::mouseClick(&map, Qt::LeftButton, {}, pixelOf(at(200.0, 300.0)));
    EXPECT_EQ(places.count(), 0);
    find("editRegions")->click();
    QCoreApplication::processEvents();
    QTest::mouseClick(&map, Qt::LeftButton, {}, pixelOf(at(200.0, 300.0)));
    EXPECT_EQ(places.count(), 1);
}

}  // namespace
}  // namespace palpate::gui
