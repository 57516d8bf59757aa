#pragma once

#include <optional>

#include "palpate/acquisition/frame_decoder.hpp"
#include "palpate/acquisition/frame_source.hpp"

namespace palpate::acquisition {

/// Gives decoded frames their time and hands them on with the gaps before them. Times rise strictly.
class FrameStamper {
  public:
    /// `callbacks` outlives this.
    explicit FrameStamper(const SourceCallbacks& callbacks) : callbacks_{callbacks} {}

    /// `arrival`: when the frame's last byte came in, since the start.
    void hand(DecodedFrame&& frame, SessionTime arrival);

  private:
    const SourceCallbacks& callbacks_;
    std::optional<SessionTime> last_time_;
};

}  // namespace palpate::acquisition
