#include <gtest/gtest.h>

#include "made_trend.hpp"
#include "trend_choice.hpp"
#include "trend_plot.hpp"
#include "trend_points_model.hpp"
#include "trend_words.hpp"

namespace palpate::gui {
namespace {

SessionChoice session(const char* path, const char* client, int day, Phase phase,
                      SetUp setup = SetUp::ToolOnMat)
{
    SessionChoice made{.path = path, .info = MeasurementInfo{}, .technique_title = {}, .problem = {}};
    made.info->client_code = client;
    made.info->phase = phase;
    made.info->setup = setup;
    made.info->started_at = made::morning(day);
    return made;
}

TEST(TrendChoice, PutsTogetherWhatWasMadeAlikeAndAddsTheTreatments)
{
    SessionChoice untimed = session("untimed.h5", "P-1", 2, Phase::Before);
    untimed.info->started_at.reset();
    const auto choices =
        trendChoices({session("a.h5", "P-1", 1, Phase::Before),
                      session("lying.h5", "P-1", 3, Phase::Before, SetUp::MatBetween),
                      session("b.h5", "P-1", 8, Phase::After), session("c.h5", "", 9, Phase::After),
                      session("rub.h5", "P-1", 9, Phase::During, SetUp::PressedFromAbove),
                      session("other.h5", "P-2", 9, Phase::Before), untimed});
    using Files = std::vector<std::filesystem::path>;
    ASSERT_EQ(choices.size(), 3U);
    EXPECT_EQ(choices[0].files, (Files{"a.h5", "b.h5", "rub.h5"}));
    EXPECT_EQ(choices[0].visits, 2U);
    EXPECT_EQ(choices[1].files, (Files{"lying.h5", "rub.h5"}));
    EXPECT_EQ(choices[2].client, QStringLiteral("P-2"));
    EXPECT_EQ(bestTrendChoice(choices, "other.h5"), 2);
    EXPECT_EQ(bestTrendChoice(choices, {}), 0);
    EXPECT_EQ(bestTrendChoice({}, "a.h5"), -1);
}

TEST(TrendWords, SaysWhatCanBeSaid)
{
    EXPECT_TRUE(trendHeadline(made::risingThreshold(), {})
                    .endsWith(QStringLiteral("clearly higher than at the first visit")));
    Trend falling = made::risingThreshold();
    falling.change = -12.0;
    EXPECT_TRUE(trendHeadline(falling, {}).endsWith(QStringLiteral("clearly lower than at the first visit")));
    EXPECT_TRUE(trendHeadline(made::steadyPain(), {})
                    .endsWith(QStringLiteral("no change beyond the error of measurement")));
    EXPECT_EQ(trendHeadline(made::singleForce(), {}), QStringLiteral("Not enough visits for a trend"));
    Trend unknown = made::steadyPain();
    unknown.verdict.reset();
    EXPECT_TRUE(trendHeadline(unknown, {}).endsWith(QStringLiteral(": not judged")));
}

TEST(TrendWords, SaysTheSlopeOnlyWhereThereIsOne)
{
    EXPECT_EQ(slopeLine(made::risingThreshold()),
              QStringLiteral("Slope +3 kPa per week (95 %: +3 to +3), Kendall p = 0.017."));
    EXPECT_EQ(slopeLine(made::steadyPain()), QStringLiteral("A slope needs three visits with a value."));
    Trend three = made::risingThreshold();
    three.slope_95.reset();
    three.slope_per_week = -0.0213;
    three.kendall_p = 0.0002;
    EXPECT_EQ(
        slopeLine(three),
        QStringLiteral("Slope −0.0213 kPa per week (an interval needs five visits), Kendall p < 0.001."));
    Trend at_once = made::risingThreshold();
    for (std::size_t i = 0; i < at_once.points.size(); ++i) {
        at_once.points[i].time = made::morning(1) + std::chrono::minutes(i);
    }
    at_once.slope_per_week.reset();
    EXPECT_EQ(slopeLine(at_once), QStringLiteral("All visits within a day: no slope per week."));
}

TEST(TrendWords, SaysWhyAndWhereTheBandIsFrom)
{
    EXPECT_EQ(verdictLine(made::risingThreshold()),
              QStringLiteral("From the first to the last visit +12.0 kPa, over the error band of ± 8.0 kPa. "
                             "Band: Walton 2011."));
    EXPECT_EQ(verdictLine(made::steadyPain()),
              QStringLiteral("From the first to the last visit −1.0 points, within the error band of "
                             "± 2.0 points. Band: Published."));
    EXPECT_EQ(verdictLine(made::singleForce()),
              QStringLiteral("Fewer than two sessions beside the treatments have this value."));
}

TEST(TrendWords, ReadsThePlotOut)
{
    const QString said = spokenTrend(made::risingThreshold(), {});
    for (const char* const part :
         {"clearly higher", "Slope +3 kPa", "Walton 2011", "before: 30", "treatment", "≥ 39"}) {
        EXPECT_TRUE(said.contains(QString::fromUtf8(part))) << part << " in " << said.toStdString();
    }
    EXPECT_TRUE(spokenTrend(made::singleForce(), {}).contains(QStringLiteral("after: no value")));
}

TEST(TrendWords, ExplainsOnlyTheMarksThatAreThere)
{
    EXPECT_EQ(legendLine(made::singleForce()), QStringLiteral("● before"));
    EXPECT_TRUE(legendLine(made::risingThreshold()).contains(QStringLiteral("dashed: slope")));
    EXPECT_FALSE(legendLine(made::steadyPain()).contains(QStringLiteral("dashed")));
}

TEST(TrendWords, BeginsWithAMeasureThatIsJudged)
{
    EXPECT_EQ(firstTrendToShow(made::clientTrends().trends), 1);
    EXPECT_EQ(firstTrendToShow({made::singleForce()}), 0);
}

TEST(TrendPointsModel, ListsEveryVisit)
{
    TrendPointsModel model;
    model.setTrend(made::risingThreshold());
    ASSERT_EQ(model.rowCount(), 6);
    const auto text = [&model](int row, int column) {
        return model.data(model.index(row, column), Qt::DisplayRole).toString();
    };
    EXPECT_EQ(text(0, TrendPointsModel::Phase), QStringLiteral("before"));
    EXPECT_EQ(text(2, TrendPointsModel::Phase), QStringLiteral("treatment"));
    EXPECT_EQ(text(2, TrendPointsModel::Value), QStringLiteral("–"));
    EXPECT_TRUE(text(4, TrendPointsModel::Value).startsWith(QStringLiteral("≥ 39")));
    EXPECT_EQ(model.headerData(TrendPointsModel::Value, Qt::Horizontal, Qt::DisplayRole).toString(),
              QStringLiteral("Value, kPa"));
}

TEST(TrendPlot, PutsLaterToTheRightAndMoreAbove)
{
    TrendPlot plot(makeTheme(ThemeKind::Dark));
    plot.resize(700, 400);
    plot.setTrend(made::risingThreshold(), {});
    const auto first = plot.placeOf(0);
    const auto last = plot.placeOf(5);
    ASSERT_TRUE(first && last);
    EXPECT_LT(first->x(), last->x());
    EXPECT_GT(first->y(), last->y());
    EXPECT_FALSE(plot.placeOf(2));
    // 12 kPa between the points, 16 kPa of band.
    EXPECT_NEAR(*plot.bandHeight() / (first->y() - last->y()), 16.0 / 12.0, 1e-9);
    EXPECT_TRUE(plot.accessibleDescription().contains(QStringLiteral("clearly higher")));
}

TEST(TrendPlot, PaintsTheBandBehindThePoints)
{
    const Theme theme = makeTheme(ThemeKind::Light);
    TrendPlot plot(theme);
    plot.resize(700, 400);
    plot.setTrend(made::risingThreshold(), {});
    const QImage with = plot.grab().toImage();
    EXPECT_EQ(with.pixelColor(plot.placeOf(0)->toPoint()), theme.force);
    Trend bare = made::risingThreshold();
    bare.mdc95.reset();
    plot.setTrend(bare, {});
    EXPECT_FALSE(plot.bandHeight());
    EXPECT_NE(plot.grab().toImage(), with);
}

TEST(TrendPlot, PaintsWithoutAnyValue)
{
    TrendPlot plot(makeTheme(ThemeKind::Dark));
    plot.resize(700, 400);
    Trend nothing = made::singleForce();
    nothing.points[0].value.reset();
    plot.setTrend(nothing, {});
    EXPECT_FALSE(plot.placeOf(0));
    const QImage empty = plot.grab().toImage();
    plot.setTrend(Trend{}, {});
    EXPECT_EQ(plot.grab().toImage(), empty);
    plot.setTrend(made::singleForce(), {});
    EXPECT_NE(plot.grab().toImage(), empty);
}

}  // namespace
}  // namespace palpate::gui
