#include <cmath>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/core/comparison.hpp"

namespace palpate {
namespace {

MetricChange change(const char* name, double amount, double mdc95, ValueScope scope = ValueScope::Session,
                    const char* place = "")
{
    return {.measure = {.name = name, .unit = "kPa", .scope = scope, .place = place},
            .before = 100.0,
            .after = 100.0 + amount,
            .change = amount,
            .mdc95 = mdc95,
            .verdict = std::abs(amount) > mdc95 ? Verdict::ClearChange : Verdict::WithinError};
}

Comparison comparable(std::vector<MetricChange> metrics)
{
    Comparison comparison{.is_comparable = true, .metrics = std::move(metrics)};
    summarize(comparison);
    return comparison;
}

TEST(Summarize, AThresholdComesFirst)
{
    const Comparison made =
        comparable({change("peak_kpa", 50.0, 2.0), change("nrs", -3.0, 2.0, ValueScope::Spot, "spot 1"),
                    change("ppt_kpa", 84.0, 47.0, ValueScope::Spot, "spot 1")});
    EXPECT_EQ(made.headline, "Spot 1 tolerates clearly more pressure than before.");
    EXPECT_NE(made.explanation.find("+84 kPa"), std::string::npos);
    EXPECT_NE(made.explanation.find("47 kPa"), std::string::npos);
}

TEST(Summarize, AChangeAgainstAControlSiteNamesBoth)
{
    MetricChange threshold = change("ppt_kpa", 84.0, 66.5, ValueScope::Spot, "spot 1");
    threshold.control_change = 12.0;
    threshold.net_change = 72.0;
    const Comparison made = comparable({threshold});
    EXPECT_NE(made.explanation.find("+12 kPa at the control site"), std::string::npos);
    EXPECT_NE(made.explanation.find("+72 kPa against the control"), std::string::npos);
}

TEST(Summarize, LessThanBefore)
{
    EXPECT_EQ(comparable({change("pain_nrs", -3.0, 2.0, ValueScope::Outcome)}).headline,
              "Pain is clearly lower than before.");
    EXPECT_EQ(comparable({change("under_tool_peak_kpa", 9.0, 2.0)}).headline,
              "Peak pressure under the tool is clearly higher than before.");
}

TEST(Summarize, WithinErrorSaysSo)
{
    EXPECT_EQ(comparable({change("peak_kpa", 1.0, 2.0)}).headline,
              "No change beyond the error of measurement.");
}

TEST(Summarize, WithoutBandsItPromisesNothing)
{
    MetricChange unjudged = change("peak_kpa", 1.0, 2.0);
    unjudged.verdict = std::nullopt;
    EXPECT_EQ(comparable({unjudged}).headline, "Comparable, but no error band is known.");
}

TEST(Summarize, WhatCannotBeComparedSaysWhy)
{
    Comparison comparison{
        .reasons = {
            {.hindrance = Hindrance::Mat, .what = "The mats differ.", .remedy = "", .prevents = true}}};
    summarize(comparison);
    EXPECT_EQ(comparison.headline, "These two sessions cannot be compared.");
    EXPECT_NE(comparison.explanation.find("The mats differ."), std::string::npos);
}

TEST(Summarize, SpotsAreCounted)
{
    Comparison comparison{.is_comparable = true,
                          .spots = {{.name = "spot 1", .fate = SpotFate::Gone},
                                    {.name = "spot 2", .fate = SpotFate::Eased},
                                    {.name = "spot 3", .fate = SpotFate::Eased}}};
    summarize(comparison);
    EXPECT_NE(comparison.explanation.find("2 tender spots eased."), std::string::npos);
    EXPECT_NE(comparison.explanation.find("1 tender spot not reported again."), std::string::npos);
}

}  // namespace
}  // namespace palpate
