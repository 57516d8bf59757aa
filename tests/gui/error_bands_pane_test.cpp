#include "error_bands_pane.hpp"

#include <atomic>
#include <thread>

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hand_made_data.hpp"
#include "made_repeats.hpp"
#include "repeat_words.hpp"

namespace palpate::gui {
namespace {

SessionChoice choice(const char* path, const char* client, std::optional<Side> side = std::nullopt)
{
    SessionChoice made{.path = path, .info = MeasurementInfo{}, .technique_title = {}, .problem = {}};
    made.info->client_code = client;
    made.info->side = side;
    return made;
}

RepeatFunctions answering(int trials)
{
    return {.judge = [trials](const std::vector<std::filesystem::path>&, const AnalysisSettings&,
                              const std::function<bool()>&) -> Result<JudgedRepeats> {
                return made::judgedRepeats(trials);
            },
            .keep = [](const live::Repeatability& repeatability) -> Result<KeptBands> {
                return KeptBands{.file = "bands.json",
                                 .count = static_cast<int>(repeatability.measures.size()),
                                 .mat_id = repeatability.mat,
                                 .pairs = 4};
            }};
}

struct PaneStage {
    explicit PaneStage(RepeatFunctions functions) : pane(makeTheme(ThemeKind::Dark), std::move(functions))
    {
        pane.resize(1196, 700);
        pane.show();
        pane.chooser().model().setChoices(
            {choice("/made/A-1.h5", "A"), choice("/made/B-1.h5", "B", Side::Left)});
        pane.chooser().model().toggle(0);
        pane.chooser().model().toggle(1);
    }
    template <typename Widget>
    Widget* find(const char* name)
    {
        return pane.findChild<Widget*>(QLatin1String(name));
    }
    bool compute()
    {
        find<QPushButton>("computeBands")->click();
        const bool done = QTest::qWaitFor([this] { return pane.result().judged() != nullptr; }, 20000);
        QCoreApplication::processEvents();
        return done;
    }

    ErrorBandsPane pane;
};

TEST(RepeatWords, SaysWhatIsTickedAndWhatIsLacking)
{
    std::vector<SessionChoice> ticked;
    EXPECT_EQ(tickedText(ticked), QStringLiteral("Nothing is ticked yet."));
    ticked = {choice("1", "A", Side::Left), choice("2", "A", Side::Left)};
    EXPECT_EQ(tickedText(ticked), QStringLiteral("A left: 2. At least one more client or side is needed."));
    ticked.push_back(choice("3", "A", Side::Right));
    EXPECT_EQ(tickedText(ticked),
              QStringLiteral("A left: 2 · A right: 1. Each needs as many as the others."));
    ticked.push_back(choice("4", "A", Side::Right));
    EXPECT_EQ(tickedText(ticked),
              QStringLiteral("A left: 2 · A right: 2. Three of each or more tell it better."));
    ticked.push_back(choice("5", "A", Side::Right));
    ticked.push_back(choice("6", "A", Side::Left));
    EXPECT_EQ(tickedText(ticked), QStringLiteral("A left: 3 · A right: 3. Ready."));
}

TEST(RepeatWords, PutsTheNumbersOfLiveIntoWords)
{
    const JudgedRepeats judged = made::judgedRepeats(3);
    const auto rows = reliabilityRows(judged.repeatability);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].measure, QStringLiteral("Peak pressure (kPa)"));
    // 20.5, 25, 21.5 and 45.25, 40, 45.75: the second minus the first is 4.5 and -5.25.
    EXPECT_EQ(rows[0].mean, QStringLiteral("33"));
    EXPECT_TRUE(rows[0].bias.startsWith(QStringLiteral("−0.4"))) << rows[0].bias.toStdString();
    EXPECT_TRUE(rows[1].measure.contains(QStringLiteral("calf")));
    EXPECT_EQ(refusedLines(judged.repeatability),
              QStringList{QStringLiteral("Contact area, highest: A-2.h5 does not have it")});
    EXPECT_TRUE(fewPairsText(judged.repeatability).contains(QStringLiteral("4 pairs")));
    EXPECT_TRUE(fewPairsText(made::judgedRepeats(4).repeatability).isEmpty());
}

TEST(RepeatChoiceModel, TicksOnlyWhatIsOfAClient)
{
    RepeatChoiceModel model(makeTheme(ThemeKind::Dark));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    SessionChoice broken = choice("c.h5", "C");
    broken.info.reset();
    broken.problem = QStringLiteral("c.h5 is not a session");
    model.setChoices({choice("a.h5", "A", Side::Right), choice("b.h5", ""), broken});
    for (int row = 0; row < 3; ++row) {
        model.toggle(row);
    }
    ASSERT_EQ(model.ticked().size(), 1U);
    EXPECT_EQ(model.ticked()[0].path, "a.h5");
    EXPECT_EQ(model.data(model.index(0, 0), Qt::DisplayRole).toString(), QStringLiteral("☑ A right"));
    EXPECT_TRUE(model.data(model.index(0, 0), Qt::AccessibleTextRole).toString().startsWith("ticked: "));
    EXPECT_EQ(model.data(model.index(1, 0), Qt::DisplayRole).toString(), QStringLiteral("b.h5"));
    EXPECT_TRUE(model.data(model.index(1, 0), Qt::ToolTipRole).toString().contains("client code"));
    EXPECT_EQ(model.data(model.index(2, 0), Qt::ToolTipRole).toString(), broken.problem);
    // A list that is read anew keeps the ticks.
    model.setChoices({choice("new.h5", "A"), choice("a.h5", "A", Side::Right)});
    EXPECT_TRUE(model.isTicked(1));
    model.toggle(1);
    EXPECT_TRUE(model.ticked().empty());
}

TEST(ErrorBandsPane, ShowsEveryMeasureWithItsPlot)
{
    PaneStage stage(answering(3));
    ASSERT_TRUE(stage.compute());
    EXPECT_EQ(stage.pane.result().model().rowCount(), 2);
    EXPECT_TRUE(stage.find<QLabel>("fewPairs")->isVisible());
    EXPECT_TRUE(stage.find<QLabel>("refusedMeasures")->text().contains(QStringLiteral("A-2.h5")));
    const auto points = stage.pane.result().plot().points();
    ASSERT_EQ(points.size(), 2U);
    // A's difference is above zero, B's below; B's mean is the larger one.
    EXPECT_LT(points[0].y(), points[1].y());
    EXPECT_LT(points[0].x(), points[1].x());
    EXPECT_TRUE(stage.pane.result().plot().accessibleName().startsWith(QStringLiteral("Peak pressure")));
    QTest::keyClick(&stage.pane.result().table(), Qt::Key_Down);
    EXPECT_TRUE(stage.find<QLabel>("plotWords")->text().contains(QStringLiteral("calf")));
    made::savePicture(stage.pane, QStringLiteral("bands-pane"));
}

TEST(ErrorBandsPane, HidesTheLineOfFewPairsWhereThereAreEnough)
{
    PaneStage stage(answering(4));
    ASSERT_TRUE(stage.compute());
    EXPECT_FALSE(stage.find<QLabel>("fewPairs")->isVisible());
}

TEST(ErrorBandsPane, TellsWhereTheBandsAreKept)
{
    PaneStage stage(answering(3));
    KeptBands kept;
    QObject::connect(&stage.pane, &ErrorBandsPane::kept, [&](const KeptBands& where) { kept = where; });
    ASSERT_TRUE(stage.compute());
    stage.find<QPushButton>("keepBands")->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return kept.count == 2; }, 20000));
    EXPECT_EQ(kept.mat_id, "made-mat");
    EXPECT_FALSE(stage.pane.isBusy());
}

TEST(ErrorBandsPane, SaysWhyThereAreNone)
{
    RepeatFunctions functions = answering(3);
    functions.judge = [](const std::vector<std::filesystem::path>& files, const AnalysisSettings&,
                         const std::function<bool()>&) -> Result<JudgedRepeats> {
        return fail(ErrorCode::InvalidArgument, files.back().string() + ": mat x, but y: leave it out");
    };
    functions.keep = [](const live::Repeatability&) -> Result<KeptBands> {
        return fail(ErrorCode::Io, "bands.json: disk full");
    };
    PaneStage stage(functions);
    QSignalSpy failed(&stage.pane, &ErrorBandsPane::failed);
    stage.find<QPushButton>("computeBands")->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return failed.count() == 1; }, 20000));
    EXPECT_EQ(failed[0][1].toString(), QStringLiteral("A-1.h5: mat x, but y: leave it out"));
    EXPECT_TRUE(stage.find<QLabel>("bandsHint")->isVisible());
    EXPECT_TRUE(stage.pane.chooser().isEnabled());
}

TEST(ErrorBandsPane, SaysThatTheyCouldNotBeKeptAndLetsOneTryAgain)
{
    RepeatFunctions functions = answering(3);
    functions.keep = [](const live::Repeatability&) -> Result<KeptBands> {
        return fail(ErrorCode::Io, "bands.json: disk full");
    };
    PaneStage stage(functions);
    QSignalSpy failed(&stage.pane, &ErrorBandsPane::failed);
    ASSERT_TRUE(stage.compute());
    stage.find<QPushButton>("keepBands")->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return failed.count() == 1; }, 20000));
    EXPECT_EQ(failed[0][1].toString(), QStringLiteral("bands.json: disk full"));
    EXPECT_TRUE(stage.find<QPushButton>("keepBands")->isVisible());
}

TEST(ErrorBandsPane, GivesUpWhenAsked)
{
    std::atomic<bool> has_begun = false;
    std::atomic<bool> was_cancelled = false;
    RepeatFunctions functions = answering(3);
    functions.judge = [&has_begun, &was_cancelled](
                          const std::vector<std::filesystem::path>&, const AnalysisSettings&,
                          const std::function<bool()>& cancelled) -> Result<JudgedRepeats> {
        has_begun = true;
        while (!cancelled()) {
            std::this_thread::yield();
        }
        was_cancelled = true;
        return fail(ErrorCode::Cancelled, "cancelled");
    };
    PaneStage stage(functions);
    const QSignalSpy failed(&stage.pane, &ErrorBandsPane::failed);
    stage.find<QPushButton>("computeBands")->click();
    ASSERT_TRUE(stage.find<QPushButton>("cancelBands")->isVisible());
    ASSERT_TRUE(QTest::qWaitFor([&] { return has_begun.load(); }, 20000));
    stage.find<QPushButton>("cancelBands")->click();
    EXPECT_TRUE(stage.find<QLabel>("bandsHint")->isVisible());
    ASSERT_TRUE(QTest::qWaitFor([&] { return was_cancelled.load(); }, 20000));
    QCoreApplication::processEvents();
    EXPECT_EQ(failed.count(), 0);
}

TEST(ErrorBandsPane, TicksByKey)
{
    PaneStage stage(answering(3));
    QTableView& table = stage.pane.chooser().table();
    stage.pane.activateWindow();
    table.setFocus();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&stage.pane));
    table.setCurrentIndex(table.model()->index(0, 0));
    QTest::keyClick(&table, Qt::Key_Space);
    EXPECT_FALSE(stage.pane.chooser().model().isTicked(0));
    EXPECT_FALSE(stage.find<QPushButton>("computeBands")->isEnabled());
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                      table.visualRect(table.model()->index(0, 1)).center());
    EXPECT_TRUE(stage.pane.chooser().model().isTicked(0));
    EXPECT_TRUE(stage.find<QPushButton>("computeBands")->isEnabled());
}

TEST(ErrorBandsPane, NamesEverythingThatTakesTheFocus)
{
    PaneStage stage(answering(3));
    ASSERT_TRUE(stage.compute());
    for (QWidget* const widget : stage.pane.findChildren<QWidget*>()) {
        if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0) {
            const auto* const button = qobject_cast<QAbstractButton*>(widget);
            const QString name = button != nullptr ? button->text() : widget->accessibleName();
            EXPECT_FALSE(name.isEmpty())
                << widget->metaObject()->className() << ' ' << widget->objectName().toStdString();
        }
    }
}

}  // namespace
}  // namespace palpate::gui
