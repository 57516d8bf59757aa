#include "simulator/session_truth.hpp"

#include <gtest/gtest.h>

#include "mat_profiles.hpp"

namespace palpate::acquisition::simulator {
namespace {

const ScenarioPlan& planNamed(const std::vector<ScenarioPlan>& plans, std::string_view id)
{
    return *std::find_if(plans.begin(), plans.end(), [id](const auto& plan) { return plan.id == id; });
}

IdealMat idealMat(std::string_view scenario, const MatProfile& profile, double duration_s)
{
    const auto plans = scenarioPlans();
    return {profile.geometry, makeTimeline(planNamed(plans, scenario), profile.geometry, 1, duration_s)};
}

/// Holds found again from the fields alone, without a look at the timeline.
struct Loaded {
    double start_s;
    double end_s;
    double mean_n;
    double peak_kpa;
};

std::vector<Loaded> loadedStretches(const IdealMat& ideal, const FrameClock& clock)
{
    std::vector<Loaded> stretches;
    PressureArray field(ideal.mat().rows(), ideal.mat().cols());
    bool was_loaded = false;
    int frames = 0;
    for (std::uint64_t frame = 0; frame < clock.frames; ++frame) {
        ideal.fieldAt(clock.timeAt(frame), field);
        const auto peak = static_cast<double>(field.maxCoeff());
        const double force = (Pressure{static_cast<double>(field.sum())} * ideal.mat().cellArea()).n;
        const bool loaded = peak >= 10.0;
        if (loaded && !was_loaded) {
            stretches.push_back({.start_s = clock.timeAt(frame), .end_s = 0, .mean_n = 0, .peak_kpa = 0});
            frames = 0;
        }
        if (loaded) {
            auto& now = stretches.back();
            now.end_s = clock.timeAt(frame);
            now.mean_n += (force - now.mean_n) / ++frames;
            now.peak_kpa = std::max(now.peak_kpa, peak);
        }
        was_loaded = loaded;
    }
    return stretches;
}

TEST(SessionTruth, HoldsAreWhereTheNoiseFreeFieldsExceedTheHoldLevel)
{
    const FrameClock clock{.rate_hz = 50.0, .frames = 5500};
    for (const auto& profile : matProfilesOfAllSizes()) {
        const IdealMat ideal = idealMat("holds", profile, 110.0);
        const auto holds = trueHolds(ideal, clock);
        const auto found = loadedStretches(ideal, clock);
        ASSERT_EQ(holds.size(), 3U) << profile.id;
        ASSERT_EQ(found.size(), 3U) << profile.id;
        for (std::size_t i = 0; i < 3; ++i) {
            EXPECT_NEAR(holds[i].start_s, found[i].start_s, 0.021) << profile.id;
            EXPECT_NEAR(holds[i].end_s, found[i].end_s, 0.021) << profile.id;
            EXPECT_NEAR(holds[i].mean_n / found[i].mean_n, 1.0, 0.01) << profile.id;
            EXPECT_NEAR(holds[i].peak_kpa / found[i].peak_kpa, 1.0, 0.001) << profile.id;
        }
        EXPECT_NEAR(holds[0].end_s - holds[0].start_s, 35.0, 1.5) << profile.id;
        EXPECT_NEAR(holds[1].end_s - holds[1].start_s, 42.0, 1.5) << profile.id;
        EXPECT_NEAR(holds[2].end_s - holds[2].start_s, 18.0, 1.5) << profile.id;
    }
}

TEST(SessionTruth, BallPressuresOnCentimetreCellsAreThoseOfABallUnderALimb)
{
    const FrameClock clock{.rate_hz = 50.0, .frames = 5500};
    for (const auto& hold : trueHolds(idealMat("holds", matProfile(64, 64, 10.0), 110.0), clock)) {
        EXPECT_GT(hold.mean_n, 35.0);
        EXPECT_LT(hold.mean_n, 60.0);
        EXPECT_GT(hold.peak_kpa, 100.0);
        EXPECT_LT(hold.peak_kpa, 300.0);
    }
}

TEST(SessionTruth, HoldsAreCutWithTheSessionAndShortRestsAreNone)
{
    const auto ideal = idealMat("holds", matProfile(32, 32, 10.0), 60.0);
    const auto holds = trueHolds(ideal, {.rate_hz = 50.0, .frames = 3000});
    ASSERT_EQ(holds.size(), 2U);
    EXPECT_DOUBLE_EQ(holds[1].end_s, 59.98);
    EXPECT_EQ(trueHolds(ideal, {.rate_hz = 50.0, .frames = 2200}).size(), 1U);
}

TEST(SessionTruth, StrokesRunFromTurningPointToTurningPoint)
{
    const auto timeline = idealMat("rolling", matProfile(64, 64, 10.0), 60.0).timeline();
    const auto strokes = trueStrokes(timeline, {.rate_hz = 100.0, .frames = 6000});
    ASSERT_EQ(strokes.size(), 12U);
    const auto& pass = timeline.passes.front();
    double direction = 1.0;
    for (const auto& stroke : strokes) {
        const double duration = stroke.end_s - stroke.start_s;
        EXPECT_GE(duration, 3.0);
        EXPECT_LE(duration, 5.0);
        const double from = pass.path.at(stroke.start_s).y_mm;
        double last = from;
        for (int step = 1; step <= 20; ++step) {
            const double now = pass.path.at(stroke.start_s + duration * step / 20.0).y_mm;
            EXPECT_GT((now - last) * direction, 0.0);
            last = now;
        }
        EXPECT_NEAR(stroke.length_mm, std::abs(last - from), 1e-6);
        EXPECT_NEAR(stroke.speed_mm_s, stroke.length_mm / duration, 1e-6);
        direction = -direction;
    }
    // Cut in the pause after the sixth stroke, then in the middle of the seventh.
    EXPECT_EQ(trueStrokes(timeline, {.rate_hz = 100.0, .frames = 2900}).size(), 6U);
    const auto cut = trueStrokes(timeline, {.rate_hz = 100.0, .frames = 3300});
    ASSERT_EQ(cut.size(), 7U);
    EXPECT_DOUBLE_EQ(cut.back().end_s, 32.99);
    EXPECT_LT(cut.back().length_mm, 290.0);
}

TEST(SessionTruth, SpotsCarryTheLastRatingAndTheThresholdOfASlowPress)
{
    const auto ideal = idealMat("lying", matProfile(64, 64, 10.0), 90.0);
    const auto spots = trueSpots(ideal, {.rate_hz = 50.0, .frames = 4500});
    ASSERT_EQ(spots.size(), 2U);
    EXPECT_EQ(spots[0].nrs, 4);
    EXPECT_FALSE(spots[0].ppt_kpa);
    EXPECT_EQ(spots[1].nrs, 5);
    ASSERT_TRUE(spots[1].ppt_kpa);
    PressureArray field(64, 64);
    ideal.fieldAt(50.2, field);
    EXPECT_NEAR(*spots[1].ppt_kpa, static_cast<double>(field.maxCoeff()), 0.01);

    const auto early = trueSpots(ideal, {.rate_hz = 50.0, .frames = 1500});
    ASSERT_EQ(early.size(), 1U);
    EXPECT_EQ(early[0].nrs, 7);
}

TEST(SessionTruth, ASecondRoundRepeatsHoldsAtTheSamePlacesAndSpotsOnce)
{
    const auto ideal = idealMat("holds", matProfile(32, 32, 10.0), 220.0);
    const FrameClock clock{.rate_hz = 20.0, .frames = 4400};
    const auto holds = trueHolds(ideal, clock);
    ASSERT_EQ(holds.size(), 6U);
    EXPECT_NEAR(holds[4].start_s, holds[1].start_s + 110.0, 0.2);
    EXPECT_NEAR(holds[4].place.x_mm, holds[1].place.x_mm, 0.5);
    EXPECT_NE(holds[4].mean_n, holds[1].mean_n);
    EXPECT_EQ(trueSpots(ideal, clock).size(), 1U);
    EXPECT_EQ(painReports(ideal.timeline(), clock).size(), 4U);
}

TEST(IdealMat, EveryScenarioIsFiniteOnEveryMatAndBeginsAndEndsEmpty)
{
    for (const auto& profile : matProfilesOfAllSizes()) {
        for (const auto& plan : scenarioPlans()) {
            const IdealMat ideal = idealMat(plan.id, profile, plan.duration_s);
            PressureArray field(profile.geometry.rows(), profile.geometry.cols());
            bool touched = false;
            const FrameClock clock{.rate_hz = 20.0,
                                   .frames = static_cast<std::uint64_t>(plan.duration_s) * 20U};
            for (std::uint64_t frame = 0; frame < clock.frames; ++frame) {
                const double time = clock.timeAt(frame);
                ideal.fieldAt(time, field);
                ASSERT_TRUE(field.isFinite().all() && (field >= 0.0F).all()) << plan.id << " " << time;
                touched = touched || field.maxCoeff() > 0.0F;
                if (time <= 3.0) {
                    ASSERT_EQ(field.maxCoeff(), 0.0F) << plan.id;
                }
            }
            EXPECT_EQ(field.maxCoeff(), 0.0F) << plan.id;
            EXPECT_EQ(touched, plan.id != "empty") << plan.id << " " << profile.id;
        }
    }
}

TEST(IdealMat, TheBallTakesItsPartOfTheBodysWeight)
{
    const auto profile = matProfile(64, 32, 28.0);
    const IdealMat ideal = idealMat("lying", profile, 90.0);
    PressureArray field(64, 32);
    for (const double time : {8.0, 25.0, 45.0, 70.0}) {
        ideal.fieldAt(time, field);
        const double force =
            (Pressure{static_cast<double>(field.cast<double>().sum())} * profile.geometry.cellArea()).n;
        EXPECT_NEAR(force / kClientWeight.n, 1.0, 0.01) << time;
    }
}

}  // namespace
}  // namespace palpate::acquisition::simulator
