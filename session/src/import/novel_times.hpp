#pragma once

#include <cstdint>
#include <optional>

#include "palpate/core/error.hpp"
#include "palpate/core/frame.hpp"

#include "import/text_lines.hpp"

namespace palpate::session {

/// The times at the start of the lines of a text of novel: each follows the one before by the time per frame.
class NovelTimes final {
  public:
    explicit NovelTimes(std::optional<double> period_s) : period_s_{period_s} {}

    /// Of the next frame. Corrupt, with the line that `lines` gave last, where the time does not follow.
    [[nodiscard]] Result<FrameStamp> stampOf(double time_s, const TextLines& lines);

    [[nodiscard]] std::uint64_t frames() const { return frames_; }
    /// As it stands in the last line.
    [[nodiscard]] double lastS() const { return last_s_; }

  private:
    std::optional<double> period_s_;
    std::uint64_t frames_ = 0;
    double first_s_ = 0.0;
    double last_s_ = 0.0;
};

}  // namespace palpate::session
