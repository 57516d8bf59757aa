#include <atomic>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/analysis/pipeline.hpp"

// Every allocation of this program is counted.

namespace {

std::atomic<std::uint64_t> g_allocations{0};

void* counted(std::size_t bytes)
{
    ++g_allocations;
    void* memory = std::malloc(bytes == 0 ? 1 : bytes);
    if (memory == nullptr) {
        throw std::bad_alloc{};
    }
    return memory;
}

}  // namespace

void* operator new(std::size_t bytes)
{
    return counted(bytes);
}

void* operator new[](std::size_t bytes)
{
    return counted(bytes);
}

void operator delete(void* memory) noexcept
{
    std::free(memory);
}

void operator delete[](void* memory) noexcept
{
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*bytes*/) noexcept
{
    std::free(memory);
}

void operator delete[](void* memory, std::size_t /*bytes*/) noexcept
{
    std::free(memory);
}

namespace palpate::analysis {
namespace {

constexpr int kSide = 32;
constexpr double kRateHz = 100.0;

SessionHeader header()
{
    SessionHeader made{.geometry = MatGeometry::create(kSide, kSide, Length{10.0}, Length{10.0}).value()};
    made.calibration.curve = LinearCalibration{.kpa_per_count = 0.1};
    made.calibration.ceiling_counts = std::uint16_t{4000};
    made.calibration.creep = CreepModel{.fast_share = 0.1, .slow_share = 0.05};
    return made;
}

/// Two balls that sway, one of them on a body.
void fill(RawFrame& frame, std::uint64_t number)
{
    const double time_s = static_cast<double>(number) / kRateHz;
    frame.stamp.sequence = number;
    frame.stamp.time = fromSeconds(time_s);
    const auto bump = [](double row, double col, double at_row, double at_col, double radius) {
        return std::exp(-(std::pow(row - at_row, 2) + std::pow(col - at_col, 2)) / (radius * radius));
    };
    const double sway = 0.1 * std::sin(time_s);
    for (int row = 0; row < kSide; ++row) {
        for (int col = 0; col < kSide; ++col) {
            const double counts = 60.0 * bump(row, col, 16.0, 10.0, 6.0) +
                                  400.0 * bump(row, col, 16.0 + sway, 10.0, 1.5) +
                                  300.0 * bump(row, col, 8.0, 26.0 + sway, 1.5);
            frame.counts(row, col) = static_cast<std::uint16_t>(counts);
        }
    }
}

/// Frames out of `count` in which something was allocated, after `warm_up` frames.
std::uint64_t allocatingFrames(KeepFrames keep, std::uint64_t warm_up, std::uint64_t count)
{
    AnalysisSettings settings;
    settings.regions.push_back(
        {.name = "left", .shape = RectangleShape{.from = {0.0, 0.0}, .to = {150.0, 320.0}}});
    auto pipeline = Pipeline::create(header(), settings, keep).value();
    RawFrame frame{.stamp = {}, .counts = CountArray{kSide, kSide}};
    std::uint64_t allocating = 0;
    for (std::uint64_t number = 0; number < warm_up + count; ++number) {
        fill(frame, number);
        const std::uint64_t before = g_allocations;
        pipeline.push(frame);
        allocating += number >= warm_up && g_allocations != before ? 1U : 0U;
    }
    EXPECT_GE(pipeline.runningHolds().size(), 2U);
    return allocating;
}

TEST(Allocation, IsCounted)
{
    const std::uint64_t before = g_allocations;
    const std::vector<int> some(100, 1);
    EXPECT_EQ(some.size(), 100U);
    EXPECT_GT(g_allocations, before);
}

TEST(Allocation, LiveAnalysisNeedsNoneForAFrame)
{
    // The paths of tracks keep a point each 50 ms: 512 and 1024 points are 26 and 51 s.
    EXPECT_EQ(allocatingFrames(KeepFrames::Latest, 2700, 2300), 0U);
}

TEST(Allocation, ListsThatGrowWithTheSessionDoubleNowAndThen)
{
    // The list of frames at 2048, 4096, 8192; the paths at 512 and 1024 points.
    EXPECT_LE(allocatingFrames(KeepFrames::All, 1000, 8000), 7U);
}

}  // namespace
}  // namespace palpate::analysis
