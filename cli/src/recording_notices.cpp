#include "recording_notices.hpp"

#include <cmath>
#include <cstdio>

#include "notice.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

constexpr double kLastWarningS = 60.0;
constexpr double kSecondsPerMinute = 60.0;

}  // namespace

void announceSafe(const live::Snapshot& snapshot)
{
    notice(fmt::format("safe {:.1f} s", std::floor(snapshot.safe_s * 10.0) / 10.0));
}

void announceLosses(const live::Snapshot& snapshot)
{
    const auto& stats = snapshot.stats;
    notice(
        fmt::format("{} frames lost, {} checksum errors, {} malformed, {} resyncs, {} bytes skipped, {} "
                    "refused by the recorder",
                    snapshot.lost_frames, stats.checksum_errors, stats.malformed_frames, stats.resyncs,
                    stats.bytes_skipped, stats.record_rejected));
}

void CuePrinter::print(const live::Snapshot& snapshot)
{
    if (!snapshot.coach || !snapshot.coach->cue || snapshot.recording != live::RecordingState::Recording) {
        return;
    }
    const CoachCue& cue = *snapshot.coach->cue;
    if (last_start_s_ == cue.start_s) {
        return;
    }
    last_start_s_ = cue.start_s;
    const auto line =
        fmt::format("cue {:.2f} {} {}\n", cue.start_s, toString(cue.kind), wordsOf(cue, cue.start_s));
    static_cast<void>(std::fputs(line.c_str(), stdout));
    std::fflush(stdout);
}

void RoomWarning::announce(const live::Snapshot& snapshot)
{
    if (!snapshot.disk_left_s || *snapshot.disk_left_s >= next_s_) {
        return;
    }
    const double left_s = *snapshot.disk_left_s;
    next_s_ = left_s < kLastWarningS ? 0.0 : kLastWarningS;
    notice(fmt::format(
        "warning: the disk of {} has room for {} more at this rate: free space, or stop soon", output_,
        left_s < kLastWarningS ? fmt::format("{:.0f} s", std::floor(left_s))
                               : fmt::format("{:.0f} min", std::floor(left_s / kSecondsPerMinute))));
}

}  // namespace palpate::cli
