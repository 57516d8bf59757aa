#include "palpate/analysis/sustained_level.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "mats.hpp"

#include <rapidcheck.h>

namespace palpate::analysis {
namespace {

struct Sample {
    double time_s = 0.0;
    float kpa = 0.0F;
    bool is_break = false;
};

/// Of one cell.
float keptBy(const std::vector<Sample>& samples)
{
    SustainedLevel level{CellMask::Ones(1, 1)};
    for (const Sample& sample : samples) {
        level.add(PressureArray::Constant(1, 1, sample.kpa),
                  {.time_s = sample.time_s, .is_break = sample.is_break});
    }
    SessionMaps maps;
    level.writeTo(maps);
    return maps.sustained_kpa(0, 0);
}

std::vector<Sample> steps(double rate_hz, double seconds, const std::vector<float>& kpa_of_second)
{
    std::vector<Sample> samples;
    for (int k = 0; k / rate_hz < seconds; ++k) {
        const auto second = static_cast<std::size_t>(k / rate_hz + 1e-9);
        samples.push_back({.time_s = k / rate_hz, .kpa = kpa_of_second[second % kpa_of_second.size()]});
    }
    return samples;
}

/// From the words of docs/metrics.md, on whole lists.
double byDefinition(const std::vector<Sample>& samples)
{
    double kept = 0.0;
    std::vector<double> means;
    std::vector<double> block;
    double start_s = 0.0;
    const auto search = [&] {
        for (std::size_t first = 0; first + 5 <= means.size(); ++first) {
            std::vector<double> five(means.begin() + static_cast<std::ptrdiff_t>(first),
                                     means.begin() + static_cast<std::ptrdiff_t>(first + 5));
            std::sort(five.begin(), five.end());
            kept = std::max(kept, five[1]);
        }
        means.clear();
        block.clear();
    };
    for (const Sample& sample : samples) {
        if (sample.is_break) {
            search();
        }
        if (!block.empty() && sample.time_s >= start_s + 1.0 - 1e-6) {
            double sum = 0.0;
            for (const double kpa : block) {
                sum += kpa;
            }
            means.push_back(sum / static_cast<double>(block.size()));
            block.clear();
        }
        if (block.empty()) {
            start_s = sample.time_s;
        }
        block.push_back(static_cast<double>(sample.kpa));
    }
    search();
    return kept;
}

TEST(SustainedLevel, IsWhatFiveSecondsKept)
{
    EXPECT_FLOAT_EQ(keptBy(steps(20.0, 5.0, {12.0F})), 0.0F) << "the fifth second is still open";
    EXPECT_FLOAT_EQ(keptBy(steps(20.0, 5.1, {12.0F})), 12.0F);
    EXPECT_FLOAT_EQ(keptBy(steps(1.0, 6.0, {12.0F})), 12.0F);
}

TEST(SustainedLevel, OneSecondInFiveMayBeLow)
{
    EXPECT_FLOAT_EQ(keptBy(steps(20.0, 9.0, {12.0F, 12.0F, 0.0F, 12.0F, 12.0F})), 12.0F);
    EXPECT_FLOAT_EQ(keptBy(steps(20.0, 9.0, {12.0F, 2.0F, 12.0F, 0.0F, 12.0F})), 2.0F);
}

TEST(SustainedLevel, IsDeafToSingleFrames)
{
    auto samples = steps(20.0, 8.0, {12.0F});
    samples[70].kpa = 500.0F;
    EXPECT_FLOAT_EQ(keptBy(samples), 12.0F);
}

TEST(SustainedLevel, StartsAnewAtABreak)
{
    auto samples = steps(20.0, 8.0, {12.0F});
    samples[80].is_break = true;
    EXPECT_FLOAT_EQ(keptBy(samples), 0.0F);
}

TEST(SustainedLevel, IsNothingWhereACellTakesNoPartAndBeforeTheFirstFrame)
{
    SustainedLevel level{CellMask::Ones(1, 3)};
    SessionMaps maps;
    level.writeTo(maps);
    EXPECT_TRUE(maps.sustained_kpa.isNaN().all());
    level.add(PressureArray::Constant(1, 3, 5.0F), {});
    level.leaveOut({.row = 0, .col = 1});
    level.writeTo(maps);
    EXPECT_FLOAT_EQ(maps.sustained_kpa(0, 0), 0.0F);
    EXPECT_TRUE(std::isnan(maps.sustained_kpa(0, 1)));
}

TEST(SustainedLevel, IsTheDefinitionForAnyFrames)
{
    const bool is_same = rc::check("sustained level is that of the definition", [] {
        const auto steps_ms = *rc::gen::container<std::vector<int>>(rc::gen::inRange(20, 1400));
        RC_PRE(!steps_ms.empty());
        std::vector<Sample> samples;
        double time_s = 0.0;
        for (const int step_ms : steps_ms) {
            time_s += step_ms / 1000.0;
            samples.push_back({.time_s = time_s,
                               .kpa = 0.125F * static_cast<float>(*rc::gen::inRange(-8, 400)),
                               .is_break = step_ms > 1380});
        }
        RC_ASSERT(std::abs(static_cast<double>(keptBy(samples)) - byDefinition(samples)) < 1e-4);
    });
    EXPECT_TRUE(is_same);
}

}  // namespace
}  // namespace palpate::analysis
