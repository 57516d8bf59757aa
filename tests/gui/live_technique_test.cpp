#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

#include "hand_made_data.hpp"
#include "live_page.hpp"
#include "made_techniques.hpp"

namespace palpate::gui {
namespace {

live::Snapshot coached(const analysis::CoachNow& now)
{
    live::Snapshot snapshot = made::snapshotInHold(made::mat(), now.held_s.value_or(4.0));
    if (!now.held_s) {
        snapshot.running_holds.clear();
    }
    snapshot.coach = now;
    return snapshot;
}

live::Snapshot idle(const analysis::CoachNow& now = {})
{
    live::Snapshot snapshot = coached(now);
    snapshot.recording = live::RecordingState::Idle;
    return snapshot;
}

/// A page with a technique on a fake service, the client screened before.
class LiveTechniqueTest : public ::testing::Test {
  protected:
    LiveTechniqueTest()
        : page_(
              makeTheme(ThemeKind::Dark), settings(),
              [this](const ConnectChoice&, const AnalysisSettings&) -> Result<std::unique_ptr<LiveService>> {
                  auto made_service = std::make_unique<made::FakeService>(made::mat());
                  service_ = made_service.get();
                  service_->latest = next_;
                  service_->points = made::history();
                  return std::unique_ptr<LiveService>(std::move(made_service));
              })
    {
        page_.setSettings(settings());
        page_.resize(1196, 800);
    }

    [[nodiscard]] Settings settings() const
    {
        Settings settings;
        settings.sessions_folder = folder_.path();
        settings.screened_on["P-0417"] = "2026-11-27";
        return settings;
    }

    void start(const live::Snapshot& snapshot, const std::string& client = "P-0417",
               const TechniqueChoice& technique = made::choiceOf(made::upperBack()))
    {
        page_.chooseTechnique(technique);
        next_ = std::make_shared<const live::Snapshot>(snapshot);
        ConnectChoice choice;
        choice.profile_id = "made-mat";
        choice.info.setup = SetUp::ToolOnMat;
        choice.info.client_code = client;
        page_.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&page_));
        ASSERT_TRUE(page_.presenter().connectTo(choice));
        page_.activateWindow();
        QCoreApplication::processEvents();
    }

    void show(const live::Snapshot& snapshot)
    {
        service_->latest = std::make_shared<const live::Snapshot>(snapshot);
        page_.presenter().refresh();
        QCoreApplication::processEvents();
    }

    template <typename Widget>
    Widget& find(const char* name)
    {
        auto* const widget = page_.findChild<Widget*>(QString::fromLatin1(name));
        EXPECT_NE(widget, nullptr) << name;
        return *widget;
    }

    support::TempDir folder_;
    made::FakeService* service_ = nullptr;
    std::shared_ptr<const live::Snapshot> next_;
    LivePage page_;
};

TEST_F(LiveTechniqueTest, SaysWhatTheCoachSays)
{
    start(coached(made::coachRollingFast()));
    EXPECT_EQ(find<HeadlineLabel>("cueHeadline").text(),
              QStringLiteral("Slower: at least 2 s a stroke asked, 1.4 done"));
    EXPECT_EQ(find<TechniqueButton>("liveTechnique").title(), QStringLiteral("Upper back"));
    EXPECT_EQ(service_->coaching->technique.id, "upper-back");
    EXPECT_EQ(service_->coaching->placement, defaultPlacement(made::upperBack(), made::mat()));
    made::savePicture(page_, QStringLiteral("technique-live"));
}

TEST_F(LiveTechniqueTest, TheCueStaysInViewWhereverTheNumbersAreScrolledTo)
{
    page_.resize(1196, 700);
    start(coached(made::coachHolding(21.0)));
    const QWidget* scroll = &find<CoachCard>("coachCard");
    while (scroll != nullptr && qobject_cast<const QScrollArea*>(scroll) == nullptr) {
        scroll = scroll->parentWidget();
    }
    ASSERT_NE(scroll, nullptr);
    QScrollBar* const bar = qobject_cast<const QScrollArea*>(scroll)->verticalScrollBar();
    ASSERT_GT(bar->maximum(), 0);
    auto& headline = find<HeadlineLabel>("cueHeadline");
    const QPoint before = headline.mapTo(&page_, QPoint(0, 0));
    bar->setValue(bar->maximum());
    QCoreApplication::processEvents();
    EXPECT_EQ(headline.mapTo(&page_, QPoint(0, 0)), before);
    EXPECT_EQ(headline.visibleRegion().boundingRect(), headline.rect());
}

TEST_F(LiveTechniqueTest, AGunIsShownNeitherStrokesNorLoad)
{
    TechniqueChoice gun = made::choiceOf(made::upperBack());
    gun.agreed.technique.tools.push_back(Tool::PercussionGun);
    gun.agreed.tool = Tool::PercussionGun;
    start(coached(made::coachHolding(21.0)), "P-0417", gun);
    EXPECT_TRUE(find<BandLane>("strokeLane").isHidden());
    EXPECT_TRUE(find<BandLane>("loadLane").isHidden());
}

TEST_F(LiveTechniqueTest, FollowsTheLightTheme)
{
    const Theme light = makeTheme(ThemeKind::Light);
    applyTheme(*qApp, light, 100);
    page_.setTheme(light);
    start(coached(made::coachHolding(21.0)));
    const QImage picture = find<CoachCard>("coachCard").grab().toImage();
    EXPECT_GT(picture.pixelColor(picture.width() / 2, 4).lightness(), 200);
    made::savePicture(page_, QStringLiteral("technique-live-light"));
    applyTheme(*qApp, makeTheme(ThemeKind::Dark), 100);
}

TEST_F(LiveTechniqueTest, ShowsSetsSidesStrokesAndLoad)
{
    analysis::CoachNow now = made::coachRollingFast();
    now.recent_strokes = {2.6};
    start(coached(now));
    EXPECT_EQ(find<BandLane>("strokeLane").words(), QStringLiteral("✓ 2.6 s"));
    EXPECT_TRUE(find<BandLane>("strokeLane").content().before.empty());
    // Equal ones, and more than one since the screen was last drawn.
    now.recent_strokes = {2.6, 2.6, 2.6, 1.4};
    show(coached(now));
    const auto& lane = find<BandLane>("strokeLane");
    EXPECT_EQ(lane.words(), QStringLiteral("▲ 1.4 s"));
    EXPECT_EQ(lane.content().before, (std::vector<double>{2.6, 2.6, 2.6}));
    EXPECT_EQ(find<BandLane>("loadLane").words(), QStringLiteral("✓ 24 % of body weight"));
    EXPECT_EQ(find<ElidedLabel>("coachSets").text(),
              QStringLiteral("1 of 2 sets done · now 41 s of 30 to 120 s"));
    EXPECT_FALSE(find<ElidedLabel>("coachSides").isVisible());
    EXPECT_EQ(find<AdherenceChips>("adherenceChips").findChildren<QLabel*>().size(), 5);
}

TEST_F(LiveTechniqueTest, ShowsTheBreathOnlyOnceItIsSeenAndSaysThatItIsAnEstimate)
{
    analysis::CoachNow now = made::coachHolding(21.0);
    start(coached(now));
    const auto& breath = find<ElidedLabel>("coachBreath");
    EXPECT_FALSE(breath.isVisible());
    now.breaths_per_minute = 13.75;
    show(coached(now));
    EXPECT_TRUE(breath.isVisible());
    EXPECT_TRUE(breath.text().startsWith(QStringLiteral("Breath about 14 a minute · exploratory")));
    now.breaths_per_minute.reset();
    show(coached(now));
    EXPECT_EQ(breath.text(), QStringLiteral("Breath: none seen now · exploratory"));
    show(idle());
    page_.chooseTechnique(made::choiceOf(made::neck()));
    EXPECT_FALSE(breath.isVisible());
}

TEST_F(LiveTechniqueTest, NamesTheTechniqueInTheHeaderByItsTitle)
{
    start(idle());
    const auto& header = find<ElidedLabel>("pageSubtitle");
    EXPECT_EQ(header.text(), QStringLiteral("Tool on the mat · Upper back"));
    page_.chooseTechnique(made::choiceOf(made::neck()));
    EXPECT_EQ(header.text(), QStringLiteral("Tool on the mat · Neck and upper trapezius"));
    page_.chooseTechnique(std::nullopt);
    EXPECT_EQ(header.text(), QStringLiteral("Tool on the mat"));
}

TEST_F(LiveTechniqueTest, LiesTheOutlineOnTheMapAndMarksWhereTheToolMustNotBe)
{
    analysis::CoachNow now = made::coachRollingFast();
    now.cue = CoachCue{.kind = CueKind::OffLimits,
                       .start_s = 150.0,
                       .end_s = std::nullopt,
                       .asked = std::nullopt,
                       .done = std::nullopt,
                       .about = "Off the spine"};
    start(coached(now));
    const auto& outline = page_.heatmap().outline();
    ASSERT_TRUE(outline.has_value());
    ASSERT_EQ(outline->zones.size(), 3U);
    EXPECT_FALSE(outline->zones[1].is_pressed);
    EXPECT_TRUE(outline->zones[2].is_pressed);
    EXPECT_EQ(find<HeadlineLabel>("cueHeadline").text(), QStringLiteral("Off the spine"));
    made::savePicture(page_, QStringLiteral("technique-off-limits"));
}

TEST_F(LiveTechniqueTest, PlacesTheOutlineByKeysAndRemembersIt)
{
    start(idle());
    Settings changed;
    QObject::connect(&page_, &LivePage::settingsChanged, [&changed](const Settings& now) { changed = now; });
    const Placement before = service_->coaching->placement;
    find<QPushButton>("placeOutline").click();
    QCoreApplication::processEvents();
    made::savePicture(page_, QStringLiteral("technique-placing"));
    HeatmapView& map = page_.heatmap();
    ASSERT_TRUE(map.outline()->handles.has_value());
    QTest::keyClick(&map, Qt::Key_Right);
    QTest::keyClick(&map, Qt::Key_Up, Qt::ShiftModifier);
    QTest::keyClick(&map, Qt::Key_E);
    QTest::keyClick(&map, Qt::Key_BracketRight);
    QTest::keyClick(&map, Qt::Key_Minus);
    QTest::keyClick(&map, Qt::Key_Return);
    const Placement& placed = service_->coaching->placement;
    EXPECT_DOUBLE_EQ(placed.centre.x_mm, before.centre.x_mm + 10.0);
    EXPECT_DOUBLE_EQ(placed.centre.y_mm, before.centre.y_mm - 1.0);
    EXPECT_DOUBLE_EQ(placed.turn_deg, before.turn_deg + 10.0);
    EXPECT_NEAR(placed.scale, before.scale / 1.05, 1e-9);
    EXPECT_EQ(changed.placement_of.at(placementKey("upper-back", "made-mat")), placed);
    EXPECT_FALSE(map.outline()->handles.has_value());
    find<QPushButton>("placeOutline").click();
    QTest::keyClick(&map, Qt::Key_Left);
    QTest::keyClick(&map, Qt::Key_Escape);
    EXPECT_EQ(service_->coaching->placement, placed);
}

TEST_F(LiveTechniqueTest, PlacesTheOutlineByDragging)
{
    start(idle());
    const Placement before = service_->coaching->placement;
    find<QPushButton>("placeOutline").click();
    QCoreApplication::processEvents();
    HeatmapView& map = page_.heatmap();
    const CellMapping mapping = map.mapping().value();
    const MatPoint from{.x_mm = before.centre.x_mm, .y_mm = before.centre.y_mm + 30.0};
    const MatPoint to{.x_mm = from.x_mm + 60.0, .y_mm = from.y_mm + 40.0};
    QTest::mousePress(&map, Qt::LeftButton, {}, mapping.toPixel(from).toPoint());
    QTest::mouseMove(&map, mapping.toPixel(to).toPoint());
    QTest::mouseRelease(&map, Qt::LeftButton, {}, mapping.toPixel(to).toPoint());
    QTest::mouseClick(&find<QPushButton>("placingDone"), Qt::LeftButton);
    const double pixel_mm = 2.0 / mapping.pixelsPerMm();
    EXPECT_NEAR(service_->coaching->placement.centre.x_mm, before.centre.x_mm + 60.0, pixel_mm);
    EXPECT_NEAR(service_->coaching->placement.centre.y_mm, before.centre.y_mm + 40.0, pixel_mm);
    EXPECT_FALSE(page_.map().pin().has_value());
}

TEST_F(LiveTechniqueTest, OffersNoPlacingWhileItIsRecorded)
{
    start(coached(made::coachHolding(21.0)));
    EXPECT_FALSE(find<QPushButton>("placeOutline").isVisible());
}

TEST_F(LiveTechniqueTest, AsksANewClientBeforeTheFirstSessionAndRecordsOnlyThen)
{
    start(idle(), "P-9");
    EXPECT_TRUE(find<ScreeningSheet>("screeningSheet").isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    EXPECT_FALSE(find<ScreeningSheet>("screeningSheet").isVisible());
    QTest::mouseClick(&find<RecordButton>("record"), Qt::LeftButton);
    EXPECT_TRUE(find<ScreeningSheet>("screeningSheet").isVisible());
    EXPECT_TRUE(service_->recorded_to.empty());
    Settings changed;
    QObject::connect(&page_, &LivePage::settingsChanged, [&changed](const Settings& now) { changed = now; });
    for (std::size_t i = 0; i < screeningQuestions().size(); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_N);
    }
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    EXPECT_FALSE(service_->recorded_to.empty());
    EXPECT_EQ(service_->recorded_info.technique, "upper-back");
    EXPECT_TRUE(service_->coaching->screening.has_value());
    EXPECT_TRUE(changed.screened_on.contains("P-9"));
}

TEST_F(LiveTechniqueTest, AsksNoMoreWhenTheTechniqueIsGivenUp)
{
    start(idle(), "P-9");
    EXPECT_TRUE(find<ScreeningSheet>("screeningSheet").isVisible());
    page_.chooseTechnique(std::nullopt);
    EXPECT_FALSE(find<ScreeningSheet>("screeningSheet").isVisible());
    EXPECT_FALSE(service_->coaching.has_value());
    find<RecordButton>("record").click();
    EXPECT_FALSE(service_->recorded_to.empty());
}

TEST_F(LiveTechniqueTest, KeepsThePlaceThatTheRecordingInterrupts)
{
    start(idle());
    const double x_mm = service_->coaching->placement.centre.x_mm;
    find<QPushButton>("placeOutline").click();
    QTest::keyClick(&page_.heatmap(), Qt::Key_Right);
    find<RecordButton>("record").click();
    EXPECT_DOUBLE_EQ(service_->coaching->placement.centre.x_mm, x_mm + 10.0);
    EXPECT_FALSE(service_->recorded_to.empty());
}

TEST_F(LiveTechniqueTest, KeepsStopAndRatingInView)
{
    start(coached(made::coachHolding(21.0)));
    QCoreApplication::processEvents();
    const auto bottom_of = [this](const QWidget& widget) {
        return widget.mapTo(&page_, QPoint(0, widget.height())).y();
    };
    const int timeline_top = find<Timeline>("timeline").mapTo(&page_, QPoint()).y();
    EXPECT_LE(bottom_of(find<QPushButton>("pain10")), timeline_top);
    EXPECT_LE(bottom_of(find<QPushButton>("stopSymptom")), timeline_top);
    made::savePicture(page_, QStringLiteral("technique-hold"));
}

TEST_F(LiveTechniqueTest, DoesNotAskAClientWhoAnsweredBefore)
{
    start(idle());
    EXPECT_FALSE(find<ScreeningSheet>("screeningSheet").isVisible());
    find<RecordButton>("record").click();
    EXPECT_FALSE(service_->recorded_to.empty());
}

TEST_F(LiveTechniqueTest, StoresASymptomAtWhichToStop)
{
    start(coached(made::coachHolding(21.0)));
    QTest::keyClick(&page_, Qt::Key_S);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTest::mouseClick(&find<QPushButton>("stopSymptom"), Qt::LeftButton);
    QTest::mouseClick(&find<QPushButton>("stop_numbness"), Qt::LeftButton);
    EXPECT_EQ(service_->stop_ids, (std::vector<std::string>{"sharp-pain", "numbness"}));
}

TEST_F(LiveTechniqueTest, ShowsTheClientTheCueAndMirrorsTheMap)
{
    start(coached(made::coachHolding(21.0)));
    auto& window = find<ClientView>("clientWindow");
    EXPECT_FALSE(window.isVisible());
    find<QPushButton>("clientView").click();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    const live::Snapshot snapshot = coached(made::coachHolding(22.0));
    show(snapshot);
    EXPECT_EQ(window.findChild<HeadlineLabel*>(QStringLiteral("clientHeadline"))->text(),
              QStringLiteral("Hold: 8 s more"));
    made::savePicture(window, QStringLiteral("technique-client"));
    QTest::keyClick(&window, Qt::Key_M);
    show(coached(made::coachHolding(23.0)));
    const auto& values = window.findChild<ClientMap*>(QStringLiteral("clientMap"))->values();
    EXPECT_EQ(values(3, 0), snapshot.kpa(3, snapshot.kpa.cols() - 1));
    EXPECT_EQ(values(10, 10), snapshot.kpa(10, snapshot.kpa.cols() - 11));
    QTest::keyClick(&window, Qt::Key_Escape);
    EXPECT_FALSE(window.isVisible());
}

TEST_F(LiveTechniqueTest, HidesTheBreathingPacerOnDemand)
{
    start(coached(made::coachHolding(21.0)));
    EXPECT_TRUE(find<BreathPacer>("breathPacer").isVisible());
    QTest::mouseClick(&find<QPushButton>("breathing"), Qt::LeftButton);
    EXPECT_FALSE(find<BreathPacer>("breathPacer").isVisible());
}

TEST_F(LiveTechniqueTest, RefusesAnotherTechniqueWhileItIsRecorded)
{
    start(coached(made::coachHolding(21.0)));
    page_.chooseTechnique(made::choiceOf(made::neck()));
    EXPECT_EQ(find<TechniqueButton>("liveTechnique").title(), QStringLiteral("Upper back"));
    EXPECT_EQ(find<ErrorBanner>("banner").title(), QStringLiteral("Still recording"));
}

}  // namespace
}  // namespace palpate::gui
