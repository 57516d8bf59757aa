#pragma once

#include <chrono>
#include <csignal>

namespace palpate::cli {

/// SIGINT, SIGTERM and SIGHUP as something to wait for. Make one before any thread is started: the signals
/// are blocked in this thread and in all that it starts.
class StopSignals {
  public:
    StopSignals();

    /// True as soon as one of them came; false after `limit`. Stays true.
    [[nodiscard]] bool waitFor(std::chrono::milliseconds limit);

  private:
    sigset_t signals_{};
    bool came_ = false;
};

}  // namespace palpate::cli
