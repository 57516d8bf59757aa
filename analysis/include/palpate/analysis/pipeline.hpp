#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "palpate/analysis/coach_now.hpp"
#include "palpate/analysis/holds.hpp"
#include "palpate/analysis/region_meter.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/session_header.hpp"

namespace palpate::analysis {

/// A file's results list every frame; a screen that runs for hours needs only the latest.
enum class KeepFrames { All, Latest };

/// Counts to numbers: calibrate, judge, measure, map, track. One code for live and for files: the same frames
/// give the same results to the last digit, however they arrive. Pure; not thread safe.
///
/// A frame's own metrics are there at once; whether it is valid, and with it the maps, tracks and holds,
/// follow up to 3 frames later (metrics.md "valid": a junk frame shows only when the force comes back), at
/// the start up to 15 frames later.
class Pipeline {
  public:
    /// InvalidArgument when settings, calibration or tare do not fit the mat.
    [[nodiscard]] static Result<Pipeline> create(const SessionHeader& header,
                                                 const AnalysisSettings& settings,
                                                 KeepFrames keep = KeepFrames::All);

    Pipeline(Pipeline&& other) noexcept;
    Pipeline& operator=(Pipeline&& other) noexcept;
    ~Pipeline();

    /// The frame must have the mat's shape and a later time than the one before (asserted; sources check).
    void push(const RawFrame& frame);
    void push(const PressureFrame& frame);
    /// What the client said, in the order of time: before the frames that follow it, or as soon as it is
    /// known. Pain reports make spots; the coach hears ratings and symptoms; other kinds are ignored.
    void addEvent(const Event& event);

    /// Measures these from the next judged frame on, in place of the settings' regions. Not checked: see
    /// checkRegion().
    void setRegions(const std::vector<Region>& regions);

    /// Calibrated pressure and metrics of the last pushed frame (its `valid` is still provisional).
    [[nodiscard]] const PressureArray& latestPressure() const;
    [[nodiscard]] const std::optional<FrameMetrics>& latestMetrics() const;

    /// State after the frames judged so far.
    [[nodiscard]] const SessionMaps& maps() const;
    [[nodiscard]] const std::vector<Hold>& finishedHolds() const;
    [[nodiscard]] std::vector<RunningHold> runningHolds() const;
    /// Of the tracks so far, in the order of their starts.
    [[nodiscard]] std::vector<Stroke> strokes() const;
    /// Reported ones first. Searches the whole mat: ask a few times a second, not for every frame.
    [[nodiscard]] const std::vector<Spot>& spots() const;
    /// Of the last judged frame, in the order of the settings' regions.
    [[nodiscard]] std::vector<RegionNow> regions() const;
    /// None without a technique.
    [[nodiscard]] std::optional<CoachNow> coach() const;
    [[nodiscard]] Pressure contactThreshold() const;
    [[nodiscard]] std::uint64_t junkFrames() const;
    /// Of the frames judged so far; creases and cells over the calibrated range as of the last maps().
    [[nodiscard]] Quality quality(std::uint64_t lost_frames) const;

    /// Listed and found so far.
    [[nodiscard]] const std::vector<CellFault>& invalidCells() const;
    /// From now on frames are judged and searched for faulty cells, and nothing else is measured: for results
    /// that will be thrown away because of the cells found. finish() then tells the cells only.
    void findOnlyFaults();

    /// Judges what is pending and closes what is open. The pipeline is empty afterwards.
    /// `quality.invalid_cells` lists what was found on the way; such a cell took part until then. To have it
    /// left out of everything, analyse once more with these cells in the settings.
    [[nodiscard]] SessionResults finish(std::uint64_t lost_frames);

  private:
    struct State;
    explicit Pipeline(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace palpate::analysis
