#include "holds_model.hpp"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <gtest/gtest.h>

#include "hand_made_data.hpp"

namespace palpate::gui {
namespace {

std::vector<HoldRow> someRows(double held_s = 21.0)
{
    const live::Snapshot snapshot = made::snapshotInHold(made::mat(), held_s);
    return holdRows(snapshot.running_holds, snapshot.finished_holds, snapshot.events);
}

QString textAt(const HoldsModel& model, int row, HoldsModel::Column column)
{
    return model.data(model.index(row, column), Qt::DisplayRole).toString();
}

TEST(HoldsModel, KeepsTheRulesOfAModelWhileRowsComeAndGo)
{
    HoldsModel model(makeTheme(ThemeKind::Dark));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows(someRows());
    EXPECT_EQ(model.rowCount(), 3);
    model.setRows({});
    EXPECT_EQ(model.rowCount(), 0);
    model.setRows(someRows(35.0));
    EXPECT_EQ(model.rowCount(), 3);
}

TEST(HoldsModel, PutsTheRunningHoldOnTop)
{
    HoldsModel model(makeTheme(ThemeKind::Dark));
    model.setRows(someRows());
    EXPECT_EQ(textAt(model, 0, HoldsModel::Held), QStringLiteral("21 s …"));
    EXPECT_EQ(textAt(model, 0, HoldsModel::Window), QStringLiteral("running"));
    EXPECT_EQ(textAt(model, 1, HoldsModel::Window), QStringLiteral("✓ 30–90 s"));
    EXPECT_EQ(textAt(model, 2, HoldsModel::Window), QStringLiteral("▲ short by 12 s"));
}

TEST(HoldsModel, ShowsTheCourseOfThePain)
{
    HoldsModel model(makeTheme(ThemeKind::Dark));
    model.setRows(someRows());
    EXPECT_EQ(textAt(model, 0, HoldsModel::Pain), QStringLiteral("6"));
    EXPECT_EQ(textAt(model, 1, HoldsModel::Pain), QStringLiteral("5 → 3"));
    EXPECT_EQ(textAt(model, 2, HoldsModel::Pain), QStringLiteral("–"));
}

TEST(HoldsModel, TellsOnlyOfRowsThatChanged)
{
    HoldsModel model(makeTheme(ThemeKind::Dark));
    model.setRows(someRows());
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setRows(someRows());
    EXPECT_EQ(changes.count(), 0);
    std::vector<HoldRow> rows = someRows();
    rows[0].held_s = 22.0;
    model.setRows(rows);
    EXPECT_EQ(changes.count(), 1);
}

}  // namespace
}  // namespace palpate::gui
