// The whole way of a clinic's own error bands: recordings, the page, the file, the comparison.
#include <algorithm>
#include <chrono>
#include <fstream>

#include <QTest>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/acquisition/catalog.hpp"
#include "palpate/acquisition/simulation.hpp"
#include "palpate/live/error_bands.hpp"
#include "palpate/live/session_comparison.hpp"
#include "palpate/live/simulated_session.hpp"
#include "palpate/session/error_band_file.hpp"
#include "palpate/support/temp_dir.hpp"

#include "compare_page.hpp"
#include "hand_made_data.hpp"
#include "main_window.hpp"
#include "measurement_service.hpp"

namespace palpate::gui {
namespace {

/// The clinic's own data lies in a folder of the test.
class OwnErrorBandsTest : public ::testing::Test {
  protected:
    void SetUp() override
    {
        before_ = qgetenv("XDG_DATA_HOME");
        qputenv("XDG_DATA_HOME", QByteArray::fromStdString((folder_ / "data").string()));
        settings_.sessions_folder = folder_ / "sessions";
        std::filesystem::create_directories(settings_.sessions_folder);
    }
    void TearDown() override
    {
        if (before_.isNull()) {
            qunsetenv("XDG_DATA_HOME");
        } else {
            qputenv("XDG_DATA_HOME", before_);
        }
    }

    [[nodiscard]] std::filesystem::path record(const char* client, int trial) const
    {
        std::filesystem::path path =
            settings_.sessions_folder / (std::string(client) + "-" + std::to_string(trial) + ".h5");
        const auto profiles = acquisition::loadMatProfiles(acquisition::catalogFolder().value()).value();
        const bool is_first = std::string_view{client} == "A";
        auto simulation =
            acquisition::makeSimulation(acquisition::findMatProfile(profiles, kSimulatedMat).value(),
                                        {.scenario = is_first ? "holds" : "rolling",
                                         .seed = static_cast<std::uint64_t>(trial),
                                         .duration_s = 20.0,
                                         .rate = Frequency{10.0},
                                         .with_faults = false})
                .value();
        MeasurementInfo info;
        info.setup = SetUp::ToolOnMat;
        info.client_code = client;
        info.started_at = std::chrono::system_clock::time_point{std::chrono::hours{480'000 + trial}};
        const auto report = live::writeSimulatedSession(*simulation, info, path, false);
        EXPECT_TRUE(report.has_value()) << (report ? "" : report.error().message);
        return path;
    }
    void recordRepeats()
    {
        for (int trial = 1; trial <= 3; ++trial) {
            static_cast<void>(record("A", trial));
            static_cast<void>(record("B", trial));
        }
    }

    /// Spins the event loop until `done`, or 60 s have gone by.
    template <typename Done>
    static bool eventually(const Done& done)
    {
        return QTest::qWaitFor(done, 60000);
    }
    static QPushButton* button(QWidget& page, const char* name)
    {
        return page.findChild<QPushButton*>(QLatin1String(name));
    }
    /// From the header's button to the numbers.
    static bool computeAll(ComparePage& page)
    {
        button(page, "errorBands")->click();
        RepeatChooser& chooser = page.errorBands().chooser();
        if (!eventually([&] { return chooser.isListed(); })) {
            return false;
        }
        for (int row = 0; row < chooser.model().rowCount(); ++row) {
            chooser.model().toggle(row);
        }
        button(page, "computeBands")->click();
        const bool done = eventually([&] { return !page.errorBands().isBusy(); });
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        return done;
    }

    support::TempDir folder_;
    Settings settings_;
    QByteArray before_;
};

TEST_F(OwnErrorBandsTest, AreComputedFromRepeatsKeptAndUsedByTheOpenComparison)
{
    recordRepeats();
    MainWindow window(settings_, connectMeasurement);
    window.resize(1280, 800);
    window.show();
    ComparePage& page = window.comparePage();
    window.compareSessions(settings_.sessions_folder / "A-1.h5", settings_.sessions_folder / "A-2.h5");
    ASSERT_TRUE(eventually([&] { return page.presenter().comparison() != nullptr; }));
    const auto own_bands = [&] {
        const auto& bands = page.presenter().request().bands;
        return std::count_if(bands.begin(), bands.end(),
                             [](const ErrorBand& band) { return band.pairs.has_value(); });
    };
    EXPECT_EQ(own_bands(), 0);
    ASSERT_TRUE(computeAll(page));
    ASSERT_NE(page.errorBands().result().judged(), nullptr) << page.banner().detail().toStdString();
    const live::Repeatability repeatability = page.errorBands().result().judged()->repeatability;
    ASSERT_FALSE(repeatability.measures.empty());
    EXPECT_EQ(page.errorBands().result().model().rowCount(), static_cast<int>(repeatability.measures.size()));
    made::savePicture(window, QStringLiteral("bands-whole"));
    button(page, "keepBands")->click();
    ASSERT_TRUE(eventually([&] { return own_bands() > 0 && !page.presenter().isComparing(); }));
    EXPECT_TRUE(page.body().isVisible());
    EXPECT_TRUE(page.banner().isVisible());
    EXPECT_TRUE(page.banner().title().contains(QStringLiteral("4 pairs decide nothing")))
        << page.banner().title().toStdString();
    EXPECT_TRUE(page.banner().detail().contains(QLatin1String(kSimulatedMat)));
    const std::filesystem::path file = folder_ / "data/palpate/error-bands.json";
    EXPECT_TRUE(page.banner().detail().contains(QString::fromStdString(file.string())));
    const auto stored = session::readErrorBands(file);
    ASSERT_TRUE(stored) << stored.error().message;
    EXPECT_EQ(static_cast<std::ptrdiff_t>(stored->size()), own_bands());
    for (const ErrorBand& band : *stored) {
        EXPECT_EQ(band.pairs, 4);
        EXPECT_EQ(band.mat_id, kSimulatedMat);
    }
    const auto peak = std::find_if(repeatability.measures.begin(), repeatability.measures.end(),
                                   [](const Reliability& one) { return one.measure.name == "peak_kpa"; });
    ASSERT_NE(peak, repeatability.measures.end());
    const auto kept = std::find_if(stored->begin(), stored->end(),
                                   [](const ErrorBand& band) { return band.measure == "peak_kpa"; });
    ASSERT_NE(kept, stored->end());
    EXPECT_NEAR(kept->sem, peak->sem, 1e-9 * peak->sem);
    EXPECT_GE(kept->mdc95, peak->mdc95 * (1.0 - 1e-9));
    made::savePicture(window, QStringLiteral("bands-kept"));
}

TEST_F(OwnErrorBandsTest, OneClientIsRefusedWithTheReason)
{
    static_cast<void>(record("A", 1));
    static_cast<void>(record("A", 2));
    ComparePage page(makeTheme(ThemeKind::Dark), settings_,
                     {.compare = live::compareSessions, .bands = live::allErrorBands});
    page.resize(1196, 800);
    page.show();
    ASSERT_TRUE(computeAll(page));
    EXPECT_TRUE(page.banner().isVisible());
    EXPECT_TRUE(page.banner().detail().startsWith(QStringLiteral("1 subject with 2 trials")))
        << page.banner().detail().toStdString();
    EXPECT_EQ(page.errorBands().result().judged(), nullptr);
    button(page, "bandsBack")->click();
    EXPECT_TRUE(page.chooser().isVisible());
    EXPECT_FALSE(page.banner().isVisible());
}

TEST_F(OwnErrorBandsTest, ADamagedFileIsLeftAloneAndNamed)
{
    recordRepeats();
    const std::filesystem::path file = folder_ / "data/palpate/error-bands.json";
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << "not bands";
    ComparePage page(makeTheme(ThemeKind::Dark), settings_,
                     {.compare = live::compareSessions, .bands = live::allErrorBands});
    page.resize(1196, 800);
    page.show();
    ASSERT_TRUE(computeAll(page));
    button(page, "keepBands")->click();
    ASSERT_TRUE(eventually([&] { return page.banner().isVisible(); }));
    EXPECT_TRUE(page.banner().detail().contains(QStringLiteral("error-bands.json")));
    std::string text;
    std::getline(std::ifstream(file), text);
    EXPECT_EQ(text, "not bands");
}

}  // namespace
}  // namespace palpate::gui
