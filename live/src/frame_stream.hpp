#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <thread>
#include <variant>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/live/bounded_queue.hpp"
#include "palpate/session/session_reader.hpp"

namespace palpate::live {

/// Some frames of a stored session, one after the other.
using FrameBlock = std::variant<std::vector<RawFrame>, std::vector<PressureFrame>>;
using FrameBlockPtr = std::shared_ptr<const FrameBlock>;

/// The frames of a stored session in their order, read on a thread of its own a few megabytes ahead: most of
/// the work is decompression. Nobody else may use the session while this lives.
class FrameStream {
  public:
    explicit FrameStream(session::SessionReader& session);
    FrameStream(const FrameStream&) = delete;
    FrameStream& operator=(const FrameStream&) = delete;
    ~FrameStream();

    /// Null after the last frame. An error, also of the reading, is the last that comes.
    [[nodiscard]] Result<FrameBlockPtr> next();

    /// Of one frame, in memory.
    [[nodiscard]] std::size_t frameBytes() const { return frame_bytes_; }

  private:
    void read(const std::stop_token& stop);
    [[nodiscard]] Result<FrameBlockPtr> readBlock(std::uint64_t first, std::uint64_t end);

    session::SessionReader& session_;
    std::size_t frame_bytes_;
    std::uint64_t block_frames_;
    BoundedQueue<Result<FrameBlockPtr>> queue_;
    std::jthread thread_;
};

}  // namespace palpate::live
