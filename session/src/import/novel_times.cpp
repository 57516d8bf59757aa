#include "import/novel_times.hpp"

#include "import/frame_period.hpp"
#include "import/frame_reader.hpp"

#include <fmt/format.h>

namespace palpate::session {

Result<FrameStamp> NovelTimes::stampOf(double time_s, const TextLines& lines)
{
    if (frames_ == kMaxImportFrames) {
        return lines.failLine(ErrorCode::InvalidArgument,
                              fmt::format("more than {} frames; export it in parts", kMaxImportFrames));
    }
    if (frames_ == 0) {
        first_s_ = time_s;
    }
    const double step_s = time_s - last_s_;
    if (frames_ > 0 && (!(step_s > 0.0) || step_s > kMaxFramePeriodS)) {
        return lines.failLine(
            ErrorCode::Corrupt,
            fmt::format("{} s does not follow {} s; export the file again", time_s, last_s_));
    }
    if (frames_ > 0 && period_s_ && step_s > 1.5 * *period_s_) {
        return lines.failLine(
            ErrorCode::Corrupt,
            fmt::format("{} s follows {} s, with {} s per frame: lines are missing; export the file "
                        "again",
                        time_s, last_s_, *period_s_));
    }
    last_s_ = time_s;
    const FrameStamp stamp{.sequence = frames_, .time = fromSeconds(time_s - first_s_)};
    ++frames_;
    return stamp;
}

}  // namespace palpate::session
