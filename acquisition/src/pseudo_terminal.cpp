#include "palpate/acquisition/pseudo_terminal.hpp"

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "serial_settings.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <pty.h>
#include <unistd.h>

namespace palpate::acquisition {

namespace {

constexpr int kAnyBaud = 115200;

std::string describeErrno(int number)
{
    return std::system_category().message(number);
}

}  // namespace

PseudoTerminal::PseudoTerminal(int device_fd, int port_fd, std::string path)
    : device_fd_{device_fd}, port_fd_{port_fd}, path_{std::move(path)}
{}

PseudoTerminal::PseudoTerminal(PseudoTerminal&& other) noexcept
    : device_fd_{std::exchange(other.device_fd_, -1)},
      port_fd_{std::exchange(other.port_fd_, -1)},
      path_{std::move(other.path_)}
{}

PseudoTerminal& PseudoTerminal::operator=(PseudoTerminal&& other) noexcept
{
    if (this != &other) {
        close();
        device_fd_ = std::exchange(other.device_fd_, -1);
        port_fd_ = std::exchange(other.port_fd_, -1);
        path_ = std::move(other.path_);
    }
    return *this;
}

PseudoTerminal::~PseudoTerminal()
{
    close();
}

Result<PseudoTerminal> PseudoTerminal::open()
{
    int device_fd = -1;
    int port_fd = -1;
    std::array<char, 128> name{};
    if (::openpty(&device_fd, &port_fd, name.data(), nullptr, nullptr) != 0) {
        return fail(ErrorCode::Io, fmt::format("cannot make a pseudo-terminal: {}", describeErrno(errno)));
    }
    PseudoTerminal terminal{device_fd, port_fd, name.data()};
    ::fcntl(device_fd, F_SETFD, FD_CLOEXEC);
    ::fcntl(port_fd, F_SETFD, FD_CLOEXEC);
    const int number = setRawLine(port_fd, kAnyBaud);
    if (number != 0 || ::fcntl(device_fd, F_SETFL, O_NONBLOCK) != 0) {
        return fail(ErrorCode::Io, fmt::format("cannot set up the pseudo-terminal {}: {}", terminal.path_,
                                               describeErrno(number != 0 ? number : errno)));
    }
    return terminal;
}

Result<std::size_t> PseudoTerminal::writeSome(std::span<const std::uint8_t> bytes)
{
    const auto written = ::write(device_fd_, bytes.data(), bytes.size());
    if (written >= 0) {
        return static_cast<std::size_t>(written);
    }
    if (errno == EAGAIN || errno == EINTR) {
        return std::size_t{0};
    }
    return fail(ErrorCode::Disconnected,
                fmt::format("cannot write to the pseudo-terminal {}: {}", path_, describeErrno(errno)));
}

Result<void> PseudoTerminal::writeAll(std::span<const std::uint8_t> bytes, std::chrono::milliseconds timeout)
{
    using std::chrono::steady_clock;
    const auto deadline = steady_clock::now() + timeout;
    const auto size = bytes.size();
    while (!bytes.empty()) {
        const auto written = writeSome(bytes);
        if (!written) {
            return fail(written.error());
        }
        bytes = bytes.subspan(*written);
        if (*written > 0) {
            continue;
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - steady_clock::now());
        if (left.count() <= 0) {
            return fail(ErrorCode::Timeout, fmt::format("{}: the reader took {} of {} bytes in {} ms", path_,
                                                        size - bytes.size(), size, timeout.count()));
        }
        pollfd room{.fd = device_fd_, .events = POLLOUT, .revents = 0};
        ::poll(&room, 1, static_cast<int>(left.count()));
    }
    return {};
}

std::size_t PseudoTerminal::discardInput() const
{
    std::array<std::uint8_t, 4096> bytes{};
    std::size_t total = 0;
    while (true) {
        const auto size = ::read(device_fd_, bytes.data(), bytes.size());
        if (size <= 0) {
            return total;
        }
        total += static_cast<std::size_t>(size);
    }
}

void PseudoTerminal::close()
{
    for (int* fd : {&device_fd_, &port_fd_}) {
        if (*fd >= 0) {
            ::close(std::exchange(*fd, -1));
        }
    }
}

}  // namespace palpate::acquisition
