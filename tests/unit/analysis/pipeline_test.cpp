#include "palpate/analysis/pipeline.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "mats.hpp"

namespace palpate::analysis {
namespace {

using testing::frame;
using testing::header;

CountArray ball(int rows, int cols, int row, int col, int kpa)
{
    CountArray counts = CountArray::Zero(rows, cols);
    counts.block(row, col, 2, 2).setConstant(static_cast<std::uint16_t>(kpa));
    return counts;
}

Pipeline pipelineOf(const SessionHeader& of, const AnalysisSettings& settings = {})
{
    return Pipeline::create(of, settings).value();
}

TEST(Pipeline, GivesAFramesMetricsAtOnceAndTheMapsWhenItIsJudged)
{
    auto pipeline = pipelineOf(header(8, 8));
    EXPECT_FALSE(pipeline.latestMetrics());
    for (int k = 0; k < 14; ++k) {
        pipeline.push(frame(0.1 * k, ball(8, 8, 2, 2, 20)));
        EXPECT_DOUBLE_EQ(pipeline.latestMetrics().value().force_n, 8.0);
        EXPECT_FLOAT_EQ(pipeline.latestPressure()(2, 2), 20.0F);
        EXPECT_TRUE(pipeline.maps().peak_kpa.isNaN().all());
    }
    pipeline.push(frame(1.4, ball(8, 8, 2, 2, 30)));
    EXPECT_FLOAT_EQ(pipeline.maps().peak_kpa(2, 2), 30.0F);
    EXPECT_FLOAT_EQ(pipeline.maps().peak_kpa(0, 0), 0.0F);
}

TEST(Pipeline, LeavesJunkOutOfEverythingButKeepsItsMetrics)
{
    auto pipeline = pipelineOf(header(8, 8));
    for (int k = 0; k < 100; ++k) {
        const bool junk = k == 1 || k == 2 || k == 50;
        pipeline.push(frame(0.1 * k, junk ? CountArray::Constant(8, 8, 200) : ball(8, 8, 2, 2, 20)));
    }
    const SessionResults results = pipeline.finish(0);
    EXPECT_EQ(results.frames.size(), 100U);
    EXPECT_EQ(results.valid_frames, 97U);
    EXPECT_EQ(results.quality.junk_frames, 3U);
    EXPECT_FALSE(results.frames[50].valid);
    EXPECT_DOUBLE_EQ(results.frames[50].peak_kpa, 200.0);
    EXPECT_FLOAT_EQ(results.maps.peak_kpa(2, 2), 20.0F);
    EXPECT_FLOAT_EQ(results.maps.pti_kpa_s(2, 2), 198.0F) << "junk makes no gap";
    EXPECT_DOUBLE_EQ(results.summary[0]->max, 8.0);
    ASSERT_EQ(results.holds.size(), 1U);
    EXPECT_NEAR(results.holds[0].duration_s, 9.9, 1e-9);
    EXPECT_NEAR(results.duration_s, 9.9, 1e-9);
    EXPECT_NEAR(results.rate.value().hz, 10.0, 1e-9);
}

TEST(Pipeline, DoesNotBridgeMissingFrames)
{
    auto pipeline = pipelineOf(header(8, 8));
    for (int k = 0; k < 100; ++k) {
        pipeline.push(frame(0.1 * k + (k >= 60 ? 5.0 : 0.0), ball(8, 8, 2, 2, 20)));
    }
    const SessionResults results = pipeline.finish(50);
    EXPECT_NEAR(results.maps.pti_kpa_s(2, 2), 20.0F * 9.8F, 1e-3F);
    EXPECT_NEAR(results.maps.sustained_longest_s(2, 2), 5.9F, 1e-5F);
    EXPECT_EQ(results.holds.size(), 1U) << "the part after the break is under 5 s";
    EXPECT_EQ(results.quality.lost_frames, 50U);
    EXPECT_EQ(results.quality.grade, QualityGrade::D);
}

TEST(Pipeline, IsEmptyAfterFinish)
{
    auto pipeline = pipelineOf(header(8, 8));
    for (int k = 0; k < 20; ++k) {
        pipeline.push(frame(k, ball(8, 8, 2, 2, 20)));
    }
    const SessionResults first = pipeline.finish(0);
    EXPECT_FALSE(pipeline.latestMetrics());
    EXPECT_TRUE(pipeline.finishedHolds().empty());
    EXPECT_EQ(pipeline.junkFrames(), 0U);
    for (int k = 0; k < 20; ++k) {
        pipeline.push(frame(k, ball(8, 8, 2, 2, 20)));
    }
    const SessionResults second = pipeline.finish(0);
    EXPECT_EQ(second.frames.size(), first.frames.size());
    EXPECT_TRUE((second.maps.pti_kpa_s == first.maps.pti_kpa_s).all());
}

TEST(Pipeline, TakesASessionOfNoOneAndFewFrames)
{
    EXPECT_EQ(pipelineOf(header(4, 4)).finish(0).valid_frames, 0U);
    for (int frames = 1; frames <= 16; ++frames) {
        auto pipeline = pipelineOf(header(4, 4));
        for (int k = 0; k < frames; ++k) {
            pipeline.push(frame(k, ball(4, 4, 1, 1, 12)));
        }
        const SessionResults results = pipeline.finish(0);
        EXPECT_EQ(results.valid_frames, static_cast<std::uint64_t>(frames));
        EXPECT_FLOAT_EQ(results.maps.mean_kpa(1, 1), 12.0F);
        EXPECT_FLOAT_EQ(results.maps.pti_kpa_s(1, 1), 12.0F * static_cast<float>(frames - 1));
        EXPECT_EQ(results.rate.has_value(), frames > 1);
    }
}

TEST(Pipeline, AsksInBetweenChangesNothing)
{
    std::mt19937 random{11};
    std::uniform_int_distribution<int> place{0, 5};
    std::uniform_int_distribution<int> level{0, 40};
    auto quiet = pipelineOf(header(8, 8));
    auto asked = pipelineOf(header(8, 8));
    for (int k = 0; k < 200; ++k) {
        const RawFrame next = frame(0.05 * k, ball(8, 8, place(random), place(random), level(random)));
        quiet.push(next);
        asked.push(next);
        (void)asked.maps();
        (void)asked.runningHolds();
        (void)asked.quality(0);
    }
    const SessionResults a = quiet.finish(0);
    const SessionResults b = asked.finish(0);
    for (const MapColumn& column : mapColumns()) {
        EXPECT_TRUE((column.values(a.maps) == column.values(b.maps)).all()) << column.name;
    }
    EXPECT_EQ(a.valid_frames, b.valid_frames);
}

TEST(Pipeline, CountsSaturatedCellsOfCountsAndOfKpa)
{
    SessionHeader counts = header(4, 4, {{.row = 0, .col = 0}});
    counts.calibration.ceiling_counts = 50;
    auto of_counts = pipelineOf(counts, {.invalid_cells = {{.cell = {.row = 3, .col = 3}}}});
    of_counts.push(frame(0.0, CountArray::Constant(4, 4, 50)));
    EXPECT_EQ(of_counts.latestMetrics().value().saturated_cells, 14);

    SessionHeader kpa = header(4, 4);
    kpa.samples = SampleKind::Kpa;
    kpa.calibration.ceiling = Pressure{30.0};
    auto of_kpa = pipelineOf(kpa);
    PressureFrame loaded{.kpa = PressureArray::Constant(4, 4, 29.9F)};
    loaded.kpa(1, 1) = 30.0F;
    of_kpa.push(loaded);
    EXPECT_EQ(of_kpa.latestMetrics().value().saturated_cells, 1);
    EXPECT_NEAR(of_kpa.finish(0).quality.saturated_fraction, 1.0 / 16.0, 1e-12);
}

TEST(Pipeline, ShowsTheHoldThatIsUnderWay)
{
    auto pipeline = pipelineOf(header(8, 8));
    for (int k = 0; k < 100; ++k) {
        pipeline.push(frame(0.1 * k, ball(8, 8, 2, 4, 20)));
    }
    ASSERT_EQ(pipeline.runningHolds().size(), 1U);
    EXPECT_NEAR(pipeline.runningHolds()[0].duration_s, 9.9, 1e-9);
    EXPECT_DOUBLE_EQ(pipeline.runningHolds()[0].place.x_mm, 50.0);
    EXPECT_DOUBLE_EQ(pipeline.runningHolds()[0].place.y_mm, 30.0);
    EXPECT_TRUE(pipeline.finishedHolds().empty());
}

TEST(Pipeline, RefusesSettingsThatDoNotFit)
{
    EXPECT_FALSE(Pipeline::create(header(4, 4), {.invalid_cells = {{.cell = {.row = 9, .col = 0}}}}));
    SessionHeader bad = header(4, 4);
    bad.tare = Tare{.mean_kpa = CellArray<float>::Zero(1, 1)};
    EXPECT_FALSE(Pipeline::create(bad, {}));
}

}  // namespace
}  // namespace palpate::analysis
