#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "palpate/analysis/coach.hpp"
#include "palpate/analysis/creep_corrector.hpp"
#include "palpate/analysis/foci.hpp"
#include "palpate/analysis/frame_link.hpp"
#include "palpate/analysis/holds.hpp"
#include "palpate/analysis/load_flags.hpp"
#include "palpate/analysis/map_accumulator.hpp"
#include "palpate/analysis/measured_mat.hpp"
#include "palpate/analysis/press_history.hpp"
#include "palpate/analysis/region_meter.hpp"
#include "palpate/analysis/reported_spots.hpp"
#include "palpate/analysis/strokes.hpp"
#include "palpate/analysis/sustained_level.hpp"
#include "palpate/analysis/sustained_pressure.hpp"
#include "palpate/analysis/tool_choice.hpp"
#include "palpate/analysis/tracks.hpp"
#include "palpate/core/calibration.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/results.hpp"

namespace palpate::analysis {

/// Everything that is measured over the valid frames of a session: maps, holds, strokes, spots, regions.
class SessionMeasures {
  public:
    /// `coaching`: none = no coach.
    SessionMeasures(const MeasuredMat& mat, const AnalysisSettings& settings, const Calibration& calibration,
                    const CellArray<float>& ceiling_kpa, const std::optional<Coaching>& coaching);

    void setRegions(const std::vector<Region>& regions);
    /// What was said or marked; belongs to the last valid frame at or before it.
    void addEvent(const Event& event);
    /// Valid frames only, in their order.
    void add(const PressureArray& kpa, const FrameLink& link, bool is_saturated);
    /// Attributes what was reported after the last frame, ends every track, and with it every hold and
    /// stroke.
    void finish();
    /// A cell that was found faulty.
    void leaveOut(CellIndex cell);

    void writeTo(SessionMaps& maps) const;
    [[nodiscard]] const HoldFinder& holds() const { return holds_; }
    [[nodiscard]] const StrokeFinder& strokes() const { return strokes_; }
    /// `maps` are those of writeTo().
    [[nodiscard]] std::vector<Spot> spots(const SessionMaps& maps) const;
    [[nodiscard]] std::vector<RegionNow> regionsNow() const;
    [[nodiscard]] std::vector<RegionResults> regions(const SessionMaps& maps) const;
    [[nodiscard]] std::optional<CoachNow> coachNow() const;
    /// None without a technique. Once, after finish().
    [[nodiscard]] std::optional<CoachResults> coachResults();
    /// Pain reports while nothing lay on the mat.
    [[nodiscard]] std::uint64_t unplacedReports() const { return reported_.unplaced(); }
    /// 1 for cells that take part and were at the ceiling.
    [[nodiscard]] CellMask saturated() const;
    [[nodiscard]] const CellMask& takesPart() const { return maps_.takesPart(); }

  private:
    [[nodiscard]] bool isLoaded(const std::vector<Patch>& loads) const;
    void attributeReports(std::optional<double> before_s);
    void coach(double time_s);
    void endTracks();
    void markSaturated(const PressureArray& kpa);

    MeasuredMat mat_;
    AnalysisSettings settings_;
    std::optional<Pressure> calibrated_to_;
    CellArray<float> ceiling_kpa_;
    std::optional<CreepCorrector> creep_;
    MapAccumulator maps_;
    SustainedPressure sustained_;
    SustainedLevel level_;
    LoadFinder finder_;
    LoadFlags flags_;
    TrackLinker tracks_;
    HoldFinder holds_;
    StrokeFinder strokes_;
    std::vector<PressHistory> presses_;
    ReportedSpots reported_;
    std::vector<RegionMeter> regions_;
    CellMask saturated_;
    std::optional<Coach> coach_;
    std::optional<ToolChoice> tool_;
    bool is_gun_ = false;

    /// What a report is about: the last valid frame, or the last one with a load where that is not long ago.
    struct Moment {
        double time_s = 0.0;
        std::vector<Patch> loads;
        std::vector<TrackLinker::Link> links;
        PressureArray kpa;
    };

    Moment now_;
    Moment last_loaded_;
    std::deque<Event> pending_;
};

}  // namespace palpate::analysis
