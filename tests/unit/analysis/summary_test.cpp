#include "palpate/analysis/summary.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "palpate/analysis/quality.hpp"

namespace palpate::analysis {
namespace {

TEST(Summary, IsOverTheValidFramesInWhichTheMetricExists)
{
    std::vector<FrameMetrics> frames(4);
    frames[0].force_n = 2.0;
    frames[1].force_n = 4.0;
    frames[1].mean_kpa = 3.0;
    frames[2].force_n = 6.0;
    frames[3].force_n = 900.0;
    frames[3].valid = false;
    const auto summary = summarize(frames);
    EXPECT_DOUBLE_EQ(summary[0]->mean, 4.0);
    EXPECT_DOUBLE_EQ(summary[0]->min, 2.0);
    EXPECT_DOUBLE_EQ(summary[0]->max, 6.0);
    EXPECT_NEAR(summary[0]->sd, 1.6329931618554521, 1e-12);
    EXPECT_DOUBLE_EQ(summary[2]->mean, 3.0);
    EXPECT_DOUBLE_EQ(summary[2]->sd, 0.0);
    EXPECT_FALSE(summary[7]);
}

TEST(Summary, RateIsThatOfTheMedianPeriod)
{
    std::vector<FrameMetrics> frames(4);
    frames[1].time_s = 0.1;
    frames[2].time_s = 0.2;
    frames[3].time_s = 5.0;
    EXPECT_NEAR(medianRate(frames)->hz, 10.0, 1e-9);
    frames.resize(1);
    EXPECT_FALSE(medianRate(frames));
}

TEST(Quality, IsPerfectWithoutAReason)
{
    const Quality quality = gradeQuality({.frames = 6000, .contact_cells = 10});
    EXPECT_EQ(quality.grade, QualityGrade::A);
    EXPECT_TRUE(quality.reasons.empty());
}

TEST(Quality, NamesTheNumbers)
{
    const Quality quality = gradeQuality({.frames = 5997, .lost_frames = 3, .contact_cells = 10});
    EXPECT_EQ(quality.grade, QualityGrade::A);
    ASSERT_EQ(quality.reasons.size(), 1U);
    EXPECT_EQ(quality.reasons[0], "3 frames lost of 6000");
}

TEST(Quality, IsTheWorstOfItsGrades)
{
    const auto grade_of = [](const QualityFacts& facts) { return gradeQuality(facts).grade; };
    EXPECT_EQ(grade_of({.frames = 100, .misses_tare = true}), QualityGrade::B);
    EXPECT_EQ(grade_of({.frames = 100, .junk_frames = 2}), QualityGrade::B);
    EXPECT_EQ(grade_of({.frames = 100, .junk_frames = 7, .misses_tare = true}), QualityGrade::C);
    EXPECT_EQ(grade_of({.frames = 100, .lost_frames = 20, .misses_tare = true}), QualityGrade::D);
    EXPECT_EQ(grade_of({.frames = 100, .saturated_cells = 1, .contact_cells = 1000}), QualityGrade::B);
    EXPECT_EQ(grade_of({.frames = 100, .saturated_cells = 30, .contact_cells = 1000}), QualityGrade::C);
    EXPECT_EQ(grade_of({.frames = 100, .saturated_cells = 60, .contact_cells = 1000}), QualityGrade::D);
    EXPECT_EQ(grade_of({.frames = 100, .present_cells = 100, .invalid_cells = {CellFault{}}}),
              QualityGrade::B);
    EXPECT_EQ(grade_of({}), QualityGrade::D);
}

}  // namespace
}  // namespace palpate::analysis
