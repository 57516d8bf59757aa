#include "import/frame_clock.hpp"

#include <cmath>

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr double kLongestS = 366.0 * 86'400.0;

}  // namespace

Result<std::optional<SessionTime>> FrameClock::sinceFirst(std::optional<double> own_s)
{
    if (!own_s || !std::isfinite(*own_s)) {
        return std::nullopt;
    }
    if (!first_s_ && frames_ > 0) {
        return std::nullopt;
    }
    first_s_ = first_s_.value_or(*own_s);
    const double since_s = *own_s - *first_s_;
    if (since_s > kLongestS) {
        return fail(ErrorCode::Corrupt,
                    "comes more than a year after the first: its time is damaged, or in another unit");
    }
    return since_s < 0.0 ? std::nullopt : std::optional{fromSeconds(since_s)};
}

Result<FrameStamp> FrameClock::stamp(std::uint64_t sequence, std::optional<double> own_s)
{
    const auto own = sinceFirst(own_s);
    if (!own) {
        return fail(own.error());
    }
    FrameStamp stamp{.sequence = sequence};
    if (frames_ > 0 && sequence != last_sequence_ + 1) {
        stamp.quality = kFrameGapBefore;
    }
    if (*own && (frames_ == 0 || **own > last_)) {
        // Far from the rate of the option from the start: the option cannot be meant for this file.
        const double periods = rate_ ? toSeconds(**own - last_) * rate_->hz : 1.0;
        if (frames_ == 1 && stamp.quality == kFrameGood && (periods < 0.5 || periods > 2.0)) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("comes {} s after the first: --rate {} says otherwise; leave the option out",
                            toSeconds(**own), rate_->hz));
        }
        stamp.time = **own;
    } else if (rate_) {
        stamp.time = frames_ == 0 ? SessionTime{0} : last_ + fromSeconds(1.0 / rate_->hz);
        stamp.quality |= kFrameTimeEstimated;
    } else {
        return fail(ErrorCode::InvalidArgument,
                    "has no time after that of the frame before; give --rate for such frames");
    }
    last_ = stamp.time;
    last_sequence_ = sequence;
    ++frames_;
    return stamp;
}

}  // namespace palpate::session
