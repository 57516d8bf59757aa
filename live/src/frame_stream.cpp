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

}  // namespace

FrameStream::FrameStream(session::SessionReader& session)
    : session_{session},
      frame_bytes_{frameBytesOf(session.header())},
      block_frames_{std::max<std::uint64_t>(1, kBlockBytes / frame_bytes_)},
      queue_{std::max(kAheadBytes, frame_bytes_), WhenFull::Reject},
      thread_{[this](const std::stop_token& stop) { read(stop); }}
{}

FrameStream::~FrameStream()
{
    thread_.request_stop();
    queue_.close();
}

Result<FrameBlockPtr> FrameStream::readBlock(std::uint64_t first, std::uint64_t end)
{
    const auto collect = [&](auto frames, const auto& read_frame) -> Result<FrameBlockPtr> {
        frames.reserve(end - first);
        for (std::uint64_t index = first; index < end; ++index) {
            auto frame = read_frame(index);
            if (!frame) {
                return fail(std::move(frame.error()));
            }
            frames.push_back(std::move(*frame));
        }
        return std::make_shared<const FrameBlock>(std::move(frames));
    };
    if (session_.header().samples == SampleKind::Kpa) {
        return collect(std::vector<PressureFrame>{},
                       [this](std::uint64_t index) { return session_.readPressure(index); });
    }
    return collect(std::vector<RawFrame>{},
                   [this](std::uint64_t index) { return session_.readCounts(index); });
}

void FrameStream::read(const std::stop_token& stop)
{
    const std::uint64_t frames = session_.frameCount();
    for (std::uint64_t first = 0; first < frames && !stop.stop_requested(); first += block_frames_) {
        const std::uint64_t end = std::min(first + block_frames_, frames);
        auto block = readBlock(first, end);
        const bool is_read = block.has_value();
        if (!queue_.pushWhenFree(std::move(block), (end - first) * frame_bytes_, stop) || !is_read) {
            break;
        }
    }
    queue_.close();
}

Result<FrameBlockPtr> FrameStream::next()
{
    auto block = queue_.pop(std::stop_token{});
    return block ? std::move(*block) : Result<FrameBlockPtr>{FrameBlockPtr{}};
}

}  // namespace palpate::live
