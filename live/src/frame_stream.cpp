#include "frame_stream.hpp"

#include <algorithm>
#include <utility>

namespace palpate::live {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{512} * 1024;
constexpr std::size_t kAheadBytes = std::size_t{8} * 1024 * 1024;

std::size_t frameBytesOf(const SessionHeader& header)
{
    const auto cells = static_cast<std::size_t>(header.geometry.cellCount());
    return cells * (header.samples == SampleKind::Counts ? sizeof(std::uint16_t) : sizeof(float));
}

/// Whole chunks, so that no two threads unpack the same one.
std::uint64_t blockFramesOf(const session::SessionReader& session, std::size_t frame_bytes)
{
    const std::uint64_t chunk = session.chunkFrames();
    return chunk * std::max<std::uint64_t>(1, kBlockBytes / (chunk * frame_bytes));
}

template <typename Frame, typename ReadFrame>
Result<FrameBlockPtr> collect(std::uint64_t first, std::uint64_t end, const ReadFrame& read_frame)
{
    std::vector<Frame> frames;
    frames.reserve(end - first);
    for (std::uint64_t index = first; index < end; ++index) {
        auto frame = read_frame(index);
        if (!frame) {
            return fail(std::move(frame.error()));
        }
        frames.push_back(std::move(*frame));
    }
    return std::make_shared<const FrameBlock>(std::move(frames));
}

Result<FrameBlockPtr> readBlock(session::SessionReader& session, std::uint64_t first, std::uint64_t end)
{
    if (session.header().samples == SampleKind::Kpa) {
        return collect<PressureFrame>(
            first, end, [&session](std::uint64_t index) { return session.readPressure(index); });
    }
    return collect<RawFrame>(first, end,
                             [&session](std::uint64_t index) { return session.readCounts(index); });
}

}  // namespace

FrameStream::Lane::Lane(session::SessionReader& from, std::size_t ahead_bytes)
    : session{from}, queue{ahead_bytes, WhenFull::Reject}
{}

FrameStream::FrameStream(session::SessionReader& session)
    : frame_bytes_{frameBytesOf(session.header())}, block_frames_{blockFramesOf(session, frame_bytes_)}
{
    const std::size_t ahead_bytes = std::max(kAheadBytes / 2, block_frames_ * frame_bytes_);
    lanes_.push_back(std::make_unique<Lane>(session, ahead_bytes));
    // What keeps a second reader from opening would be met by the first one as well.
    if (auto second = session.another()) {
        second_.emplace(std::move(*second));
        lanes_.push_back(std::make_unique<Lane>(*second_, ahead_bytes));
    }
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        threads_.emplace_back([this, i](const std::stop_token& stop) { read(*lanes_[i], i, stop); });
    }
}

FrameStream::~FrameStream()
{
    for (std::jthread& thread : threads_) {
        thread.request_stop();
    }
    for (const auto& lane : lanes_) {
        lane->queue.close();
    }
    // Before the readers that they use.
    threads_.clear();
}

void FrameStream::read(Lane& lane, std::uint64_t first_block, const std::stop_token& stop) const
{
    const std::uint64_t frames = lane.session.frameCount();
    const std::uint64_t step = block_frames_ * lanes_.size();
    for (std::uint64_t first = first_block * block_frames_; first < frames && !stop.stop_requested();
         first += step) {
        const std::uint64_t end = std::min(first + block_frames_, frames);
        auto block = readBlock(lane.session, first, end);
        const bool is_read = block.has_value();
        if (!lane.queue.pushWhenFree(std::move(block), (end - first) * frame_bytes_, stop) || !is_read) {
            break;
        }
    }
    lane.queue.close();
}

Result<FrameBlockPtr> FrameStream::next()
{
    auto block = lanes_[next_block_++ % lanes_.size()]->queue.pop(std::stop_token{});
    return block ? std::move(*block) : Result<FrameBlockPtr>{FrameBlockPtr{}};
}

}  // namespace palpate::live
