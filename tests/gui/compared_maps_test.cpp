#include <algorithm>
#include <cmath>

#include <QTest>

#include <gtest/gtest.h>

#include "linked_maps.hpp"
#include "made_comparison.hpp"
#include "map_labels.hpp"

namespace palpate::gui {
namespace {

struct MapsStage {
    MapsStage() : maps(makeTheme(ThemeKind::Dark), Settings{})
    {
        maps.resize(640, 560);
        maps.setMaps(comparedMaps(made::comparison()), SetUp::MatBetween);
        maps.setCaption(QStringLiteral("caption"));
        maps.show();
        QCoreApplication::processEvents();
    }
    [[nodiscard]] static QPoint pixelOf(CompareMap& map, MatPoint place)
    {
        return map.mapping()->toPixel(place).toPoint();
    }
    LinkedMaps maps;
};

TEST(ComparedMaps, HaveNoDifferenceWhereNothingLies)
{
    const ComparedMaps maps = comparedMaps(made::comparison()).value();
    EXPECT_TRUE(std::isnan(maps.difference(0, 0)));
    EXPECT_TRUE(std::isnan(maps.difference(63, 31)));
    EXPECT_NEAR(maps.difference(12, 10), -12.0F, 0.01F);
    EXPECT_FALSE(comparedMaps(made::hinderedComparison()).has_value());
}

TEST(ComparedMaps, GiveTheValuesOfAllThreeAtAPlace)
{
    const ComparedMaps maps = comparedMaps(made::comparison()).value();
    EXPECT_EQ(valuesAt(maps, maps.grid.centreOf(12, 10)),
              QStringLiteral("263, 313 mm · before 38 kPa · after 26 kPa · change −12.0 kPa"));
    EXPECT_TRUE(valuesAt(maps, maps.grid.centreOf(0, 5)).endsWith(QStringLiteral("after – · change –")));
    EXPECT_TRUE(valuesAt(maps, {.x_mm = -1.0, .y_mm = 0.0}).isEmpty());
}

TEST(ComparedMaps, OutlineWhatTheMapTestFound)
{
    // The outline of 2 x 2 cells has 8 sides of cells.
    EXPECT_EQ(comparedMaps(made::testedComparison())->clusters.size(), 8U);
    live::SessionComparison chance = made::testedComparison();
    chance.comparison.map_test->clusters.front().p = 0.4;
    EXPECT_TRUE(comparedMaps(chance)->clusters.empty());
}

TEST(FateMarks, LieOnTheMapsOnWhichTheSpotsAre)
{
    const std::vector<SpotChange> spots = made::comparison().comparison.spots;
    EXPECT_EQ(fateMarks(spots, ComparedMap::Before).size(), 2U);
    const std::vector<FateMark> after = fateMarks(spots, ComparedMap::After);
    ASSERT_EQ(after.size(), 2U);
    EXPECT_EQ(after[0].label, QStringLiteral("left trapezius: pain 3"));
    const std::vector<FateMark> all = fateMarks(spots, ComparedMap::Difference);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[1].label, QStringLiteral("spot 2: gone"));
    EXPECT_EQ(all[2].fate, SpotFate::New);
}

/// Reports close together in the middle of a mat, every third of them changed.
std::vector<FateMark> crowd(const MatGeometry& grid, int count)
{
    std::vector<FateMark> marks;
    marks.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        marks.push_back({.fate = i % 3 == 0 ? SpotFate::New : SpotFate::Persists,
                         .place = grid.centreOf(20 + 2 * (i / 4), 10 + 2 * (i % 4)),
                         .label = QStringLiteral("spot %1: persists").arg(i + 1),
                         .importance = i % 3 == 0 ? 100 : i});
    }
    return marks;
}

TEST(FateMarks, LabelsCoverNeitherEachOtherNorAnyMark)
{
    const MatGeometry grid = comparedMaps(made::comparison())->grid;
    const QRectF space(8.0, 30.0, 260.0, 400.0);
    const CellMapping mapping(grid, space);
    const std::vector<FateMark> marks = crowd(grid, 12);
    const auto places = fateLabelPlaces(mapping, marks, QFontMetricsF(QFont()), space);
    ASSERT_EQ(places.size(), marks.size());
    int placed = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i]) {
            continue;
        }
        ++placed;
        EXPECT_TRUE(space.contains(*places[i]));
        for (const FateMark& mark : marks) {
            EXPECT_FALSE(hidesMark(*places[i], {.centre = mapping.toPixel(mark.place), .radius = 10.0}));
        }
        for (std::size_t j = 0; j < i; ++j) {
            EXPECT_FALSE(places[j] && places[j]->intersects(*places[i]));
        }
    }
    EXPECT_GE(placed, 2);
    EXPECT_LT(placed, 12);
}

TEST(FateMarks, LeaveOutTheLeastImportantTextAndShowItWhenPointedAt)
{
    const MatGeometry grid = comparedMaps(made::comparison())->grid;
    const QRectF space(8.0, 30.0, 130.0, 60.0);
    const CellMapping mapping(grid, space);
    // Two spots so close that there is room for one text only.
    std::vector<FateMark> marks = crowd(grid, 2);
    marks[1].importance = 200;
    const auto places = fateLabelPlaces(mapping, marks, QFontMetricsF(QFont()), space);
    EXPECT_FALSE(places[0].has_value());
    EXPECT_TRUE(places[1].has_value());
    marks[0].importance = 300;
    EXPECT_TRUE(fateLabelPlaces(mapping, marks, QFontMetricsF(QFont()), space)[0].has_value());
    EXPECT_EQ(fateMarkAt(mapping, {marks[0]}, mapping.toPixel(marks[0].place) + QPointF(5.0, 5.0)), 0U);
    EXPECT_FALSE(fateMarkAt(mapping, marks, mapping.toPixel(marks[0].place) + QPointF(0.0, 40.0)));
}

TEST(FateMarks, RankWhatChangedBeforeWhatHurts)
{
    const auto marks = fateMarks(made::comparison().comparison.spots, ComparedMap::Difference);
    EXPECT_GT(marks[0].importance, marks[1].importance);
    std::vector<SpotChange> spots = made::comparison().comparison.spots;
    spots[0].fate = SpotFate::Persists;
    const auto changed = fateMarks(spots, ComparedMap::Difference);
    EXPECT_LT(changed[0].importance, changed[1].importance);
}

TEST(LinkedMaps, PointAtTheSamePlaceOfTheClientInAllOfThem)
{
    MapsStage stage;
    const MatPoint place = comparedMaps(made::comparison())->grid.centreOf(12, 10);
    CompareMap& before = stage.maps.map(ComparedMap::Before);
    QTest::mouseMove(&before, MapsStage::pixelOf(before, place));
    ASSERT_TRUE(QTest::qWaitFor([&] { return stage.maps.cursor().place().has_value(); }, 5000));
    EXPECT_NEAR(stage.maps.cursor().place()->x_mm, place.x_mm, 1.0 / before.mapping()->pixelsPerMm());
    EXPECT_TRUE(stage.maps.caption().contains(QStringLiteral("change −12.0 kPa")))
        << stage.maps.caption().toStdString();
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&before, &leave);
    EXPECT_EQ(stage.maps.caption(), QStringLiteral("caption"));
}

TEST(LinkedMaps, MoveTheCrossByKeys)
{
    MapsStage stage;
    CompareMap& after = stage.maps.map(ComparedMap::After);
    QTest::keyClick(&after, Qt::Key_Right);
    const MatPoint first = stage.maps.cursor().place().value();
    QTest::keyClick(&after, Qt::Key_Down, Qt::ShiftModifier);
    EXPECT_DOUBLE_EQ(stage.maps.cursor().place()->y_mm, first.y_mm + 5 * 25.0);
    EXPECT_DOUBLE_EQ(stage.maps.cursor().place()->x_mm, first.x_mm);
    QTest::keyClick(&after, Qt::Key_Escape);
    EXPECT_FALSE(stage.maps.cursor().place().has_value());
}

TEST(LinkedMaps, KeepTheirColoursUntilTheUserChangesThem)
{
    MapsStage stage;
    EXPECT_DOUBLE_EQ(stage.maps.range(), 40.0);
    EXPECT_DOUBLE_EQ(stage.maps.differenceRange(), 20.0);
    live::SessionComparison twice = made::comparison();
    twice.comparison.map->after *= 4.0F;
    twice.comparison.map->difference = twice.comparison.map->after - twice.comparison.map->before;
    stage.maps.setMaps(comparedMaps(twice), SetUp::MatBetween);
    EXPECT_DOUBLE_EQ(stage.maps.range(), 40.0);
    EXPECT_DOUBLE_EQ(stage.maps.differenceRange(), 20.0);
    stage.maps.findChild<QPushButton*>(QStringLiteral("fitRange"))->click();
    EXPECT_GE(stage.maps.range(), 104.0);
    EXPECT_GE(stage.maps.differenceRange(), 66.0);
    stage.maps.findChild<QDoubleSpinBox*>(QStringLiteral("differenceRange"))->setValue(30.0);
    EXPECT_DOUBLE_EQ(stage.maps.differenceRange(), 30.0);
    const auto bars = stage.maps.findChildren<FlatColorBar*>();
    EXPECT_TRUE(std::any_of(bars.begin(), bars.end(), [](const FlatColorBar* bar) {
        return bar->lowest() == QStringLiteral("−30") && bar->highest() == QStringLiteral("+30 kPa");
    }));
}

TEST(LinkedMaps, RateTendernessFromZeroToTen)
{
    MapsStage stage;
    live::SessionComparison tender = made::comparison();
    tender.comparison.map->map = "tenderness";
    tender.comparison.map->unit = "1";
    stage.maps.setMaps(comparedMaps(tender), SetUp::MatBetween);
    EXPECT_DOUBLE_EQ(stage.maps.range(), 10.0);
    EXPECT_DOUBLE_EQ(stage.maps.differenceRange(), 10.0);
}

TEST(SwipeMap, ShowsBeforeOnTheLeftOfTheLineAndAfterOnItsRight)
{
    MapsStage stage;
    stage.maps.setMapsLayout(MapsLayout::Swipe);
    QCoreApplication::processEvents();
    SwipeMap& swipe = stage.maps.swipe();
    ASSERT_TRUE(swipe.isVisible());
    const auto plain = [](QRgb color) {
        return [color](QSize size) {
            QImage image(size, QImage::Format_RGB32);
            image.fill(color);
            return image;
        };
    };
    swipe.setMarks({});
    swipe.setPictures(plain(qRgb(200, 0, 0)), plain(qRgb(0, 0, 200)));
    const QRectF mat = swipe.mapping()->shownRect();
    const auto colour_at = [&](double share) {
        const QPointF at(mat.left() + share * mat.width(), mat.center().y());
        return swipe.grab().toImage().pixel(at.toPoint());
    };
    QTest::mouseClick(&swipe, Qt::LeftButton, {},
                      QPointF(mat.left() + 0.7 * mat.width(), mat.center().y()).toPoint());
    EXPECT_NEAR(swipe.divider(), 0.7, 0.01);
    EXPECT_EQ(colour_at(0.6), qRgb(200, 0, 0));
    EXPECT_EQ(colour_at(0.8), qRgb(0, 0, 200));
    QTest::keyClick(&swipe, Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(&swipe, Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_NEAR(swipe.divider(), 0.5, 0.01);
    EXPECT_EQ(colour_at(0.6), qRgb(0, 0, 200));
}

TEST(SwipeMap, BlinksUntilItIsPausedOrLeft)
{
    MapsStage stage;
    SwipeMap& swipe = stage.maps.swipe();
    stage.maps.setMapsLayout(MapsLayout::Blink);
    QCoreApplication::processEvents();
    EXPECT_TRUE(swipe.isRunning());
    EXPECT_EQ(swipe.title(), QStringLiteral("Before"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return swipe.showsAfter(); }, 5000));
    EXPECT_EQ(swipe.title(), QStringLiteral("After"));
    QTest::keyClick(&swipe, Qt::Key_Space);
    EXPECT_FALSE(swipe.isRunning());
    EXPECT_EQ(stage.maps.findChild<QPushButton*>(QStringLiteral("pauseBlink"))->text(),
              QStringLiteral("Go on"));
    QTest::keyClick(&swipe, Qt::Key_Space);
    EXPECT_TRUE(swipe.isRunning());
    stage.maps.hide();
    EXPECT_FALSE(swipe.isRunning());
    stage.maps.show();
    EXPECT_TRUE(swipe.isRunning());
    stage.maps.setMapsLayout(MapsLayout::SideBySide);
    EXPECT_FALSE(swipe.isRunning());
}

}  // namespace
}  // namespace palpate::gui
