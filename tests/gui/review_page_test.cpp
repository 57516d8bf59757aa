#include "review_page.hpp"

#include <QTest>

#include <gtest/gtest.h>

#include "hand_made_data.hpp"
#include "made_techniques.hpp"
#include "review_words.hpp"
#include "timeline_content.hpp"

namespace palpate::gui {
namespace {

struct ReviewStage {
    ReviewStage() : page(makeTheme(ThemeKind::Dark), Settings{})
    {
        page.resize(1196, 800);
        page.presenter().opened(made::session());
        page.presenter().analyzed(made::results());
        page.show();
        QCoreApplication::processEvents();
    }
    ReviewPage page;
};

TEST(ReviewPage, SaysInASentenceWhatWasHeld)
{
    ReviewStage stage;
    EXPECT_EQ(stage.page.findChild<ElidedLabel*>(QStringLiteral("headline"))->text(),
              QStringLiteral("2 holds, 1 of 30–90 s"));
    made::savePicture(stage.page, QStringLiteral("review"));
}

TEST(ReviewPage, ShowsHowTheSessionKeptToItsTechnique)
{
    ReviewStage stage;
    auto* const table = stage.page.findChild<QTableView*>(QStringLiteral("adherenceTable"));
    ASSERT_NE(table, nullptr);
    EXPECT_FALSE(table->isVisible());
    stage.page.presenter().analyzed(made::coachedResults());
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    EXPECT_TRUE(table->isVisible());
    const auto text = [table](int row, AdherenceModel::Column column) {
        return table->model()->index(row, column).data().toString();
    };
    EXPECT_GE(table->viewport()->height(), 5 * table->rowHeight(0));
    EXPECT_EQ(text(0, AdherenceModel::Met), QStringLiteral("✓ met"));
    EXPECT_EQ(text(0, AdherenceModel::Asked), QStringLiteral("30 to 90 s"));
    EXPECT_EQ(text(1, AdherenceModel::Met), QStringLiteral("▲ not met"));
    EXPECT_EQ(text(4, AdherenceModel::Met), QStringLiteral("– not judged"));
    EXPECT_EQ(text(4, AdherenceModel::Why), QStringLiteral("Too few strokes to judge."));
    made::savePicture(stage.page, QStringLiteral("review-technique"));
}

TEST(ReviewPage, ShowsWhereTheBodyLay)
{
    ReviewStage stage;
    EXPECT_FALSE(stage.page.heatmap().outline().has_value());
    ReviewSession session = *made::session();
    session.header.coaching = coachingOf(made::upperBack(), session.header.geometry);
    stage.page.presenter().opened(std::make_shared<const ReviewSession>(session));
    ASSERT_TRUE(stage.page.heatmap().outline().has_value());
    EXPECT_EQ(stage.page.heatmap().outline()->zones.size(), 3U);
    stage.page.presenter().opened(made::session());
    EXPECT_FALSE(stage.page.heatmap().outline().has_value());
}

TEST(TimelineContent, HasTheCuesThatWantedAChange)
{
    const TimelineContent content = reviewTimeline(*made::coachedResults(), {}, {});
    ASSERT_EQ(content.cues.size(), 2U);
    EXPECT_FALSE(content.cues[0].is_stop);
    EXPECT_TRUE(content.cues[1].is_stop);
    EXPECT_DOUBLE_EQ(content.cues[1].start_s, 60.0);
}

TEST(TimelineContent, HasTheCuesSoFarWhileTheClientWorks)
{
    live::Snapshot snapshot;
    snapshot.time_s = 152.0;
    snapshot.coach = made::coachRollingFast();
    const auto past = [](CueKind kind, double start_s, double end_s) {
        return CoachCue{.kind = kind,
                        .start_s = start_s,
                        .end_s = end_s,
                        .asked = std::nullopt,
                        .done = std::nullopt,
                        .about = {}};
    };
    snapshot.coach->past_cues = {past(CueKind::OffLimits, 20.0, 23.0), past(CueKind::HoldOn, 40.0, 70.0),
                                 past(CueKind::Slower, 80.0, 84.0)};
    const TimelineContent content = liveTimeline(snapshot, {});
    ASSERT_EQ(content.cues.size(), 3U);
    EXPECT_TRUE(content.cues[0].is_stop);
    EXPECT_DOUBLE_EQ(content.cues[1].start_s, 80.0);
    EXPECT_DOUBLE_EQ(content.cues[1].end_s, 84.0);
    // "Slower" that is said now goes on.
    EXPECT_DOUBLE_EQ(content.cues[2].start_s, 151.0);
    EXPECT_DOUBLE_EQ(content.cues[2].end_s, 152.0);
}

TEST(ReviewPage, JumpsToAHoldThatIsClicked)
{
    ReviewStage stage;
    auto* const table = stage.page.findChild<QTableView*>(QStringLiteral("holdsTable"));
    const QRect line = table->visualRect(table->model()->index(0, PlacesModel::Place));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, line.center());
    EXPECT_DOUBLE_EQ(stage.page.presenter().time(), 48.0);
    EXPECT_TRUE(stage.page.heatmap().overlay().chosen.has_value());
    EXPECT_DOUBLE_EQ(stage.page.findChild<Timeline*>()->cursorTime(), 48.0);
}

TEST(ReviewPage, KeepsColoursAndRangeWhilePlaying)
{
    ReviewStage stage;
    stage.page.chooseMap(ReviewMap::Frame);
    const double range = stage.page.heatmap().scale().rangeMax();
    stage.page.presenter().togglePlaying();
    for (int i = 0; i < 60; ++i) {
        stage.page.presenter().tick(1.0);
        EXPECT_DOUBLE_EQ(stage.page.heatmap().scale().rangeMax(), range);
    }
    EXPECT_NEAR(stage.page.presenter().time(), 60.0, 1e-6);
}

TEST(ReviewPage, ChangesTheRangeOnlyWhenAsked)
{
    ReviewStage stage;
    stage.page.findChild<QPushButton*>(QStringLiteral("fitRange"))->click();
    EXPECT_DOUBLE_EQ(stage.page.heatmap().scale().rangeMax(), 50.0);
    stage.page.findChild<QDoubleSpinBox*>(QStringLiteral("range"))->setValue(20.0);
    EXPECT_DOUBLE_EQ(stage.page.heatmap().scale().rangeMax(), 20.0);
}

TEST(ReviewPage, ShowsTheTenderSpotMapFromZeroToTen)
{
    ReviewStage stage;
    stage.page.findChild<QPushButton*>(QStringLiteral("map5"))->click();
    EXPECT_DOUBLE_EQ(stage.page.heatmap().scale().rangeMax(), 10.0);
    EXPECT_FLOAT_EQ(stage.page.heatmap().values().maxCoeff(), 6.0F);
    made::savePicture(stage.page, QStringLiteral("review-tender"));
}

TEST(ReviewPage, AddsAReportAtTheMomentAndPlaceThatAreShown)
{
    ReviewStage stage;
    stage.page.presenter().goTo(60.0);
    std::optional<Event> added;
    QObject::connect(&stage.page, &ReviewPage::reportAdded,
                     [&added](const Event& report) { added = report; });
    auto* const key = stage.page.findChild<QPushButton*>(QStringLiteral("pain4"));
    EXPECT_FALSE(key->isVisible());
    QTest::keyClick(&stage.page, Qt::Key_4);
    EXPECT_FALSE(added.has_value());
    stage.page.findChild<QPushButton*>(QStringLiteral("addReport"))->click();
    QCoreApplication::processEvents();
    HeatmapView& map = stage.page.heatmap();
    const MatPoint place{.x_mm = 300.0, .y_mm = 900.0};
    QTest::mouseClick(&map, Qt::LeftButton, {}, map.mapping()->toPixel(place).toPoint());
    stage.page.activateWindow();
    QTest::keyClick(&stage.page, Qt::Key_4);
    ASSERT_TRUE(added.has_value());
    EXPECT_EQ(added->nrs, 4);
    EXPECT_EQ(added->kind, EventKind::Pain);
    EXPECT_DOUBLE_EQ(toSeconds(added->time), 60.0);
    ASSERT_TRUE(added->place.has_value());
    EXPECT_NEAR(added->place->x_mm, place.x_mm, 1.0 / map.mapping()->pixelsPerMm());
}

TEST(ReviewPage, TakesReportsBackOneByOneAndAddsThemAgain)
{
    ReviewStage stage;
    std::vector<int> stored;
    QObject::connect(&stage.page, &ReviewPage::reportAdded,
                     [&stored](const Event& report) { stored.push_back(report.nrs.value()); });
    QObject::connect(&stage.page, &ReviewPage::reportRemoved, [&stored](const Event& report) {
        ASSERT_FALSE(stored.empty());
        EXPECT_EQ(stored.back(), report.nrs.value());
        stored.pop_back();
    });
    auto* const undo = stage.page.findChild<QPushButton*>(QStringLiteral("undo"));
    EXPECT_FALSE(undo->isVisible());
    stage.page.findChild<QPushButton*>(QStringLiteral("addReport"))->click();
    stage.page.presenter().goTo(60.0);
    stage.page.findChild<QPushButton*>(QStringLiteral("pain4"))->click();
    stage.page.findChild<QPushButton*>(QStringLiteral("pain7"))->click();
    QCoreApplication::processEvents();
    EXPECT_TRUE(undo->isVisible());
    EXPECT_EQ(undo->toolTip(), QStringLiteral("Take back: 1:00   pain 7 (Ctrl+Z)"));
    made::savePicture(stage.page, QStringLiteral("review-undo"));
    stage.page.activateWindow();
    QTest::keyClick(&stage.page, Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(stored, std::vector<int>{4});
    undo->click();
    EXPECT_TRUE(stored.empty());
    EXPECT_FALSE(undo->isEnabled());
    QTest::keyClick(&stage.page, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(stored, std::vector<int>{4});
}

TEST(ReviewPage, TakesNothingBackThatWasAddedToAnotherSession)
{
    ReviewStage stage;
    bool is_removed = false;
    QObject::connect(&stage.page, &ReviewPage::reportRemoved, [&is_removed] { is_removed = true; });
    stage.page.findChild<QPushButton*>(QStringLiteral("addReport"))->click();
    stage.page.findChild<QPushButton*>(QStringLiteral("pain4"))->click();
    auto* const undo = stage.page.findChild<QPushButton*>(QStringLiteral("undo"));
    stage.page.presenter().opened(made::session());
    EXPECT_TRUE(undo->isEnabled());
    ReviewSession other = *made::session();
    other.path = "other.h5";
    stage.page.presenter().opened(std::make_shared<const ReviewSession>(other));
    EXPECT_FALSE(undo->isEnabled());
    undo->click();
    EXPECT_FALSE(is_removed);
}

TEST(ReviewPage, NamesTheTechniqueByItsTitle)
{
    MeasurementInfo info;
    info.setup = SetUp::MatBetween;
    info.technique = "upper-back";
    info.side = Side::Left;
    EXPECT_EQ(sessionSubtitle(info, QStringLiteral("Upper back")),
              QStringLiteral("Mat in between · Upper back · left"));
    EXPECT_EQ(sessionSubtitle(info, {}), QStringLiteral("Mat in between · upper-back · left"));
}

TEST(ReviewPage, KeepsTheMomentWhenTheSessionIsAnalysedAnew)
{
    ReviewStage stage;
    stage.page.presenter().goTo(60.0);
    stage.page.presenter().opened(made::session());
    stage.page.presenter().analyzed(made::results());
    EXPECT_DOUBLE_EQ(stage.page.presenter().time(), 60.0);
}

TEST(ReviewPage, ShowsBothPressureTimeIntegralsOfARegion)
{
    ReviewPage page(makeTheme(ThemeKind::Dark), Settings{});
    page.resize(1196, 800);
    auto session = std::make_shared<ReviewSession>(*made::session());
    session->regions = {{.name = "Upper back",
                         .shape = RectangleShape{.from = {.x_mm = 100.0, .y_mm = 100.0},
                                                 .to = {.x_mm = 700.0, .y_mm = 700.0}}}};
    auto results = std::make_shared<SessionResults>(*made::results());
    RegionResults region;
    region.name = "Upper back";
    region.force_n = MetricSummary{.mean = 120.0, .max = 140.0, .min = 100.0, .sd = 8.0};
    region.pti_novel_kpa_s = 3200.0;
    region.pti_true_kpa_s = 640.0;
    results->regions = {region};
    page.presenter().opened(session);
    page.presenter().analyzed(results);
    page.show();
    QCoreApplication::processEvents();
    auto* const table = page.findChild<QTableView*>(QStringLiteral("regionsTable"));
    EXPECT_TRUE(table->isVisible());
    const auto text_at = [table](int column) { return table->model()->index(0, column).data().toString(); };
    EXPECT_EQ(text_at(RegionsModel::Name), QStringLiteral("Upper back"));
    EXPECT_EQ(text_at(RegionsModel::ForceColumn), QStringLiteral("120"));
    EXPECT_EQ(text_at(RegionsModel::PtiNovel), QStringLiteral("3,200"));
    EXPECT_EQ(text_at(RegionsModel::PtiTrue), QStringLiteral("640"));
    made::savePicture(page, QStringLiteral("review-regions"));
}

TEST(ReviewPage, SaysTheReasonsForItsGradeInWords)
{
    ReviewStage stage;
    EXPECT_TRUE(stage.page.findChild<QLabel*>(QStringLiteral("facts"))
                    ->text()
                    .contains(QStringLiteral("The mat was not tared")));
    QTest::mouseClick(stage.page.findChild<Pill*>(QStringLiteral("qualityPill")), Qt::LeftButton);
    EXPECT_TRUE(stage.page.findChild<QualityPanel*>()->isVisible());
}

TEST(ReviewPresenter, PlaysAtTheChosenSpeedAndStopsAtTheEnd)
{
    ReviewStage stage;
    ReviewPresenter& presenter = stage.page.presenter();
    presenter.setSpeed(4.0);
    presenter.togglePlaying();
    presenter.tick(2.0);
    EXPECT_NEAR(presenter.time(), 8.0, 1e-9);
    presenter.tick(1000.0);
    EXPECT_FALSE(presenter.isPlaying());
    EXPECT_NEAR(presenter.time(), made::session()->times_s.back(), 1e-9);
}

TEST(ReviewPresenter, FindsTheLastFrameBeforeATime)
{
    const std::vector<double> times{0.0, 0.1, 0.2};
    EXPECT_EQ(frameAt(times, -1.0), 0U);
    EXPECT_EQ(frameAt(times, 0.1), 1U);
    EXPECT_EQ(frameAt(times, 0.15), 1U);
    EXPECT_EQ(frameAt(times, 9.0), 2U);
}

TEST(ReviewPage, SaysWhatFailedAndStaysUsable)
{
    ReviewPage page(makeTheme(ThemeKind::Dark), Settings{});
    page.resize(1196, 800);
    page.show();
    page.presenter().openingStarted("broken.h5");
    page.presenter().failed(Error{.code = ErrorCode::Corrupt, .message = "broken.h5 is not a session"});
    EXPECT_TRUE(page.banner().isVisible());
    EXPECT_EQ(page.banner().detail(), QStringLiteral("broken.h5 is not a session"));
    EXPECT_TRUE(page.findChild<SessionList*>()->isVisible());
}

}  // namespace
}  // namespace palpate::gui
