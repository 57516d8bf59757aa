#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "palpate/analysis/frame_meter.hpp"
#include "palpate/analysis/patches.hpp"

// The part of bench/compare_with_peers.py that runs here: measures square frames of floats (kPa) from a file
// and prints microseconds a frame and sums of the results, which the script compares.

namespace {

using namespace palpate;
using namespace palpate::analysis;

constexpr int kRepeats = 60;

std::vector<PressureArray> readFrames(const char* path, int side)
{
    std::ifstream file{path, std::ios::binary};
    std::vector<PressureArray> frames;
    for (PressureArray frame{side, side};
         file.read(reinterpret_cast<char*>(frame.data()),  // NOLINT(*-reinterpret-cast)
                   static_cast<std::streamsize>(static_cast<std::size_t>(frame.size()) * sizeof(float)));) {
        frames.push_back(frame);
    }
    return frames;
}

MeasuredMat matOf(int side)
{
    const SessionHeader header{.geometry =
                                   MatGeometry::create(side, side, Length{10.0}, Length{10.0}).value()};
    return measuredMat(header, {}).value();
}

/// Microseconds of processor time a frame: the best of kRepeats.
template <typename Measure>
double bestUs(const std::vector<PressureArray>& frames, Measure measure)
{
    constexpr double kUsPerS = 1e6;
    double best = std::numeric_limits<double>::infinity();
    for (int repeat = 0; repeat < kRepeats; ++repeat) {
        const std::clock_t start = std::clock();
        for (int round = 0; round < 10; ++round) {
            for (const PressureArray& frame : frames) {
                measure(frame);
            }
        }
        const double spent_s = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        best = std::min(best, spent_s / 10.0 / static_cast<double>(frames.size()) * kUsPerS);
    }
    return best;
}

}  // namespace

int main(int argc, char** argv)
{
    const std::span arguments{argv, static_cast<std::size_t>(argc)};
    if (arguments.size() != 3) {
        std::fputs("usage: palpate_bench_peers FRAMES SIDE\n", stderr);
        return EXIT_FAILURE;
    }
    const int side = std::stoi(arguments[2]);
    const std::vector<PressureArray> frames = readFrames(arguments[1], side);
    const MeasuredMat mat = matOf(side);
    FrameMeter meter{mat};
    PatchFinder finder{mat};
    double sink = 0.0;
    const double basics_us =
        bestUs(frames, [&](const PressureArray& frame) { sink += meter.measureBasics(frame).force_n; });
    const double patches_us = bestUs(
        frames, [&](const PressureArray& frame) { sink += static_cast<double>(finder.find(frame).size()); });
    double force_n = 0.0;
    double x_mm = 0.0;
    std::size_t patches = 0;
    for (const PressureArray& frame : frames) {
        const FrameMetrics metrics = meter.measureBasics(frame);
        force_n += metrics.force_n;
        x_mm += metrics.cop_x_mm.value_or(0.0);
        patches += finder.find(frame).size();
    }
    std::printf(
        "{\"basics_us\": %.4f, \"patches_us\": %.4f, \"force_n\": %.6f, \"x_mm\": %.6f, \"patches\": %zu, "
        "\"sink\": %.1f}\n",
        basics_us, patches_us, force_n, x_mm, patches, sink);
    return EXIT_SUCCESS;
}
