#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "palpate/acquisition/frame_source.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/live/snapshot.hpp"
#include "palpate/session/finalize.hpp"

namespace palpate::live {

/// A point of the live charts, kept for the last 60 s at full rate.
struct HistoryPoint {
    double time_s = 0.0;
    double force_n = 0.0;
    double contact_area_cm2 = 0.0;
    double peak_kpa = 0.0;
};

/// One running measurement: a source, the analysis of its frames and, from startRecording() on, the journal.
///
///   source thread --+-- record queue (never drops; a refusal becomes a gap record) --> recorder thread -->
///   journal
///                   +-- live queue (drops oldest, counted) --> analysis thread --> latest snapshot
///
/// All functions are called from one owner thread (the GUI's or main); snapshot(), takeHistory() from any.
/// The destructor stops the source, drains and finishes a running recording.
class Measurement {
  public:
    /// Takes the source and starts it.
    [[nodiscard]] static Result<std::unique_ptr<Measurement>> start(
        std::unique_ptr<acquisition::FrameSource> source, const AnalysisSettings& settings);
    Measurement(const Measurement&) = delete;
    Measurement& operator=(const Measurement&) = delete;
    ~Measurement();

    [[nodiscard]] const acquisition::MatProfile& profile() const;

    /// Records the empty mat from the last second's frames. Refused while recording and while the mat is
    /// loaded.
    [[nodiscard]] Result<void> tare();

    /// Session time restarts at 0 with the next frame. `info` names setup, technique, client and so on; ids,
    /// times, mat and software are filled in here. Fails before anything is recorded when the file cannot be
    /// made.
    [[nodiscard]] Result<void> startRecording(const std::filesystem::path& session_path, MeasurementInfo info,
                                              bool overwrite);
    /// At the time of the last frame that was analysed; refused when not recording.
    [[nodiscard]] Result<void> addEvent(EventKind kind, std::optional<int> nrs, std::string text);
    /// Drains, writes the end record and begins to build the session file on the recorder thread; the
    /// snapshot's `recording` goes Finishing -> Finished (or Failed). The live view goes on.
    void stopRecording();
    /// Waits for the end of stopRecording()'s work. InvalidArgument when nothing was recorded.
    [[nodiscard]] Result<session::FinalizeReport> waitUntilFinished();

    [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;
    /// Chart points of the last 60 s, oldest first.
    [[nodiscard]] std::vector<HistoryPoint> history() const;

    /// Stops the source; a running recording is finished first.
    void stop();

  private:
    struct State;
    explicit Measurement(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace palpate::live
