#pragma once

#include <optional>
#include <string>
#include <vector>

#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/live/measurement.hpp"
#include "palpate/live/snapshot.hpp"

namespace palpate::gui {

/// What the live presenter needs of a screen.
class LiveView {
  public:
    LiveView() = default;
    LiveView(const LiveView&) = delete;
    LiveView& operator=(const LiveView&) = delete;
    virtual ~LiveView() = default;

    virtual void showConnectPanel() = 0;
    virtual void showMeasurement(const MatGeometry& geometry, const std::string& mat_title,
                                 const MeasurementInfo& info) = 0;
    /// Nothing is recorded before the user has said how the mat lies.
    virtual void askSetUp() = 0;
    /// The set-up was chosen: the numbers' names follow it, and the mat keeps it for the next time.
    virtual void showSetUp(const std::string& mat_id, const MeasurementInfo& info) = 0;
    /// The technique that is coached, with its outline where it lies now; none = without a technique.
    virtual void showTechnique(const std::optional<Coaching>& coaching) = 0;
    /// The outline was moved: it lies there the next time.
    virtual void showPlaced(const std::string& mat_id, const Coaching& coaching) = 0;
    /// No session of a technique begins before the client has answered.
    virtual void askScreening() = 0;
    /// The client of this code (may be empty) answered and may begin.
    virtual void showScreened(const std::string& client_code) = 0;
    virtual void showSnapshot(const live::Snapshot& snapshot,
                              const std::vector<live::HistoryPoint>& history) = 0;
    virtual void showPain(std::optional<int> nrs) = 0;
    /// What failed and why.
    virtual void showProblem(const std::string& title, const Error& error) = 0;
    virtual void showSaved(const session::FinalizeReport& report, std::uint64_t lost_frames) = 0;
    virtual void hideBanner() = 0;
};

}  // namespace palpate::gui
