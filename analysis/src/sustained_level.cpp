#include "palpate/analysis/sustained_level.hpp"

#include <algorithm>
#include <limits>

#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {

namespace {

constexpr double kBlockS = 1.0;

}  // namespace

SustainedLevel::SustainedLevel(const CellMask& takes_part)
    : takes_part_{takes_part},
      sum_kpa_(static_cast<std::size_t>(takes_part.size()), 0.0F),
      kept_kpa_(static_cast<std::size_t>(takes_part.size()), 0.0F)
{
    mean_kpa_.fill(sum_kpa_);
}

void SustainedLevel::closeBlock()
{
    const std::size_t cells = sum_kpa_.size();
    float* mean = mean_kpa_.at(blocks_ % kBlocks).data();
    const float share = 1.0F / frames_in_block_;
    for (std::size_t i = 0; i < cells; ++i) {
        mean[i] = sum_kpa_[i] * share;
        sum_kpa_[i] = 0.0F;
    }
    frames_in_block_ = 0.0F;
    ++blocks_;
    if (blocks_ < kBlocks) {
        return;
    }
    for (std::size_t i = 0; i < cells; ++i) {
        float least = std::numeric_limits<float>::max();
        float second = least;
        for (const std::vector<float>& block : mean_kpa_) {
            const float p = block[i];
            const float larger = least < p ? p : least;
            second = second < larger ? second : larger;
            least = least < p ? least : p;
        }
        kept_kpa_[i] = kept_kpa_[i] < second ? second : kept_kpa_[i];
    }
}

void SustainedLevel::add(const PressureArray& kpa, const FrameLink& link)
{
    if (link.is_break) {
        blocks_ = 0;
        frames_in_block_ = 0.0F;
        std::fill(sum_kpa_.begin(), sum_kpa_.end(), 0.0F);
    }
    if (frames_in_block_ > 0.0F && isAtLeast(link.time_s - block_start_s_, kBlockS)) {
        closeBlock();
    }
    if (frames_in_block_ == 0.0F) {
        block_start_s_ = link.time_s;
    }
    has_frames_ = true;
    frames_in_block_ += 1.0F;
    const float* p = kpa.data();
    float* sum = sum_kpa_.data();
    const std::size_t cells = sum_kpa_.size();
    for (std::size_t i = 0; i < cells; ++i) {
        sum[i] += p[i];
    }
}

void SustainedLevel::leaveOut(CellIndex cell)
{
    takes_part_(cell.row, cell.col) = 0;
}

void SustainedLevel::writeTo(SessionMaps& maps) const
{
    maps.sustained_kpa.setConstant(takes_part_.rows(), takes_part_.cols(),
                                   std::numeric_limits<float>::quiet_NaN());
    for (std::size_t i = 0; i < kept_kpa_.size(); ++i) {
        const auto cell = static_cast<Eigen::Index>(i);
        if (has_frames_ && takes_part_.data()[cell] != 0) {
            maps.sustained_kpa.data()[cell] = kept_kpa_[i];
        }
    }
}

}  // namespace palpate::analysis
