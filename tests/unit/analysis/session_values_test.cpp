#include "palpate/analysis/session_values.hpp"

#include <algorithm>
#include <string_view>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

FrameMetrics frame(double force_n, double peak_kpa, bool is_loaded, bool is_valid = true)
{
    FrameMetrics metrics{.valid = is_valid, .force_n = force_n, .peak_kpa = peak_kpa};
    if (is_loaded) {
        metrics.cop_x_mm = 1.0;
        metrics.cop_y_mm = 1.0;
    }
    return metrics;
}

SessionResults someResults()
{
    SessionResults results;
    results.frames = {frame(0.5, 0.9, false), frame(20.0, 8.0, true), frame(40.0, 12.0, true),
                      frame(900.0, 99.0, true, false)};
    results.maps.sustained_longest_s = CellArray<float>::Constant(1, 2, 3.0F);
    results.holds = {{.duration_s = 30.0}, {.duration_s = 12.0}};
    results.regions = {{.name = "calf", .peak_kpa = MetricSummary{.mean = 1.0, .max = 7.0}}};
    return results;
}

const SessionValue* find(const std::vector<SessionValue>& values, std::string_view name,
                         std::string_view place = {})
{
    const auto found = std::find_if(values.begin(), values.end(), [&](const SessionValue& value) {
        return value.measure.name == name && value.measure.place == place;
    });
    return found == values.end() ? nullptr : &*found;
}

TEST(SessionValues, AreOfLoadedValidFrames)
{
    const auto values = sessionValues(someResults(), {});
    EXPECT_DOUBLE_EQ(find(values, "force_n")->value.value(), 30.0);
    EXPECT_DOUBLE_EQ(find(values, "peak_kpa")->value.value(), 12.0);
    EXPECT_FALSE(find(values, "mean_kpa")->value.has_value());
}

TEST(SessionValues, OfAnEmptyMatAreNotThere)
{
    SessionResults results = someResults();
    results.frames.resize(1);
    const auto values = sessionValues(results, {});
    EXPECT_FALSE(find(values, "force_n")->value.has_value());
    EXPECT_FALSE(find(values, "peak_kpa")->value.has_value());
}

TEST(SessionValues, TellDoseFromOutcome)
{
    const auto values = sessionValues(someResults(), {{.name = "neck turn", .value = 58.0, .unit = "deg"}});
    EXPECT_TRUE(find(values, "held_s")->is_dose);
    EXPECT_DOUBLE_EQ(find(values, "held_s")->value.value(), 42.0);
    const SessionValue* const outcome = find(values, "neck turn");
    EXPECT_FALSE(outcome->is_dose);
    EXPECT_EQ(outcome->measure.scope, ValueScope::Outcome);
    EXPECT_DOUBLE_EQ(outcome->value.value(), 58.0);
}

TEST(SessionValues, OfRegionsBearItsName)
{
    const auto values = sessionValues(someResults(), {});
    const SessionValue* const peak = find(values, "peak_kpa", "calf");
    ASSERT_NE(peak, nullptr);
    EXPECT_EQ(peak->measure.scope, ValueScope::Region);
}

TEST(SessionValues, AreAtLeastWhereACellWasSaturated)
{
    SessionResults results = someResults();
    results.saturated = CellMask::Constant(1, 2, 1);
    const auto values = sessionValues(results, {});
    EXPECT_TRUE(find(values, "peak_kpa")->is_at_least);
    EXPECT_FALSE(find(values, "contact_area_cm2")->is_at_least);
}

TEST(SpotValues, HaveThresholdAndRatingOnlyWhereThereAreSome)
{
    const auto none = spotValues(Spot{});
    EXPECT_FALSE(find(none, "ppt_kpa")->value.has_value());
    EXPECT_FALSE(find(none, "nrs")->value.has_value());
    const auto some = spotValues(Spot{.nrs = 6, .ppt_kpa = 196.0, .flags = kPlaceSaturated});
    EXPECT_DOUBLE_EQ(find(some, "nrs")->value.value(), 6.0);
    EXPECT_TRUE(find(some, "ppt_kpa")->is_at_least);
}

}  // namespace
}  // namespace palpate::analysis
