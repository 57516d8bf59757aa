#pragma once

#include <cstdint>
#include <optional>

#include "palpate/core/error.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/units.hpp"

namespace palpate::session {

/// Stamps the frames of a recording: by the times that the file gives where they rise, otherwise by --rate,
/// marked as estimated.
class FrameClock final {
  public:
    explicit FrameClock(std::optional<Frequency> rate) : rate_{rate} {}

    /// `own_s`: the time that the file gives, in seconds since whatever it counts from. InvalidArgument where
    /// it does not rise and there is no rate, or where the rate is not that of the first two frames; Corrupt
    /// where it is years after the first. The message goes on after "frame 7 ".
    [[nodiscard]] Result<FrameStamp> stamp(std::uint64_t sequence, std::optional<double> own_s);

  private:
    [[nodiscard]] Result<std::optional<SessionTime>> sinceFirst(std::optional<double> own_s);

    std::optional<Frequency> rate_;
    std::optional<double> first_s_;
    SessionTime last_{0};
    std::uint64_t last_sequence_ = 0;
    std::uint64_t frames_ = 0;
};

}  // namespace palpate::session
