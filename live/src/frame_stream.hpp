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

/// The frames of a stored session in their order, read on two threads of its own a few megabytes ahead: most
/// of the work is decompression. Nobody else may use the session while this lives.
class FrameStream {
  public:
    explicit FrameStream(session::SessionReader& session);
    FrameStream(const FrameStream&) = delete;
    FrameStream& operator=(const FrameStream&) = delete;
    ~FrameStream();

    /// Null after the last frame. An error, also of the reading, is the last that comes.
    [[nodiscard]] Result<FrameBlockPtr> next();

  private:
    /// Every second block, beginning with one of the first two.
    struct Lane {
        Lane(session::SessionReader& from, std::size_t ahead_bytes);
        session::SessionReader& session;
        BoundedQueue<Result<FrameBlockPtr>> queue;
    };

    void read(Lane& lane, std::uint64_t first_block, const std::stop_token& stop) const;

    std::size_t frame_bytes_;
    std::uint64_t block_frames_;
    std::optional<session::SessionReader> second_;
    std::vector<std::unique_ptr<Lane>> lanes_;
    std::uint64_t next_block_ = 0;
    std::vector<std::jthread> threads_;
};

}  // namespace palpate::live
