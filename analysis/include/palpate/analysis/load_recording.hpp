#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "palpate/core/calibration.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/cell_fault.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// Mean counts of a stretch of up to 0.2 s.
struct CountMean {
    double time_s = 0.0;
    CellArray<float> counts;
    /// Most cells at the ceiling in one of its frames.
    int saturated_cells = 0;
};

/// A recording of a known or uniform load, in counts: what a calibration is made of. Whatever calibration the
/// session has now does not matter, but for its tare, which is turned back into the counts of the empty mat.
struct LoadRecording {
    /// For messages: the file.
    std::string name;
    Area cell_area;
    /// Present and not faulty.
    CellMask takes_part;
    /// What each cell counts on the empty mat; 0 without a tare.
    CellArray<double> empty_counts;
    /// Noise of one frame on the empty mat, in counts; 0 without a tare.
    double noise_counts = 0.0;
    bool is_tared = false;
    /// In order of time.
    std::vector<CountMean> means;
};

/// Gathers the valid frames of a session into a LoadRecording. One thread.
class LoadRecorder {
  public:
    /// `faults`: cells to leave out. The session holds counts (asserted) and passed checkHeader().
    LoadRecorder(const SessionHeader& header, const std::vector<CellFault>& faults, std::string name);

    void push(const RawFrame& frame);
    [[nodiscard]] LoadRecording finish();

  private:
    void closeMean();

    LoadRecording recording_;
    std::optional<std::uint16_t> ceiling_counts_;
    std::optional<double> mean_start_s_;
    double time_sum_s_ = 0.0;
    int frames_ = 0;
    int saturated_cells_ = 0;
    CellArray<double> sum_;
};

/// The part of a recording that one load lasts.
struct TimeRange {
    double from_s = 0.0;
    double to_s = 0.0;
};

/// When a load lay still. The indices are of LoadRecording::means, `end` is one past the last.
struct LoadPhase {
    /// When the reading crossed half of its level; nothing when the load was there from the start.
    std::optional<double> touch_s;
    std::size_t first = 0;
    std::size_t end = 0;
};

/// The steady part of the longest load of a recording (its sum of counts at least half of the level, the
/// median of what is over half the highest), or of the one within `range`. It begins 1 s after 0.8 of the
/// level is reached and ends 0.5 s before the load is taken away. InvalidArgument when there is no load, less
/// than 2 s of it are steady, or it changes by more than 10 % (standard deviation).
[[nodiscard]] Result<LoadPhase> findLoad(const LoadRecording& recording,
                                         const std::optional<TimeRange>& range = std::nullopt);

/// Mean counts over the steady part.
[[nodiscard]] CellArray<double> meanCounts(const LoadRecording& recording, const LoadPhase& phase);

}  // namespace palpate::analysis
