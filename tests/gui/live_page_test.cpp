#include "live_page.hpp"

#include <memory>

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
    EXPECT_FALSE(stage.find<QPushButton>("connect").isEnabled());
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

TEST(LivePage, HidesPressureThatTheMatCannotFeel)
{
    Stage stage(SetUp::PressedFromAbove);
    stage.show(made::snapshotInHold(made::mat(), 21.0));
    EXPECT_TRUE(stage.find<MetricChart>("peak").isShowingReason());
    EXPECT_TRUE(stage.find<MetricChart>("area").isShowingReason());
    EXPECT_FALSE(stage.find<MetricChart>("force").isShowingReason());
    made::savePicture(stage.page, QStringLiteral("live-from-above"));
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
