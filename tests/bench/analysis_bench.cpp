#include <cmath>
#include <random>
#include <vector>

#include <benchmark/benchmark.h>

#include "palpate/analysis/calibrator.hpp"
#include "palpate/analysis/frame_meter.hpp"
#include "palpate/analysis/map_accumulator.hpp"
#include "palpate/analysis/patches.hpp"
#include "palpate/analysis/pipeline.hpp"
#include "palpate/analysis/sustained_pressure.hpp"

namespace palpate::analysis {
namespace {

SessionHeader headerOf(int cells)
{
    Calibration calibration;
    calibration.curve = LinearCalibration{.kpa_per_count = 0.1};
    return {.geometry = *MatGeometry::create(cells, cells, Length{10.0}, Length{10.0}),
            .calibration = calibration};
}

/// A body over a third of the mat, a ball and noise, as counts of 0.1 kPa; a second's worth at 100 Hz.
std::vector<RawFrame> framesOf(int cells)
{
    std::mt19937 random{1};
    std::normal_distribution<double> noise{0.0, 3.0};
    std::vector<RawFrame> frames;
    for (int k = 0; k < 100; ++k) {
        RawFrame frame{.counts = CountArray{cells, cells}};
        for (int row = 0; row < cells; ++row) {
            for (int col = 0; col < cells; ++col) {
                const double x = (col + 0.5) / cells;
                const double y = (row + 0.5) / cells;
                const double body =
                    80.0 * std::exp(-std::pow((x - 0.4) / 0.2, 2) - std::pow((y - 0.5) / 0.3, 2));
                const double ball =
                    200.0 * std::exp(-(std::pow(x - 0.85, 2) + std::pow(y - 0.15, 2)) / 0.002);
                const double count = body + ball + noise(random);
                frame.counts(row, col) = static_cast<std::uint16_t>(std::max(0.0, std::round(count)));
            }
        }
        frames.push_back(frame);
    }
    return frames;
}

std::vector<PressureArray> pressuresOf(int cells)
{
    const auto calibrator = Calibrator::create(headerOf(cells)).value();
    std::vector<PressureArray> pressures;
    for (const RawFrame& frame : framesOf(cells)) {
        calibrator.apply(frame.counts, pressures.emplace_back());
    }
    return pressures;
}

FrameLink linkAt(std::size_t frame)
{
    return {.time_s = 0.01 * static_cast<double>(frame),
            .interval_s = frame == 0 ? 0.0 : 0.01,
            .is_bridged = frame > 0,
            .period_s = 0.01};
}

void wholePipeline(benchmark::State& state)
{
    const auto cells = static_cast<int>(state.range(0));
    auto frames = framesOf(cells);
    auto pipeline = Pipeline::create(headerOf(cells), AnalysisSettings{}).value();
    std::uint64_t count = 0;
    for ([[maybe_unused]] auto step : state) {
        RawFrame& frame = frames[count % frames.size()];
        frame.stamp.sequence = count;
        frame.stamp.time = SessionTime{static_cast<std::int64_t>(count) * 10'000'000};
        pipeline.push(frame);
        ++count;
    }
    benchmark::DoNotOptimize(pipeline.finish(0));
}
BENCHMARK(wholePipeline)->Arg(32)->Arg(64)->Arg(128)->Unit(benchmark::kMicrosecond);

void frameMetrics(benchmark::State& state)
{
    const auto cells = static_cast<int>(state.range(0));
    const auto pressures = pressuresOf(cells);
    FrameMeter meter{measuredMat(headerOf(cells), AnalysisSettings{}).value()};
    std::size_t count = 0;
    for ([[maybe_unused]] auto step : state) {
        benchmark::DoNotOptimize(meter.measure(pressures[count++ % pressures.size()]));
    }
}
BENCHMARK(frameMetrics)->Arg(32)->Arg(64)->Unit(benchmark::kMicrosecond);

void patches(benchmark::State& state)
{
    const auto cells = static_cast<int>(state.range(0));
    const auto pressures = pressuresOf(cells);
    PatchFinder finder{measuredMat(headerOf(cells), AnalysisSettings{}).value()};
    std::size_t count = 0;
    for ([[maybe_unused]] auto step : state) {
        benchmark::DoNotOptimize(finder.find(pressures[count++ % pressures.size()]));
    }
}
BENCHMARK(patches)->Arg(32)->Arg(64)->Unit(benchmark::kMicrosecond);

template <typename Accumulator>
void accumulate(benchmark::State& state)
{
    const auto cells = static_cast<int>(state.range(0));
    const auto pressures = pressuresOf(cells);
    Accumulator accumulator{headerOf(cells).geometry.presentMask(), Pressure{10.0}};
    std::size_t count = 0;
    for ([[maybe_unused]] auto step : state) {
        accumulator.add(pressures[count % pressures.size()], linkAt(count));
        ++count;
    }
}
BENCHMARK_TEMPLATE(accumulate, MapAccumulator)->Arg(32)->Arg(64)->Unit(benchmark::kMicrosecond);
BENCHMARK_TEMPLATE(accumulate, SustainedPressure)->Arg(32)->Arg(64)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace palpate::analysis

BENCHMARK_MAIN();
