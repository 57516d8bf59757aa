#include "palpate/live/stored_results.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/acquisition/catalog.hpp"
#include "palpate/acquisition/simulation.hpp"
#include "palpate/live/session_analysis.hpp"
#include "palpate/live/simulated_session.hpp"
#include "palpate/live/technique_catalogue.hpp"
#include "palpate/session/session_outcomes.hpp"
#include "palpate/session/session_regions.hpp"
#include "palpate/support/same_results.hpp"
#include "palpate/support/temp_dir.hpp"

namespace palpate::live {
namespace {

struct Case {
    std::string scenario;
    std::optional<SetUp> setup;
    bool with_faults = false;
};

void PrintTo(const Case& one, std::ostream* out)
{
    *out << one.scenario << (one.setup ? " " + std::string{toString(*one.setup)} : "")
         << (one.with_faults ? " with faults" : "");
}

std::vector<Case> everyScenario()
{
    std::vector<Case> cases;
    for (const auto& scenario : acquisition::scenarios()) {
        for (const std::optional<SetUp> setup :
             {std::optional<SetUp>{}, std::optional{SetUp::ToolOnMat}, std::optional{SetUp::PressedFromAbove},
              std::optional{SetUp::MatBetween}}) {
            cases.push_back({.scenario = std::string{scenario.id}, .setup = setup});
        }
        cases.push_back({.scenario = std::string{scenario.id}, .setup = std::nullopt, .with_faults = true});
    }
    for (const Technique& technique : allTechniques().techniques) {
        cases.push_back({.scenario = technique.id, .setup = std::nullopt});
    }
    return cases;
}

std::filesystem::path makeSession(const support::TempDir& folder, const Case& one, double duration_s)
{
    const auto mats = acquisition::loadMatProfiles(acquisition::catalogFolder().value()).value();
    const auto mat = acquisition::findMatProfile(mats, "palpate-32x32").value();
    const auto coaching = coachingOfScenario(one.scenario, allTechniques().techniques, mat.geometry);
    auto simulation = acquisition::makeSimulation(mat, {.scenario = one.scenario,
                                                        .duration_s = duration_s,
                                                        .rate = Frequency{50.0},
                                                        .with_faults = one.with_faults,
                                                        .coaching = coaching});
    EXPECT_TRUE(simulation) << simulation.error().message;
    MeasurementInfo info;
    info.setup = one.setup;
    const auto path = folder / "visit.h5";
    const auto written = writeSimulatedSession(**simulation, info, path, false, coaching);
    EXPECT_TRUE(written) << written.error().message;
    return path;
}

class KeptResults : public ::testing::TestWithParam<Case> {};

TEST_P(KeptResults, ComeBackToTheLastDigit)
{
    const support::TempDir folder;
    const auto path = makeSession(folder, GetParam(), 40.0);
    AnalysisSettings settings;
    settings.tool_weight = Force{1.5};
    settings.drops_first_trial = true;
    settings.regions = {
        {.name = "middle",
         .shape = EllipseShape{
             .centre = {.x_mm = 142.0, .y_mm = 137.0}, .radius_x = Length{58.0}, .radius_y = Length{53.0}}}};
    auto session = session::SessionReader::open(path).value();
    const auto computed = analyzeSession(session, settings);
    ASSERT_TRUE(computed) << computed.error().message;
    const auto kept = keepResults(session, settings, *computed);
    ASSERT_TRUE(kept) << kept.error().message;
    const auto again = session::SessionReader::open(path).value();
    const auto stored = storedResults(again, settings);
    ASSERT_TRUE(stored);
    EXPECT_EQ(support::differenceOf(*stored, support::asShownIn(*computed, session.header().info.setup)), "");
    EXPECT_FALSE(stored->time_lapse.pictures.empty());
    EXPECT_FALSE(storedResults(again, {}));
}

INSTANTIATE_TEST_SUITE_P(OfEveryScenario, KeptResults, ::testing::ValuesIn(everyScenario()));

/// A short session with results, of default settings.
class StoredResults : public ::testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(analyzeAndKeep(path_)); }

    [[nodiscard]] bool areCurrent() const
    {
        return storedResults(session::SessionReader::open(path_).value(), {}).has_value();
    }

    support::TempDir folder_;
    std::filesystem::path path_ = makeSession(folder_, {.scenario = "holds", .setup = std::nullopt}, 5.0);
};

TEST_F(StoredResults, OfOtherSettingsAreNotShown)
{
    const auto session = session::SessionReader::open(path_).value();
    EXPECT_TRUE(storedResults(session, {}));
    EXPECT_FALSE(storedResults(session, {.contact = Pressure{1.0}}));
    EXPECT_FALSE(storedResults(session, {.hold = Pressure{11.0}}));
    EXPECT_FALSE(storedResults(session, {.force_floor = Force{2.5}}));
    EXPECT_FALSE(storedResults(session, {.hold_window_min_s = 31.0}));
    EXPECT_FALSE(storedResults(session, {.hold_window_max_s = 91.0}));
    EXPECT_FALSE(storedResults(session, {.invalid_cells = {{.cell = {.row = 1, .col = 2}}}}));
    EXPECT_FALSE(storedResults(session, {.tool_weight = Force{1.0}}));
    EXPECT_FALSE(storedResults(session, {.drops_first_trial = true}));
    EXPECT_FALSE(storedResults(session, {.regions = {{.name = "a", .shape = RectangleShape{.to = {5, 5}}}}}));
}

TEST_F(StoredResults, AreNotThoseOfASessionWithAnotherEventUntilItIsTakenOutAgain)
{
    const Event event{.time = SessionTime{2'000'000'000}, .kind = EventKind::Pain, .nrs = 5};
    ASSERT_TRUE(session::annotateSession(path_, event));
    EXPECT_FALSE(areCurrent());
    ASSERT_TRUE(session::removeEvent(path_, event));
    EXPECT_TRUE(areCurrent());
}

TEST_F(StoredResults, AreNotThoseOfASessionWithAnotherRegion)
{
    ASSERT_TRUE(session::saveRegions(path_, {{.name = "a", .shape = RectangleShape{.to = {5, 5}}}}));
    EXPECT_FALSE(areCurrent());
}

TEST_F(StoredResults, AreStillCurrentWithAnOutcomeWhichTheyDoNotDependOn)
{
    ASSERT_TRUE(session::saveOutcomes(path_, {{.name = "reach", .value = 12.5, .unit = "cm"}}));
    EXPECT_TRUE(areCurrent());
}

TEST_F(StoredResults, AreTakenInPlaceOfAnAnalysis)
{
    auto session = session::SessionReader::open(path_).value();
    const auto computed = analyzeSession(session, {}).value();
    // Cancelled at once: only stored results can come.
    const auto taken = resultsOf(session, {}, [] { return true; });
    ASSERT_TRUE(taken) << taken.error().message;
    EXPECT_EQ(support::differenceOf(*taken, computed), "");
}

}  // namespace
}  // namespace palpate::live
