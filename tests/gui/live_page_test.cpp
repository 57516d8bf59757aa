#include "live_page.hpp"

#include <memory>

#include <QDoubleSpinBox>
#include <QTest>

#include <gtest/gtest.h>

#include "hand_made_data.hpp"

namespace palpate::gui {
namespace {

/// A page on a fake service; `service` lives as long as the page is connected.
struct Stage {
    explicit Stage(std::optional<SetUp> setup = SetUp::MatBetween)
        : page(makeTheme(ThemeKind::Dark), Settings{},
               [this](const ConnectChoice&, const AnalysisSettings&) -> Result<std::unique_ptr<LiveService>> {
                   auto made_service = std::make_unique<made::FakeService>(made::mat());
                   service = made_service.get();
                   service->latest = next;
                   service->points = made::history();
                   return std::unique_ptr<LiveService>(std::move(made_service));
               })
    {
        choice.port = "sim:holds";
        choice.info.setup = setup;
        choice.info.client_code = "P-0417";
        choice.info.technique = "Neck and upper traps";
        choice.info.side = Side::Left;
        choice.info.phase = Phase::Before;
    }

    void show(const live::Snapshot& snapshot)
    {
        next = std::make_shared<const live::Snapshot>(snapshot);
        if (service == nullptr) {
            ASSERT_TRUE(page.presenter().connectTo(choice));
            page.resize(1196, 800);
            page.show();
            ASSERT_TRUE(QTest::qWaitForWindowExposed(&page));
        } else {
            service->latest = next;
            page.presenter().refresh();
        }
        QCoreApplication::processEvents();
    }

    template <typename Widget>
    Widget& find(const char* name)
    {
        auto* const widget = page.findChild<Widget*>(QString::fromLatin1(name));
        EXPECT_NE(widget, nullptr) << name;
        return *widget;
    }

    made::FakeService* service = nullptr;
    std::shared_ptr<const live::Snapshot> next;
    ConnectChoice choice;
    LivePage page;
};

TEST(LivePage, ShowsTheConnectPanelFirst)
{
    Stage stage;
    stage.page.resize(1196, 800);
    stage.page.show();
    QCoreApplication::processEvents();
    EXPECT_TRUE(stage.find<ConnectPanel>("connectPanel").isVisible());
    // Nothing to connect to yet.
    EXPECT_FALSE(stage.find<QPushButton>("connect").isEnabled());
    ConnectOptions options;
    options.scenarios = {{.id = "holds", .title = "Holds"}};
    options.profiles = {{.id = "palpate-64x64", .title = "64 x 64"}};
    stage.page.setOptions(options);
    EXPECT_TRUE(stage.find<QPushButton>("connect").isEnabled());
    Settings settings;
    settings.setup_of_mat["palpate-64x64"] = SetUp::ToolOnMat;
    stage.page.setSettings(settings);
    EXPECT_TRUE(stage.find<QPushButton>("setup_tool_on_mat").isChecked());
    made::savePicture(stage.page, QStringLiteral("live-connect"));
}

TEST(LivePage, SaysHowLongToGoOnHolding)
{
    Stage stage;
    stage.show(made::snapshotInHold(made::mat(), 21.0));
    EXPECT_EQ(stage.find<HeadlineLabel>("cueHeadline").text(), QStringLiteral("Hold · 9 s more"));
    made::savePicture(stage.page, QStringLiteral("live-hold"));
}

TEST(LivePage, AlwaysShowsRateLossAndHowFarItIsSafe)
{
    Stage stage;
    live::Snapshot snapshot = made::snapshotInHold(made::mat(), 21.0);
    snapshot.lost_frames = 3;
    stage.show(snapshot);
    EXPECT_EQ(stage.find<Pill>("matPill").text(), QStringLiteral("Mat 64 × 32 · 20 Hz · 3 lost"));
    EXPECT_EQ(stage.find<Pill>("safePill").text(), QStringLiteral("Safe to 02:31"));
    EXPECT_EQ(stage.find<Pill>("qualityPill").text(), QStringLiteral("Quality A"));
    EXPECT_EQ(stage.find<RecordButton>("record").caption(), QStringLiteral("Stop 02:32"));
}

TEST(LivePage, CallsPressureUnderAToolWhatItIs)
{
    Stage stage(SetUp::ToolOnMat);
    stage.show(made::snapshotInHold(made::mat(), 21.0));
    EXPECT_EQ(stage.find<MetricChart>("peak").title(), QStringLiteral("Peak under the tool"));
    EXPECT_EQ(stage.find<MetricChart>("area").title(), QStringLiteral("Area under the tool"));
}

TEST(LivePage, CallsWhatIsFeltUnderTheClientSupportAndGivesNoThreshold)
{
    Stage stage(SetUp::PressedFromAbove);
    stage.show(made::snapshotInHold(made::mat(), 21.0));
    EXPECT_EQ(stage.find<MetricChart>("force").title(), QStringLiteral("Support force"));
    EXPECT_EQ(stage.find<MetricChart>("peak").title(), QStringLiteral("Support peak"));
    EXPECT_TRUE(stage.find<QTableView>("holdsTable").isColumnHidden(PlacesModel::Threshold));
    made::savePicture(stage.page, QStringLiteral("live-from-above"));
}

TEST(LivePage, AsksHowTheMatLiesBeforeItRecords)
{
    Stage stage(std::nullopt);
    stage.choice.profile_id = "palpate-64x64";
    live::Snapshot snapshot = made::snapshotInHold(made::mat(), 21.0);
    snapshot.recording = live::RecordingState::Idle;
    stage.show(snapshot);
    Settings settings;
    settings.sessions_folder = std::filesystem::temp_directory_path();
    stage.page.setSettings(settings);
    Settings chosen;
    QObject::connect(&stage.page, &LivePage::settingsChanged,
                     [&chosen](const Settings& changed) { chosen = changed; });
    stage.find<RecordButton>("record").click();
    QCoreApplication::processEvents();
    EXPECT_TRUE(stage.find<SetUpQuestion>("setUpQuestion").isVisible());
    EXPECT_TRUE(stage.service->recorded_to.empty());
    made::savePicture(stage.page, QStringLiteral("live-set-up-question"));
    stage.find<ChoiceTile>("answer_tool_on_mat").click();
    EXPECT_EQ(stage.service->recorded_info.setup, SetUp::ToolOnMat);
    EXPECT_FALSE(stage.find<SetUpQuestion>("setUpQuestion").isVisible());
    EXPECT_EQ(stage.find<MetricChart>("peak").title(), QStringLiteral("Peak under the tool"));
    EXPECT_EQ(chosen.setup_of_mat.at("palpate-64x64"), SetUp::ToolOnMat);
}

TEST(LivePage, RecordsNothingWhenTheQuestionIsDeclined)
{
    Stage stage(std::nullopt);
    live::Snapshot snapshot = made::snapshotInHold(made::mat(), 21.0);
    snapshot.recording = live::RecordingState::Idle;
    stage.show(snapshot);
    stage.find<RecordButton>("record").click();
    QCoreApplication::processEvents();
    QTest::keyClick(&stage.find<SetUpQuestion>("setUpQuestion"), Qt::Key_Escape);
    EXPECT_FALSE(stage.find<SetUpQuestion>("setUpQuestion").isVisible());
    EXPECT_TRUE(stage.page.heatmap().isVisible());
    EXPECT_TRUE(stage.service->recorded_to.empty());
}

TEST(LivePage, StoresWhereItHurtsWhenTheMapWasTappedBefore)
{
    Stage stage;
    stage.show(made::snapshotInHold(made::mat(), 21.0));
    HeatmapView& map = stage.page.heatmap();
    const MatPoint place{.x_mm = 400.0, .y_mm = 800.0};
    QTest::mouseClick(&map, Qt::LeftButton, {}, map.mapping()->toPixel(place).toPoint());
    ASSERT_TRUE(stage.page.map().pin().has_value());
    EXPECT_TRUE(stage.find<QLabel>("painInstruction").text().contains(QStringLiteral("It hurts at")));
    stage.find<QPushButton>("pain7").click();
    ASSERT_EQ(stage.service->pain_places.size(), 1U);
    ASSERT_TRUE(stage.service->pain_places[0].has_value());
    const double pixel_mm = 1.0 / map.mapping()->pixelsPerMm();
    EXPECT_NEAR(stage.service->pain_places[0]->x_mm, place.x_mm, pixel_mm);
    EXPECT_NEAR(stage.service->pain_places[0]->y_mm, place.y_mm, pixel_mm);
    EXPECT_FALSE(stage.page.map().pin().has_value());
    stage.find<QPushButton>("pain2").click();
    EXPECT_FALSE(stage.service->pain_places[1].has_value());
}

TEST(LivePage, ShowsTheTenderSpotMapWithItsOwnLockedRange)
{
    Stage stage;
    stage.show(made::snapshotInHold(made::mat(), 21.0));
    stage.find<QPushButton>("map1").click();
    stage.show(made::snapshotInHold(made::mat(), 22.0));
    HeatmapView& map = stage.page.heatmap();
    EXPECT_DOUBLE_EQ(map.scale().rangeMax(), 10.0);
    EXPECT_FLOAT_EQ(map.values().maxCoeff(), 6.0F);
    EXPECT_FALSE(stage.find<QDoubleSpinBox>("range").isVisible());
    made::savePicture(stage.page, QStringLiteral("live-tender"));
    stage.find<QPushButton>("map0").click();
    EXPECT_DOUBLE_EQ(map.scale().rangeMax(), Settings{}.range_kpa);
}

TEST(LivePage, SaysWhyTheQualityIsWhatItIs)
{
    Stage stage;
    live::Snapshot snapshot = made::snapshotInHold(made::mat(), 21.0);
    snapshot.quality.grade = QualityGrade::B;
    snapshot.quality.reasons = {"12 frames lost of 3052"};
    snapshot.quality.invalid_cells = {{.cell = {.row = 3, .col = 5}, .kind = FaultKind::Hot}};
    stage.show(snapshot);
    EXPECT_FALSE(stage.find<QualityPanel>("qualityPanel").isVisible());
    QTest::mouseClick(&stage.find<Pill>("qualityPill"), Qt::LeftButton);
    auto& panel = stage.find<QualityPanel>("qualityPanel");
    EXPECT_TRUE(panel.isVisible());
    EXPECT_TRUE(panel.text().contains(QStringLiteral("12 frames lost of 3052")));
    EXPECT_TRUE(panel.text().contains(QStringLiteral("row 3, column 5 (hot)")));
    EXPECT_EQ(stage.page.heatmap().overlay().faults.size(), 1U);
    made::savePicture(stage.page, QStringLiteral("live-quality"));
}

TEST(LivePage, MeasuresTheRegionsThatAreDrawn)
{
    Stage stage;
    live::Snapshot snapshot = made::snapshotInHold(made::mat(), 21.0);
    stage.show(snapshot);
    stage.find<QPushButton>("editRegions").click();
    stage.find<QPushButton>("rectangle").click();
    QCoreApplication::processEvents();
    HeatmapView& map = stage.page.heatmap();
    const CellMapping mapping = map.mapping().value();
    const QPoint from = mapping.toPixel({.x_mm = 100.0, .y_mm = 200.0}).toPoint();
    const QPoint to = mapping.toPixel({.x_mm = 400.0, .y_mm = 500.0}).toPoint();
    QTest::mousePress(&map, Qt::LeftButton, {}, from);
    QTest::mouseMove(&map, to);
    QTest::mouseRelease(&map, Qt::LeftButton, {}, to);
    ASSERT_EQ(stage.service->regions.size(), 1U);
    snapshot.regions = {{.force_n = 20.0, .contact_area_cm2 = 300.0, .mean_kpa = 4.0, .peak_kpa = 38.0}};
    stage.show(snapshot);
    auto& table = stage.find<QTableView>("regionsTable");
    EXPECT_TRUE(table.isVisible());
    EXPECT_EQ(table.model()->index(0, RegionsModel::ForceColumn).data().toString(), QStringLiteral("20"));
    EXPECT_TRUE(table.isColumnHidden(RegionsModel::PtiTrue));
    made::savePicture(stage.page, QStringLiteral("live-regions"));
}

TEST(LivePage, SaysAtLeastWhenACellIsSaturated)
{
    Stage stage;
    live::Snapshot snapshot = made::snapshotInHold(made::mat(), 21.0);
    snapshot.metrics->saturated_cells = 2;
    stage.show(snapshot);
    EXPECT_TRUE(stage.find<MetricChart>("peak").valueText().startsWith(QStringLiteral("≥ 38")));
}

TEST(LivePage, StoresPainFromAButtonAndFromAKey)
{
    Stage stage;
    stage.show(made::snapshotInHold(made::mat(), 21.0));
    stage.find<QPushButton>("pain10").click();
    stage.page.activateWindow();
    QTest::keyClick(&stage.page, Qt::Key_4);
    EXPECT_EQ(stage.service->pains, (std::vector<int>{10, 4}));
    EXPECT_TRUE(stage.find<QPushButton>("pain4").isChecked());
    EXPECT_FALSE(stage.find<QPushButton>("pain10").isChecked());
}

TEST(LivePage, LeavesTheFigureKeysToPainWhileRecording)
{
    Stage stage;
    stage.show(made::snapshotInHold(made::mat(), 21.0));
    auto& range = stage.find<QDoubleSpinBox>("range");
    range.setFocus();
    QTest::keyClick(&stage.page, Qt::Key_8);
    EXPECT_EQ(stage.service->pains, std::vector<int>{8});
    EXPECT_DOUBLE_EQ(range.value(), Settings{}.range_kpa);
}

TEST(LivePage, HasARangeOfItsOwnForTools)
{
    Stage tool(SetUp::ToolOnMat);
    tool.show(made::snapshotInHold(made::mat(), 21.0));
    EXPECT_DOUBLE_EQ(tool.page.heatmap().scale().rangeMax(), Settings{}.range_tool_kpa);
    Stage between(SetUp::MatBetween);
    between.show(made::snapshotInHold(made::mat(), 21.0));
    EXPECT_DOUBLE_EQ(between.page.heatmap().scale().rangeMax(), Settings{}.range_kpa);
}

TEST(LivePage, OffersTheSavedSessionForReview)
{
    Stage stage;
    live::Snapshot snapshot = made::snapshotInHold(made::mat(), 21.0);
    snapshot.recording = live::RecordingState::Idle;
    stage.show(snapshot);
    Settings settings;
    settings.sessions_folder = std::filesystem::temp_directory_path();
    stage.page.setSettings(settings);
    stage.find<RecordButton>("record").click();
    snapshot.recording = live::RecordingState::Finished;
    snapshot.running_holds.clear();
    stage.show(snapshot);
    EXPECT_EQ(stage.find<HeadlineLabel>("cueHeadline").text(), QStringLiteral("Recording saved"));
    EXPECT_TRUE(stage.find<ErrorBanner>("banner").title().contains(QStringLiteral("92.3 s, 0 lost")));
    QString asked;
    QObject::connect(&stage.page, &LivePage::reviewRequested,
                     [&asked](const QString& path) { asked = path; });
    made::savePicture(stage.page, QStringLiteral("live-saved"));
    stage.find<QPushButton>("bannerButton").click();
    EXPECT_EQ(asked.toStdString(), stage.service->recorded_to.string());
}

}  // namespace
}  // namespace palpate::gui
