#include "regions_model.hpp"

#include <QAbstractItemModelTester>
#include <QTest>

#include <gtest/gtest.h>

#include "palpate/core/setup_rules.hpp"

namespace palpate::gui {
namespace {

std::vector<Region> twoRegions()
{
    const RectangleShape shape{.from = {.x_mm = 0.0, .y_mm = 0.0}, .to = {.x_mm = 100.0, .y_mm = 100.0}};
    return {{.name = "Left", .shape = shape}, {.name = "Right", .shape = shape}};
}

QString textAt(const RegionsModel& model, int row, int column)
{
    return model.data(model.index(row, column), Qt::DisplayRole).toString();
}

TEST(RegionsModel, KeepsTheRulesOfAModel)
{
    RegionsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows(regionRowsNow(twoRegions(), {}));
    EXPECT_EQ(model.rowCount(), 2);
    model.setRows(regionRowsNow(twoRegions(), {analysis::RegionNow{}, analysis::RegionNow{}}));
    model.setRows({});
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(RegionsModel, ShowsNoNumberThatIsNotThere)
{
    RegionsModel model;
    model.setRows(regionRowsNow(twoRegions(), {}));
    EXPECT_EQ(textAt(model, 0, RegionsModel::Name), QStringLiteral("Left"));
    EXPECT_EQ(textAt(model, 0, RegionsModel::ForceColumn), QStringLiteral("–"));
    RegionResults untouched;
    untouched.name = "Left";
    model.setRows(regionRowsOver(twoRegions(), {untouched}));
    EXPECT_EQ(textAt(model, 0, RegionsModel::PtiNovel), QStringLiteral("0.0"));
    EXPECT_EQ(textAt(model, 0, RegionsModel::PtiTrue), QStringLiteral("–"));
}

TEST(RegionsModel, SaysAtLeastWhereACellWasAtTheCeiling)
{
    RegionResults saturated;
    saturated.name = "Left";
    saturated.pti_novel_kpa_s = 320.0;
    saturated.contact_area_cm2 = MetricSummary{.mean = 30.0, .max = 30.0, .min = 30.0, .sd = 0.0};
    saturated.is_at_least = true;
    RegionsModel model;
    model.setRows(regionRowsOver(twoRegions(), {saturated}));
    EXPECT_EQ(textAt(model, 0, RegionsModel::PtiNovel), QStringLiteral("≥ 320"));
    EXPECT_EQ(textAt(model, 0, RegionsModel::Area), QStringLiteral("30"));
}

TEST(RegionsModel, NamesBothIntegralsWithTheirUnit)
{
    const RegionsModel model;
    const auto heading = [&model](int column) {
        return model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    };
    EXPECT_EQ(heading(RegionsModel::PtiNovel), QStringLiteral("PTI novel kPa s"));
    EXPECT_EQ(heading(RegionsModel::PtiTrue), QStringLiteral("PTI true kPa s"));
}

TEST(RegionsModel, ShowsOnlyMetricsThatTheSetUpRulesKnow)
{
    for (int column = 1; column < RegionsModel::ColumnCount; ++column) {
        const auto name = nameInSetUp(RegionsModel::metricOf(column), SetUp::PressedFromAbove);
        ASSERT_TRUE(name.has_value());
        EXPECT_TRUE(name->starts_with("support_")) << *name;
    }
}

}  // namespace
}  // namespace palpate::gui
