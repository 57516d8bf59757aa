#pragma once

#include <optional>
#include <string>

#include "palpate/live/snapshot.hpp"

namespace palpate::cli {

/// "safe S s", rounded down: never more than what is on the disk.
void announceSafe(const live::Snapshot& snapshot);

/// What the stream and the recorder lost, all in one line.
void announceLosses(const live::Snapshot& snapshot);

/// Each cue as a line on standard output when it comes up: `cue TIME KIND WORDS`.
class CuePrinter {
  public:
    void print(const live::Snapshot& snapshot);

  private:
    std::optional<double> last_start_s_;
};

/// Says once that the disk will be full within ten minutes, and once that it will within one.
class RoomWarning {
  public:
    explicit RoomWarning(std::string output) : output_{std::move(output)} {}
    void announce(const live::Snapshot& snapshot);

  private:
    std::string output_;
    double next_s_ = 600.0;
};

}  // namespace palpate::cli
