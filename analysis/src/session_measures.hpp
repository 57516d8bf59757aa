#pragma once

#include "palpate/analysis/frame_link.hpp"
#include "palpate/analysis/holds.hpp"
#include "palpate/analysis/map_accumulator.hpp"
#include "palpate/analysis/measured_mat.hpp"
#include "palpate/analysis/patches.hpp"
#include "palpate/analysis/strokes.hpp"
#include "palpate/analysis/sustained_pressure.hpp"
#include "palpate/analysis/tracks.hpp"
#include "palpate/core/results.hpp"

namespace palpate::analysis {

/// Everything that is measured over the valid frames of a session: maps, holds, strokes.
class SessionMeasures {
  public:
    SessionMeasures(const MeasuredMat& mat, const AnalysisSettings& settings);

    /// Valid frames only, in their order.
    void add(const PressureArray& kpa, const FrameLink& link);
    /// Ends every track, and with it every hold and stroke.
    void finish();

    void writeTo(SessionMaps& maps) const;
    [[nodiscard]] const HoldFinder& holds() const { return holds_; }
    [[nodiscard]] const StrokeFinder& strokes() const { return strokes_; }

  private:
    void endTracks();

    MapAccumulator maps_;
    SustainedPressure sustained_;
    PatchFinder patches_;
    TrackLinker tracks_;
    HoldFinder holds_;
    StrokeFinder strokes_;
};

}  // namespace palpate::analysis
