#include "verdict_model.hpp"

#include <gtest/gtest.h>

#include "headline_card.hpp"
#include "made_comparison.hpp"
#include "spot_changes.hpp"
#include "verdict_words.hpp"

namespace palpate::gui {
namespace {

TEST(VerdictWords, PutsClearChangesFirstAndDosesLast)
{
    const std::vector<VerdictRow> rows = verdictRows(made::comparison().comparison.metrics);
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].measure, QStringLiteral("Pain threshold, left trapezius (kPa)"));
    EXPECT_EQ(rows[0].verdict, QStringLiteral("◆ clear change"));
    EXPECT_EQ(rows[1].verdict, QStringLiteral("≈ within error"));
    EXPECT_EQ(rows[2].verdict, QStringLiteral("not judged"));
    EXPECT_EQ(rows[3].verdict, QStringLiteral("dose, not outcome"));
    EXPECT_EQ(rows[3].band, QStringLiteral("–"));
}

TEST(VerdictWords, JudgesTheChangeLessTheControlAndShowsBothNumbers)
{
    const std::vector<VerdictRow> rows = verdictRows(made::comparison().comparison.metrics);
    EXPECT_EQ(rows[0].change, QStringLiteral("+72\n(+84 − +12.0)"));
    EXPECT_EQ(rows[0].band, QStringLiteral("± 47"));
    EXPECT_TRUE(rows[0].reason.contains(QStringLiteral("Treated site +84, control site +12.0.")));
    EXPECT_EQ(rows[1].change, QStringLiteral("−1.6"));
    EXPECT_TRUE(hasControl(made::comparison().comparison.metrics));
}

TEST(VerdictWords, NamesMeasuresAsTheSetUpAllows)
{
    EXPECT_EQ(measureTitle({.name = "under_tool_peak_kpa", .unit = "kPa", .statistic = "max"}),
              QStringLiteral("Peak pressure under the tool"));
    EXPECT_EQ(measureTitle({.name = "force_n", .unit = "kPa", .statistic = "mean"}),
              QStringLiteral("Force, mean"));
    EXPECT_EQ(measureTitle({.name = "neck_turn_left_deg", .unit = "deg", .scope = ValueScope::Outcome}),
              QStringLiteral("Neck turn left"));
    EXPECT_EQ(measureTitle({.name = "Schober test", .unit = "cm", .scope = ValueScope::Outcome}),
              QStringLiteral("Schober test"));
}

TEST(VerdictWords, LeavesOutWhatNeitherSessionHasAndMarksAtLeast)
{
    MetricChange nothing;
    nothing.measure.name = "ppt_n";
    MetricChange one;
    one.measure.name = "ppt_kpa";
    one.after = 300.0;
    one.is_at_least = true;
    const std::vector<VerdictRow> rows = verdictRows({nothing, one});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].before, QStringLiteral("–"));
    EXPECT_EQ(rows[0].after, QStringLiteral("≥ 300"));
    EXPECT_EQ(rows[0].change, QStringLiteral("–"));
}

TEST(VerdictWords, WithoutABandPointsAtTheApplicationsOwnRepeats)
{
    MetricChange unjudged;
    unjudged.measure = {.name = "peak_kpa", .unit = "kPa"};
    unjudged.before = 38.0;
    unjudged.after = 36.0;
    unjudged.reason = "No error band is known: measure it with repeats (palpate reliability).";
    unjudged.band_gap = BandGap::OtherMat;
    EXPECT_EQ(
        verdictRows({unjudged}).front().reason,
        QStringLiteral("No error band is known for this mat, only for another one: measure it with repeats, "
                       "under “Error bands…”."));
}

TEST(VerdictWords, CountsAndRatesInWholeNumbers)
{
    MetricChange rating;
    rating.measure.name = "nrs";
    rating.measure.unit = "0-10";
    rating.before = 6.0;
    rating.after = 3.0;
    rating.change = -3.0;
    const VerdictRow row = verdictRows({rating}).front();
    EXPECT_EQ(row.before, QStringLiteral("6"));
    EXPECT_EQ(row.change, QStringLiteral("−3"));
    EXPECT_EQ(row.measure, QStringLiteral("Pain (of 10)"));
}

TEST(VerdictWords, NamesEachSourceOfAnErrorBandOnce)
{
    std::vector<MetricChange> metrics = made::comparison().comparison.metrics;
    metrics.push_back(metrics[1]);
    EXPECT_EQ(bandSources(metrics), QStringList({QStringLiteral("own repeats, 14 pairs, 2026-11-03"),
                                                 QStringLiteral("Walton 2011")}));
}

TEST(VerdictModel, GivesTheReasonAsATooltip)
{
    VerdictModel model(makeTheme(ThemeKind::Dark));
    model.setRows(verdictRows(made::comparison().comparison.metrics), true);
    EXPECT_EQ(model.rowCount(), 4);
    EXPECT_TRUE(model.data(model.index(0, VerdictModel::Judged), Qt::ToolTipRole)
                    .toString()
                    .startsWith(QStringLiteral("Over the error band.")));
    EXPECT_EQ(model.headerData(VerdictModel::Change, Qt::Horizontal, Qt::DisplayRole).toString(),
              QStringLiteral("Change less\ncontrol"));
    EXPECT_EQ(model.data(model.index(0, VerdictModel::Judged), Qt::ForegroundRole).value<QColor>(),
              makeTheme(ThemeKind::Dark).good);
}

TEST(HeadlineCard, IsGreenOnlyForAClearChangeThatCanBeCompared)
{
    Comparison comparison = made::comparison().comparison;
    EXPECT_EQ(headlineTone(comparison), HeadlineTone::Good);
    comparison.is_comparable = false;
    EXPECT_EQ(headlineTone(comparison), HeadlineTone::Look);
    comparison.is_comparable = true;
    for (MetricChange& metric : comparison.metrics) {
        metric.verdict = Verdict::WithinError;
    }
    EXPECT_EQ(headlineTone(comparison), HeadlineTone::Plain);
    EXPECT_EQ(headlineTone(made::hinderedComparison().comparison), HeadlineTone::Look);
}

TEST(HeadlineCard, SaysEachReasonWithItsRemedyThoseThatPreventFirst)
{
    const QStringList lines = reasonLines(made::hinderedComparison().comparison.reasons);
    ASSERT_EQ(lines.size(), 2);
    EXPECT_TRUE(lines[0].endsWith(QStringLiteral("Record both in one set-up.")));
    EXPECT_TRUE(lines[1].startsWith(QStringLiteral("▲ The second recording has lost frames.")));
}

TEST(SpotChanges, TellsTheFateInAWordAndTheCourse)
{
    const std::vector<SpotChange> spots = made::comparison().comparison.spots;
    EXPECT_EQ(fateText(spots[0]), QStringLiteral("↓  Left trapezius: eased"));
    EXPECT_TRUE(spotCourse(spots[0], SetUp::MatBetween)
                    .startsWith(QStringLiteral("pain 6 → 3 · threshold 196 → 280 kPa")));
    EXPECT_TRUE(
        spotCourse(spots[1], SetUp::MatBetween).startsWith(QStringLiteral("pain 5 → – · not found after")));
    EXPECT_TRUE(spotCourse(spots[2], SetUp::MatBetween).contains(QStringLiteral("not found before")));
    EXPECT_FALSE(spotCourse(spots[0], SetUp::PressedFromAbove).contains(QStringLiteral("threshold")));
}

}  // namespace
}  // namespace palpate::gui
