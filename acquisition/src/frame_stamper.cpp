#include "frame_stamper.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

namespace palpate::acquisition {

void FrameStamper::hand(DecodedFrame&& frame, SessionTime arrival)
{
    constexpr SessionTime kSmallestStep{1};
    const auto time = last_time_ ? std::max(arrival, *last_time_ + kSmallestStep) : arrival;
    auto stamped = std::make_shared<RawFrame>();
    stamped->stamp = FrameStamp{.sequence = frame.sequence,
                                .time = time,
                                .device_time_us = frame.device_time_us,
                                .quality = frame.quality};
    stamped->counts = std::move(frame.counts);
    if (frame.loss_before && last_time_) {
        stamped->stamp.quality |= kFrameGapBefore;
        if (callbacks_.gap) {
            callbacks_.gap(Gap{.from = *last_time_,
                               .to = time,
                               .missing_frames = frame.loss_before->missing,
                               .reason = frame.loss_before->reason});
        }
    }
    last_time_ = time;
    if (callbacks_.frame) {
        callbacks_.frame(std::move(stamped));
    }
}

}  // namespace palpate::acquisition
