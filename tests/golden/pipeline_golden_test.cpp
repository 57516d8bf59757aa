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
                        {"drift_pct", hold.drift_pct},
                        {"corrected_mean_n", hold.corrected_mean_n},
                        {"corrected_drift_pct", hold.corrected_drift_pct},
                        {"drift_uncertainty_pct", hold.drift_uncertainty_pct}},
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

Row rowOf(const Spot& spot)
{
    return {.numbers = {{"x_mm", spot.place.x_mm},
                        {"y_mm", spot.place.y_mm},
                        {"area_cm2", spot.area_cm2},
                        {"peak_kpa", spot.peak_kpa},
                        {"mean_kpa", spot.mean_kpa},
                        {"sustained_s", spot.sustained_s},
                        {"pti_kpa_s", spot.pti_kpa_s},
                        {"nrs", spot.nrs},
                        {"ppt_kpa", spot.ppt_kpa},
                        {"ppt_n", spot.ppt_n},
                        {"reports", static_cast<double>(spot.reports.size())},
                        {"trials", static_cast<double>(spot.trials.size())}},
            .texts = {{"evidence", std::string{toString(spot.evidence)}}}};
}

void addSummary(Row& row, const std::string& name, const std::optional<MetricSummary>& summary)
{
    const auto add = [&](const char* what, double MetricSummary::*value) {
        row.numbers.emplace_back(name + what, summary ? std::optional{(*summary).*value} : std::nullopt);
    };
    add("_mean", &MetricSummary::mean);
    add("_max", &MetricSummary::max);
    add("_min", &MetricSummary::min);
    add("_std", &MetricSummary::sd);
}

Row rowOf(const RegionResults& region)
{
    Row row{.numbers = {{"area_cm2", region.area_cm2},
                        {"active_area_cm2", region.active_area_cm2},
                        {"pti_novel_kpa_s", region.pti_novel_kpa_s},
                        {"pti_true_kpa_s", region.pti_true_kpa_s},
                        {"force_time_n_s", region.force_time_n_s},
                        {"sustained_longest_s", region.sustained_longest_s}},
            .texts = {{"name", region.name}}};
    addSummary(row, "force_n", region.force_n);
    addSummary(row, "contact_area_cm2", region.contact_area_cm2);
    addSummary(row, "mean_kpa", region.mean_kpa);
    addSummary(row, "peak_kpa", region.peak_kpa);
    return row;
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

TEST_P(PipelineGolden, SpotsAgreeWithTheReferenceScript)
{
    expectTable(results().spots, GetParam() + "_spots");
}

TEST_P(PipelineGolden, RegionsAgreeWithTheReferenceScript)
{
    expectTable(results().regions, GetParam() + "_regions");
}

TEST_P(PipelineGolden, FaultyCellsAreThoseOfTheReferenceScript)
{
    const auto expected = ExpectedTable::withHeader(GetParam() + "_faults");
    std::vector<CellIndex> found;
    for (const CellFault& fault : results().quality.invalid_cells) {
        if (fault.kind != FaultKind::Listed) {
            found.push_back(fault.cell);
        }
    }
    ASSERT_EQ(found.size(), expected.rows());
    for (std::size_t row = 0; row < found.size(); ++row) {
        EXPECT_EQ(found[row].row, expected.number(row, "row"));
        EXPECT_EQ(found[row].col, expected.number(row, "col"));
    }
}

INSTANTIATE_TEST_SUITE_P(Cases, PipelineGolden,
                         testing::Values("synthetic", "lying_s1_1", "lying_s5_3", "fscan", "iscan"),
                         [](const auto& case_info) { return case_info.param; });

}  // namespace
}  // namespace palpate::golden
