#pragma once

#include <optional>
#include <vector>

#include "palpate/analysis/frame_link.hpp"
#include "palpate/analysis/measured_mat.hpp"
#include "palpate/analysis/region_weights.hpp"
#include "palpate/core/region.hpp"
#include "palpate/core/results.hpp"

namespace palpate::analysis {

/// What a region holds at one moment.
struct RegionNow {
    double force_n = 0.0;
    double contact_area_cm2 = 0.0;
    std::optional<double> mean_kpa;
    double peak_kpa = 0.0;
};

/// The metrics of one region over the valid frames (docs/metrics.md, "Regions").
class RegionMeter {
  public:
    RegionMeter(const Region& region, const MeasuredMat& mat);

    /// Valid frames in their order, of the mat's shape. A first frame begins the integrals.
    void add(const PressureArray& kpa, const FrameLink& link);
    void leaveOut(CellIndex cell);

    /// Of the last frame; zeros and no mean before the first, and of a region beside the mat.
    [[nodiscard]] const RegionNow& now() const { return now_; }
    /// `maps` needs sustained_longest_s; `saturated`: cells that were at the ceiling. Summaries are empty
    /// before the first frame, the mean's and pti_true_kpa_s where nothing was in contact.
    [[nodiscard]] RegionResults results(const SessionMaps& maps, const CellMask& saturated) const;

  private:
    /// Mean and spread of a value over the frames in which it exists.
    class Course {
      public:
        void add(double value);
        [[nodiscard]] std::optional<MetricSummary> summary() const;

      private:
        double count_ = 0.0;
        double squares_ = 0.0;
        MetricSummary summary_;
    };

    void measure(const PressureArray& kpa);

    std::string name_;
    double cell_cm2_;
    float contact_kpa_;
    int cols_;
    std::vector<WeightedCell> cells_;
    std::vector<bool> was_active_;
    RegionNow now_;
    bool has_frames_ = false;
    Course force_n_;
    Course area_cm2_;
    Course mean_kpa_;
    Course peak_kpa_;
    double pti_novel_kpa_s_ = 0.0;
    double force_time_n_s_ = 0.0;
};

}  // namespace palpate::analysis
