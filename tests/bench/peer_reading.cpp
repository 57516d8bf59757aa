#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <variant>

#include "palpate/session/session_reader.hpp"

#include "frame_stream.hpp"

// The part of bench/read_beside_h5py.py that runs here: reads every frame of a session in order, as the
// analysis does, and prints seconds, the number of frames and a sum of all counts, which the script compares.

namespace {

using namespace palpate;

constexpr int kRepeats = 5;

/// Calls `take(frame)` for every frame; ends the program where something cannot be read.
template <typename Take>
void readAll(const char* path, Take take)
{
    auto session = session::SessionReader::open(path);
    if (!session) {
        std::fprintf(stderr, "%s\n", session.error().message.c_str());
        std::exit(1);
    }
    live::FrameStream stream{*session};
    for (;;) {
        const auto block = stream.next();
        if (!block) {
            std::fprintf(stderr, "%s\n", block.error().message.c_str());
            std::exit(1);
        }
        if (!*block) {
            return;
        }
        for (const RawFrame& frame : std::get<std::vector<RawFrame>>(**block)) {
            take(frame);
        }
    }
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: palpate_bench_reading SESSION\n");
        return 2;
    }
    double best_s = std::numeric_limits<double>::infinity();
    std::uint64_t frames = 0;
    for (int i = 0; i < kRepeats; ++i) {
        const auto start = std::chrono::steady_clock::now();
        frames = 0;
        readAll(argv[1], [&frames](const RawFrame& /*frame*/) { ++frames; });
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
        best_s = std::min(best_s, seconds.count());
    }
    std::uint64_t sum = 0;
    readAll(argv[1], [&sum](const RawFrame& frame) { sum += frame.counts.cast<std::uint64_t>().sum(); });
    std::printf("{\"seconds\": %.6f, \"frames\": %llu, \"sum\": %llu}\n", best_s,
                static_cast<unsigned long long>(frames), static_cast<unsigned long long>(sum));
    return 0;
}
