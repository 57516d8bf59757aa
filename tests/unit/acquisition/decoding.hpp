#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/acquisition/frame_decoder.hpp"
#include "palpate/acquisition/mat_profile.hpp"

namespace palpate::acquisition::testing {

using Bytes = std::vector<std::uint8_t>;

/// A profile of any protocol with a plain calibration.
[[nodiscard]] MatProfile profileOf(Protocol protocol, int rows, int cols, int bit_depth = 12);

/// A frame of counts that differ from cell to cell and frame to frame, below `limit`.
[[nodiscard]] RawFrame frameOf(const MatProfile& profile, std::uint64_t sequence, int limit);

/// Keeps everything that a decoder finds.
class KeepingSink final : public FrameSink {
  public:
    void onFrame(DecodedFrame&& frame) override { frames.push_back(std::move(frame)); }
    void onHello(const DeviceHello& hello) override { hellos.push_back(hello); }

    std::vector<DecodedFrame> frames;
    std::vector<DeviceHello> hellos;
};

/// What came out of a whole stream.
struct Decoded {
    std::vector<DecodedFrame> frames;
    std::vector<DeviceHello> hellos;
    StreamStats stats;
    std::uint64_t bytes_decoded = 0;
};

/// Feeds all bytes at once and finishes.
[[nodiscard]] Decoded decodeWhole(const MatProfile& profile, std::span<const std::uint8_t> bytes);
[[nodiscard]] Decoded decodeText(const MatProfile& profile, std::string_view text);
/// Feeds pieces of the sizes that `next_size` returns (at least 1).
template <typename NextSize>
[[nodiscard]] Decoded decodePieces(const MatProfile& profile, std::span<const std::uint8_t> bytes,
                                   NextSize next_size)
{
    const auto decoder = makeDecoder(profile);
    KeepingSink sink;
    while (!bytes.empty()) {
        const auto size = std::min<std::size_t>(bytes.size(), next_size());
        decoder->feed(bytes.first(size), sink);
        bytes = bytes.subspan(size);
    }
    decoder->finish();
    return {.frames = std::move(sink.frames),
            .hellos = std::move(sink.hellos),
            .stats = decoder->stats(),
            .bytes_decoded = decoder->bytesDecoded()};
}

/// The same counts, numbers and losses in both.
[[nodiscard]] bool haveSameFrames(const Decoded& a, const Decoded& b);
[[nodiscard]] bool haveSameCounts(const CountArray& a, const CountArray& b);

[[nodiscard]] CountArray countsOf(int rows, int cols, const std::vector<int>& values);

}  // namespace palpate::acquisition::testing
