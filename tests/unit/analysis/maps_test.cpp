#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/analysis/map_accumulator.hpp"
#include "palpate/analysis/sustained_level.hpp"
#include "palpate/analysis/sustained_pressure.hpp"

namespace palpate::analysis {
namespace {

/// Two cells, the second takes no part.
const CellMask& mask()
{
    static const CellMask first_only = (CellMask{1, 2} << 1, 0).finished();
    return first_only;
}

PressureArray load(double kpa)
{
    return PressureArray::Constant(1, 2, static_cast<float>(kpa));
}

struct Sample {
    double time_s;
    double kpa;
    bool is_bridged = true;
    bool is_break = false;
};

SessionMaps mapsOf(const std::vector<Sample>& samples)
{
    MapAccumulator maps{mask(), Pressure{10.0}};
    SustainedPressure sustained{mask(), Pressure{10.0}};
    SustainedLevel level{mask()};
    double last_s = 0.0;
    bool first = true;
    for (const Sample& sample : samples) {
        const FrameLink link{.time_s = sample.time_s,
                             .interval_s = first ? 0.0 : sample.time_s - last_s,
                             .is_bridged = !first && sample.is_bridged,
                             .is_break = sample.is_break};
        maps.add(load(sample.kpa), link);
        sustained.add(load(sample.kpa), link);
        level.add(load(sample.kpa), link);
        last_s = sample.time_s;
        first = false;
    }
    SessionMaps written;
    maps.writeTo(written);
    sustained.writeTo(written);
    level.writeTo(written);
    return written;
}

float at(const CellArray<float>& map)
{
    return map(0, 0);
}

TEST(Maps, IntegrateOnTheRealFrameTimes)
{
    const SessionMaps maps = mapsOf({{0.0, 0.0}, {1.0, 4.0}, {1.5, 8.0}, {4.5, 8.0}});
    EXPECT_FLOAT_EQ(at(maps.pti_kpa_s), 2.0F + 3.0F + 24.0F);
    EXPECT_FLOAT_EQ(at(maps.mean_kpa), 29.0F / 4.5F);
    EXPECT_FLOAT_EQ(at(maps.peak_kpa), 8.0F);
}

TEST(Maps, DoNotBridgeAGap)
{
    const SessionMaps maps = mapsOf({{0.0, 12.0}, {1.0, 12.0}, {9.0, 20.0, false}, {10.0, 20.0}});
    EXPECT_FLOAT_EQ(at(maps.pti_kpa_s), 32.0F);
    EXPECT_FLOAT_EQ(at(maps.mean_kpa), 16.0F);
    EXPECT_FLOAT_EQ(at(maps.time_above_s), 2.0F);
}

TEST(Maps, OfASingleFrameAreThatFrame)
{
    const SessionMaps maps = mapsOf({{3.0, 7.0}});
    EXPECT_FLOAT_EQ(at(maps.mean_kpa), 7.0F);
    EXPECT_FLOAT_EQ(at(maps.peak_kpa), 7.0F);
    EXPECT_FLOAT_EQ(at(maps.pti_kpa_s), 0.0F);
    EXPECT_FLOAT_EQ(at(maps.sustained_longest_s), 0.0F);
}

TEST(Maps, HoldNothingWhereACellTakesNoPartAndBeforeTheFirstFrame)
{
    const SessionMaps some = mapsOf({{0.0, 20.0}, {1.0, 20.0}});
    const SessionMaps none = mapsOf({});
    for (const MapColumn& column : mapColumns()) {
        EXPECT_TRUE(std::isnan(column.values(some)(0, 1))) << column.name;
        EXPECT_FALSE(std::isnan(column.values(some)(0, 0))) << column.name;
        EXPECT_TRUE(column.values(none).isNaN().all()) << column.name;
    }
}

TEST(Maps, TimeAboveNeedsBothEndsAtTheHoldLevel)
{
    EXPECT_FLOAT_EQ(at(mapsOf({{0.0, 10.0}, {1.0, 10.0}, {2.0, 9.9}, {3.0, 11.0}}).time_above_s), 1.0F);
}

TEST(Sustained, ADipOfHalfASecondIsForgiven)
{
    const SessionMaps maps =
        mapsOf({{0.0, 12.0}, {1.0, 12.0}, {1.2, 2.0}, {1.7, 2.0}, {1.8, 8.5}, {3.0, 9.0}});
    EXPECT_FLOAT_EQ(at(maps.sustained_longest_s), 3.0F);
}

TEST(Sustained, ALongerDipEndsTheRunWhereItFell)
{
    const SessionMaps maps =
        mapsOf({{0.0, 12.0}, {1.0, 12.0}, {1.2, 2.0}, {1.71, 2.0}, {2.0, 12.0}, {2.5, 12.0}});
    EXPECT_FLOAT_EQ(at(maps.sustained_longest_s), 1.0F);
    EXPECT_FLOAT_EQ(at(maps.sustained_total_s), 1.0F);
}

TEST(Sustained, IsEnteredAtTheHoldLevelAndKeptDownToFourFifths)
{
    EXPECT_FLOAT_EQ(at(mapsOf({{0.0, 9.9}, {1.0, 9.9}, {2.0, 9.9}}).sustained_longest_s), 0.0F);
    EXPECT_FLOAT_EQ(at(mapsOf({{0.0, 10.0}, {1.0, 8.0}, {2.0, 8.0}}).sustained_longest_s), 2.0F);
}

TEST(Sustained, SumsRunsOfASecondAndMore)
{
    const SessionMaps maps = mapsOf({{0.0, 12.0},
                                     {1.0, 12.0},
                                     {2.0, 0.0},
                                     {3.0, 0.0},
                                     {4.0, 12.0},
                                     {4.5, 12.0},
                                     {5.0, 0.0},
                                     {6.0, 0.0},
                                     {7.0, 12.0},
                                     {9.0, 12.0}});
    EXPECT_FLOAT_EQ(at(maps.sustained_total_s), 3.0F);
    EXPECT_FLOAT_EQ(at(maps.sustained_longest_s), 2.0F);
}

TEST(Sustained, ABreakEndsTheRun)
{
    const SessionMaps maps = mapsOf({{0.0, 12.0}, {1.0, 12.0}, {5.0, 12.0, false, true}, {7.5, 12.0}});
    EXPECT_FLOAT_EQ(at(maps.sustained_longest_s), 2.5F);
    EXPECT_FLOAT_EQ(at(maps.sustained_total_s), 3.5F);
}

TEST(Sustained, AtOneFramePerSecondOneLowFrameIsForgivenAndTwoAreNot)
{
    EXPECT_FLOAT_EQ(at(mapsOf({{0, 12}, {1, 12}, {2, 1}, {3, 12}}).sustained_longest_s), 3.0F);
    EXPECT_FLOAT_EQ(at(mapsOf({{0, 12}, {1, 12}, {2, 1}, {3, 1}, {4, 12}}).sustained_longest_s), 1.0F);
}

std::vector<Sample> steps(double rate_hz, const std::vector<double>& kpa_by_second)
{
    std::vector<Sample> samples;
    for (std::size_t second = 0; second < kpa_by_second.size(); ++second) {
        for (int i = 0; i < static_cast<int>(rate_hz); ++i) {
            samples.push_back({static_cast<double>(second) + i / rate_hz, kpa_by_second[second]});
        }
    }
    return samples;
}

TEST(SustainedLevel, IsWhatFiveSecondsInARowKept)
{
    EXPECT_FLOAT_EQ(at(mapsOf(steps(20.0, {0, 30, 31, 32, 33, 34, 0, 0})).sustained_kpa), 31.0F);
    EXPECT_FLOAT_EQ(at(mapsOf(steps(20.0, {0, 30, 30, 30, 0, 0, 0, 0, 0})).sustained_kpa), 0.0F);
}

TEST(SustainedLevel, ForgivesOneSecondOfFive)
{
    EXPECT_FLOAT_EQ(at(mapsOf(steps(20.0, {40, 40, 2, 40, 40, 0, 0, 0})).sustained_kpa), 40.0F);
    EXPECT_FLOAT_EQ(at(mapsOf(steps(20.0, {40, 40, 2, 2, 40, 40, 0, 0})).sustained_kpa), 2.0F);
}

TEST(SustainedLevel, CountsAFrameASecondAsItsSecond)
{
    EXPECT_FLOAT_EQ(at(mapsOf(steps(1.0, {20, 22, 21, 23, 24, 0, 0})).sustained_kpa), 21.0F);
}

TEST(SustainedLevel, StartsAnewAfterABreak)
{
    std::vector<Sample> samples = steps(20.0, {40, 40, 40});
    for (Sample sample : steps(20.0, {40, 40, 40})) {
        sample.time_s += 10.0;
        sample.is_break = sample.time_s == 10.0;
        sample.is_bridged = !sample.is_break;
        samples.push_back(sample);
    }
    EXPECT_FLOAT_EQ(at(mapsOf(samples).sustained_kpa), 0.0F);
}

}  // namespace
}  // namespace palpate::analysis
