#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/gap.hpp"
#include "palpate/core/region.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/core/stream_stats.hpp"
#include "palpate/session/finalize.hpp"

namespace palpate::live {

enum class RecordingState { Idle, Recording, Finishing, Finished, Failed };

struct RecordingStatus {
    RecordingState state = RecordingState::Idle;
    std::optional<Error> error;
    std::uint64_t frames = 0;
    /// Session times of the last frame that was taken and of the last one that is synced to disk.
    SessionTime recorded{0};
    SessionTime safe{0};
    std::uint64_t rejected = 0;
    std::uint64_t queue_high_water_bytes = 0;
    /// For how long the disk still has room at the pace of this recording; none in its first seconds and
    /// where the file system does not say.
    std::optional<double> disk_left_s;
    /// 0 to 1 while Finishing.
    double finishing_progress = 0.0;
};

/// A recording: a queue in memory, a thread that writes it to the journal and syncs at least twice a second,
/// and at the end the session file.
///
/// push(), gap(), event() and regions() from one thread at a time (the source's, or under the owner's lock),
/// never waiting for the disk; status() from any. A frame that finds the queue full is counted and becomes a
/// gap record. After a failed write everything is refused and the journal stays for `palpate recover`. The
/// destructor finishes.
class Recorder {
  public:
    /// Creates the journal; fails before anything is recorded, also when the disk has next to no room.
    /// `settings`: of the results that are kept in the session file; the regions are the session's.
    [[nodiscard]] static Result<std::unique_ptr<Recorder>> start(const std::filesystem::path& session_path,
                                                                 const SessionHeader& header, bool overwrite,
                                                                 const AnalysisSettings& settings = {});
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;
    ~Recorder();

    /// `start` is the source time that becomes session time 0.
    void push(RawFramePtr frame, SessionTime start);
    /// Times in session time.
    void gap(const Gap& gap);
    void event(const Event& event);
    /// All regions from here on; valid ones (session::checkRegions).
    void regions(std::vector<Region> regions);
    /// No more frames: writes what is queued and the end record, then builds the session file in the
    /// background.
    void finish(const StreamStats& stats);
    /// Waits for the end of finish()'s work, and for results in the session (analyzeAndKeep()). The
    /// destructor gives the results up instead: the session file is whole without them.
    [[nodiscard]] Result<session::FinalizeReport> wait();

    [[nodiscard]] RecordingStatus status() const;

  private:
    struct State;
    explicit Recorder(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace palpate::live
