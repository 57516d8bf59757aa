#include "palpate/live/group_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "made_visits.hpp"

namespace palpate::live {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Three clients before and after; A twice before.
std::vector<Visit> study()
{
    std::vector<Visit> visits{madeVisit("A", 9, 250), madeVisit("A", 1, 190), madeVisit("A", 2, 210),
                              madeVisit("B", 1, 300), madeVisit("B", 9, 330), madeVisit("C", 1, 280),
                              madeVisit("C", 9, 320)};
    for (Visit& visit : visits) {
        visit.info.phase = visit.path.string().find('9') != std::string::npos ? Phase::After : Phase::Before;
    }
    return visits;
}

std::string refusalOf(const std::vector<Visit>& visits, const GroupRequest& request = {})
{
    const auto result = groupTablesOf(visits, request);
    return result ? "not refused" : result.error().message;
}

TEST(GroupTables, EachSubjectCountsOnceInAGroup)
{
    const auto tables = groupTablesOf(study(), {.is_paired = true});
    ASSERT_TRUE(tables) << tables.error().message;
    EXPECT_THAT(tables->groups, ElementsAre("before", "after"));
    ASSERT_EQ(tables->comparisons.size(), 1U);
    const GroupComparison& compared = tables->comparisons[0];
    EXPECT_EQ(compared.first.n, 3);
    EXPECT_NEAR(compared.first.mean, (200.0 + 300.0 + 280.0) / 3.0, 1e-9);
    EXPECT_NEAR(compared.mean_difference, (50.0 + 30.0 + 40.0) / 3.0, 1e-9);
    EXPECT_EQ(compared.permutation.arrangements, 8);
}

TEST(GroupTables, ASubjectWithoutItsPairCountsOnlyUnpaired)
{
    auto visits = study();
    visits.push_back(madeVisit("D", 1, 500));
    EXPECT_EQ(groupTablesOf(visits, {.is_paired = true})->comparisons[0].first.n, 3);
    EXPECT_EQ(groupTablesOf(visits, {})->comparisons[0].first.n, 4);
    EXPECT_EQ(groupTablesOf(visits, {})->comparisons[0].second.n, 3);
}

TEST(GroupTables, SidesOfOneClientArePairs)
{
    auto visits = study();
    visits.erase(visits.begin() + 1);
    for (Visit& visit : visits) {
        visit.info.side = visit.info.phase == Phase::After ? Side::Left : Side::Right;
        visit.info.phase.reset();
    }
    const auto tables = groupTablesOf(visits, {.by = GroupKey::Side, .is_paired = true});
    ASSERT_TRUE(tables) << tables.error().message;
    EXPECT_THAT(tables->groups, ElementsAre("left", "right"));
    EXPECT_EQ(tables->comparisons[0].first.n, 3);
    EXPECT_THAT(refusalOf(visits), HasSubstr("its phase is not known"));
}

TEST(GroupTables, ComparesEveryTwoTechniques)
{
    auto visits = study();
    for (std::size_t i = 0; i < visits.size(); ++i) {
        visits[i].info.technique = i % 3 == 0 ? "glutes" : (i % 3 == 1 ? "calves" : "quads");
        visits[i].info.client_code.clear();
    }
    EXPECT_THAT(refusalOf(visits), HasSubstr("A-1.h5: technique calves, but glutes in A-9.h5"));
    const auto tables = groupTablesOf(visits, {.by = GroupKey::Technique});
    ASSERT_TRUE(tables) << tables.error().message;
    EXPECT_THAT(tables->groups, ElementsAre("calves", "glutes", "quads"));
    EXPECT_EQ(tables->comparisons.size(), 3U);
    EXPECT_THAT(refusalOf(visits, {.by = GroupKey::Technique, .is_paired = true}),
                HasSubstr("A-9.h5: no client code to find its pair by"));
}

TEST(GroupTables, RefusesOneGroupAndSaysWhichMeasureCannotBeCompared)
{
    EXPECT_EQ(refusalOf({madeVisit("A", 1, 1)}), "1 session, all of phase before: two groups are needed");
    EXPECT_THAT(refusalOf({}), HasSubstr("0 sessions"));
    auto visits = study();
    visits[0].values[0].is_at_least = true;
    visits[3].values.push_back(
        {.measure = {.name = "lunge_cm", .unit = "cm", .scope = ValueScope::Outcome}, .value = 9.0});
    const auto tables = groupTablesOf(visits, {});
    ASSERT_TRUE(tables);
    EXPECT_TRUE(tables->comparisons.empty());
    ASSERT_EQ(tables->refused.size(), 2U);
    EXPECT_EQ(tables->refused[0].why, "a cell was at the mat's limit in A-9.h5");
    EXPECT_EQ(tables->refused[1].why, "1 value of before and 0 of after: each needs at least 2");
}

}  // namespace
}  // namespace palpate::live
