#include "decoder_fuzzing.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "palpate/acquisition/frame_decoder.hpp"
#include "palpate/core/assert.hpp"

namespace palpate::fuzzing {

namespace {

using acquisition::DecodedFrame;
using acquisition::FrameDecoder;

constexpr int kRows = 4;
constexpr int kCols = 3;

class CheckingSink final : public acquisition::FrameSink {
  public:
    void onFrame(DecodedFrame&& frame) override
    {
        PALPATE_ASSERT(frame.counts.rows() == kRows && frame.counts.cols() == kCols);
        PALPATE_ASSERT(frames.empty() || frame.sequence > frames.back().sequence);
        PALPATE_ASSERT(!frames.empty() || !frame.loss_before);
        frames.push_back(std::move(frame));
    }
    void onHello(const acquisition::DeviceHello& hello) override
    {
        PALPATE_ASSERT(hello.rows >= 1 && hello.cols >= 1);
    }

    std::vector<DecodedFrame> frames;
};

void checkAccount(const FrameDecoder& decoder, const CheckingSink& sink, std::size_t size)
{
    PALPATE_ASSERT(decoder.stats().bytes_in == size);
    PALPATE_ASSERT(decoder.bytesDecoded() + decoder.stats().bytes_skipped == size);
    PALPATE_ASSERT(decoder.stats().frames_ok == sink.frames.size());
}

bool isSame(const DecodedFrame& a, const DecodedFrame& b)
{
    return a.sequence == b.sequence && a.loss_before == b.loss_before && (a.counts == b.counts).all();
}

}  // namespace

void checkDecoder(acquisition::Protocol protocol, int bit_depth, const std::uint8_t* data, std::size_t size)
{
    const acquisition::MatProfile profile{
        .id = "fuzz",
        .title = "fuzz",
        .geometry = MatGeometry::create(kRows, kCols, Length{10.0}, Length{10.0}).value(),
        .protocol = protocol,
        .bit_depth = bit_depth,
    };
    const auto whole = makeDecoder(profile);
    CheckingSink whole_sink;
    whole->feed({data, size}, whole_sink);
    whole->finish();
    checkAccount(*whole, whole_sink, size);

    const auto pieces = makeDecoder(profile);
    CheckingSink pieces_sink;
    std::span<const std::uint8_t> rest{data, size};
    for (std::size_t step = 1; !rest.empty(); step = step % 7 + 1) {
        const auto piece = rest.first(std::min(step, rest.size()));
        pieces->feed(piece, pieces_sink);
        rest = rest.subspan(piece.size());
    }
    pieces->finish();
    checkAccount(*pieces, pieces_sink, size);
    PALPATE_ASSERT(whole->stats() == pieces->stats());
    PALPATE_ASSERT(std::equal(whole_sink.frames.begin(), whole_sink.frames.end(), pieces_sink.frames.begin(),
                              pieces_sink.frames.end(), isSame));
}

}  // namespace palpate::fuzzing
