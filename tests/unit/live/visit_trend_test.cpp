#include "palpate/live/visit_trend.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "made_visits.hpp"

namespace palpate::live {
namespace {

using testing::HasSubstr;

const std::vector<ErrorBand> kBands{
    {.measure = "ppt_kpa", .unit = "kPa", .sem = 17.0, .mdc95 = 47.2, .source = "a study"},
    {.measure = "pain_nrs", .unit = "0-10", .sem = 0.7, .mdc95 = 2.0, .source = "another study"}};

std::string refusalOf(const std::vector<Visit>& visits)
{
    const auto result = trendsOf(visits, kBands);
    return result ? "not refused" : result.error().message;
}

TEST(VisitTrend, OrdersVisitsByTimeAndMarksTreatmentsRecordedOtherwise)
{
    Visit treatment = madeVisit("A", 7, 999);
    treatment.info.phase = Phase::During;
    treatment.info.setup = SetUp::ToolOnMat;
    treatment.info.technique = "calves";
    const auto trends = trendsOf(
        {madeVisit("A", 14, 220), treatment, madeVisit("A", 0, 200), madeVisit("A", 28, 260)}, kBands);
    ASSERT_TRUE(trends) << trends.error().message;
    ASSERT_EQ(trends->size(), 1U);
    const Trend& trend = trends->front();
    ASSERT_EQ(trend.points.size(), 4U);
    EXPECT_EQ(trend.points[0].session, "A-0.h5");
    EXPECT_TRUE(trend.points[1].is_treatment);
    EXPECT_FALSE(trend.points[1].value);
    EXPECT_NEAR(trend.slope_per_week.value(), 15.0, 1e-9);
    EXPECT_EQ(trend.change, 60.0);
    EXPECT_EQ(trend.verdict, Verdict::ClearChange);
    EXPECT_EQ(trend.mdc_source, "a study");
}

TEST(VisitTrend, ARatingAtASpotIsJudgedAsAnyPainRating)
{
    std::vector<Visit> visits{madeVisit("A", 0, 200), madeVisit("A", 7, 210)};
    for (std::size_t i = 0; i < visits.size(); ++i) {
        visits[i].reports->spots.front().nrs = i == 0 ? 6 : 5;
        visits[i].values.push_back(
            {.measure = {.name = "ppt_kpa", .unit = "psi", .scope = ValueScope::Outcome}, .value = 1.0});
    }
    const auto trends = trendsOf(visits, kBands);
    ASSERT_TRUE(trends);
    ASSERT_EQ(trends->size(), 3U);
    // A band in another unit is none.
    EXPECT_FALSE((*trends)[0].verdict);
    EXPECT_EQ((*trends)[1].mdc_source, "a study");
    EXPECT_EQ((*trends)[2].mdc_source, "another study");
    EXPECT_EQ((*trends)[2].verdict, Verdict::WithinError);
}

std::vector<std::optional<double>> valuesOf(const std::vector<Trend>& trends, const std::string& place)
{
    const auto found = std::find_if(trends.begin(), trends.end(),
                                    [&](const Trend& one) { return one.measure.place == place; });
    std::vector<std::optional<double>> values;
    if (found != trends.end()) {
        for (const TrendPoint& point : found->points) {
            values.push_back(point.value);
        }
    }
    return values;
}

TEST(VisitTrend, FollowsEverySpotByItsPlaceHoweverTheClientLies)
{
    const MatPoint shoulder{290, 170};
    const MatPoint hip{310, 330};
    const MatPoint back{180, 150};
    std::vector<Visit> visits{madeVisit("A", 0, 0), madeVisit("A", 7, 0), madeVisit("A", 14, 0)};
    visits[0].reports = madeReports({0, 0}, {{shoulder, 200}, {hip, 150}});
    visits[1].reports = madeReports({38, -24}, {{back, 90}, {hip, 140}, {shoulder, 220}});
    visits[2].reports = madeReports({-20, 30}, {{shoulder, 260}});
    const auto trends = trendsOf(visits, kBands);
    ASSERT_TRUE(trends) << trends.error().message;
    using Values = std::vector<std::optional<double>>;
    EXPECT_EQ(valuesOf(*trends, "spot 1"), (Values{200, 220, 260}));
    EXPECT_EQ(valuesOf(*trends, "spot 2"), (Values{150, 140, std::nullopt}));
    EXPECT_EQ(valuesOf(*trends, "spot 3"), (Values{std::nullopt, 90, std::nullopt}));
    EXPECT_EQ(trends->size(), 3U) << "no spot without a name is left";
    EXPECT_EQ(trends->front().verdict, Verdict::ClearChange);
}

TEST(VisitTrend, ASpotThatCannotBeLaidOntoTheOthersIsLeftOutWithTheReason)
{
    std::vector<Visit> visits{madeVisit("A", 0, 0), madeVisit("A", 7, 0)};
    visits[0].reports = madeReports({0, 0}, {{{290, 170}, 200}, {{310, 330}, 150}});
    visits[1].reports = madeReports({0, 0}, {{{290, 170}, 210}});
    visits[1].reports->peak.kpa.setZero();
    visits[1].reports->peak.kpa(3, 3) = 40.0F;
    const auto trends = trendsOf(visits, kBands);
    ASSERT_TRUE(trends) << trends.error().message;
    ASSERT_EQ(trends->size(), 2U);
    EXPECT_FALSE(trends->front().points[1].value);
    EXPECT_THAT(trends->front().points[1].left_out, HasSubstr("cannot be laid onto that of A-0.h5"));
}

TEST(VisitTrend, TheOnlySpotOfEveryVisitIsOneWhereverTheMatWasPressed)
{
    std::vector<Visit> visits{madeVisit("A", 0, 200), madeVisit("A", 7, 210)};
    visits[1].reports->peak.kpa.setZero();
    visits[1].reports->peak.kpa(3, 3) = 40.0F;
    const auto trends = trendsOf(visits, kBands);
    ASSERT_TRUE(trends) << trends.error().message;
    ASSERT_EQ(trends->size(), 1U);
    EXPECT_EQ(trends->front().points[1].value, 210);
}

TEST(VisitTrend, RefusesWhatDoesNotBelongTogetherAndNamesTheFile)
{
    EXPECT_THAT(refusalOf({madeVisit("A", 0, 1), madeVisit("B", 1, 2)}),
                HasSubstr("B-1.h5: client B, but A"));
    std::vector<Visit> visits{madeVisit("A", 0, 1), madeVisit("A", 1, 2)};
    visits[1].info.side = Side::Left;
    EXPECT_THAT(refusalOf(visits), HasSubstr("A-1.h5: side left, but none"));
    visits[1].info.side.reset();
    visits[1].info.started_at.reset();
    EXPECT_THAT(refusalOf(visits), HasSubstr("A-1.h5: it does not say when it was recorded"));
    visits[0].info.phase = Phase::During;
    visits[1].info.phase = Phase::During;
    EXPECT_THAT(refusalOf(visits), HasSubstr("no session beside treatments"));
    EXPECT_THAT(refusalOf({}), HasSubstr("no session beside treatments"));
}

}  // namespace
}  // namespace palpate::live
