#include "palpate/acquisition/mat_on_terminal.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <ctime>
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

/// Becomes readable when a stop is requested, so that poll() wakes up.
class StopSignal {
  public:
    explicit StopSignal(const std::stop_token& stop)
        : fd_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)}, callback_{stop, [fd = fd_] { raise(fd); }}
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
    /// std::stop_callback that can be ended before its descriptor is closed.
    struct Callback {
        Callback(const std::stop_token& stop, std::function<void()> function)
            : callback{std::in_place, stop, std::move(function)}
        {}
        void reset() { callback.reset(); }
        std::optional<std::stop_callback<std::function<void()>>> callback;
    };

    static void raise(int fd)
    {
        const std::uint64_t one = 1;
        // Fails only when the counter is full, and then the signal is there already.
        [[maybe_unused]] const auto written = ::write(fd, &one, sizeof one);
    }

    int fd_;
    Callback callback_;
};

/// The device's transmitter: one message at a time, at the reader's pace.
class Transmitter {
  public:
    Transmitter(PseudoTerminal& terminal, const std::stop_token& stop)
        : terminal_{terminal}, stop_{stop}, stop_signal_{stop}
    {}

    [[nodiscard]] bool isIdle() const { return sent_ == message_.size(); }
    [[nodiscard]] bool isStopped() const { return stop_.stop_requested(); }

    /// An empty message to be filled; only when idle.
    [[nodiscard]] std::vector<std::uint8_t>& newMessage()
    {
        message_.clear();
        sent_ = 0;
        return message_;
    }

    /// Goes on sending until `until`, a stop, or (where `when_idle`) until all is sent.
    [[nodiscard]] Result<void> sendUntil(Clock::time_point until, bool when_idle)
    {
        while (!isStopped()) {
            if (!isIdle()) {
                const auto written =
                    terminal_.writeSome(std::span<const std::uint8_t>{message_}.subspan(sent_));
                if (!written) {
                    return fail(written.error());
                }
                sent_ += *written;
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
            terminal_.discardInput();
        }
        return {};
    }

    PseudoTerminal& terminal_;
    std::stop_token stop_;
    StopSignal stop_signal_;
    std::vector<std::uint8_t> message_;
    std::size_t sent_ = 0;
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
    transmitter.newMessage() = hello;
    const auto start = Clock::now();
    auto next_hello = start + kHelloInterval;
    SpokenFrames spoken;
    while (auto frame = simulation.nextFrame()) {
        const auto due = start + frame->stamp.time;
        if (auto sent = transmitter.sendUntil(due, false); !sent) {
            return fail(sent.error());
        }
        if (transmitter.isStopped()) {
            return spoken;
        }
        if (!transmitter.isIdle()) {
            ++spoken.dropped;
            continue;
        }
        auto& message = transmitter.newMessage();
        if (encoder->repeatsHello() && due >= next_hello) {
            message = hello;
            next_hello = due + kHelloInterval;
        }
        encoder->encode(*frame, deviceTimeUs(*frame), message);
        ++spoken.sent;
    }
    if (auto sent = transmitter.sendUntil(Clock::now() + kLastFrameTimeout, true); !sent) {
        return fail(sent.error());
    }
    return spoken;
}

}  // namespace palpate::acquisition
