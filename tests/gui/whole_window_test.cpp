// The real thing behind the pages: the simulator, a recording, a session file.
#include <algorithm>

#include <QDropEvent>
#include <QElapsedTimer>
#include <QMimeData>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

#include "palpate/acquisition/catalog.hpp"
#include "palpate/acquisition/simulation.hpp"
#include "palpate/live/simulated_session.hpp"
#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

#include "hand_made_data.hpp"
#include "main_window.hpp"
#include "map_picture.hpp"
#include "measurement_service.hpp"

namespace palpate::gui {
namespace {

Settings settingsIn(const support::TempDir& folder)
{
    Settings settings;
    settings.sessions_folder = folder.path();
    return settings;
}

/// Spins the event loop until `done`, or 20 s have gone by.
template <typename Done>
bool eventually(const Done& done)
{
    return QTest::qWaitFor(done, 20000);
}

std::filesystem::path writeSession(const support::TempDir& folder)
{
    std::filesystem::path path = folder / "holds.h5";
    const auto profiles = acquisition::loadMatProfiles(acquisition::catalogFolder().value()).value();
    auto simulation =
        acquisition::makeSimulation(acquisition::findMatProfile(profiles, kSimulatedMat).value(),
                                    {.scenario = "holds",
                                     .seed = 1,
                                     .duration_s = 60.0,
                                     .rate = Frequency{20.0},
                                     .with_faults = false})
            .value();
    MeasurementInfo info;
    info.setup = SetUp::ToolOnMat;
    info.client_code = "P-0417";
    const auto report = live::writeSimulatedSession(*simulation, info, path, false);
    EXPECT_TRUE(report.has_value()) << (report ? "" : report.error().message);
    return path;
}

TEST(WholeWindow, OpensARealSessionForReview)
{
    const support::TempDir folder;
    const std::filesystem::path path = writeSession(folder);
    MainWindow window(settingsIn(folder), connectMeasurement);
    window.resize(1280, 800);
    window.show();
    window.openSession(path);
    ReviewPresenter& presenter = window.reviewPage().presenter();
    ASSERT_TRUE(eventually([&] { return presenter.results() != nullptr; }))
        << window.reviewPage().banner().detail().toStdString();
    EXPECT_EQ(presenter.session()->times_s.size(), presenter.results()->frames.size());
    EXPECT_FALSE(presenter.results()->holds.empty());
    window.reviewPage().chooseMap(ReviewMap::Frame);
    presenter.goTo(20.0);
    EXPECT_FALSE(window.reviewPage().banner().isVisible());
    QTest::qWait(50);
    made::savePicture(window, QStringLiteral("whole-review"));
}

TEST(WholeWindow, StoresWhatIsAddedInReviewAndAnalysesItAnew)
{
    const support::TempDir folder;
    const std::filesystem::path path = writeSession(folder);
    MainWindow window(settingsIn(folder), connectMeasurement);
    window.resize(1280, 800);
    window.show();
    window.openSession(path);
    ReviewPage& page = window.reviewPage();
    ReviewPresenter& presenter = page.presenter();
    ASSERT_TRUE(eventually([&] { return presenter.results() != nullptr; }));
    const std::size_t events = presenter.session()->events.size();
    ASSERT_FALSE(presenter.results()->holds.empty());
    const Hold hold = presenter.results()->holds.front();
    presenter.goTo(hold.start_s + 3.0);
    page.findChild<QPushButton*>(QStringLiteral("addReport"))->click();
    page.findChild<QPushButton*>(QStringLiteral("pain9"))->click();
    // At once, while the first addition is still being stored.
    const Region region{
        .name = "Pressed",
        .shape = RectangleShape{.from = {.x_mm = hold.place.x_mm - 40.0, .y_mm = hold.place.y_mm - 40.0},
                                .to = {.x_mm = hold.place.x_mm + 40.0, .y_mm = hold.place.y_mm + 40.0}}};
    Q_EMIT page.regionsChanged({region});
    ASSERT_TRUE(eventually([&] {
        return presenter.results() != nullptr && presenter.results()->regions.size() == 1;
    })) << page.banner().detail().toStdString();
    EXPECT_EQ(presenter.session()->events.size(), events + 1);
    EXPECT_EQ(presenter.session()->regions, std::vector<Region>{region});
    EXPECT_GT(presenter.results()->regions[0].force_time_n_s, 0.0);
    const auto& spots = presenter.results()->spots;
    const bool is_known = std::any_of(spots.begin(), spots.end(), [&hold](const Spot& spot) {
        return spot.evidence == SpotEvidence::Reported && isSamePlace(spot.place, hold.place);
    });
    EXPECT_TRUE(is_known);
    EXPECT_NEAR(presenter.time(), hold.start_s + 3.0, 1e-9);
}

TEST(WholeWindow, TakesAReportOutOfTheFileAgain)
{
    const support::TempDir folder;
    const std::filesystem::path path = writeSession(folder);
    MainWindow window(settingsIn(folder), connectMeasurement);
    window.show();
    window.openSession(path);
    ReviewPage& page = window.reviewPage();
    ReviewPresenter& presenter = page.presenter();
    ASSERT_TRUE(eventually([&] { return presenter.results() != nullptr; }));
    const std::size_t before = presenter.session()->events.size();
    const auto has_events = [&presenter](std::size_t count) {
        return presenter.results() != nullptr && presenter.session()->events.size() == count;
    };
    // Where no decimal is exact.
    presenter.goTo(20.0 / 3.0);
    page.findChild<QPushButton*>(QStringLiteral("addReport"))->click();
    page.findChild<QPushButton*>(QStringLiteral("pain9"))->click();
    ASSERT_TRUE(eventually([&] { return has_events(before + 1); }));
    page.findChild<QPushButton*>(QStringLiteral("undo"))->click();
    ASSERT_TRUE(eventually([&] { return has_events(before); })) << page.banner().detail().toStdString();
    page.findChild<QPushButton*>(QStringLiteral("redo"))->click();
    ASSERT_TRUE(eventually([&] { return has_events(before + 1); }));
    EXPECT_FALSE(page.banner().isVisible());
}

/// A visit of P-0417 with the client lying on the mat.
std::filesystem::path writeVisit(const support::TempDir& folder, const char* name, std::uint64_t seed,
                                 Phase phase)
{
    std::filesystem::path path = folder / name;
    const auto profiles = acquisition::loadMatProfiles(acquisition::catalogFolder().value()).value();
    auto simulation =
        acquisition::makeSimulation(acquisition::findMatProfile(profiles, kSimulatedMat).value(),
                                    {.scenario = "lying",
                                     .seed = seed,
                                     .duration_s = 40.0,
                                     .rate = Frequency{10.0},
                                     .with_faults = false})
            .value();
    MeasurementInfo info;
    info.setup = SetUp::MatBetween;
    info.client_code = "P-0417";
    info.technique = "upper-back";
    info.phase = phase;
    const auto report = live::writeSimulatedSession(*simulation, info, path, false);
    EXPECT_TRUE(report.has_value()) << (report ? "" : report.error().message);
    return path;
}

void clickRow(QTableView& table, const QString& phase)
{
    const QAbstractItemModel& model = *table.model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, SessionChoiceModel::PhaseColumn).data().toString() == phase) {
            QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                              table.visualRect(model.index(row, 0)).center());
            return;
        }
    }
    FAIL() << "no recording of phase " << phase.toStdString();
}

TEST(WholeWindow, ComesFromTwoRecordingsToAVerdictInThreeClicks)
{
    const support::TempDir folder;
    writeVisit(folder, "one.h5", 1, Phase::Before);
    writeVisit(folder, "two.h5", 2, Phase::After);
    MainWindow window(settingsIn(folder), connectMeasurement);
    window.resize(1280, 800);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    window.findChild<QToolButton*>(QStringLiteral("rail%1").arg(PageRail::Compare))->click();
    SessionChooser& chooser = window.comparePage().chooser();
    ASSERT_TRUE(eventually([&] { return chooser.model().rowCount() == 2; }));
    // The later one first: the phases tell which one is before.
    clickRow(chooser.table(), QStringLiteral("after"));
    clickRow(chooser.table(), QStringLiteral("before"));
    ComparePresenter& presenter = window.comparePage().presenter();
    ASSERT_TRUE(eventually([&] { return presenter.comparison() != nullptr; }))
        << window.comparePage().banner().detail().toStdString();
    EXPECT_EQ(presenter.comparison()->before.path.filename(), "one.h5");
    EXPECT_EQ(presenter.comparison()->after.path.filename(), "two.h5");
    EXPECT_FALSE(window.comparePage().findChild<FittingHeadline*>()->text().isEmpty());
    EXPECT_TRUE(window.comparePage().body().isVisible());
    EXPECT_FALSE(window.comparePage().banner().isVisible());
    QCoreApplication::processEvents();
    made::savePicture(window, QStringLiteral("whole-compare"));
}

TEST(WholeWindow, ComparesTheSessionThatIsOpenForReview)
{
    const support::TempDir folder;
    const std::filesystem::path first = writeVisit(folder, "one.h5", 1, Phase::Before);
    writeVisit(folder, "two.h5", 2, Phase::After);
    MainWindow window(settingsIn(folder), connectMeasurement);
    window.resize(1280, 800);
    window.show();
    window.openSession(first);
    ASSERT_TRUE(eventually([&] { return window.reviewPage().presenter().results() != nullptr; }));
    window.reviewPage().findChild<QPushButton*>(QStringLiteral("compare"))->click();
    SessionChooser& chooser = window.comparePage().chooser();
    ASSERT_TRUE(eventually([&] { return chooser.model().rowCount() == 2; }));
    clickRow(chooser.table(), QStringLiteral("after"));
    ComparePresenter& presenter = window.comparePage().presenter();
    ASSERT_TRUE(eventually([&] { return presenter.comparison() != nullptr; }))
        << window.comparePage().banner().detail().toStdString();
    EXPECT_EQ(presenter.comparison()->before.path, first);
}

TEST(WholeWindow, ComparesTwoDroppedFiles)
{
    const support::TempDir folder;
    const std::filesystem::path first = writeVisit(folder, "one.h5", 1, Phase::Before);
    const std::filesystem::path second = writeVisit(folder, "two.h5", 2, Phase::After);
    MainWindow window(settingsIn(folder), connectMeasurement);
    window.show();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(second.string())),
                  QUrl::fromLocalFile(QString::fromStdString(first.string()))});
    QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    ASSERT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(100.0, 100.0), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &drop);
    ComparePresenter& presenter = window.comparePage().presenter();
    ASSERT_TRUE(eventually([&] { return presenter.comparison() != nullptr; }))
        << window.comparePage().banner().detail().toStdString();
    EXPECT_EQ(presenter.comparison()->before.path, first);
}

TEST(WholeWindow, StoresOutcomesInTheFileAndTakesThemOutAgain)
{
    const support::TempDir folder;
    const std::filesystem::path path = writeSession(folder);
    MainWindow window(settingsIn(folder), connectMeasurement);
    window.show();
    window.openSession(path);
    ReviewPage& page = window.reviewPage();
    ReviewPresenter& presenter = page.presenter();
    ASSERT_TRUE(eventually([&] { return presenter.results() != nullptr; }));
    const auto has = [&](const std::vector<double>& values) {
        const auto stored = session::SessionReader::open(path);
        std::vector<double> found;
        if (stored && presenter.results() != nullptr) {
            for (const Outcome& outcome : presenter.session()->outcomes) {
                found.push_back(outcome.value);
            }
        }
        return stored && stored->outcomes().size() == values.size() && found == values;
    };
    // At once, while the first one is still being stored.
    page.findChild<QPushButton*>(QStringLiteral("besidePain6"))->click();
    page.findChild<QPushButton*>(QStringLiteral("besidePain4"))->click();
    ASSERT_TRUE(eventually([&] { return has({4.0}); })) << page.banner().detail().toStdString();
    EXPECT_TRUE(page.findChild<QPushButton*>(QStringLiteral("besidePain4"))->isChecked());
    page.findChild<QPushButton*>(QStringLiteral("undoHere"))->click();
    page.findChild<QPushButton*>(QStringLiteral("undoHere"))->click();
    ASSERT_TRUE(eventually([&] { return has({}); })) << page.banner().detail().toStdString();
    EXPECT_FALSE(page.banner().isVisible());
}

TEST(WholeWindow, DiscardsTheResultsOfASessionThatWasSuperseded)
{
    const support::TempDir folder;
    const std::filesystem::path path = writeSession(folder);
    MainWindow window(settingsIn(folder), connectMeasurement);
    window.show();
    window.openSession(path);
    window.openSession(folder / "missing.h5");
    ErrorBanner& banner = window.reviewPage().banner();
    ASSERT_TRUE(eventually([&] { return banner.isVisible(); }));
    EXPECT_EQ(window.reviewPage().presenter().session(), nullptr);
    EXPECT_TRUE(banner.detail().contains(QStringLiteral("missing.h5")));
}

TEST(WholeWindow, RecordsTheSimulatorAndOpensWhatItSaved)
{
    const support::TempDir folder;
    MainWindow window(settingsIn(folder), connectMeasurement);
    window.resize(1280, 800);
    window.show();
    window.startDemo("holds", folder.path());
    LivePresenter& presenter = window.livePage().presenter();
    ASSERT_TRUE(presenter.isConnected());
    ASSERT_TRUE(eventually([&] { return presenter.isRecording(); }));
    QTest::qWait(1500);
    presenter.reportPain(6);
    presenter.toggleRecording();
    auto* const banner = window.livePage().findChild<ErrorBanner*>(QStringLiteral("banner"));
    ASSERT_TRUE(eventually([&] { return banner->isVisible(); }));
    EXPECT_TRUE(banner->title().startsWith(QStringLiteral("Saved: DEMO-"))) << banner->title().toStdString();
    banner->findChild<QPushButton*>(QStringLiteral("bannerButton"))->click();
    ReviewPresenter& review = window.reviewPage().presenter();
    ASSERT_TRUE(eventually([&] { return review.results() != nullptr; }));
    ASSERT_EQ(review.session()->events.size(), 1U);
    EXPECT_EQ(review.session()->events[0].nrs, 6);
}

TEST(WholeWindow, RepaintsTheMatThirtyTimesASecond)
{
    const support::TempDir folder;
    MainWindow window(settingsIn(folder), connectMeasurement);
    window.resize(1280, 800);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    ConnectChoice choice;
    choice.port = "sim:holds";
    choice.profile_id = kSimulatedMat;
    choice.info.setup = SetUp::ToolOnMat;
    ASSERT_TRUE(window.livePage().presenter().connectTo(choice));
    HeatmapView& heatmap = window.livePage().heatmap();
    ASSERT_TRUE(eventually([&] { return heatmap.paintCount() > 5; }));
    const int before = heatmap.paintCount();
    QElapsedTimer clock;
    clock.start();
    QTest::qWait(2000);
    const double per_second =
        (heatmap.paintCount() - before) / (static_cast<double>(clock.elapsed()) / 1000.0);
    RecordProperty("paints_per_second", std::to_string(per_second));
    EXPECT_GE(per_second, 30.0);
}

TEST(MapPicture, IsWrittenAndRefusedWithAReason)
{
    const support::TempDir folder;
    const std::filesystem::path path = writeSession(folder);
    const Settings settings = settingsIn(folder);
    ASSERT_TRUE(writeMapPicture(path, "peak", folder / "peak.png", settings).has_value());
    EXPECT_GT(std::filesystem::file_size(folder / "peak.png"), 1000U);
    EXPECT_NE(writeMapPicture(path, "heat", folder / "x.png", settings).error().message.find("sustained"),
              std::string::npos);
    EXPECT_FALSE(writeMapPicture(folder / "missing.h5", "peak", folder / "x.png", settings).has_value());
    EXPECT_FALSE(std::filesystem::exists(folder / "x.png"));
}

}  // namespace
}  // namespace palpate::gui
