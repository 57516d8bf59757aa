#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <benchmark/benchmark.h>

#include "palpate/acquisition/frame_decoder.hpp"
#include "palpate/acquisition/frame_encoder.hpp"
#include "palpate/acquisition/mat_profile.hpp"

// Bytes to frames of a 64 x 64 mat, fed in the 4 KiB pieces that a serial port hands over.

namespace {

using namespace palpate;

constexpr int kSide = 64;
constexpr std::size_t kPieceBytes = 4096;

acquisition::MatProfile matOf(const acquisition::Protocol& protocol, int bit_depth)
{
    return {.id = "bench-64x64",
            .title = "Benchmark mat",
            .geometry = MatGeometry::create(kSide, kSide, Length{10.0}, Length{10.0}).value(),
            .protocol = protocol,
            .baud = 1'000'000,
            .bit_depth = bit_depth,
            .nominal_rate = Frequency{100.0},
            .order = {},
            .calibration = {.curve = LinearCalibration{.kpa_per_count = 0.1}}};
}

std::vector<std::uint8_t> streamOf(const acquisition::MatProfile& mat)
{
    const auto encoder = acquisition::makeEncoder(mat);
    auto bytes = encoder->hello();
    RawFrame frame;
    frame.counts = CountArray::Zero(kSide, kSide);
    for (std::uint64_t number = 0; number < 200; ++number) {
        frame.stamp.sequence = number;
        for (Eigen::Index cell = 0; cell < frame.counts.size(); ++cell) {
            const auto mixed =
                static_cast<std::uint32_t>(cell) * 2654435761U + static_cast<std::uint32_t>(number) * 40503U;
            frame.counts.data()[cell] =
                static_cast<std::uint16_t>((mixed >> 16U) % (1U << static_cast<unsigned>(mat.bit_depth)));
        }
        encoder->encode(frame, number * 10'000, bytes);
    }
    return bytes;
}

class Counting final : public acquisition::FrameSink {
  public:
    void onFrame(acquisition::DecodedFrame&& frame) override
    {
        benchmark::DoNotOptimize(frame.counts.data());
        ++frames;
    }
    void onHello(const acquisition::DeviceHello& /*hello*/) override {}

    std::int64_t frames = 0;
};

void decode(benchmark::State& state, const acquisition::Protocol& protocol, int bit_depth)
{
    const auto mat = matOf(protocol, bit_depth);
    const auto stream = streamOf(mat);
    Counting sink;
    for ([[maybe_unused]] auto iteration : state) {
        const auto decoder = acquisition::makeDecoder(mat);
        for (std::size_t at = 0; at < stream.size(); at += kPieceBytes) {
            const std::size_t length = std::min(kPieceBytes, stream.size() - at);
            decoder->feed(std::span{stream}.subspan(at, length), sink);
        }
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(stream.size()));
    state.SetItemsProcessed(sink.frames);
}

void decodeWire(benchmark::State& state)
{
    decode(state, acquisition::PalpateWire{}, 12);
}

void decodeText(benchmark::State& state)
{
    decode(state, acquisition::TextLines{}, 12);
}

void decodeJq(benchmark::State& state)
{
    decode(state, acquisition::JqDelimiter{}, 8);
}

BENCHMARK(decodeWire);
BENCHMARK(decodeText);
BENCHMARK(decodeJq);

}  // namespace

BENCHMARK_MAIN();
