#include <algorithm>
#include <array>
#include <memory>

#include <QApplication>
#include <QPushButton>
#include <QTest>

#include <gtest/gtest.h>

#include "hand_made_data.hpp"
#include "made_techniques.hpp"
#include "main_window.hpp"

namespace palpate::gui {
namespace {

/// The whole window at 1280 x 800, whatever the size of text.
class WindowSizeTest : public ::testing::TestWithParam<int> {
  protected:
    void SetUp() override
    {
        applyTheme(*qApp, makeTheme(ThemeKind::Dark), GetParam());
        Settings settings;
        settings.screened_on["P-0417"] = "2026-11-27";
        settings.font_scale_pct = GetParam();
        window_ = std::make_unique<MainWindow>(
            settings,
            [this](const ConnectChoice&, const AnalysisSettings&) -> Result<std::unique_ptr<LiveService>> {
                auto service = std::make_unique<made::FakeService>(made::mat());
                service->latest = snapshot(live::RecordingState::Idle);
                service->points = made::history();
                service_ = service.get();
                return std::unique_ptr<LiveService>(std::move(service));
            });
        window_->techniquesPage().setCatalogue(made::catalogue());
        window_->resize(1280, 800);
    }
    void TearDown() override
    {
        window_.reset();
        applyTheme(*qApp, makeTheme(ThemeKind::Dark), 100);
    }

    static std::shared_ptr<const live::Snapshot> snapshot(live::RecordingState recording)
    {
        live::Snapshot moment = made::snapshotInHold(made::mat(), 21.0);
        moment.recording = recording;
        moment.coach = made::coachHolding(21.0);
        return std::make_shared<const live::Snapshot>(moment);
    }

    void show()
    {
        window_->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(window_.get()));
    }

    void connectWithTechnique()
    {
        window_->livePage().chooseTechnique(made::choiceOf(made::neck()));
        ConnectChoice choice;
        choice.info.setup = palpate::SetUp::ToolOnMat;
        choice.info.client_code = "P-0417";
        ASSERT_TRUE(window_->livePage().presenter().connectTo(choice));
    }

    void expectFits(const QString& what)
    {
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        EXPECT_LE(window_->minimumSizeHint().width(), 1280) << what.toStdString();
        EXPECT_LE(window_->minimumSizeHint().height(), 800) << what.toStdString();
        EXPECT_EQ(window_->size(), QSize(1280, 800)) << what.toStdString();
        made::savePicture(*window_, QStringLiteral("window-%1-%2").arg(what).arg(GetParam()));
    }

    /// The first of the header's widgets that is not whole, not inside it, or over another one; empty when
    /// all are in sight.
    [[nodiscard]] QString notInSight() const
    {
        const LivePage& page = window_->livePage();
        auto* const header = page.findChild<PageHeader*>();
        std::vector<QRect> seen;
        for (const char* const name :
             {"matPill", "safePill", "qualityPill", "liveTechnique", "disconnect", "tare", "record"}) {
            const auto* const widget = page.findChild<QWidget*>(QLatin1String(name));
            if (widget == nullptr) {
                return QLatin1String(name);
            }
            if (!widget->isVisible()) {
                continue;
            }
            const QRect place(widget->mapTo(header, QPoint(0, 0)), widget->size());
            const bool is_free = std::none_of(
                seen.begin(), seen.end(), [&place](const QRect& other) { return other.intersects(place); });
            if (!is_free || !header->rect().contains(place) ||
                place.width() < widget->minimumSizeHint().width()) {
                return QLatin1String(name);
            }
            seen.push_back(place);
        }
        return seen.size() >= 5 ? QString() : QStringLiteral("nearly everything");
    }

    void expectHeaderWhole()
    {
        constexpr int kDeadlineMs = 3000;
        EXPECT_TRUE(QTest::qWaitFor([this] { return notInSight().isEmpty(); }, kDeadlineMs))
            << notInSight().toStdString();
    }

    made::FakeService* service_ = nullptr;
    std::unique_ptr<MainWindow> window_;
};

TEST_P(WindowSizeTest, HoldsTheConnectPanelAndTheOtherPages)
{
    show();
    expectFits(QStringLiteral("connect"));
    window_->showPage(PageRail::Techniques);
    expectFits(QStringLiteral("techniques"));
    window_->techniquesPage().showTechnique(made::neck());
    expectFits(QStringLiteral("technique"));
    window_->showPage(PageRail::Trend);
    expectFits(QStringLiteral("trend"));
    window_->showPage(PageRail::Settings);
    expectFits(QStringLiteral("settings"));
    window_->showPage(PageRail::Review);
    expectFits(QStringLiteral("sessions"));
}

TEST_P(WindowSizeTest, HoldsALiveTechniqueBeforeAndWhileItIsRecorded)
{
    show();
    connectWithTechnique();
    expectHeaderWhole();
    expectFits(QStringLiteral("live-idle"));
    service_->latest = snapshot(live::RecordingState::Recording);
    window_->livePage().presenter().refresh();
    expectHeaderWhole();
    expectFits(QStringLiteral("live-recording"));
}

TEST_P(WindowSizeTest, HoldsATechniqueThatRunsBeforeTheWindowIsSeen)
{
    connectWithTechnique();
    service_->latest = snapshot(live::RecordingState::Recording);
    window_->livePage().presenter().refresh();
    show();
    expectHeaderWhole();
    expectFits(QStringLiteral("live-at-once"));
}

TEST_P(WindowSizeTest, HoldsASessionInReview)
{
    show();
    window_->showPage(PageRail::Review);
    window_->reviewPage().presenter().opened(made::session());
    window_->reviewPage().presenter().analyzed(made::results());
    expectFits(QStringLiteral("review"));
    window_->reviewPage().presenter().analyzed(made::coachedResults());
    window_->reviewPage().findChild<QPushButton*>(QStringLiteral("addReport"))->click();
    expectFits(QStringLiteral("review-technique"));
    window_->reviewPage().findChild<QPushButton*>(QStringLiteral("addOutcome"))->click();
    expectFits(QStringLiteral("review-outcomes"));
    const auto* const headline = window_->reviewPage().findChild<QWidget*>(QStringLiteral("headline"));
    EXPECT_GE(headline->width(), headline->sizeHint().width());
}

INSTANTIATE_TEST_SUITE_P(TextSizes, WindowSizeTest, ::testing::Values(100, 150, 200));

}  // namespace
}  // namespace palpate::gui
