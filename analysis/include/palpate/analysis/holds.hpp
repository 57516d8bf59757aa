#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "palpate/analysis/fifo.hpp"
#include "palpate/analysis/patches.hpp"
#include "palpate/analysis/percussion.hpp"
#include "palpate/analysis/running_median.hpp"
#include "palpate/core/results.hpp"

namespace palpate::analysis {

/// A hold that is under way, for the ring on screen; from 1 s on.
struct RunningHold {
    MatPoint place;
    double start_s = 0.0;
    double duration_s = 0.0;
    double force_n = 0.0;
    double peak_kpa = 0.0;
    /// Radius of a circle of the patch's area.
    double radius_mm = 0.0;
    PatchShape shape = PatchShape::Body;
    /// A beat of a percussion gun, where there is one.
    std::optional<double> percussion_hz;
    PlaceFlags flags = 0;
};

/// Median place of the last 3 s, from samples at least 50 ms apart.
class RunningPlace {
  public:
    RunningPlace();
    void add(double time_s, const MatPoint& place);
    void clear();
    /// Not before the first sample (asserted).
    [[nodiscard]] MatPoint median() const;

  private:
    RunningMedian x_mm_;
    RunningMedian y_mm_;
    Fifo<double> times_s_;
};

/// A stretch of one track that is a hold or may become one. Memory is bounded by the frames of 5 s.
class HoldStretch {
  public:
    [[nodiscard]] bool isOpen() const { return frames_ > 0; }
    [[nodiscard]] double startS() const { return start_s_; }
    [[nodiscard]] double lastS() const { return last_s_; }
    [[nodiscard]] bool isNear(const MatPoint& place) const;
    /// Mean of its centroids. Not before the first frame.
    [[nodiscard]] MatPoint meanPlace() const;
    [[nodiscard]] std::optional<double> percussionHz() const { return percussion_.beatHz(); }
    void add(double time_s, const Patch& patch);
    void clear();

    /// `knows_creep`: the patches' corrected forces mean something.
    [[nodiscard]] Hold result(const AnalysisSettings& settings, bool knows_creep) const;
    [[nodiscard]] RunningHold running() const;

  private:
    struct ForceAt {
        double time_s = 0.0;
        double force_n = 0.0;
        double corrected_n = 0.0;
    };
    /// Mean force from 2 s to 7 s after the start, and over the last 5 s.
    struct Drift {
        double first_n = 0.0;
        double last_n = 0.0;

        [[nodiscard]] double pct() const { return 100.0 * (last_n - first_n) / first_n; }
    };

    [[nodiscard]] PatchShape commonShape() const;
    [[nodiscard]] std::optional<Drift> drift(bool is_corrected) const;
    [[nodiscard]] PlaceFlags commonFlags() const;

    int frames_ = 0;
    double start_s_ = 0.0;
    double last_s_ = 0.0;
    RunningPlace place_;
    double sum_x_mm_ = 0.0;
    double sum_y_mm_ = 0.0;
    double mean_n_ = 0.0;
    double squares_n2_ = 0.0;
    double sum_mean_kpa_ = 0.0;
    double peak_kpa_ = 0.0;
    std::array<int, 3> shapes_{};
    double mean_corrected_n_ = 0.0;
    double settled_sum_n_ = 0.0;
    double settled_sum_corrected_n_ = 0.0;
    int settled_frames_ = 0;
    Fifo<ForceAt> last_forces_;
    PercussionFinder percussion_;
    /// Frames with each of the flags' bits.
    std::array<int, 8> flagged_{};
    Patch last_patch_;
};

/// Finds the holds of all tracks (docs/metrics.md, "Holds"). Forces are less the tool's weight, not under 0.
class HoldFinder {
  public:
    HoldFinder(AnalysisSettings settings, bool knows_creep);

    /// A load of a track (under TrackLinker::kMaxTracks), in the order of time. `longest_absence_s`: see
    /// longestAbsenceS().
    void add(std::size_t track, double time_s, const Patch& patch, double longest_absence_s);
    void endTrack(std::size_t track);

    /// Of a track under way; may not be open.
    [[nodiscard]] const HoldStretch& stretchOf(std::size_t track) const { return stretches_[track]; }

    /// In the order in which they ended.
    [[nodiscard]] const std::vector<Hold>& finished() const { return finished_; }
    [[nodiscard]] std::vector<RunningHold> running() const;
    /// The finished ones, and those under way as they would be if they ended now.
    [[nodiscard]] std::vector<Hold> holdsNow() const;

  private:
    [[nodiscard]] Hold resultOf(const HoldStretch& stretch) const;
    void close(HoldStretch& stretch);

    AnalysisSettings settings_;
    bool knows_creep_;
    std::vector<HoldStretch> stretches_;
    std::vector<Hold> finished_;
};

}  // namespace palpate::analysis
