#include "palpate/analysis/region_meter.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "mats.hpp"

namespace palpate::analysis {
namespace {

using testing::empty;
using testing::mat;

/// Columns 1 and 2 whole and half of column 3, rows 2 and 3.
Region region()
{
    return {
        .name = "left",
        .shape = RectangleShape{.from = {.x_mm = 10.0, .y_mm = 20.0}, .to = {.x_mm = 35.0, .y_mm = 40.0}}};
}

FrameLink at(double time_s, double interval_s, bool is_bridged = true)
{
    return {.time_s = time_s, .interval_s = interval_s, .is_bridged = is_bridged && interval_s > 0.0};
}

const CellMask kNoneSaturated = CellMask::Zero(6, 6);

SessionMaps mapsOf(float longest_s)
{
    SessionMaps maps;
    maps.sustained_longest_s = CellArray<float>::Constant(6, 6, longest_s);
    return maps;
}

TEST(RegionMeter, CountsCellsWithThePartThatLiesInside)
{
    const auto m = mat(6, 6);
    PressureArray kpa = empty(m);
    kpa(2, 1) = 4.0F;
    kpa(3, 3) = 10.0F;
    kpa(3, 4) = 90.0F;  // outside
    kpa(2, 2) = 0.9F;   // under the contact threshold
    RegionMeter meter{region(), m};
    meter.add(kpa, at(0.0, 0.0));
    EXPECT_DOUBLE_EQ(meter.now().force_n, 0.4 + 0.5 * 1.0);
    EXPECT_DOUBLE_EQ(meter.now().contact_area_cm2, 1.5);
    EXPECT_DOUBLE_EQ(meter.now().mean_kpa.value(), (4.0 + 0.5 * 10.0) / 1.5);
    EXPECT_DOUBLE_EQ(meter.now().peak_kpa, 10.0) << "whatever its part";
    const RegionResults results = meter.results(mapsOf(7.0F), kNoneSaturated);
    EXPECT_EQ(results.name, "left");
    EXPECT_DOUBLE_EQ(results.area_cm2, 5.0);
    EXPECT_DOUBLE_EQ(results.active_area_cm2, 1.5);
    EXPECT_DOUBLE_EQ(results.sustained_longest_s, 7.0);
}

TEST(RegionMeter, GivesBothPressureTimeIntegralsAsByBruteForce)
{
    std::mt19937 random{9};
    std::uniform_real_distribution<float> pressure{-1.0F, 20.0F};
    std::uniform_real_distribution<double> step{0.02, 0.4};
    const auto m = mat(6, 6);
    RegionMeter meter{region(), m};
    const std::vector<WeightedCell> cells = weightsOf(region().shape, m.geometry);
    std::vector<double> peaks;
    std::vector<double> forces;
    std::vector<double> means;
    std::vector<bool> was_active(cells.size(), false);
    double novel = 0.0;
    double force_time = 0.0;
    double time_s = 0.0;
    for (int k = 0; k < 60; ++k) {
        const double dt = k == 0 ? 0.0 : step(random);
        time_s += dt;
        const bool is_bridged = k % 13 != 5;
        PressureArray kpa = empty(m);
        std::generate(kpa.data(), kpa.data() + kpa.size(), [&] { return k == 7 ? 0.0F : pressure(random); });
        meter.add(kpa, at(time_s, dt, is_bridged));
        double peak = 0.0;
        double sum = 0.0;
        double weights = 0.0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto p = static_cast<double>(kpa.data()[cells[i].cell]);
            if (p >= 1.0) {
                was_active[i] = true;
                peak = std::max(peak, p);
                sum += cells[i].weight * p;
                weights += cells[i].weight;
            }
        }
        peaks.push_back(peak);
        forces.push_back(0.1 * sum);
        if (weights > 0.0) {
            means.push_back(sum / weights);
        }
        if (k > 0 && is_bridged) {
            novel += 0.5 * dt * (peaks[peaks.size() - 2] + peak);
            force_time += 0.5 * dt * (forces[forces.size() - 2] + forces.back());
        }
    }
    double active_cm2 = 0.0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        active_cm2 += was_active[i] ? cells[i].weight : 0.0;
    }
    const RegionResults results = meter.results(mapsOf(0.0F), kNoneSaturated);
    EXPECT_NEAR(results.pti_novel_kpa_s, novel, 1e-9);
    EXPECT_NEAR(results.force_time_n_s, force_time, 1e-9);
    // 1 N on 1 cm2 is 10 kPa.
    EXPECT_NEAR(results.pti_true_kpa_s.value(), 10.0 * force_time / active_cm2, 1e-9);
    double mean = 0.0;
    for (const double force : forces) {
        mean += force / static_cast<double>(forces.size());
    }
    double squares = 0.0;
    for (const double force : forces) {
        squares += (force - mean) * (force - mean);
    }
    EXPECT_NEAR(results.force_n.value().mean, mean, 1e-9);
    EXPECT_NEAR(results.force_n->sd, std::sqrt(squares / static_cast<double>(forces.size())), 1e-9);
    EXPECT_DOUBLE_EQ(results.force_n->max, *std::max_element(forces.begin(), forces.end()));
    EXPECT_DOUBLE_EQ(results.force_n->min, 0.0);
    EXPECT_EQ(means.size(), 59U);
    EXPECT_NEAR(results.mean_kpa->min, *std::min_element(means.begin(), means.end()), 1e-12)
        << "over the frames in which it exists";
    EXPECT_NEAR(results.peak_kpa->max, *std::max_element(peaks.begin(), peaks.end()), 1e-12);
}

TEST(RegionMeter, ThatNothingTouchedHasNoTrueIntegralAndNoMean)
{
    const auto m = mat(6, 6);
    RegionMeter meter{region(), m};
    meter.add(empty(m), at(0.0, 0.0));
    meter.add(empty(m), at(0.1, 0.1));
    const RegionResults results = meter.results(mapsOf(0.0F), kNoneSaturated);
    EXPECT_FALSE(results.pti_true_kpa_s);
    EXPECT_FALSE(results.mean_kpa);
    EXPECT_DOUBLE_EQ(results.pti_novel_kpa_s, 0.0);
    EXPECT_DOUBLE_EQ(results.force_n.value().mean, 0.0);
}

TEST(RegionMeter, WithoutAFrameThereIsNoSummary)
{
    const RegionResults results = RegionMeter{region(), mat(6, 6)}.results(mapsOf(0.0F), kNoneSaturated);
    EXPECT_FALSE(results.force_n);
    EXPECT_FALSE(results.peak_kpa);
}

TEST(RegionMeter, ThatBeginsLaterDoesNotReachBack)
{
    const auto m = mat(6, 6);
    RegionMeter meter{region(), m};
    const PressureArray kpa = PressureArray::Constant(6, 6, 10.0F);
    meter.add(kpa, at(5.0, 0.1));
    EXPECT_DOUBLE_EQ(meter.results(mapsOf(0.0F), kNoneSaturated).pti_novel_kpa_s, 0.0);
    meter.add(kpa, at(5.1, 0.1));
    EXPECT_NEAR(meter.results(mapsOf(0.0F), kNoneSaturated).pti_novel_kpa_s, 1.0, 1e-12);
}

TEST(RegionMeter, CellsThatAreLeftOutHaveNoAreaAnyMore)
{
    const auto m = mat(6, 6);
    RegionMeter meter{region(), m};
    meter.add(PressureArray::Constant(6, 6, 10.0F), at(0.0, 0.0));
    meter.leaveOut({.row = 2, .col = 1});
    meter.leaveOut({.row = 5, .col = 5});  // lies outside
    const RegionResults results = meter.results(mapsOf(0.0F), kNoneSaturated);
    EXPECT_DOUBLE_EQ(results.area_cm2, 4.0);
    EXPECT_DOUBLE_EQ(results.active_area_cm2, 4.0);
}

TEST(RegionMeter, IsAtLeastWhereOneOfItsCellsThatTakePartWasAtTheCeiling)
{
    RegionMeter meter{region(), mat(6, 6)};
    EXPECT_FALSE(meter.results(mapsOf(0.0F), kNoneSaturated).is_at_least);
    CellMask saturated = CellMask::Zero(6, 6);
    saturated(0, 0) = 1;  // outside
    EXPECT_FALSE(meter.results(mapsOf(0.0F), saturated).is_at_least);
    saturated(3, 3) = 1;  // half of it inside
    EXPECT_TRUE(meter.results(mapsOf(0.0F), saturated).is_at_least);
    meter.leaveOut({.row = 3, .col = 3});
    EXPECT_FALSE(meter.results(mapsOf(0.0F), saturated).is_at_least);
}

}  // namespace
}  // namespace palpate::analysis
