#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

#include "palpate/acquisition/frame_source.hpp"

namespace palpate::acquisition::testing {

/// Keeps what a source reports and lets the test wait for it.
class CollectedStream {
  public:
    [[nodiscard]] SourceCallbacks callbacks()
    {
        return {.frame =
                    [this](RawFramePtr frame) {
                        const std::scoped_lock lock{mutex_};
                        frames_.push_back(std::move(frame));
                        changed_.notify_all();
                    },
                .gap =
                    [this](const Gap& gap) {
                        const std::scoped_lock lock{mutex_};
                        gaps_.push_back(gap);
                    },
                .event = {},
                .ended =
                    [this](std::optional<Error> error) {
                        const std::scoped_lock lock{mutex_};
                        ++ended_count_;
                        error_ = std::move(error);
                        changed_.notify_all();
                    }};
    }

    /// False when they did not come within 20 s.
    [[nodiscard]] bool waitForFrames(std::size_t count)
    {
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, kPatience, [&] { return frames_.size() >= count; });
    }
    [[nodiscard]] bool waitForEnd()
    {
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, kPatience, [&] { return ended_count_ > 0; });
    }

    [[nodiscard]] std::vector<RawFramePtr> frames() const
    {
        const std::scoped_lock lock{mutex_};
        return frames_;
    }
    [[nodiscard]] std::vector<Gap> gaps() const
    {
        const std::scoped_lock lock{mutex_};
        return gaps_;
    }
    [[nodiscard]] int endedCount() const
    {
        const std::scoped_lock lock{mutex_};
        return ended_count_;
    }
    [[nodiscard]] std::optional<Error> error() const
    {
        const std::scoped_lock lock{mutex_};
        return error_;
    }

  private:
    static constexpr std::chrono::seconds kPatience{20};

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<RawFramePtr> frames_;
    std::vector<Gap> gaps_;
    int ended_count_ = 0;
    std::optional<Error> error_;
};

}  // namespace palpate::acquisition::testing
