#include <cmath>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "expected_table.hpp"
#include "golden_case.hpp"

namespace palpate::golden {
namespace {

std::string shown(std::optional<double> value)
{
    return value ? std::to_string(*value) : "nothing";
}

void expectNumber(std::optional<double> actual, std::optional<double> expected, const std::string& where)
{
    EXPECT_TRUE(agrees(actual, expected))
        << where << " is " << shown(actual) << ", expected " << shown(expected);
}

/// One row of results under the names of the expected columns.
struct Row {
    std::vector<std::pair<std::string, std::optional<double>>> numbers;
    std::vector<std::pair<std::string, std::string>> texts;
};

Row rowOf(const FrameMetrics& metrics)
{
    Row row{.numbers = {{"time_s", metrics.time_s}}, .texts = {{"valid", metrics.valid ? "1" : "0"}}};
    for (const MetricColumn& column : metricColumns()) {
        row.numbers.emplace_back(std::string{column.name}, column.value(metrics));
    }
    return row;
}

Row rowOf(const Hold& hold)
{
    return {.numbers = {{"start_s", hold.start_s},
                        {"end_s", hold.end_s},
                        {"duration_s", hold.duration_s},
                        {"x_mm", hold.place.x_mm},
                        {"y_mm", hold.place.y_mm},
                        {"mean_n", hold.mean_n},
                        {"cv_pct", hold.cv_pct},
                        {"mean_kpa", hold.mean_kpa},
                        {"peak_kpa", hold.peak_kpa},
                        {"drift_pct", hold.drift_pct}},
            .texts = {{"shape", std::string{toString(hold.shape)}},
                      {"in_window", std::string{toString(hold.in_window)}}}};
}

Row rowOf(const Stroke& stroke)
{
    return {.numbers = {{"start_s", stroke.start_s},
                        {"end_s", stroke.end_s},
                        {"length_mm", stroke.length_mm},
                        {"duration_s", stroke.duration_s},
                        {"speed_mm_s", stroke.speed_mm_s}},
            .texts = {{"shape", std::string{toString(stroke.shape)}}}};
}

void expectRow(const Row& actual, const ExpectedTable& expected, std::size_t row)
{
    const std::string where = "row " + std::to_string(row) + " ";
    for (const auto& [column, number] : actual.numbers) {
        expectNumber(number, expected.number(row, column), where + column);
    }
    for (const auto& [column, text] : actual.texts) {
        EXPECT_EQ(text, expected.text(row, column)) << where << column;
    }
}

template <typename T>
void expectTable(const std::vector<T>& actual, const std::string& name)
{
    const auto expected = ExpectedTable::withHeader(name);
    ASSERT_EQ(actual.size(), expected.rows());
    for (std::size_t row = 0; row < expected.rows(); ++row) {
        expectRow(rowOf(actual[row]), expected, row);
    }
}

void expectMap(const CellArray<float>& map, const std::string& name)
{
    const auto expected = ExpectedTable::withoutHeader(name);
    ASSERT_EQ(static_cast<std::size_t>(map.rows()), expected.rows());
    for (std::size_t i = 0; i < static_cast<std::size_t>(map.size()); ++i) {
        const std::size_t row = i / static_cast<std::size_t>(map.cols());
        const std::size_t col = i % static_cast<std::size_t>(map.cols());
        const auto value = static_cast<double>(map.data()[i]);
        expectNumber(std::isnan(value) ? std::nullopt : std::optional{value}, expected.number(row, col),
                     name + " row " + std::to_string(row) + " col " + std::to_string(col));
    }
}

class PipelineGolden : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(inputOf(GetParam()))) {
            GTEST_SKIP() << "the recording " << inputOf(GetParam()) << " is absent";
        }
        results_ = analyze(readCase(GetParam()));
    }

    [[nodiscard]] const SessionResults& results() const { return results_; }

  private:
    SessionResults results_;
};

TEST_P(PipelineGolden, FramesAgreeWithTheReferenceScript)
{
    expectTable(results().frames, GetParam() + "_frames");
}

TEST_P(PipelineGolden, MapsAgreeWithTheReferenceScript)
{
    for (const MapColumn& column : mapColumns()) {
        expectMap(column.values(results().maps), GetParam() + "_map_" + std::string{column.name});
    }
}

TEST_P(PipelineGolden, HoldsAgreeWithTheReferenceScript)
{
    expectTable(results().holds, GetParam() + "_holds");
}

TEST_P(PipelineGolden, StrokesAgreeWithTheReferenceScript)
{
    expectTable(results().strokes, GetParam() + "_strokes");
}

INSTANTIATE_TEST_SUITE_P(Cases, PipelineGolden,
                         testing::Values("synthetic", "lying_s1_1", "lying_s5_3", "fscan", "iscan"),
                         [](const auto& case_info) { return case_info.param; });

}  // namespace
}  // namespace palpate::golden
