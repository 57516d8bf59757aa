#include "palpate/core/outcome.hpp"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace palpate {
namespace {

using ::testing::HasSubstr;

std::string refusalOf(const std::vector<Outcome>& outcomes)
{
    const auto checked = checkOutcomes(outcomes);
    return checked ? "accepted" : checked.error().message;
}

TEST(Outcome, WhatASessionCanKeepIsAccepted)
{
    EXPECT_TRUE(checkOutcomes({}));
    EXPECT_EQ(refusalOf({{.name = kPainOutcome, .value = 0.0, .unit = "0-10"},
                         {.name = "neck turn left", .value = -12.5, .unit = "°"},
                         {.name = std::string(kMaxOutcomeNameBytes, 'x'),
                          .value = 1e300,
                          .unit = std::string(kMaxOutcomeUnitBytes, 'y')}}),
              "accepted");
    EXPECT_EQ(refusalOf({{.name = kPainOutcome, .value = 10.0, .unit = "0-10"}}), "accepted");
}

TEST(Outcome, EachRefusalNamesTheOutcome)
{
    EXPECT_THAT(refusalOf({{.name = "", .value = 1.0, .unit = ""}}), HasSubstr("no name"));
    EXPECT_THAT(refusalOf({{.name = "a\nb", .value = 1.0, .unit = ""}}), HasSubstr("one line"));
    EXPECT_THAT(refusalOf({{.name = std::string(kMaxOutcomeNameBytes + 1, 'x'), .value = 1.0, .unit = ""}}),
                HasSubstr("at most 80"));
    EXPECT_THAT(refusalOf({{.name = "reach", .value = 1.0, .unit = "c\tm"}}), HasSubstr("outcome reach"));
    EXPECT_THAT(
        refusalOf({{.name = "reach", .value = 1.0, .unit = std::string(kMaxOutcomeUnitBytes + 1, 'y')}}),
        HasSubstr("at most 24"));
    EXPECT_THAT(
        refusalOf({{.name = "reach", .value = std::numeric_limits<double>::infinity(), .unit = "cm"}}),
        HasSubstr("outcome reach"));
    EXPECT_THAT(refusalOf({{.name = kPainOutcome, .value = 10.1, .unit = "0-10"}}),
                HasSubstr("10.1 is outside 0-10"));
    EXPECT_THAT(refusalOf({{.name = "reach", .value = 1.0, .unit = "cm"},
                           {.name = "reach", .value = 2.0, .unit = "cm"}}),
                HasSubstr("two outcomes are called 'reach'"));
    EXPECT_THAT(refusalOf(std::vector<Outcome>(kMaxOutcomes + 1)), HasSubstr("at most 64"));
}

}  // namespace
}  // namespace palpate
