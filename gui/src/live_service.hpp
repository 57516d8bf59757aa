#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/core/coaching.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/live/measurement.hpp"
#include "palpate/live/snapshot.hpp"

namespace palpate::gui {

/// What the user chose on the connect panel.
struct ConnectChoice {
    /// A device path, `tcp://HOST:PORT`, or `sim:SCENARIO`.
    std::string port;
    /// Empty: the simulator's own mat.
    std::string profile_id;
    /// Set-up (where it is known), client code, side, phase.
    MeasurementInfo info;
};

/// What there is to choose from.
struct ConnectOptions {
    struct Item {
        std::string id;
        std::string title;
    };
    std::vector<Item> scenarios;
    std::vector<Item> profiles;
    std::vector<Item> ports;
    /// Why the catalogue could not be read; empty when it could.
    std::string problem;
};

/// One running measurement as the pages see it: the seam between the pages and live::Measurement, all calls
/// from the GUI thread.
class LiveService {
  public:
    LiveService() = default;
    LiveService(const LiveService&) = delete;
    LiveService& operator=(const LiveService&) = delete;
    virtual ~LiveService() = default;

    [[nodiscard]] virtual const MatGeometry& geometry() const = 0;
    [[nodiscard]] virtual std::string matTitle() const = 0;
    [[nodiscard]] virtual std::shared_ptr<const live::Snapshot> snapshot() const = 0;
    [[nodiscard]] virtual std::vector<live::HistoryPoint> history() const = 0;
    [[nodiscard]] virtual Result<void> tare() = 0;
    [[nodiscard]] virtual Result<void> startRecording(const std::filesystem::path& session_path,
                                                      MeasurementInfo info) = 0;
    /// `place`: where on the mat, when it was pointed at.
    [[nodiscard]] virtual Result<void> addPain(int nrs, std::optional<MatPoint> place) = 0;
    /// A symptom at which the session is stopped: an id of stopSymptoms().
    [[nodiscard]] virtual Result<void> addStop(std::string symptom_id) = 0;
    /// From the next frame on; none = no coach. Refused while recording.
    [[nodiscard]] virtual Result<void> useCoaching(std::optional<Coaching> coaching) = 0;
    /// Measured from the next frame on, in place of the regions before.
    [[nodiscard]] virtual Result<void> setRegions(std::vector<Region> regions) = 0;
    virtual void stopRecording() = 0;
    /// Waits for the file; at once when the snapshot says Finished or Failed.
    [[nodiscard]] virtual Result<session::FinalizeReport> waitUntilFinished() = 0;
};

/// Opens what was chosen; an error says what and why in one line.
using ConnectFunction =
    std::function<Result<std::unique_ptr<LiveService>>(const ConnectChoice&, const AnalysisSettings&)>;

}  // namespace palpate::gui
