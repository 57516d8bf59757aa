#include "palpate/analysis/change_verdicts.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

SessionValue value(const char* name, std::optional<double> number, ValueScope scope = ValueScope::Session)
{
    return {.measure = {.name = name, .unit = "kPa", .scope = scope}, .value = number};
}

class ChangeVerdictsTest : public ::testing::Test {
  protected:
    [[nodiscard]] MetricChange judged(const SessionValue& before, const SessionValue& after) const
    {
        const auto changes = judgeChanges({before}, {after}, control_before_, control_after_, by_);
        EXPECT_EQ(changes.size(), 1U);
        return changes.at(0);
    }

    std::vector<ErrorBand> bands_{{.measure = "ppt_kpa", .unit = "kPa", .mdc95 = 47.0, .source = "a study"}};
    std::vector<SessionValue> control_before_;
    std::vector<SessionValue> control_after_;
    JudgedBy by_{.bands = &bands_, .context = {}, .hindrance = {}};
};

TEST_F(ChangeVerdictsTest, OverTheBandIsClearAndUnderItIsNot)
{
    const MetricChange clear = judged(value("ppt_kpa", 196.0), value("ppt_kpa", 280.0));
    EXPECT_EQ(clear.verdict, Verdict::ClearChange);
    EXPECT_DOUBLE_EQ(clear.change.value(), 84.0);
    EXPECT_DOUBLE_EQ(clear.mdc95.value(), 47.0);
    EXPECT_EQ(clear.mdc_source, "a study");
    EXPECT_EQ(judged(value("ppt_kpa", 196.0), value("ppt_kpa", 240.0)).verdict, Verdict::WithinError);
    EXPECT_EQ(judged(value("ppt_kpa", 196.0), value("ppt_kpa", 100.0)).verdict, Verdict::ClearChange);
}

TEST_F(ChangeVerdictsTest, AgainstAControlSiteBothErrorsCount)
{
    control_before_ = {value("ppt_kpa", 412.0)};
    control_after_ = {value("ppt_kpa", 424.0)};
    const MetricChange change = judged(value("ppt_kpa", 196.0), value("ppt_kpa", 280.0));
    EXPECT_DOUBLE_EQ(change.control_change.value(), 12.0);
    EXPECT_DOUBLE_EQ(change.net_change.value(), 72.0);
    EXPECT_NEAR(change.mdc95.value(), 47.0 * std::sqrt(2.0), 1e-9);
    EXPECT_EQ(change.verdict, Verdict::ClearChange);
    control_after_ = {value("ppt_kpa", 440.0)};
    EXPECT_EQ(judged(value("ppt_kpa", 196.0), value("ppt_kpa", 280.0)).verdict, Verdict::WithinError);
}

TEST_F(ChangeVerdictsTest, WithoutABandNothingIsSaid)
{
    const MetricChange change = judged(value("peak_kpa", 10.0), value("peak_kpa", 90.0));
    EXPECT_FALSE(change.verdict.has_value());
    EXPECT_FALSE(change.mdc95.has_value());
    EXPECT_EQ(change.reason, "No error band is known: measure it with repeats (palpate reliability).");
    EXPECT_EQ(change.band_gap, BandGap::Unmeasured);
}

TEST_F(ChangeVerdictsTest, ABandOfAnotherMatIsNotTakenAndSaysSo)
{
    bands_[0].mat_id = "imported (Tekscan 3150, 48 x 42 cells of 8.4 x 8.4 mm)";
    by_.context.mat_id = "imported (XSENSOR, 48 x 48 cells of 12.7 x 12.7 mm)";
    const MetricChange change = judged(value("ppt_kpa", 10.0), value("ppt_kpa", 90.0));
    EXPECT_FALSE(change.verdict.has_value());
    EXPECT_EQ(change.band_gap, BandGap::OtherMat);
    EXPECT_TRUE(change.reason.starts_with("No error band is known for this mat, only for another one: "));
    by_.context.mat_id = bands_[0].mat_id;
    EXPECT_EQ(judged(value("ppt_kpa", 10.0), value("ppt_kpa", 90.0)).verdict, Verdict::ClearChange);
}

TEST_F(ChangeVerdictsTest, ABandInAnotherUnitIsNone)
{
    bands_[0].unit = "N";
    EXPECT_FALSE(judged(value("ppt_kpa", 10.0), value("ppt_kpa", 90.0)).verdict.has_value());
}

TEST_F(ChangeVerdictsTest, ASaturatedValueIsNotComparable)
{
    SessionValue after = value("ppt_kpa", 280.0);
    after.is_at_least = true;
    EXPECT_EQ(judged(value("ppt_kpa", 196.0), after).verdict, Verdict::NotComparable);
}

TEST_F(ChangeVerdictsTest, WhatWasMeasuredOnceIsNotComparable)
{
    const MetricChange change = judged(value("ppt_kpa", 196.0), value("ppt_kpa", std::nullopt));
    EXPECT_EQ(change.verdict, Verdict::NotComparable);
    EXPECT_EQ(change.reason, "Not measured the second time.");
    EXPECT_TRUE(judgeChanges({value("ppt_kpa", std::nullopt)}, {}, {}, {}, by_).empty());
}

TEST_F(ChangeVerdictsTest, ADoseIsShownNotJudged)
{
    SessionValue dose = value("held_s", 34.0);
    dose.is_dose = true;
    const MetricChange change = judged(dose, dose);
    EXPECT_FALSE(change.verdict.has_value());
    EXPECT_TRUE(change.is_dose);
}

TEST_F(ChangeVerdictsTest, WhatPreventsLeavesOutcomesAlone)
{
    by_.hindrance = "The mats differ.";
    EXPECT_EQ(judged(value("ppt_kpa", 196.0), value("ppt_kpa", 280.0)).verdict, Verdict::NotComparable);
    bands_.push_back({.measure = "pain_nrs", .unit = "kPa", .mdc95 = 2.0, .source = "a study"});
    const MetricChange pain =
        judged(value("pain_nrs", 6.0, ValueScope::Outcome), value("pain_nrs", 3.0, ValueScope::Outcome));
    EXPECT_EQ(pain.verdict, Verdict::ClearChange);
}

TEST_F(ChangeVerdictsTest, ARatingAtASpotHasTheErrorOfARating)
{
    bands_.push_back({.measure = "pain_nrs", .unit = "kPa", .mdc95 = 2.0, .source = "a study"});
    EXPECT_EQ(judged(value("nrs", 6.0, ValueScope::Spot), value("nrs", 3.0, ValueScope::Spot)).verdict,
              Verdict::ClearChange);
}

TEST_F(ChangeVerdictsTest, NumbersBearTheNameOfTheirSetUp)
{
    by_.context.setup = SetUp::ToolOnMat;
    EXPECT_EQ(judged(value("peak_kpa", 10.0), value("peak_kpa", 12.0)).measure.name, "under_tool_peak_kpa");
    EXPECT_TRUE(judgeChanges({value("ppt_kpa", 10.0)}, {value("ppt_kpa", 12.0)}, {}, {}, by_).empty());
}

TEST_F(ChangeVerdictsTest, AClearChangeThatNobodyNoticesSaysSo)
{
    bands_[0].minimal_important = 100.0;
    const MetricChange change = judged(value("ppt_kpa", 196.0), value("ppt_kpa", 280.0));
    EXPECT_EQ(change.verdict, Verdict::ClearChange);
    EXPECT_NE(change.reason.find("100"), std::string::npos);
}

}  // namespace
}  // namespace palpate::analysis
