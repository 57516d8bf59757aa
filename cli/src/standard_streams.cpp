#include "standard_streams.hpp"

#include <cerrno>
#include <csignal>
#include <initializer_list>

#include <fcntl.h>
#include <unistd.h>

namespace palpate::cli {

void keepStandardStreamsOpen()
{
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) < 0 && errno == EBADF) {
            // The lowest free number is this one, as those below it are open.
            static_cast<void>(::open("/dev/null", O_RDWR));
        }
    }
}

void outliveClosedPipes()
{
    std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace palpate::cli
