#include "palpate/analysis/map_accumulator.hpp"

#include <limits>

#include "palpate/analysis/measured_mat.hpp"

#include "lanes.hpp"

namespace palpate::analysis {

MapAccumulator::MapAccumulator(const CellMask& takes_part, Pressure hold)
    : takes_part_{takes_part}, hold_kpa_{leastFloatAtOrOver(hold.kpa)}
{
    const auto cells = static_cast<std::size_t>(takes_part.size());
    frame_sum_kpa_.resize(cells);
    peak_kpa_.resize(cells, -std::numeric_limits<float>::infinity());
    last_kpa_.resize(cells);
    integral_kpa_s_.resize(cells);
    above_s_.resize(cells);
}

void MapAccumulator::addInterval(const float* kpa, double interval_s)
{
    const float hold_kpa = hold_kpa_;
    const double half_s = 0.5 * interval_s;
    const float* last = last_kpa_.data();
    double* integral = integral_kpa_s_.data();
    const std::size_t cells = last_kpa_.size();
    for (std::size_t i = 0; i < cells; ++i) {
        integral[i] += half_s * (static_cast<double>(last[i]) + static_cast<double>(kpa[i]));
    }
    const auto cols = static_cast<std::size_t>(takes_part_.cols());
    for (std::size_t row = 0; row < cells; row += cols) {
        if (highestOf(kpa + row, takes_part_.cols()) < hold_kpa) {
            continue;
        }
        double* above = above_s_.data() + row;
        for (std::size_t i = 0; i < cols; ++i) {
            const float lower = last[row + i] < kpa[row + i] ? last[row + i] : kpa[row + i];
            above[i] += lower >= hold_kpa ? interval_s : 0.0;
        }
    }
    integrated_s_ += interval_s;
}

void MapAccumulator::add(const PressureArray& kpa, const FrameLink& link)
{
    const float* p = kpa.data();
    if (link.is_bridged) {
        addInterval(p, link.interval_s);
    }
    const std::size_t cells = peak_kpa_.size();
    float* peak = peak_kpa_.data();
    float* last = last_kpa_.data();
    for (std::size_t i = 0; i < cells; ++i) {
        peak[i] = p[i] > peak[i] ? p[i] : peak[i];
        last[i] = p[i];
    }
    if (integrated_s_ == 0.0) {
        frames_ += 1.0;
        for (std::size_t i = 0; i < cells; ++i) {
            frame_sum_kpa_[i] += static_cast<double>(p[i]);
        }
    }
    has_frames_ = true;
}

void MapAccumulator::writeTo(SessionMaps& maps) const
{
    constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
    for (auto* map :
         {&maps.peak_kpa, &maps.mean_kpa, &maps.pti_kpa_s, &maps.time_above_s, &maps.tenderness}) {
        map->setConstant(takes_part_.rows(), takes_part_.cols(), kNone);
    }
    if (!has_frames_) {
        return;
    }
    for (std::size_t i = 0; i < peak_kpa_.size(); ++i) {
        const auto cell = static_cast<Eigen::Index>(i);
        if (takes_part_.data()[cell] == 0) {
            continue;
        }
        maps.tenderness.data()[cell] = 0.0F;
        maps.peak_kpa.data()[cell] = peak_kpa_[i];
        maps.mean_kpa.data()[cell] = static_cast<float>(
            integrated_s_ > 0.0 ? integral_kpa_s_[i] / integrated_s_ : frame_sum_kpa_[i] / frames_);
        maps.pti_kpa_s.data()[cell] = static_cast<float>(integral_kpa_s_[i]);
        maps.time_above_s.data()[cell] = static_cast<float>(above_s_[i]);
    }
}

}  // namespace palpate::analysis
