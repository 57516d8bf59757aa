#include "palpate/live/repeatability.hpp"

#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/core/mat_name.hpp"

#include "made_visits.hpp"

namespace palpate::live {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::vector<Visit> twoTrialsOfThree()
{
    return {madeVisit("A", 2, 210), madeVisit("B", 1, 300), madeVisit("A", 1, 200),
            madeVisit("B", 2, 290), madeVisit("C", 1, 400), madeVisit("C", 2, 420)};
}

std::string refusalOf(const std::vector<Visit>& visits, std::optional<int> trials = std::nullopt)
{
    const auto result = repeatabilityOf(visits, trials);
    return result ? "not refused" : result.error().message;
}

TEST(Repeatability, PutsEachClientsVisitsIntoTheOrderOfTheirTimes)
{
    const auto result = repeatabilityOf(twoTrialsOfThree());
    ASSERT_TRUE(result) << result.error().message;
    ASSERT_EQ(result->subjects.size(), 3U);
    EXPECT_EQ(result->subjects[0].name, "A");
    EXPECT_EQ(result->subjects[0].files.front(), "A-1.h5");
    ASSERT_EQ(result->measures.size(), 1U);
    EXPECT_EQ(result->measures[0].subjects, 3);
    EXPECT_EQ(result->measures[0].trials, 2);
    // Second minus first: 10, -10, 20.
    EXPECT_NEAR(result->measures[0].agreement.bias, 20.0 / 3.0, 1e-9);
}

TEST(Repeatability, TakesVisitsWithoutTimesInTheOrderGiven)
{
    auto visits = twoTrialsOfThree();
    visits[0].info.started_at.reset();
    const auto result = repeatabilityOf(visits);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->subjects[0].files.front(), "A-2.h5");
}

TEST(Repeatability, LeftAndRightAreTwoSubjects)
{
    auto visits = twoTrialsOfThree();
    for (std::size_t i = 0; i < visits.size(); ++i) {
        visits[i].info.client_code = "A";
        visits[i].info.side = i == 0 || i == 2 || i == 4 || i == 5 ? Side::Left : Side::Right;
    }
    EXPECT_EQ(refusalOf(visits),
              "B-2.h5: A right has 2 trials, but A left has 4: every subject needs as many");
    visits.resize(4);
    const auto result = repeatabilityOf(visits);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->subjects[0].name, "A left");
    EXPECT_EQ(result->subjects[1].name, "A right");
}

TEST(Repeatability, TakesSoManyFilesOneAfterTheOther)
{
    auto visits = twoTrialsOfThree();
    for (Visit& visit : visits) {
        visit.info.client_code.clear();
    }
    EXPECT_THAT(refusalOf(visits), AllOf(HasSubstr("A-2.h5: no client code"), HasSubstr("--trials")));
    const auto result = repeatabilityOf(visits, 3);
    ASSERT_TRUE(result);
    ASSERT_EQ(result->subjects.size(), 2U);
    EXPECT_EQ(result->subjects[1].name, "files 4 to 6");
    EXPECT_EQ(result->subjects[1].files.front(), "B-2.h5");
    EXPECT_THAT(refusalOf(visits, 4), HasSubstr("6 files are no rows of 4 trials"));
    EXPECT_THAT(refusalOf(visits, 1), HasSubstr("no rows of 1 trials"));
    EXPECT_THAT(refusalOf(visits, -2), HasSubstr("no rows of"));
    EXPECT_THAT(refusalOf(visits, 6), HasSubstr("at least 2 subjects"));
}

TEST(Repeatability, RefusesWhatWasMeasuredOtherwiseAndNamesTheFile)
{
    auto visits = twoTrialsOfThree();
    visits[3].mat = "jq-32x32";
    EXPECT_THAT(refusalOf(visits), AllOf(HasSubstr("B-2.h5: mat jq-32x32, but palpate-32x32 in A-2.h5"),
                                         HasSubstr("leave it out")));
    visits = twoTrialsOfThree();
    visits[1].info.setup.reset();
    EXPECT_THAT(refusalOf(visits), HasSubstr("B-1.h5: set-up none, but mat_between"));
    visits = twoTrialsOfThree();
    visits[1].info.technique = "calves";
    EXPECT_THAT(refusalOf(visits), HasSubstr("B-1.h5: technique calves, but none"));
    EXPECT_THAT(refusalOf({}), HasSubstr("no sessions"));
}

TEST(Repeatability, LeavesOutAMeasureThatAFileLacksOrThatIsAtLeast)
{
    auto visits = twoTrialsOfThree();
    visits[4].values.push_back(
        {.measure = {.name = "pain_nrs", .unit = "0-10", .scope = ValueScope::Outcome}, .value = 4.0});
    visits[2].reports->spots.front().flags |= kPlaceSaturated;
    const auto result = repeatabilityOf(visits);
    ASSERT_TRUE(result);
    EXPECT_TRUE(result->measures.empty());
    ASSERT_EQ(result->refused.size(), 2U);
    EXPECT_EQ(result->refused[0].label, "pain_nrs");
    EXPECT_EQ(result->refused[0].why, "A-1.h5 does not have it");
    EXPECT_EQ(result->refused[1].label, "ppt_kpa");
    EXPECT_EQ(result->refused[1].measure.name, "ppt_kpa");
    EXPECT_EQ(result->refused[1].why, "a cell was at the mat's limit in A-1.h5");
}

TEST(Repeatability, PairsAreTheFirstTwoTrialsOfEverySubject)
{
    std::vector<Visit> visits{madeVisit("A", 2, 210), madeVisit("B", 1, 300), madeVisit("A", 1, 200),
                              madeVisit("B", 2, 290), madeVisit("A", 3, 900), madeVisit("B", 3, 100)};
    for (std::size_t i = 0; i < visits.size(); ++i) {
        visits[i].values.push_back({.measure = {.name = "force_n",
                                                .unit = "N",
                                                .scope = ValueScope::Region,
                                                .place = "calf",
                                                .statistic = "max"},
                                    .value = static_cast<double>(i * i)});
    }
    const auto result = repeatabilityOf(visits);
    ASSERT_TRUE(result) << result.error().message;
    ASSERT_EQ(result->measures.size(), 2U);
    const auto pairs = pairsOf(visits, *result, result->measures[1].measure);
    ASSERT_EQ(pairs.size(), 2U);
    EXPECT_EQ(pairs[0].subject, "A");
    EXPECT_EQ(pairs[0].mean, 205.0);
    EXPECT_EQ(pairs[0].difference, 10.0);
    EXPECT_EQ(pairs[1].subject, "B");
    EXPECT_EQ(pairs[1].difference, -10.0);
    const auto forces = pairsOf(visits, *result, result->measures[0].measure);
    EXPECT_EQ(forces[0].difference, -4.0);
    EXPECT_EQ(forces[1].mean, 5.0);
}

TEST(Repeatability, EverySpotThatAllTrialsHaveIsARow)
{
    const MatPoint shoulder{290, 170};
    const MatPoint hip{310, 330};
    std::vector<Visit> visits{madeVisit("A", 1, 0), madeVisit("A", 2, 0), madeVisit("B", 1, 0),
                              madeVisit("B", 2, 0)};
    visits[0].reports = madeReports({0, 0}, {{shoulder, 200}, {hip, 150}});
    visits[1].reports = madeReports({25, -15}, {{hip, 140}, {shoulder, 230}});
    visits[2].reports = madeReports({0, 0}, {{shoulder, 300}});
    visits[3].reports = madeReports({-20, 10}, {{hip, 170}, {shoulder, 290}});
    const auto result = repeatabilityOf(visits);
    ASSERT_TRUE(result) << result.error().message;
    ASSERT_EQ(result->measures.size(), 1U);
    EXPECT_EQ(result->measures[0].subjects, 3);
    const auto pairs = pairsOf(visits, *result, result->measures[0].measure);
    ASSERT_EQ(pairs.size(), 3U);
    EXPECT_EQ(pairs[0].subject, "A spot 1");
    EXPECT_EQ(pairs[0].difference, 30.0);
    EXPECT_EQ(pairs[1].subject, "A spot 2");
    EXPECT_EQ(pairs[1].difference, -10.0);
    EXPECT_EQ(pairs[2].subject, "B spot 1");
    EXPECT_EQ(pairs[2].difference, -10.0);
    ASSERT_EQ(result->refused.size(), 1U);
    EXPECT_EQ(result->refused[0].label, "ppt_kpa at B spot 2");
    EXPECT_EQ(result->refused[0].why, "B-1.h5 does not have it");
}

TEST(Repeatability, BandsOfAnImportedMatAreOfNoOtherImportedMat)
{
    auto visits = twoTrialsOfThree();
    for (Visit& visit : visits) {
        visit.info.mat_id = kImportedMatId;
        visit.mat = "imported (XSENSOR, 48 x 48 cells of 12.7 x 12.7 mm)";
    }
    const auto result = repeatabilityOf(visits);
    ASSERT_TRUE(result);
    EXPECT_EQ(errorBandsOf(*result, "2026-11-03").at(0).mat_id, visits.front().mat);
}

TEST(Repeatability, KeepsBandsForTheMatButOutcomesForEveryMat)
{
    auto visits = twoTrialsOfThree();
    for (std::size_t i = 0; i < visits.size(); ++i) {
        visits[i].info.technique = "calves";
        const auto add = [&](const char* name, const char* unit, ValueScope scope, const char* place) {
            visits[i].values.push_back(
                {.measure = {.name = name, .unit = unit, .scope = scope, .place = place},
                 .value = static_cast<double>(i * i)});
        };
        add("force_n", "N", ValueScope::Region, "calf");
        add("pain_nrs", "0-10", ValueScope::Outcome, "");
        visits[i].reports->spots.front().nrs = static_cast<int>(i);
    }
    const auto result = repeatabilityOf(visits);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->measures.size(), 4U);
    const auto bands = errorBandsOf(*result, "2026-11-03");
    // A region's is its own; the rating of a spot for this mat, the one beside the mat for all.
    ASSERT_EQ(bands.size(), 4U);
    EXPECT_EQ(bands[0].measure, "calf: force_n");
    EXPECT_EQ(bands[1].measure, "pain_nrs");
    EXPECT_TRUE(bands[1].mat_id.empty());
    EXPECT_FALSE(bands[1].setup);
    EXPECT_EQ(bands[2].measure, "ppt_kpa");
    EXPECT_EQ(bands[2].mat_id, "palpate-32x32");
    EXPECT_EQ(bands[2].setup, SetUp::MatBetween);
    EXPECT_EQ(bands[2].techniques, std::vector<std::string>{"calves"});
    EXPECT_EQ(bands[2].pairs, 3);
    EXPECT_EQ(bands[2].source, "own repeats, 3 pairs, 2026-11-03");
    EXPECT_EQ(bands[2].mdc95, result->measures[2].mdc95);
    EXPECT_EQ(bands[3].measure, "pain_nrs");
    EXPECT_EQ(bands[3].mat_id, "palpate-32x32");
}

TEST(Repeatability, RepeatsThatSurelyDriftWidenTheirBand)
{
    std::vector<Visit> visits;
    for (const auto& [client, kpa] : {std::pair{"A", 200.0}, {"B", 300.0}, {"C", 250.0}, {"D", 400.0}}) {
        visits.push_back(madeVisit(client, 1, kpa));
        visits.push_back(madeVisit(client, 2, kpa + 40.0 + 0.01 * kpa));
    }
    const auto result = repeatabilityOf(visits);
    ASSERT_TRUE(result);
    const Reliability& measure = result->measures.at(0);
    const auto bands = errorBandsOf(*result, "2026-11-03");
    EXPECT_NEAR(bands.at(0).mdc95, measure.mdc95 + measure.agreement.bias, 1e-9);
    EXPECT_NE(bands.at(0).source.find("drift"), std::string::npos);
}

}  // namespace
}  // namespace palpate::live
