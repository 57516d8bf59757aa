#include "serial_settings.hpp"

// The kernel's own terminal settings: the C library's know only the standard baud rates. Both cannot be
// included in one file, which is why this is one.
#include <cerrno>

#include <asm/termbits.h>
#include <sys/ioctl.h>

namespace palpate::acquisition {

int setRawLine(int fd, int baud)
{
    termios2 line{};
    if (::ioctl(fd, TCGETS2, &line) != 0) {
        return errno;
    }
    line.c_iflag &= ~static_cast<tcflag_t>(IGNBRK | BRKINT | PARMRK | INPCK | ISTRIP | INLCR | IGNCR | ICRNL |
                                           IXON | IXOFF | IXANY);
    line.c_oflag &= ~static_cast<tcflag_t>(OPOST);
    line.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    line.c_cflag &= ~static_cast<tcflag_t>(CSIZE | PARENB | CSTOPB | CRTSCTS | CBAUD | (CBAUD << IBSHIFT));
    line.c_cflag |= static_cast<tcflag_t>(CS8 | CLOCAL | CREAD | BOTHER | (BOTHER << IBSHIFT));
    line.c_ispeed = static_cast<speed_t>(baud);
    line.c_ospeed = static_cast<speed_t>(baud);
    line.c_cc[VMIN] = 1;
    line.c_cc[VTIME] = 0;
    return ::ioctl(fd, TCSETS2, &line) == 0 ? 0 : errno;
}

int lineBaud(int fd)
{
    termios2 line{};
    return ::ioctl(fd, TCGETS2, &line) == 0 ? static_cast<int>(line.c_ispeed) : 0;
}

}  // namespace palpate::acquisition
