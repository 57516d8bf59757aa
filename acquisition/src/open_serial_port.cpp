#include "open_serial_port.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "port_holder.hpp"
#include "serial_settings.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace palpate::acquisition {

namespace {

std::string describeErrno(int number)
{
    return std::system_category().message(number);
}

Error busy(const std::string& path)
{
    const auto holder = findPortHolder(path);
    return Error{.code = ErrorCode::Busy,
                 .message = fmt::format("serial port '{}' is in use by {}: close that first", path,
                                        holder.value_or("another program"))};
}

Error openError(const std::string& path, int number)
{
    switch (number) {
        case ENOENT:
        case ENODEV:
        case ENXIO:
            return {.code = ErrorCode::NotFound,
                    .message = fmt::format(
                        "no serial port '{}': plug the mat in, or list ports with 'palpate devices'", path)};
        case EACCES:
        case EPERM:
            return {.code = ErrorCode::Io,
                    .message = fmt::format("no permission to open '{}': add yourself to the group dialout "
                                           "('sudo adduser $USER dialout') and log in again",
                                           path)};
        case EBUSY:
            return busy(path);
        case EISDIR:
            return {.code = ErrorCode::InvalidArgument,
                    .message = fmt::format(
                        "'{}' is a folder, not a serial port: list ports with 'palpate devices'", path)};
        default:
            return {.code = ErrorCode::Io,
                    .message = fmt::format("cannot open serial port '{}': {}", path, describeErrno(number))};
    }
}

/// Whether the driver took the baud, within what receivers tolerate.
bool isNear(int actual, int wanted)
{
    constexpr int kTolerancePercent = 3;
    return actual == 0 || std::abs(actual - wanted) <= wanted / 100 * kTolerancePercent + 1;
}

Result<void> setUp(int fd, const std::string& path, int baud)
{
    if (::isatty(fd) == 0) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("'{}' is not a serial port: list ports with 'palpate devices'", path));
    }
    // The lock keeps cooperating programs away, also those of the administrator; TIOCEXCL keeps the others
    // away.
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        return fail(busy(path));
    }
    if (::ioctl(fd, TIOCEXCL) != 0) {
        return fail(openError(path, errno));
    }
    if (const int number = setRawLine(fd, baud); number != 0) {
        return fail(ErrorCode::Io,
                    fmt::format("serial port '{}' refuses {} baud: {}; choose a profile with a baud "
                                "that it can",
                                path, baud, describeErrno(number)));
    }
    if (const int actual = lineBaud(fd); !isNear(actual, /*wanted=*/baud)) {
        return fail(ErrorCode::Io, fmt::format("serial port '{}' cannot run at {} baud, its nearest is {}",
                                               path, baud, actual));
    }
    ::tcflush(fd, TCIFLUSH);
    return {};
}

}  // namespace

Result<int> openSerialPort(const std::string& path, int baud)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
        return fail(openError(path, EISDIR));
    }
    const int fd = ::open(path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        return fail(openError(path, errno));
    }
    if (auto ready = setUp(fd, path, baud); !ready) {
        if (ready.error().code != ErrorCode::Busy) {
            releaseSerialPort(fd);
        }
        ::close(fd);
        return fail(std::move(ready.error()));
    }
    return fd;
}

void releaseSerialPort(int fd)
{
    ::tcflush(fd, TCIOFLUSH);
    ::ioctl(fd, TIOCNXCL);
}

}  // namespace palpate::acquisition
