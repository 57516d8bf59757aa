#include "trend_page.hpp"

#include <atomic>
#include <thread>

#include <QAbstractButton>
#include <QTest>

#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

#include "hand_made_data.hpp"
#include "made_trend.hpp"

namespace palpate::gui {
namespace {

std::vector<SessionChoice> visitsOf(const char* client)
{
    std::vector<SessionChoice> visits;
    for (const int day : {1, 8}) {
        SessionChoice visit{.path = std::string(client) + std::to_string(day) + ".h5",
                            .info = MeasurementInfo{},
                            .technique_title = {},
                            .problem = {}};
        visit.info->client_code = client;
        visit.info->started_at = made::morning(day);
        visits.push_back(std::move(visit));
    }
    return visits;
}

ReadTrends answering()
{
    return [](const std::vector<std::filesystem::path>&, const AnalysisSettings&,
              const std::function<bool()>&) -> Result<ClientTrends> { return made::clientTrends(); };
}

/// On an empty folder of its own, whose listing has been shown.
struct TrendStage {
    explicit TrendStage(ReadTrends read = answering(), ThemeKind theme = ThemeKind::Dark)
        : page(makeTheme(theme), settings(), std::move(read))
    {
        page.resize(1196, 800);
        page.show();
    }
    [[nodiscard]] Settings settings() const
    {
        Settings made;
        made.sessions_folder = folder.path();
        return made;
    }
    QString state() { return page.findChild<QLabel*>(QStringLiteral("trendState"))->text(); }
    bool isListed()
    {
        return QTest::qWaitFor([this] { return state().contains(QStringLiteral("client code")); }, 20000);
    }
    bool isShown()
    {
        return QTest::qWaitFor([this] { return page.plot().isVisible(); }, 20000);
    }
    QPushButton* button(const char* name) { return page.findChild<QPushButton*>(QLatin1String(name)); }

    support::TempDir folder;
    TrendPage page;
};

TEST(TrendPage, SaysWhatToDoWhereThereIsNoClient)
{
    TrendStage stage;
    ASSERT_TRUE(stage.isListed());
    EXPECT_TRUE(stage.state().contains(QString::fromStdString(stage.folder.path().string())));
    EXPECT_FALSE(stage.page.plot().isVisible());
    EXPECT_FALSE(stage.button("trendAgain")->isVisible());
    made::savePicture(stage.page, QStringLiteral("trend-empty"));
}

TEST(TrendPage, ShowsTheTrendAndAnotherMeasure)
{
    for (const ThemeKind theme : {ThemeKind::Dark, ThemeKind::Light}) {
        TrendStage stage(answering(), theme);
        ASSERT_TRUE(stage.isListed());
        stage.page.setSessions(visitsOf("P-1"));
        ASSERT_TRUE(stage.isShown());
        EXPECT_TRUE(stage.page.headline().text().contains(QStringLiteral("clearly higher")));
        made::savePicture(stage.page, theme == ThemeKind::Dark ? QStringLiteral("trend-dark")
                                                               : QStringLiteral("trend-light"));
        stage.page.findChild<ChoiceBox*>(QStringLiteral("trendMeasure"))->setCurrentIndex(0);
        EXPECT_EQ(stage.page.headline().text(), QStringLiteral("Not enough visits for a trend"));
    }
}

TEST(TrendPage, KeepsTheMeasureForAnotherClient)
{
    TrendStage stage;
    ASSERT_TRUE(stage.isListed());
    std::vector<SessionChoice> both = visitsOf("P-1");
    for (SessionChoice& visit : visitsOf("P-2")) {
        both.push_back(std::move(visit));
    }
    stage.page.setSessions(both);
    ASSERT_TRUE(stage.isShown());
    auto* const measure = stage.page.findChild<ChoiceBox*>(QStringLiteral("trendMeasure"));
    measure->setCurrentIndex(2);
    QTest::keyClick(stage.page.findChild<ChoiceBox*>(QStringLiteral("trendClient")), Qt::Key_Down);
    EXPECT_FALSE(stage.page.plot().isVisible());
    ASSERT_TRUE(stage.isShown());
    EXPECT_EQ(measure->currentIndex(), 2);
}

TEST(TrendPage, GivesUpWhenAskedAndGoesOnWhenAsked)
{
    std::atomic<bool> has_begun = false;
    std::atomic<bool> is_patient = true;
    std::atomic<bool> was_cancelled = false;
    TrendStage stage([&](const std::vector<std::filesystem::path>&, const AnalysisSettings&,
                         const std::function<bool()>& cancelled) -> Result<ClientTrends> {
        has_begun = true;
        while (is_patient && !cancelled()) {
            std::this_thread::yield();
        }
        was_cancelled = was_cancelled || cancelled();
        return made::clientTrends();
    });
    ASSERT_TRUE(stage.isListed());
    stage.page.setSessions(visitsOf("P-1"));
    EXPECT_EQ(stage.state(), QStringLiteral("Analysing 2 recordings of P-1 …"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return has_begun.load(); }, 20000));
    stage.button("cancelTrend")->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return was_cancelled.load(); }, 20000));
    QCoreApplication::processEvents();
    EXPECT_FALSE(stage.page.plot().isVisible());
    EXPECT_FALSE(stage.page.banner().isVisible());
    is_patient = false;
    stage.button("trendAgain")->click();
    EXPECT_TRUE(stage.isShown());
}

TEST(TrendPage, SaysWhatFailed)
{
    TrendStage stage([](const std::vector<std::filesystem::path>& files, const AnalysisSettings&,
                        const std::function<bool()>&) -> Result<ClientTrends> {
        return fail(ErrorCode::Corrupt, files.front().string() + " is not a session");
    });
    ASSERT_TRUE(stage.isListed());
    stage.page.setSessions(visitsOf("P-1"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return stage.page.banner().isVisible(); }, 20000));
    EXPECT_EQ(stage.page.banner().detail(), QStringLiteral("P-11.h5 is not a session"));
    EXPECT_FALSE(stage.page.plot().isVisible());
}

TEST(TrendPage, NamesEverythingThatTakesTheFocus)
{
    TrendStage stage;
    ASSERT_TRUE(stage.isListed());
    stage.page.setSessions(visitsOf("P-1"));
    ASSERT_TRUE(stage.isShown());
    int named = 0;
    for (const QWidget* const widget : stage.page.findChildren<QWidget*>()) {
        if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0) {
            const auto* const button = qobject_cast<const QAbstractButton*>(widget);
            EXPECT_FALSE((button != nullptr ? button->text() : widget->accessibleName()).isEmpty())
                << widget->metaObject()->className();
            ++named;
        }
    }
    EXPECT_GE(named, 4);
}

}  // namespace
}  // namespace palpate::gui
