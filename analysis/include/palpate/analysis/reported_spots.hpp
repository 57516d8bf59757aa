#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "palpate/analysis/foci.hpp"
#include "palpate/analysis/press_history.hpp"
#include "palpate/analysis/suggested_spots.hpp"
#include "palpate/analysis/tracks.hpp"
#include "palpate/core/event.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/spot.hpp"

namespace palpate::analysis {

/// A place where the client said that it hurts.
struct ReportedPlace {
    SpotPlace spot;
    double radius_mm = 0.0;
    std::vector<PainReport> reports;
    std::vector<ThresholdTrial> trials;
};

/// What loads the mat at the moment of a report.
struct LoadNow {
    const Patch* patch = nullptr;
    /// Of its track.
    PressHistory* history = nullptr;
};

/// Attributes pain reports to what is loaded (docs/metrics.md, "Tender spots: reported").
class ReportedSpots {
  public:
    /// `hold`: loads of half of it are tools.
    ReportedSpots(const MeasuredMat& mat, Pressure hold);

    /// A pain report. `kpa` and `loads` are those of the last valid frame at or before it, or of the last one
    /// with a load; `kpa` is empty (0 x 0) before the first frame.
    void add(const Event& report, const std::vector<LoadNow>& loads, const PressureArray& kpa,
             const LoadFinder& finder);

    /// In the order of their first reports.
    [[nodiscard]] const std::vector<ReportedPlace>& places() const { return places_; }
    /// Reports that found nothing: nothing was loaded, and no place on the mat was named.
    [[nodiscard]] std::uint64_t unplaced() const { return unplaced_; }

  private:
    struct Share {
        LoadNow load;
        double share = 1.0;
    };

    [[nodiscard]] std::vector<Share> sharesOf(const Event& report, const std::vector<LoadNow>& loads) const;
    ReportedPlace& placeFor(const MatPoint& place, double radius_mm);
    void addAtPlace(const Event& report, const PressureArray& kpa);

    MeasuredMat mat_;
    double hold_kpa_;
    std::vector<ReportedPlace> places_;
    std::uint64_t unplaced_ = 0;
};

}  // namespace palpate::analysis
