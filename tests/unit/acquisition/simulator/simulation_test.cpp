#include "palpate/acquisition/simulation.hpp"

#include <cstdint>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mat_profiles.hpp"

namespace palpate::acquisition {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Recording {
    std::vector<RawFrame> frames;
    /// With the number of the frame after which each was handed out.
    std::vector<std::pair<std::size_t, Event>> events;
};

Recording record(Simulation& simulation)
{
    Recording recording;
    while (auto frame = simulation.nextFrame()) {
        recording.frames.push_back(std::move(*frame));
        for (auto& event : simulation.takeEvents()) {
            recording.events.emplace_back(recording.frames.size() - 1, std::move(event));
        }
    }
    return recording;
}

std::unique_ptr<Simulation> simulate(const MatProfile& profile, const SimulationRequest& request)
{
    auto simulation = makeSimulation(profile, request);
    EXPECT_TRUE(simulation) << simulation.error().message;
    return std::move(*simulation);
}

/// FNV-1a over the counts.
std::uint64_t fingerprint(const Recording& recording)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (const auto& frame : recording.frames) {
        for (Eigen::Index i = 0; i < frame.counts.size(); ++i) {
            hash = (hash ^ frame.counts.data()[i]) * 1099511628211ULL;
        }
    }
    return hash;
}

TEST(Simulation, SameRequestSameBytesOtherSeedOtherBytes)
{
    const auto profile = matProfile(16, 16, 20.0);
    const SimulationRequest request{.scenario = "lying", .seed = 4, .duration_s = 20.0};
    const auto first = fingerprint(record(*simulate(profile, request)));
    EXPECT_EQ(first, fingerprint(record(*simulate(profile, request))));
    auto other = request;
    other.seed = 5;
    EXPECT_NE(first, fingerprint(record(*simulate(profile, other))));
}

TEST(Simulation, GivesTheSameBytesOnEveryMachine)
{
    const auto profile = matProfile(32, 32, 10.0);
    EXPECT_EQ(fingerprint(record(*simulate(profile, {.scenario = "lying"}))), 13359075837019543156ULL);
    EXPECT_EQ(fingerprint(record(*simulate(profile, {.scenario = "rolling", .with_faults = true}))),
              11322025150567074078ULL);
}

TEST(Simulation, StampsFramesByTheirNumber)
{
    const auto simulation =
        simulate(matProfile(8, 8, 10.0), {.scenario = "empty", .duration_s = 1.0, .rate = Frequency{30.0}});
    EXPECT_EQ(simulation->rate().hz, 30.0);
    EXPECT_DOUBLE_EQ(simulation->durationSeconds(), 1.0);
    const auto recording = record(*simulation);
    ASSERT_EQ(recording.frames.size(), 30U);
    EXPECT_EQ(recording.frames[0].stamp.time.count(), 0);
    EXPECT_EQ(recording.frames[1].stamp.time.count(), 33'333'333);
    EXPECT_EQ(recording.frames[2].stamp.time.count(), 66'666'667);
    EXPECT_EQ(recording.frames[29].stamp.sequence, 29U);
    EXPECT_EQ(recording.frames[29].stamp.device_time_us, 966'667U);
    EXPECT_FALSE(simulation->nextFrame());
}

TEST(Simulation, TakesTheRateFromTheRequestThenTheProfileThenFiftyHertz)
{
    auto profile = matProfile(8, 8, 10.0);
    EXPECT_EQ(simulate(profile, {.scenario = "empty"})->rate().hz, 50.0);
    profile.nominal_rate = Frequency{25.0};
    EXPECT_EQ(simulate(profile, {.scenario = "empty"})->rate().hz, 25.0);
    EXPECT_EQ(simulate(profile, {.scenario = "empty", .rate = Frequency{200.0}})->rate().hz, 200.0);
}

TEST(Simulation, EveryScenarioRunsOnEveryMatWithinItsBitDepth)
{
    for (const auto& profile : matProfilesOfAllSizes()) {
        for (const auto& scenario : scenarios()) {
            const auto simulation = simulate(
                profile,
                {.scenario = std::string(scenario.id), .rate = Frequency{10.0}, .with_faults = true});
            const auto recording = record(*simulation);
            EXPECT_DOUBLE_EQ(static_cast<double>(recording.frames.size()),
                             simulation->durationSeconds() * 10.0);
            for (const auto& frame : recording.frames) {
                ASSERT_EQ(frame.counts.rows(), profile.geometry.rows());
                ASSERT_EQ(frame.counts.cols(), profile.geometry.cols());
                ASSERT_LE(frame.counts.maxCoeff(), 4095);
            }
            EXPECT_EQ(simulation->truth().mat, profile.id);
        }
    }
}

TEST(Simulation, HoldsStayInsideTheCeilingOfACentimetreMat)
{
    const auto recording = record(*simulate(matProfile(64, 64, 10.0), {.scenario = "holds"}));
    unsigned highest = 0;
    for (const auto& frame : recording.frames) {
        highest = std::max<unsigned>(highest, frame.counts.maxCoeff());
    }
    EXPECT_GT(highest, 1500U);
    EXPECT_LT(highest, 3500U);
}

TEST(Simulation, EmptyMatStaysUnderTheContactThreshold)
{
    const auto recording = record(*simulate(matProfile(64, 64, 10.0), {.scenario = "empty"}));
    for (const auto& frame : recording.frames) {
        ASSERT_LT(frame.counts.maxCoeff(), 10) << "1 kPa";
    }
    EXPECT_TRUE(recording.events.empty());
}

TEST(Simulation, PainIsReportedInTimeAndUnderLoad)
{
    for (const auto* scenario : {"holds", "lying"}) {
        const auto simulation = simulate(matProfile(64, 64, 10.0), {.scenario = scenario});
        const auto recording = record(*simulation);
        ASSERT_FALSE(recording.events.empty());
        for (const auto& [frame, event] : recording.events) {
            EXPECT_TRUE(checkEvent(event));
            EXPECT_EQ(event.kind, EventKind::Pain);
            EXPECT_TRUE(event.nrs);
            EXPECT_LE(event.time, recording.frames[frame].stamp.time);
            EXPECT_GT(event.time, recording.frames[frame - 1].stamp.time);
            EXPECT_GT(recording.frames[frame].counts.maxCoeff(), 300) << "30 kPa under a ball";
            const auto& holds = simulation->truth().holds;
            EXPECT_TRUE(
                std::any_of(holds.begin(), holds.end(), [at = toSeconds(event.time)](const auto& hold) {
                    return hold.start_s <= at && at <= hold.end_s;
                }));
        }
    }
}

TEST(Simulation, HoldsAreRatedSixThenFour)
{
    const auto recording = record(*simulate(matProfile(16, 16, 20.0), {.scenario = "holds"}));
    ASSERT_EQ(recording.events.size(), 2U);
    EXPECT_EQ(recording.events[0].second.nrs, 6);
    EXPECT_EQ(recording.events[1].second.nrs, 4);
}

TEST(Simulation, ShorterSessionsAreTheBeginningOfLongerOnes)
{
    const auto profile = matProfile(16, 16, 20.0);
    const auto whole = record(*simulate(profile, {.scenario = "holds"}));
    const auto simulation = simulate(profile, {.scenario = "holds", .duration_s = 30.0});
    const auto cut = record(*simulation);
    ASSERT_EQ(cut.frames.size(), 1500U);
    for (std::size_t i = 0; i < cut.frames.size(); ++i) {
        ASSERT_TRUE((cut.frames[i].counts == whole.frames[i].counts).all());
    }
    EXPECT_TRUE(cut.events.empty());
    ASSERT_EQ(simulation->truth().holds.size(), 1U);
    EXPECT_DOUBLE_EQ(simulation->truth().holds[0].end_s, 29.98);
    EXPECT_TRUE(simulation->truth().spots.empty());
}

TEST(Simulation, FaultsAreBrokenCellsAndListed)
{
    const auto profile = matProfile(32, 32, 10.0);
    const auto simulation = simulate(profile, {.scenario = "lying", .duration_s = 8.0, .with_faults = true});
    const auto recording = record(*simulation);
    ASSERT_EQ(simulation->truth().faults.size(), 3U);
    for (const auto& fault : simulation->truth().faults) {
        for (const auto& frame : recording.frames) {
            if (fault.kind == "dead") {
                ASSERT_EQ(frame.counts(fault.row, fault.col), 0);
            } else {
                ASSERT_EQ(fault.kind, "hot");
                ASSERT_GT(frame.counts(fault.row, fault.col), 3600);
            }
        }
    }
    EXPECT_TRUE(simulate(profile, {.scenario = "lying"})->truth().faults.empty());
}

TEST(Simulation, UnknownScenarioIsNotFoundAndTheErrorListsThoseThereAre)
{
    const auto refused = makeSimulation(matProfile(8, 8, 10.0), {.scenario = "dancing"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::NotFound);
    for (const auto* id : {"dancing", "empty", "holds", "rolling", "lying"}) {
        EXPECT_THAT(refused.error().message, HasSubstr(id));
    }
}

TEST(Simulation, RefusesTimesRatesAndProfilesThatMeanNothing)
{
    auto profile = matProfile(8, 8, 10.0);
    for (const double bad : {0.0, -1.0, 1e9, std::numeric_limits<double>::quiet_NaN()}) {
        const auto duration = makeSimulation(profile, {.scenario = "empty", .duration_s = bad});
        ASSERT_FALSE(duration);
        EXPECT_EQ(duration.error().code, ErrorCode::InvalidArgument);
        EXPECT_FALSE(makeSimulation(profile, {.scenario = "empty", .rate = Frequency{bad}}));
    }
    profile.bit_depth = 24;
    EXPECT_THAT(makeSimulation(profile, {.scenario = "empty"}).error().message, HasSubstr("24 bits"));
    profile.bit_depth = 12;
    profile.calibration.ceiling_counts = std::uint16_t{0};
    EXPECT_FALSE(makeSimulation(profile, {.scenario = "empty"}));
    profile.calibration.ceiling_counts.reset();
    profile.calibration.curve = LinearCalibration{.kpa_per_count = 0.0};
    EXPECT_FALSE(makeSimulation(profile, {.scenario = "empty"}));
}

TEST(Scenarios, AreThoseThatScriptsRelyOn)
{
    std::vector<std::string_view> ids;
    for (const auto& scenario : scenarios()) {
        ids.push_back(scenario.id);
        EXPECT_FALSE(scenario.title.empty());
    }
    EXPECT_THAT(ids, ElementsAre("empty", "holds", "rolling", "lying", "weights", "breathing", "percussion"));
}

}  // namespace
}  // namespace palpate::acquisition
