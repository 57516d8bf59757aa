#include "compare_page.hpp"

#include <atomic>
#include <thread>

#include <QAbstractButton>
#include <QFile>
#include <QLabel>
#include <QScrollBar>
#include <QTest>

#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

#include "display_text.hpp"
#include "hand_made_data.hpp"
#include "made_comparison.hpp"

namespace palpate::gui {
namespace {

ComparisonFunctions answeringWith(live::SessionComparison (*make)())
{
    return {.compare = [make](const live::ComparisonRequest& request,
                              const std::function<bool()>&) -> Result<live::SessionComparison> {
                live::SessionComparison compared = make();
                compared.before.path = request.before;
                compared.after.path = request.after;
                return compared;
            },
            .bands = [] { return Result<std::vector<ErrorBand>>(std::vector<ErrorBand>{}); }};
}

struct PageStage {
    explicit PageStage(ComparisonFunctions functions = answeringWith(made::comparison),
                       ThemeKind theme = ThemeKind::Dark)
        : page(makeTheme(theme), Settings{}, std::move(functions))
    {
        page.resize(1196, 800);
        page.show();
        QCoreApplication::processEvents();
    }
    bool compare()
    {
        page.presenter().compareInOrder("before.h5", "after.h5");
        const bool done = QTest::qWaitFor([this] { return page.presenter().comparison() != nullptr; }, 20000);
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        return done;
    }
    QPushButton* button(const char* name) { return page.findChild<QPushButton*>(QLatin1String(name)); }

    ComparePage page;
};

TEST(ComparePage, SaysWhatToDoWhileNothingIsChosen)
{
    PageStage stage;
    EXPECT_TRUE(stage.page.chooser().isVisible());
    EXPECT_TRUE(stage.page.findChild<QLabel*>(QStringLiteral("chooserSteps"))
                    ->text()
                    .contains(QStringLiteral("Click the first recording")));
    EXPECT_FALSE(stage.button("swap")->isVisible());
    made::savePicture(stage.page, QStringLiteral("compare-empty"));
}

TEST(ComparePage, ShowsTheVerdictTheMapsAndTheTableWithoutScrolling)
{
    PageStage stage;
    ASSERT_TRUE(stage.compare());
    auto* const headline = stage.page.findChild<FittingHeadline*>();
    EXPECT_EQ(headline->text(),
              QStringLiteral("Left trapezius tolerates clearly more pressure than before."));
    EXPECT_EQ(stage.page.body().verticalScrollBar()->maximum(), 0);
    for (const ComparedMap which : {ComparedMap::Before, ComparedMap::After, ComparedMap::Difference}) {
        EXPECT_TRUE(stage.page.body().maps().map(which).isVisible());
        EXPECT_GE(stage.page.body().maps().map(which).mapping()->shownRect().height(), 250.0);
    }
    EXPECT_EQ(stage.page.findChild<QTableView*>(QStringLiteral("verdictTable"))->model()->rowCount(), 4);
    EXPECT_TRUE(stage.page.findChild<QFrame*>(QStringLiteral("spotChanges"))->isVisible());
    EXPECT_TRUE(stage.page.findChild<QLabel*>(QStringLiteral("bandSources"))
                    ->text()
                    .contains(QStringLiteral("Walton 2011")));
    EXPECT_EQ(stage.page.findChild<HeadlineCard*>()->property("tone").toString(), QStringLiteral("good"));
    made::savePicture(stage.page, QStringLiteral("compare"));
}

TEST(ComparePage, KeepsLongNamesInTheWindow)
{
    PageStage stage;
    const std::string name(120, 'n');
    const int least = stage.page.minimumSizeHint().width();
    stage.page.presenter().compareInOrder(name + "_one.h5", name + "_two.h5");
    QCoreApplication::processEvents();
    EXPECT_EQ(stage.page.minimumSizeHint().width(), least);
    ASSERT_TRUE(QTest::qWaitFor([&] { return stage.page.presenter().comparison() != nullptr; }, 20000));
    QCoreApplication::processEvents();
    auto* const title = stage.page.findChild<ElidedLabel*>(QStringLiteral("pageTitle"));
    EXPECT_TRUE(title->toolTip().contains(QStringLiteral("n_two.h5"))) << title->toolTip().toStdString();
    EXPECT_EQ(middleCut(QStringLiteral("before_the_treatment.h5"), 11), QStringLiteral("befor…nt.h5"));
    EXPECT_EQ(middleCut(QStringLiteral("a.h5"), 11), QStringLiteral("a.h5"));
}

TEST(ComparePage, SaysTheReasonOfTheChosenLine)
{
    PageStage stage;
    ASSERT_TRUE(stage.compare());
    auto* const table = stage.page.findChild<QTableView*>(QStringLiteral("verdictTable"));
    auto* const reason = stage.page.findChild<QLabel*>(QStringLiteral("verdictReason"));
    EXPECT_TRUE(reason->text().startsWith(QStringLiteral("Pain threshold, left trapezius (kPa): Over")));
    QTest::keyClick(table, Qt::Key_Down);
    EXPECT_TRUE(reason->text().startsWith(QStringLiteral("Peak pressure (kPa): Two readings")));
}

TEST(ComparePage, SaysWhySessionsCannotBeComparedAndWhatToDo)
{
    PageStage stage(answeringWith(made::hinderedComparison));
    ASSERT_TRUE(stage.compare());
    EXPECT_EQ(stage.page.findChildren<QLabel*>(QStringLiteral("reason")).size(), 2);
    EXPECT_EQ(stage.page.findChild<HeadlineCard*>()->property("tone").toString(), QStringLiteral("look"));
    EXPECT_FALSE(stage.page.body().maps().isVisible());
    EXPECT_FALSE(stage.page.findChild<QFrame*>(QStringLiteral("spotChanges"))->isVisible());
    made::savePicture(stage.page, QStringLiteral("compare-hindered"));
}

TEST(ComparePage, SwapsBeforeAndAfter)
{
    PageStage stage;
    ASSERT_TRUE(stage.compare());
    stage.button("swap")->click();
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return stage.page.presenter().comparison()->before.path == "after.h5"; }, 20000));
}

TEST(ComparePage, ShowsAnotherMapOfTheSameSessions)
{
    PageStage stage;
    ASSERT_TRUE(stage.compare());
    EXPECT_EQ(stage.page.presenter().comparison()->comparison.map->map, "peak_kpa");
    stage.button("comparedMap1")->click();
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return stage.page.presenter().comparison()->comparison.map->map == "mean_kpa"; }, 20000));
    EXPECT_TRUE(stage.page.body().maps().caption().startsWith(QStringLiteral("Mean pressure")));
}

TEST(ComparePage, OffersToMirrorOnlyWhereTheSidesDiffer)
{
    PageStage same;
    ASSERT_TRUE(same.compare());
    EXPECT_FALSE(same.button("mirror")->isVisible());
    PageStage other(answeringWith([] {
        live::SessionComparison compared = made::comparison();
        compared.after.header.info.side = Side::Right;
        return compared;
    }));
    ASSERT_TRUE(other.compare());
    EXPECT_TRUE(other.button("mirror")->isVisible());
    other.button("mirror")->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !other.page.presenter().isComparing(); }, 20000));
    EXPECT_TRUE(other.page.presenter().request().mirrors);
    EXPECT_TRUE(other.button("mirror")->isChecked());
}

TEST(ComparePage, OffersRepeatsWhereNoErrorBandIsKnown)
{
    PageStage known;
    ASSERT_TRUE(known.compare());
    EXPECT_FALSE(known.button("measureBands")->isVisible());
    PageStage stage(answeringWith([] {
        live::SessionComparison compared = made::comparison();
        for (MetricChange& metric : compared.comparison.metrics) {
            metric.mdc95.reset();
            metric.mdc_source.clear();
        }
        return compared;
    }));
    ASSERT_TRUE(stage.compare());
    ASSERT_TRUE(stage.button("measureBands")->isVisible());
    stage.button("measureBands")->click();
    EXPECT_TRUE(stage.page.errorBands().isVisible());
    EXPECT_FALSE(stage.button("errorBands")->isVisible());
    EXPECT_FALSE(stage.button("swap")->isVisible());
    stage.button("bandsBack")->click();
    EXPECT_TRUE(stage.page.body().isVisible());
    EXPECT_TRUE(stage.button("errorBands")->isVisible());
}

TEST(ComparePage, GivesUpWhenAsked)
{
    std::atomic<bool> has_begun = false;
    std::atomic<bool> was_cancelled = false;
    PageStage stage(
        {.compare = [&has_begun, &was_cancelled](
                        const live::ComparisonRequest&,
                        const std::function<bool()>& cancelled) -> Result<live::SessionComparison> {
             has_begun = true;
             while (!cancelled()) {
                 std::this_thread::yield();
             }
             was_cancelled = true;
             return fail(ErrorCode::Cancelled, "cancelled");
         },
         .bands = [] { return Result<std::vector<ErrorBand>>(std::vector<ErrorBand>{}); }});
    stage.page.presenter().choose("before.h5");
    stage.page.presenter().choose("after.h5");
    QCoreApplication::processEvents();
    ASSERT_TRUE(stage.button("cancelComparing")->isVisible());
    ASSERT_TRUE(QTest::qWaitFor([&] { return has_begun.load(); }, 20000));
    stage.button("cancelComparing")->click();
    EXPECT_TRUE(stage.page.chooser().isVisible());
    ASSERT_TRUE(QTest::qWaitFor([&] { return was_cancelled.load(); }, 20000));
    QCoreApplication::processEvents();
    EXPECT_FALSE(stage.page.banner().isVisible());
}

TEST(ComparePage, SaysWhatFailedWithOneButton)
{
    PageStage stage({.compare = [](const live::ComparisonRequest& request,
                                   const std::function<bool()>&) -> Result<live::SessionComparison> {
                         return fail(ErrorCode::Corrupt, request.after.string() + " is not a session");
                     },
                     .bands = [] { return Result<std::vector<ErrorBand>>(std::vector<ErrorBand>{}); }});
    stage.page.presenter().compareInOrder("before.h5", "broken.h5");
    ASSERT_TRUE(QTest::qWaitFor([&] { return stage.page.banner().isVisible(); }, 20000));
    EXPECT_EQ(stage.page.banner().detail(), QStringLiteral("broken.h5 is not a session"));
    EXPECT_TRUE(stage.page.chooser().isVisible());
}

TEST(ComparePage, StopsBlinkingWhenItIsLeft)
{
    PageStage stage;
    ASSERT_TRUE(stage.compare());
    stage.button("mapsLayout2")->click();
    QCoreApplication::processEvents();
    EXPECT_TRUE(stage.page.body().maps().swipe().isRunning());
    made::savePicture(stage.page, QStringLiteral("compare-blink"));
    stage.page.hide();
    EXPECT_FALSE(stage.page.body().maps().swipe().isRunning());
}

TEST(ComparePage, NamesEverythingThatTakesTheFocus)
{
    PageStage stage;
    ASSERT_TRUE(stage.compare());
    for (QWidget* const widget : stage.page.findChildren<QWidget*>()) {
        // Of a field whose own name is read out.
        const bool is_inner = widget->objectName() == QStringLiteral("qt_spinbox_lineedit");
        if (!is_inner && widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0) {
            const auto* const button = qobject_cast<QAbstractButton*>(widget);
            const QString name = button != nullptr ? button->text() : widget->accessibleName();
            EXPECT_FALSE(name.isEmpty())
                << widget->metaObject()->className() << ' ' << widget->objectName().toStdString();
        }
    }
}

TEST(SessionChooser, ListsWhatCannotBeReadWithoutOfferingIt)
{
    const support::TempDir folder;
    QFile broken(QString::fromStdString((folder / "broken.h5").string()));
    ASSERT_TRUE(broken.open(QIODevice::WriteOnly));
    broken.write("not a session");
    broken.close();
    SessionChooser chooser(makeTheme(ThemeKind::Dark));
    bool is_chosen = false;
    QObject::connect(&chooser, &SessionChooser::chosen, [&is_chosen] { is_chosen = true; });
    chooser.resize(900, 600);
    chooser.show();
    chooser.refresh(folder.path(), std::nullopt);
    ASSERT_TRUE(QTest::qWaitFor([&] { return chooser.model().rowCount() == 1; }, 20000));
    EXPECT_EQ(chooser.model().data(chooser.model().index(0, 1), Qt::DisplayRole).toString(),
              QStringLiteral("cannot be read"));
    QTest::mouseClick(chooser.table().viewport(), Qt::LeftButton, {},
                      chooser.table().visualRect(chooser.model().index(0, 0)).center());
    EXPECT_FALSE(is_chosen);
}

TEST(SessionChoiceModel, FiltersAndMarksTheChosenOne)
{
    SessionChoiceModel model(makeTheme(ThemeKind::Dark));
    const auto choice = [](const char* path, const char* client) {
        SessionChoice made{.path = path, .info = MeasurementInfo{}, .technique_title = {}, .problem = {}};
        made.info->client_code = client;
        made.info->phase = Phase::Before;
        return made;
    };
    model.setChoices({choice("a.h5", "P-1"), choice("b.h5", "P-2"), choice("c.h5", "P-1")});
    EXPECT_EQ(model.rowCount(), 3);
    model.setChosen(std::filesystem::path("c.h5"));
    const auto data = [&model](int row, int role) { return model.data(model.index(row, 0), role); };
    EXPECT_EQ(data(2, Qt::DisplayRole).toString(), QStringLiteral("✓ P-1"));
    EXPECT_EQ(data(1, Qt::ForegroundRole).value<QColor>(), makeTheme(ThemeKind::Dark).muted);
    EXPECT_EQ(data(0, Qt::ForegroundRole).value<QColor>(), makeTheme(ThemeKind::Dark).text);
    model.setFilter(QStringLiteral("p-2"));
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.choice(0).path, std::filesystem::path("b.h5"));
    ASSERT_NE(model.find("c.h5"), nullptr);
}

}  // namespace
}  // namespace palpate::gui
