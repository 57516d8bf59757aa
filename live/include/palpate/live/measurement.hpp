#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/acquisition/frame_source.hpp"
#include "palpate/core/calibration.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/core/results.hpp"
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

/// Where a recording begins: with the next frame, or with the frames of the last second that are still in
/// memory (at the start of a program: with the very first frame of the source).
enum class RecordFrom { Now, Buffered };

/// One running measurement: a source, the analysis of its frames and, from startRecording() on, the journal.
///
///   source thread --+-- record queue (never drops; a refusal becomes a gap record) --> recorder thread -->
///   journal
///                   +-- live queue (drops oldest, counted) --> analysis thread --> latest snapshot
///
/// All functions are called from one owner thread (the GUI's or main); snapshot() and history() from any.
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

    /// Takes the last second's frames as the empty mat. Refused while recording and while the mat is loaded.
    [[nodiscard]] Result<void> tare();
    /// In place of the profile's calibration from the next frame on; a tare is carried over. InvalidArgument
    /// while recording, and where it does not fit the mat.
    [[nodiscard]] Result<void> useCalibration(const Calibration& calibration);
    /// The coach goes by it from the next frame on, and anew from the first recorded one; a recording keeps
    /// it. None = no coach. InvalidArgument while recording, and as checkCoaching() says.
    [[nodiscard]] Result<void> useCoaching(std::optional<Coaching> coaching);

    /// Session time restarts at 0 with the first recorded frame. `info` names setup, technique, client and so
    /// on; ids, times, mat and software are filled in here. Fails before anything is recorded when the file
    /// cannot be made.
    [[nodiscard]] Result<void> startRecording(const std::filesystem::path& session_path, MeasurementInfo info,
                                              bool overwrite, RecordFrom from = RecordFrom::Now);
    /// At the time of the last frame that arrived; refused when not recording.
    /// `place`: where on the mat, when it was pointed at.
    [[nodiscard]] Result<void> addEvent(EventKind kind, std::optional<int> nrs, std::string text,
                                        std::optional<MatPoint> place = std::nullopt);
    /// What `regions` of the snapshot shows from the next frame on; replaces the regions before. A recording
    /// keeps the last ones, also those that were set before it began. Refused as session::checkRegions()
    /// says.
    [[nodiscard]] Result<void> setRegions(std::vector<Region> regions);
    /// Drains, writes the end record and builds the session file in the background; the snapshot's
    /// `recording` goes Finishing -> Finished (or Failed). The live view goes on.
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
