#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/analysis/pipeline.hpp"

#include "mats.hpp"

namespace palpate::analysis {
namespace {

using testing::addBall;
using testing::frame;
using testing::header;

Event pain(double time_s, int nrs = 5)
{
    return {.time = fromSeconds(time_s), .kind = EventKind::Pain, .nrs = nrs};
}

using Load = std::function<void(PressureArray&, double)>;

SessionResults analyze(const Load& load, const std::vector<Event>& events, double seconds = 30.0,
                       const SessionHeader& of = header(20, 20), const AnalysisSettings& settings = {})
{
    auto pipeline = Pipeline::create(of, settings).value();
    for (const Event& event : events) {
        pipeline.addEvent(event);
    }
    for (int k = 0; k < static_cast<int>(20.0 * seconds); ++k) {
        PressureArray kpa = PressureArray::Zero(20, 20);
        load(kpa, k / 20.0);
        // Counts of a tenth of a kPa.
        pipeline.push(frame(k / 20.0, (10.0F * kpa + 0.5F).cast<std::uint16_t>()));
    }
    return pipeline.finish(0);
}

SessionHeader tenths()
{
    SessionHeader of = header(20, 20);
    of.calibration.curve = LinearCalibration{.kpa_per_count = 0.1};
    return of;
}

/// A ball from 5 s to 20 s.
void ball(PressureArray& kpa, double t)
{
    if (t >= 5.0 && t < 20.0) {
        addBall(kpa, 97.0, 104.0, 30.0, 12.0);
    }
}

TEST(PipelineSpots, AReportBelongsToTheFrameAtOrBeforeIt)
{
    // The last frame with the load is at 19.95 s, the first one at 5 s.
    for (const double time_s : {5.0, 5.02, 12.0, 19.95}) {
        const auto results = analyze(ball, {pain(time_s)}, 30.0, tenths());
        ASSERT_EQ(results.spots.size(), 1U) << time_s;
        EXPECT_EQ(results.spots[0].evidence, SpotEvidence::Reported);
        EXPECT_NEAR(results.spots[0].place.x_mm, 97.0, 0.5);
        EXPECT_NEAR(results.spots[0].place.y_mm, 104.0, 0.5);
        EXPECT_EQ(results.spots[0].nrs, 5);
    }
}

TEST(PipelineSpots, WhatIsLeftOfALiftedLoadIsNotMeant)
{
    const auto lifted = [](PressureArray& kpa, double t) {
        ball(kpa, t);
        if (t >= 20.0) {
            kpa.block(2, 2, 1, 2).setConstant(4.9F);
        }
    };
    const auto soon = analyze(lifted, {pain(20.3)}, 30.0, tenths());
    ASSERT_EQ(soon.spots.size(), 1U);
    EXPECT_NEAR(soon.spots[0].place.x_mm, 97.0, 0.5);
    const auto later = analyze(lifted, {pain(25.0)}, 30.0, tenths());
    ASSERT_FALSE(later.spots.empty());
    EXPECT_NEAR(later.spots[0].place.x_mm, 30.0, 0.5) << "the only load there is";
}

TEST(PipelineSpots, AReportMayComeThreeSecondsAfterTheLoad)
{
    const auto evidenceAt = [](double time_s) {
        return analyze(ball, {pain(time_s)}, 30.0, tenths()).spots.at(0).evidence;
    };
    EXPECT_EQ(evidenceAt(22.95), SpotEvidence::Reported);
    EXPECT_EQ(evidenceAt(22.96), SpotEvidence::Suggested);
    EXPECT_EQ(evidenceAt(4.99), SpotEvidence::Suggested) << "nothing was loaded before";
}

TEST(PipelineSpots, AReportThatFindsNothingIsNamed)
{
    const auto results = analyze(ball, {pain(4.0), pain(25.0)}, 30.0, tenths());
    EXPECT_NE(std::find(results.quality.reasons.begin(), results.quality.reasons.end(),
                        "2 pain reports while nothing was on the mat"),
              results.quality.reasons.end());
}

TEST(PipelineSpots, ARestWithoutAReportIsSuggestedAndRingsNoTenderness)
{
    const auto results = analyze(ball, {}, 30.0, tenths());
    ASSERT_EQ(results.spots.size(), 1U);
    EXPECT_EQ(results.spots[0].evidence, SpotEvidence::Suggested);
    EXPECT_NEAR(results.spots[0].place.x_mm, 97.0, 1.0);
    EXPECT_NEAR(results.spots[0].place.y_mm, 104.0, 1.0);
    EXPECT_FLOAT_EQ(results.maps.tenderness.maxCoeff(), 0.0F);
}

TEST(PipelineSpots, TheTendernessMapShowsTheRating)
{
    const auto results = analyze(ball, {pain(12.0, 10)}, 30.0, tenths());
    Eigen::Index row = 0;
    Eigen::Index col = 0;
    EXPECT_NEAR(results.maps.tenderness.maxCoeff(&row, &col), 10.0, 0.5);
    EXPECT_EQ(row, 10);
    EXPECT_EQ(col, 9);
}

TEST(PipelineSpots, AHotCellIsNoSpotAndNoHold)
{
    const auto results = analyze(
        [](PressureArray& kpa, double t) {
            kpa(4, 15) = 60.0F;
            kpa(4, 16) = 3.0F;
            kpa(5, 15) = 2.0F;
            ball(kpa, t);
        },
        {pain(12.0)}, 30.0, tenths());
    ASSERT_EQ(results.spots.size(), 1U);
    EXPECT_NEAR(results.spots[0].place.x_mm, 97.0, 0.5);
    EXPECT_EQ(results.holds.size(), 1U);
    ASSERT_EQ(results.quality.invalid_cells.size(), 1U);
    EXPECT_EQ(results.quality.invalid_cells[0].cell, (CellIndex{.row = 4, .col = 15}));
    EXPECT_TRUE(std::isnan(results.maps.peak_kpa(4, 15)));
}

TEST(PipelineSpots, ARampGivesAThresholdAndAPlateauNone)
{
    const auto press = [](PressureArray& kpa, double t) {
        // Three presses of 5 s, up in 4 s, released at 4.9 s; the last one stays up for long.
        const double since = t < 10.0 ? std::fmod(t, 5.0) : t - 10.0;
        if (since < 4.9 || t >= 10.0) {
            addBall(kpa, 97.0, 104.0, std::min(40.0, 10.0 * since), 12.0);
        }
    };
    const auto results = analyze(press, {pain(3.0), pain(3.5), pain(8.5), pain(25.0)}, 30.0, tenths());
    ASSERT_EQ(results.spots.size(), 1U);
    const Spot& spot = results.spots[0];
    EXPECT_EQ(spot.reports.size(), 4U);
    ASSERT_EQ(spot.trials.size(), 2U);
    EXPECT_NEAR(spot.trials[0].kpa, 30.0, 1.0);
    EXPECT_NEAR(spot.trials[1].kpa, 35.0, 1.0);
    EXPECT_NEAR(spot.trials[0].ramp_kpa_s, 10.0, 0.3);
    EXPECT_NEAR(spot.ppt_kpa.value(), 32.5, 1.0);
}

}  // namespace
}  // namespace palpate::analysis
