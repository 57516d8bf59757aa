#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "palpate/analysis/frame_link.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/results.hpp"

namespace palpate::analysis {

/// The pressure that each cell kept for 5 s (docs/metrics.md, sustained_kpa): over means of 1 s, the largest
/// second-smallest of five in a row. Flat where a load rests, low where it only passes, deaf to single
/// frames.
class SustainedLevel {
  public:
    explicit SustainedLevel(const CellMask& takes_part);

    /// Valid frames in their order, of the mat's shape.
    void add(const PressureArray& kpa, const FrameLink& link);
    void leaveOut(CellIndex cell);

    /// Sets sustained_kpa; NaN where a cell takes no part and everywhere before the first frame, 0
    /// where nothing was kept for 5 s.
    void writeTo(SessionMaps& maps) const;

  private:
    static constexpr std::size_t kBlocks = 5;

    void closeBlock();

    CellMask takes_part_;
    bool has_frames_ = false;
    double block_start_s_ = 0.0;
    float frames_in_block_ = 0.0F;
    std::vector<float> sum_kpa_;
    std::array<std::vector<float>, kBlocks> mean_kpa_;
    std::size_t blocks_ = 0;
    std::vector<float> kept_kpa_;
};

}  // namespace palpate::analysis
