#include "palpate/analysis/reliability.hpp"

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace palpate::analysis {
namespace {

using Rows = std::vector<std::vector<double>>;
using testing::HasSubstr;

Result<Reliability> repeatsOf(const Rows& rows)
{
    return reliabilityOf({.measure = {.name = "ppt_kpa", .unit = "kPa"}, .values = rows});
}

/// Subjects that differ by 50, trials of one subject by `noise`.
Rows madeRepeats(std::size_t subjects, std::size_t trials, double noise, std::mt19937_64& random)
{
    std::normal_distribution<double> normal;
    Rows rows;
    rows.reserve(subjects);
    for (std::size_t i = 0; i < subjects; ++i) {
        auto& row = rows.emplace_back(trials, 300.0 + 50.0 * normal(random));
        for (double& value : row) {
            value += noise * normal(random);
        }
    }
    return rows;
}

TEST(Reliability, GivesThePublishedIccOfShroutAndFleiss)
{
    const auto result =
        repeatsOf({{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}});
    ASSERT_TRUE(result);
    EXPECT_NEAR(result->icc, 0.29, 0.005);
    EXPECT_NEAR(result->icc_low, 0.019, 0.0005);
    EXPECT_NEAR(result->icc_high, 0.761, 0.0005);
}

TEST(Reliability, ABandOfFewRepeatsCallsFivePerCentOfUnchangedReadingsAChange)
{
    std::mt19937_64 random{7};
    std::normal_distribution<double> normal;
    constexpr int kRuns = 4000;
    int wrong = 0;
    int wrong_by_normal = 0;
    for (int run = 0; run < kRuns; ++run) {
        const auto result = repeatsOf(madeRepeats(5, 2, 20.0, random));
        ASSERT_TRUE(result);
        const double change = 20.0 * (normal(random) - normal(random));
        wrong += std::abs(change) > result->mdc95 ? 1 : 0;
        wrong_by_normal += std::abs(change) > 1.96 * std::numbers::sqrt2 * result->sem ? 1 : 0;
    }
    // 99 % of a binomial share of 5 %.
    const double band = 2.576 * std::sqrt(0.05 * 0.95 / kRuns);
    EXPECT_NEAR(static_cast<double>(wrong) / kRuns, 0.05, band);
    EXPECT_GT(static_cast<double>(wrong_by_normal) / kRuns, 0.05 + 3.0 * band);
}

TEST(Reliability, TheIccsIntervalHoldsTheTrueOneIn95PerCent)
{
    std::mt19937_64 random{11};
    constexpr int kRuns = 2000;
    constexpr double kTrue = 50.0 * 50.0 / (50.0 * 50.0 + 25.0 * 25.0);
    int inside = 0;
    for (int run = 0; run < kRuns; ++run) {
        const auto result = repeatsOf(madeRepeats(12, 3, 25.0, random));
        ASSERT_TRUE(result);
        inside += result->icc_low <= kTrue && kTrue <= result->icc_high ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(inside) / kRuns, 0.95, 2.576 * std::sqrt(0.05 * 0.95 / kRuns));
}

RC_GTEST_PROP(Reliability, DoesNotDependOnTheUnitOrOnWhatIsAddedToEveryValue, ())
{
    std::mt19937_64 random{*rc::gen::arbitrary<std::uint64_t>()};
    const auto subjects = *rc::gen::inRange<std::size_t>(2, 9);
    const auto trials = *rc::gen::inRange<std::size_t>(2, 5);
    const double factor = *rc::gen::inRange(1, 50) / 7.0;
    const double offset = *rc::gen::inRange(-500, 500);
    const Rows rows = madeRepeats(subjects, trials, 20.0, random);
    Rows changed = rows;
    for (auto& row : changed) {
        for (double& value : row) {
            value = factor * value + offset;
        }
    }
    const auto one = repeatsOf(rows);
    const auto other = repeatsOf(changed);
    RC_ASSERT(one && other);
    RC_ASSERT(std::abs(one->icc - other->icc) < 1e-8);
    RC_ASSERT(std::abs(one->mdc95 * factor / other->mdc95 - 1.0) < 1e-8);
    RC_ASSERT(std::abs(one->agreement.upper_limit * factor - other->agreement.upper_limit) < 1e-7);
    RC_ASSERT(one->icc_low <= one->icc && one->icc <= one->icc_high);
}

TEST(Reliability, SeesThatTheSpreadGrowsWithTheValue)
{
    std::mt19937_64 random{3};
    std::normal_distribution<double> normal;
    Rows growing;
    Rows even;
    for (int i = 1; i <= 40; ++i) {
        const double value = 20.0 * i;
        growing.push_back({value, value + 0.2 * value * normal(random)});
        even.push_back({value, value + 40.0 * normal(random)});
    }
    const auto of_growing = repeatsOf(growing);
    ASSERT_TRUE(of_growing);
    EXPECT_LT(of_growing->agreement.spread_p.value(), 0.01);
    EXPECT_GT(of_growing->agreement.spread_slope.value(), 0.0);
    EXPECT_GT(repeatsOf(even)->agreement.spread_p.value(), 0.05);
}

TEST(Reliability, RefusesWhatCannotTellAnErrorAndSaysWhy)
{
    const auto message = [](const Rows& rows) {
        const auto result = repeatsOf(rows);
        return result ? std::string{"not refused"} : result.error().message;
    };
    EXPECT_EQ(message({{1, 2}}), "ppt_kpa: 1 subject: repeats need at least 2");
    EXPECT_EQ(message({{1}, {2}}), "ppt_kpa: 1 trial per subject: repeats need at least 2");
    EXPECT_EQ(message({{1, 2}, {1, 2, 3}}),
              "ppt_kpa: a subject has 2 trials and another 3: every subject needs as many");
    EXPECT_EQ(message({{1, 2}, {1, std::nan("")}}), "ppt_kpa: a trial has no value");
    EXPECT_THAT(message({{1.1, 1.1}, {2.3, 2.3}, {0.7, 0.7}}), HasSubstr("do not differ by chance"));
    EXPECT_THAT(message({{1.1, 1.4}, {2.3, 2.6}, {0.7, 1.0}}), HasSubstr("do not differ by chance"));
    EXPECT_THAT(message({{1, 2}, {2, 1}}), HasSubstr("neither subjects nor trials differ"));
}

}  // namespace
}  // namespace palpate::analysis
