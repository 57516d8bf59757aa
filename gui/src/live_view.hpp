#pragma once

#include <optional>
#include <string>
#include <vector>

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
    virtual void showSnapshot(const live::Snapshot& snapshot,
                              const std::vector<live::HistoryPoint>& history) = 0;
    virtual void showPain(std::optional<int> nrs) = 0;
    /// What failed and why.
    virtual void showProblem(const std::string& title, const Error& error) = 0;
    virtual void showSaved(const session::FinalizeReport& report, std::uint64_t lost_frames) = 0;
    virtual void hideBanner() = 0;
};

}  // namespace palpate::gui
