#include "stop_signals.hpp"

#include <pthread.h>

namespace palpate::cli {

StopSignals::StopSignals()
{
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

bool StopSignals::waitFor(std::chrono::milliseconds limit)
{
    if (!came_) {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(limit);
        const timespec wait{.tv_sec = seconds.count(),
                            .tv_nsec = std::chrono::nanoseconds{limit - seconds}.count()};
        came_ = sigtimedwait(&signals_, nullptr, &wait) > 0;
    }
    return came_;
}

}  // namespace palpate::cli
