#include "palpate/acquisition/mat_on_terminal.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "palpate/acquisition/frame_encoder.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace palpate::acquisition {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kHelloInterval{1};
/// For the reader to take the last frame.
constexpr std::chrono::seconds kLastFrameTimeout{1};
/// 250 frames of a 64 x 64 mat: a host may be busy for half a second at 500 Hz.
constexpr std::size_t kMemoryBytes = std::size_t{2048} * 1024;
/// Nothing was taken for so long: nobody reads.
constexpr std::chrono::milliseconds kReaderPatience{1000};

/// Becomes readable when a stop is requested, so that poll() wakes up.
class StopSignal {
  public:
    explicit StopSignal(const std::stop_token& stop)
        : fd_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)}, callback_{std::in_place, stop, [fd = fd_] {
                                                                       raise(fd);
                                                                   }}
    {}
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;
    ~StopSignal()
    {
        callback_.reset();
        ::close(fd_);
    }

    [[nodiscard]] int fd() const { return fd_; }

  private:
    static void raise(int fd)
    {
        const std::uint64_t one = 1;
        // Fails only when the counter is full, and then the signal is there already.
        [[maybe_unused]] const auto written = ::write(fd, &one, sizeof one);
    }

    int fd_;
    /// Ended before the descriptor is closed.
    std::optional<std::stop_callback<std::function<void()>>> callback_;
};

/// The device's transmitter: a small memory of messages that goes out at the reader's pace. While nobody
/// reads, only the message that is under way stays in it, so that a reader who comes gets fresh frames.
class Transmitter {
  public:
    Transmitter(PseudoTerminal& terminal, const std::stop_token& stop)
        : terminal_{terminal}, stop_{stop}, stop_signal_{stop}
    {}

    [[nodiscard]] bool isIdle() const { return messages_.empty(); }
    /// Messages that no reader has taken whole.
    [[nodiscard]] std::size_t unread() const { return messages_.size(); }
    [[nodiscard]] bool isStopped() const { return stop_.stop_requested(); }

    /// False when there is no room: the message is lost, as in a mat.
    [[nodiscard]] bool take(std::vector<std::uint8_t> message)
    {
        const bool is_read = Clock::now() - last_idle_ < kReaderPatience;
        if (!isIdle() && (!is_read || queued_bytes_ + message.size() > kMemoryBytes)) {
            return false;
        }
        queued_bytes_ += message.size();
        messages_.push_back(std::move(message));
        return true;
    }

    /// Forgets what nobody came for, but for the message under way; returns how many messages.
    std::size_t forgetUnread()
    {
        if (isIdle() || Clock::now() - last_idle_ < kReaderPatience) {
            return 0;
        }
        const auto forgotten = messages_.size() - 1;
        messages_.erase(messages_.begin() + 1, messages_.end());
        queued_bytes_ = messages_.front().size();
        return forgotten;
    }

    /// Goes on sending until `until`, a stop, or (where `when_idle`) until all is sent.
    [[nodiscard]] Result<void> sendUntil(Clock::time_point until, bool when_idle)
    {
        while (!isStopped()) {
            if (auto written = writeSome(); !written) {
                return written;
            }
            if ((when_idle && isIdle()) || Clock::now() >= until) {
                return {};
            }
            if (auto waited = wait(until); !waited) {
                return waited;
            }
        }
        return {};
    }

  private:
    [[nodiscard]] Result<void> writeSome()
    {
        while (!isIdle()) {
            const auto& message = messages_.front();
            const auto written = terminal_.writeSome(std::span<const std::uint8_t>{message}.subspan(sent_));
            if (!written) {
                return fail(written.error());
            }
            sent_ += *written;
            if (sent_ < message.size()) {
                return {};
            }
            queued_bytes_ -= message.size();
            messages_.pop_front();
            sent_ = 0;
        }
        last_idle_ = Clock::now();
        return {};
    }

    [[nodiscard]] Result<void> wait(Clock::time_point until)
    {
        const auto left = std::max(until - Clock::now(), Clock::duration::zero());
        const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
        const timespec timeout{.tv_sec = seconds.count(),
                               .tv_nsec = std::chrono::nanoseconds{left - seconds}.count()};
        const auto wanted = static_cast<short>(isIdle() ? POLLIN : POLLIN | POLLOUT);
        std::array<pollfd, 2> events{
            pollfd{.fd = terminal_.handle(), .events = wanted, .revents = 0},
            pollfd{.fd = stop_signal_.fd(), .events = POLLIN, .revents = 0},
        };
        if (::ppoll(events.data(), events.size(), &timeout, nullptr) < 0 && errno != EINTR) {
            return fail(ErrorCode::Io, fmt::format("cannot wait for the pseudo-terminal {}: {}",
                                                   terminal_.path(), std::system_category().message(errno)));
        }
        if ((events[0].revents & POLLIN) != 0) {
            static_cast<void>(terminal_.discardInput());
        }
        return {};
    }

    PseudoTerminal& terminal_;
    std::stop_token stop_;
    StopSignal stop_signal_;
    std::deque<std::vector<std::uint8_t>> messages_;
    std::size_t queued_bytes_ = 0;
    /// Of the first message.
    std::size_t sent_ = 0;
    Clock::time_point last_idle_ = Clock::now();
};

std::uint64_t deviceTimeUs(const RawFrame& frame)
{
    const auto own_us = std::chrono::duration_cast<std::chrono::microseconds>(frame.stamp.time).count();
    return frame.stamp.device_time_us.value_or(static_cast<std::uint64_t>(own_us));
}

}  // namespace

Result<SpokenFrames> speakOnTerminal(Simulation& simulation, PseudoTerminal& terminal,
                                     const std::stop_token& stop)
{
    const auto encoder = makeEncoder(simulation.profile());
    const auto hello = encoder->hello();
    Transmitter transmitter{terminal, stop};
    SpokenFrames spoken;
    const auto start = Clock::now();
    auto next_hello = start;
    while (auto frame = simulation.nextFrame()) {
        const auto due = start + frame->stamp.time;
        if (auto sent = transmitter.sendUntil(due, false); !sent) {
            return fail(sent.error());
        }
        if (transmitter.isStopped()) {
            break;
        }
        const auto forgotten = transmitter.forgetUnread();
        spoken.sent -= forgotten;
        spoken.dropped += forgotten;

        const bool says_hello = due >= next_hello && (encoder->repeatsHello() || next_hello == start);
        std::vector<std::uint8_t> message = says_hello ? hello : std::vector<std::uint8_t>{};
        encoder->encode(*frame, deviceTimeUs(*frame), message);
        if (!transmitter.take(std::move(message))) {
            ++spoken.dropped;
            continue;
        }
        ++spoken.sent;
        if (says_hello) {
            next_hello = due + kHelloInterval;
        }
    }
    if (auto sent = transmitter.sendUntil(Clock::now() + kLastFrameTimeout, true); !sent) {
        return fail(sent.error());
    }
    const auto unread = transmitter.unread();
    spoken.sent -= unread;
    spoken.dropped += unread;
    return spoken;
}

}  // namespace palpate::acquisition
