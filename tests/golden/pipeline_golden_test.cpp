#include <cmath>
#include <filesystem>
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "expected_table.hpp"
#include "golden_case.hpp"

namespace palpate::golden {
namespace {

std::string shown(std::optional<double> value)
{
    return value ? std::to_string(*value) : "nothing";
}

#define EXPECT_AGREES(actual, expected) \
    EXPECT_TRUE(agrees(actual, expected)) << "is " << shown(actual) << ", expected " << shown(expected)

class PipelineGolden : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(inputOf(GetParam()))) {
            GTEST_SKIP() << "the recording " << inputOf(GetParam()) << " is absent";
        }
        results_ = analyze(readCase(GetParam()));
    }

    SessionResults results_;
};

TEST_P(PipelineGolden, FramesAgreeWithTheReferenceScript)
{
    const auto expected = ExpectedTable::withHeader(GetParam() + "_frames");
    ASSERT_EQ(results_.frames.size(), expected.rows());
    for (std::size_t row = 0; row < expected.rows(); ++row) {
        SCOPED_TRACE("frame " + std::to_string(row));
        const FrameMetrics& metrics = results_.frames[row];
        EXPECT_AGREES(metrics.time_s, expected.number(row, "time_s"));
        EXPECT_EQ(metrics.valid ? "1" : "0", expected.text(row, "valid"));
        for (const MetricColumn& column : metricColumns()) {
            SCOPED_TRACE(column.name);
            EXPECT_AGREES(column.value(metrics), expected.number(row, std::string{column.name}));
        }
    }
}

TEST_P(PipelineGolden, MapsAgreeWithTheReferenceScript)
{
    for (const MapColumn& column : mapColumns()) {
        SCOPED_TRACE(column.name);
        const auto expected = ExpectedTable::withoutHeader(GetParam() + "_map_" + std::string{column.name});
        const CellArray<float>& map = column.values(results_.maps);
        ASSERT_EQ(static_cast<std::size_t>(map.rows()), expected.rows());
        for (std::size_t row = 0; row < expected.rows(); ++row) {
            ASSERT_EQ(static_cast<std::size_t>(map.cols()), expected.cols(row));
            for (std::size_t col = 0; col < expected.cols(row); ++col) {
                SCOPED_TRACE("row " + std::to_string(row) + " col " + std::to_string(col));
                const float value = map(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(col));
                const auto present =
                    std::isnan(value) ? std::nullopt : std::optional{static_cast<double>(value)};
                EXPECT_AGREES(present, expected.number(row, col));
            }
        }
    }
}

TEST_P(PipelineGolden, HoldsAgreeWithTheReferenceScript)
{
    const auto expected = ExpectedTable::withHeader(GetParam() + "_holds");
    ASSERT_EQ(results_.holds.size(), expected.rows());
    for (std::size_t row = 0; row < expected.rows(); ++row) {
        SCOPED_TRACE("hold " + std::to_string(row));
        const Hold& hold = results_.holds[row];
        EXPECT_AGREES(hold.start_s, expected.number(row, "start_s"));
        EXPECT_AGREES(hold.end_s, expected.number(row, "end_s"));
        EXPECT_AGREES(hold.duration_s, expected.number(row, "duration_s"));
        EXPECT_AGREES(hold.place.x_mm, expected.number(row, "x_mm"));
        EXPECT_AGREES(hold.place.y_mm, expected.number(row, "y_mm"));
        EXPECT_EQ(toString(hold.shape), expected.text(row, "shape"));
        EXPECT_AGREES(hold.mean_n, expected.number(row, "mean_n"));
        EXPECT_AGREES(hold.cv_pct, expected.number(row, "cv_pct"));
        EXPECT_AGREES(hold.mean_kpa, expected.number(row, "mean_kpa"));
        EXPECT_AGREES(hold.peak_kpa, expected.number(row, "peak_kpa"));
        EXPECT_EQ(toString(hold.in_window), expected.text(row, "in_window"));
        EXPECT_AGREES(hold.drift_pct, expected.number(row, "drift_pct"));
    }
}

TEST_P(PipelineGolden, StrokesAgreeWithTheReferenceScript)
{
    const auto expected = ExpectedTable::withHeader(GetParam() + "_strokes");
    ASSERT_EQ(results_.strokes.size(), expected.rows());
    for (std::size_t row = 0; row < expected.rows(); ++row) {
        SCOPED_TRACE("stroke " + std::to_string(row));
        const Stroke& stroke = results_.strokes[row];
        EXPECT_AGREES(stroke.start_s, expected.number(row, "start_s"));
        EXPECT_AGREES(stroke.end_s, expected.number(row, "end_s"));
        EXPECT_AGREES(stroke.length_mm, expected.number(row, "length_mm"));
        EXPECT_AGREES(stroke.duration_s, expected.number(row, "duration_s"));
        EXPECT_AGREES(stroke.speed_mm_s, expected.number(row, "speed_mm_s"));
        EXPECT_EQ(toString(stroke.shape), expected.text(row, "shape"));
    }
}

INSTANTIATE_TEST_SUITE_P(Cases, PipelineGolden,
                         testing::Values("synthetic", "lying_s1_1", "lying_s5_3", "fscan", "iscan"),
                         [](const auto& case_info) { return case_info.param; });

}  // namespace
}  // namespace palpate::golden
