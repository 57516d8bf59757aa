#include "places_model.hpp"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <gtest/gtest.h>

#include "hand_made_data.hpp"

namespace palpate::gui {
namespace {

std::vector<PlaceRow> someRows(double held_s = 21.0)
{
    const live::Snapshot snapshot = made::snapshotInHold(made::mat(), held_s);
    const std::vector<Region> regions{{.name = "Left levator",
                                       .shape = RectangleShape{.from = {.x_mm = 200.0, .y_mm = 1200.0},
                                                               .to = {.x_mm = 400.0, .y_mm = 1400.0}}}};
    return placeRows({.running = snapshot.running_holds,
                      .holds = snapshot.finished_holds,
                      .spots = snapshot.spots,
                      .regions = regions});
}

QString textAt(const PlacesModel& model, int row, PlacesModel::Column column)
{
    return model.data(model.index(row, column), Qt::DisplayRole).toString();
}

TEST(PlacesModel, KeepsTheRulesOfAModelWhileRowsComeAndGo)
{
    PlacesModel model(makeTheme(ThemeKind::Dark));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows(someRows());
    EXPECT_EQ(model.rowCount(), 4);
    model.setRows({});
    EXPECT_EQ(model.rowCount(), 0);
    model.setRows(someRows(35.0));
    EXPECT_EQ(model.rowCount(), 4);
}

TEST(PlacesModel, PutsTheRunningHoldOnTop)
{
    PlacesModel model(makeTheme(ThemeKind::Dark));
    model.setRows(someRows());
    EXPECT_EQ(textAt(model, 0, PlacesModel::Held), QStringLiteral("21 s …"));
    EXPECT_EQ(textAt(model, 0, PlacesModel::Window), QStringLiteral("running"));
    EXPECT_EQ(textAt(model, 1, PlacesModel::Window), QStringLiteral("✓ 30–90 s"));
    EXPECT_EQ(textAt(model, 2, PlacesModel::Window), QStringLiteral("▲ short by 12 s"));
}

TEST(PlacesModel, ShowsTheCourseOfThePain)
{
    PlacesModel model(makeTheme(ThemeKind::Dark));
    model.setRows(someRows());
    EXPECT_EQ(textAt(model, 0, PlacesModel::Pain), QStringLiteral("6"));
    EXPECT_EQ(textAt(model, 1, PlacesModel::Pain), QStringLiteral("5 → 3"));
    EXPECT_EQ(textAt(model, 2, PlacesModel::Pain), QStringLiteral("–"));
}

TEST(PlacesModel, TellsOnlyOfRowsThatChanged)
{
    PlacesModel model(makeTheme(ThemeKind::Dark));
    model.setRows(someRows());
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setRows(someRows());
    EXPECT_EQ(changes.count(), 0);
    std::vector<PlaceRow> rows = someRows();
    rows[0].held_s = 22.0;
    model.setRows(rows);
    EXPECT_EQ(changes.count(), 1);
}

TEST(PlacesModel, PutsSuggestedSpotsLastAndSaysThatTheyAreOnlyThat)
{
    PlacesModel model(makeTheme(ThemeKind::Dark));
    model.setRows(someRows());
    EXPECT_EQ(textAt(model, 3, PlacesModel::Window), QStringLiteral("◌ suggested"));
    EXPECT_EQ(textAt(model, 3, PlacesModel::Held), QStringLiteral("16 s"));
    EXPECT_EQ(textAt(model, 3, PlacesModel::ForceColumn), QStringLiteral("–"));
    EXPECT_FALSE(model.rows()[3].start_s.has_value());
}

TEST(PlacesModel, CallsAPlaceByTheRegionItLiesIn)
{
    PlacesModel model(makeTheme(ThemeKind::Dark));
    model.setRows(someRows());
    EXPECT_EQ(textAt(model, 1, PlacesModel::Place), QStringLiteral("Left levator"));
    EXPECT_TRUE(textAt(model, 2, PlacesModel::Place).endsWith(QStringLiteral(" mm")));
}

TEST(PlacesModel, ShowsTheThresholdThatIsTrueInTheSetUp)
{
    PlacesModel model(makeTheme(ThemeKind::Dark));
    model.setRows(someRows());
    model.setSetUp(SetUp::MatBetween);
    EXPECT_EQ(textAt(model, 1, PlacesModel::Threshold), QStringLiteral("27 kPa"));
    model.setSetUp(SetUp::ToolOnMat);
    EXPECT_EQ(textAt(model, 1, PlacesModel::Threshold), QStringLiteral("33 N"));
    EXPECT_TRUE(model.hasThreshold());
    model.setSetUp(SetUp::PressedFromAbove);
    EXPECT_FALSE(model.hasThreshold());
    EXPECT_EQ(model.headerData(PlacesModel::ForceColumn, Qt::Horizontal, Qt::DisplayRole).toString(),
              QStringLiteral("Support force"));
}

TEST(PlacesModel, ShowsSpreadCreepAndSaturationOfAForce)
{
    live::Snapshot snapshot = made::snapshotInHold(made::mat(), 21.0);
    snapshot.finished_holds[1].corrected_mean_n = 40.0;
    snapshot.finished_holds[1].flags = kPlaceSaturated | kPlaceAtEdge;
    PlacesModel model(makeTheme(ThemeKind::Dark));
    model.setRows(placeRows({.running = snapshot.running_holds,
                             .holds = snapshot.finished_holds,
                             .spots = snapshot.spots,
                             .regions = {}}));
    EXPECT_EQ(textAt(model, 1, PlacesModel::ForceColumn), QStringLiteral("≥ 44 N ± 2.6, creep ± 2.0"));
    EXPECT_EQ(textAt(model, 1, PlacesModel::Flags), QStringLiteral("▲ edge, at least"));
    EXPECT_EQ(textAt(model, 2, PlacesModel::Flags), QString());
}

TEST(PlacesModel, GivesASpotThatNobodyHeldALineOfItsOwn)
{
    const live::Snapshot snapshot = made::snapshotInHold(made::mat(), 21.0);
    const std::vector<PlaceRow> rows =
        placeRows({.running = {}, .holds = {}, .spots = snapshot.spots, .regions = {}});
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].kind, PlaceRow::Kind::Reported);
    EXPECT_EQ(rows[1].first_nrs, 5);
    EXPECT_EQ(rows[1].last_nrs, 3);
    EXPECT_DOUBLE_EQ(rows[1].start_s.value(), 55.0);
    EXPECT_EQ(windowWords(rows[1], AnalysisSettings{}).text, QStringLiteral("● reported"));
}

}  // namespace
}  // namespace palpate::gui
