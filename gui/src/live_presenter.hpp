#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "live_service.hpp"
#include "live_view.hpp"
#include "session_technique.hpp"
#include "settings.hpp"

namespace palpate::gui {

/// What the live page does: connects, tares, records, takes pain reports, and hands each new snapshot to the
/// view. GUI thread only; knows no widgets.
class LivePresenter final {
  public:
    LivePresenter(LiveView& view, ConnectFunction connect, Settings settings);

    /// Shows the measurement, or the problem on the connect panel. Without a set-up in `choice` the one that
    /// is remembered for the mat is taken.
    bool connectTo(const ConnectChoice& choice);
    /// Refused while recording.
    void disconnect();
    void tare();
    void toggleRecording();
    /// Begins to record with the first frame that comes, for a demonstration: nobody is asked anything.
    void recordWhenStreaming() { record_when_streaming_ = true; }
    /// Answers askSetUp(), and begins the recording that waited for it.
    void chooseSetUp(SetUp setup);
    /// From the next session on; refused while recording.
    void chooseTechnique(const std::optional<TechniqueChoice>& choice);
    /// Where the technique's outline lies.
    void placeTechnique(const Placement& placement) { technique_.place(placement); }
    /// Answers askScreening(), and begins the recording that waited for it.
    void answerScreening(const Screening& screening);
    /// The recording does not begin.
    void declineScreening() { record_when_screened_ = false; }
    /// A symptom at which the session is stopped.
    void reportStop(const std::string& symptom_id);
    void reportPain(int nrs, std::optional<MatPoint> place = std::nullopt);
    void setRegions(const std::vector<Region>& regions);
    /// At display rate: takes the latest snapshot and shows it when it is a new one.
    void refresh();
    /// Ends a running recording properly and waits for its file; for closing the window.
    void shutDown();

    /// Takes effect with the next connection; the sessions folder at once.
    void setSettings(const Settings& settings);
    [[nodiscard]] const std::optional<TechniqueChoice>& technique() const { return choice_; }
    [[nodiscard]] bool isConnected() const { return service_ != nullptr; }
    [[nodiscard]] bool isRecording() const;
    /// The session file that is being recorded or saved now.
    [[nodiscard]] std::optional<std::filesystem::path> recordingPath() const;

  private:
    void startRecording();
    void beginRecording();
    void finishIfDone(const live::Snapshot& snapshot);

    LiveView& view_;
    ConnectFunction connect_;
    Settings settings_;
    std::unique_ptr<LiveService> service_;
    SessionTechnique technique_;
    std::optional<TechniqueChoice> choice_;
    MeasurementInfo info_;
    std::string mat_id_;
    std::shared_ptr<const live::Snapshot> shown_;
    bool awaiting_file_ = false;
    bool source_problem_shown_ = false;
    bool record_when_streaming_ = false;
    bool record_when_screened_ = false;
    std::filesystem::path recording_path_;
};

/// FOLDER/CLIENT-2026-11-22-0913.h5, numbered where that name is taken. The client code is reduced to
/// letters, digits, - and _.
[[nodiscard]] std::filesystem::path freeSessionPath(const std::filesystem::path& folder,
                                                    const std::string& client_code);

}  // namespace palpate::gui
