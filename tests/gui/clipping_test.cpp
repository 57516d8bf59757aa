#include <memory>

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QScrollArea>
#include <QTest>

#include <gtest/gtest.h>

#include "compare_page.hpp"
#include "error_bands_pane.hpp"
#include "hand_made_data.hpp"
#include "live_page.hpp"
#include "made_comparison.hpp"
#include "made_repeats.hpp"
#include "made_techniques.hpp"
#include "made_trend.hpp"
#include "review_page.hpp"
#include "screening_sheet.hpp"
#include "settings_page.hpp"
#include "techniques_page.hpp"
#include "trend_page.hpp"

namespace palpate::gui {
namespace {

/// The whole application at twice the size of text, and back at the end.
class ClippingTest : public ::testing::TestWithParam<int> {
  protected:
    void SetUp() override { applyTheme(*qApp, makeTheme(ThemeKind::Dark), GetParam()); }
    void TearDown() override { applyTheme(*qApp, makeTheme(ThemeKind::Dark), 100); }

    static void show(QWidget& page)
    {
        page.resize(1196, 800);
        page.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&page));
        QCoreApplication::processEvents();
    }

    template <typename Widget>
    static QList<Widget*> visibleIn(const QWidget& page, const QString& name = {})
    {
        QList<Widget*> found = page.findChildren<Widget*>(name);
        found.removeIf([](const Widget* widget) { return !widget->isVisible(); });
        return found;
    }

    static void expectNothingCut(const QWidget& page)
    {
        EXPECT_LE(page.minimumSizeHint().width(), 1196);
        for (const QLabel* const label : page.findChildren<QLabel*>()) {
            if (!label->isVisible() || label->text().isEmpty()) {
                continue;
            }
            const int needed =
                label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
            EXPECT_GE(label->height(), needed) << label->text().toStdString();
            if (!label->wordWrap()) {
                EXPECT_GE(label->width(), label->sizeHint().width()) << label->text().toStdString();
            }
        }
        for (const QAbstractButton* const button : page.findChildren<QAbstractButton*>()) {
            if (button->isVisible() && !button->text().isEmpty()) {
                EXPECT_GE(button->width(), button->minimumSizeHint().width()) << button->text().toStdString();
                EXPECT_GE(button->height(), 44) << button->text().toStdString();
            }
        }
        for (const auto* const scroll : visibleIn<QScrollArea>(page)) {
            EXPECT_LE(scroll->widget()->width(), scroll->viewport()->width());
        }
        for (const auto* const label : visibleIn<ElidedLabel>(page, QStringLiteral("headline"))) {
            EXPECT_GE(label->width(), label->sizeHint().width()) << label->text().toStdString();
        }
        for (const auto* const headline : visibleIn<FittingHeadline>(page)) {
            EXPECT_GE(headline->height(), headline->heightForWidth(headline->width()));
        }
        for (const auto* const pill : visibleIn<Pill>(page)) {
            EXPECT_GE(pill->width(), pill->sizeHint().width()) << pill->text().toStdString();
        }
    }
};

TEST_P(ClippingTest, CutsNothingOnTheLivePage)
{
    const auto snapshot = std::make_shared<const live::Snapshot>(made::snapshotInHold(made::mat(), 21.0));
    LivePage page(
        makeTheme(ThemeKind::Dark), Settings{},
        [&snapshot](const ConnectChoice&, const AnalysisSettings&) -> Result<std::unique_ptr<LiveService>> {
            auto service = std::make_unique<made::FakeService>(made::mat());
            service->latest = snapshot;
            service->points = made::history();
            return std::unique_ptr<LiveService>(std::move(service));
        });
    show(page);
    expectNothingCut(page);
    made::savePicture(page, QStringLiteral("clip-connect-%1").arg(GetParam()));
    ConnectChoice choice;
    choice.info.setup = SetUp::MatBetween;
    choice.info.client_code = "P-0417";
    ASSERT_TRUE(page.presenter().connectTo(choice));
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    expectNothingCut(page);
    made::savePicture(page, QStringLiteral("clip-live-%1").arg(GetParam()));
}

TEST_P(ClippingTest, CutsNothingOnTheLivePageWithATechnique)
{
    live::Snapshot coached = made::snapshotInHold(made::mat(), 21.0);
    coached.coach = made::coachHolding(21.0);
    const auto snapshot = std::make_shared<const live::Snapshot>(coached);
    Settings settings;
    settings.screened_on["P-0417"] = "2026-11-27";
    LivePage page(
        makeTheme(ThemeKind::Dark), settings,
        [&snapshot](const ConnectChoice&, const AnalysisSettings&) -> Result<std::unique_ptr<LiveService>> {
            auto service = std::make_unique<made::FakeService>(made::mat());
            service->latest = snapshot;
            service->points = made::history();
            return std::unique_ptr<LiveService>(std::move(service));
        });
    page.chooseTechnique(made::choiceOf(made::upperBack()));
    show(page);
    ConnectChoice choice;
    choice.info.setup = SetUp::ToolOnMat;
    choice.info.client_code = "P-0417";
    ASSERT_TRUE(page.presenter().connectTo(choice));
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    expectNothingCut(page);
    made::savePicture(page, QStringLiteral("clip-technique-live-%1").arg(GetParam()));
}

TEST_P(ClippingTest, CutsNothingOnTheTechniquesPage)
{
    TechniquesPage page(makeTheme(ThemeKind::Dark));
    page.setCatalogue(made::catalogue());
    show(page);
    expectNothingCut(page);
    made::savePicture(page, QStringLiteral("clip-techniques-%1").arg(GetParam()));
    page.showTechnique(made::neck());
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    expectNothingCut(page);
    made::savePicture(page, QStringLiteral("clip-technique-%1").arg(GetParam()));
}

TEST_P(ClippingTest, CutsNothingOnTheReviewPage)
{
    ReviewPage page(makeTheme(ThemeKind::Dark), Settings{});
    show(page);
    expectNothingCut(page);
    page.presenter().opened(made::session());
    page.presenter().analyzed(made::results());
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    expectNothingCut(page);
    made::savePicture(page, QStringLiteral("clip-review-%1").arg(GetParam()));
    ReviewSession measured = *made::session();
    measured.outcomes = {{.name = "pain_nrs", .value = 4.0, .unit = "0-10"},
                         {.name = "shoulder_external_rotation_right_deg", .value = 58.5, .unit = "deg"}};
    page.presenter().opened(std::make_shared<const ReviewSession>(measured));
    page.presenter().analyzed(made::results());
    page.findChild<QListWidget*>(QStringLiteral("outcomes"))->setCurrentRow(0);
    page.findChild<QPushButton*>(QStringLiteral("changeOutcome"))->click();
    page.findChild<QPushButton*>(QStringLiteral("besidePain5"))->click();
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    expectNothingCut(page);
    made::savePicture(page, QStringLiteral("clip-outcomes-%1").arg(GetParam()));
}

TEST_P(ClippingTest, CutsNothingOnTheComparePage)
{
    for (const auto make : {made::comparison, made::hinderedComparison}) {
        ComparePage page(makeTheme(ThemeKind::Dark), Settings{},
                         {.compare = [make](const live::ComparisonRequest&, const std::function<bool()>&)
                              -> Result<live::SessionComparison> { return make(); },
                          .bands = [] { return Result<std::vector<ErrorBand>>(std::vector<ErrorBand>{}); }});
        show(page);
        ASSERT_TRUE(QTest::qWaitFor([&] { return page.chooser().isListed(); }, 20000));
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        expectNothingCut(page);
        page.presenter().compareInOrder("before.h5", "after.h5");
        ASSERT_TRUE(QTest::qWaitFor([&] { return page.presenter().comparison() != nullptr; }, 20000));
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        expectNothingCut(page);
        made::savePicture(
            page, QStringLiteral("clip-compare-%1-%2")
                      .arg(make == made::comparison ? QStringLiteral("clear") : QStringLiteral("hindered"))
                      .arg(GetParam()));
    }
}

TEST_P(ClippingTest, CutsNothingInTheErrorBands)
{
    ErrorBandsPane pane(makeTheme(ThemeKind::Dark),
                        {.judge = [](const std::vector<std::filesystem::path>&, const AnalysisSettings&,
                                     const std::function<bool()>&) -> Result<JudgedRepeats> {
                             return made::judgedRepeats(3);
                         },
                         .keep = {}});
    show(pane);
    expectNothingCut(pane);
    SessionChoice choice{.path = "a.h5", .info = MeasurementInfo{}, .technique_title = {}, .problem = {}};
    choice.info->client_code = "P-0417";
    pane.chooser().model().setChoices({choice});
    Q_EMIT pane.chooser().computeRequested({"a.h5", "b.h5"});
    ASSERT_TRUE(QTest::qWaitFor([&] { return pane.result().judged() != nullptr; }, 20000));
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    expectNothingCut(pane);
    made::savePicture(pane, QStringLiteral("clip-bands-%1").arg(GetParam()));
}

TEST_P(ClippingTest, CutsNothingOnTheTrendPage)
{
    Settings settings;
    settings.sessions_folder = "no-such-folder";
    TrendPage page(makeTheme(ThemeKind::Dark), settings,
                   [](const std::vector<std::filesystem::path>&, const AnalysisSettings&,
                      const std::function<bool()>&) -> Result<ClientTrends> { return made::clientTrends(); });
    show(page);
    auto* const state = page.findChild<QLabel*>(QStringLiteral("trendState"));
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return state->text().contains(settings.sessions_folder.c_str()); }, 20000));
    QCoreApplication::processEvents();
    expectNothingCut(page);
    SessionChoice visit{.path = "a.h5", .info = MeasurementInfo{}, .technique_title = {}, .problem = {}};
    visit.info->client_code = "P-0417";
    visit.info->started_at = made::morning(1);
    page.setSessions({visit});
    ASSERT_TRUE(QTest::qWaitFor([&] { return page.plot().isVisible(); }, 20000));
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    expectNothingCut(page);
    made::savePicture(page, QStringLiteral("clip-trend-%1").arg(GetParam()));
}

TEST_P(ClippingTest, CutsNothingInTheSettings)
{
    Settings settings;
    settings.sessions_folder = "sessions";
    SettingsPage page(makeTheme(ThemeKind::Dark), settings);
    show(page);
    expectNothingCut(page);
    made::savePicture(page, QStringLiteral("clip-settings-%1").arg(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(TextSizes, ClippingTest, ::testing::Values(100, 150, 200));

}  // namespace
}  // namespace palpate::gui
