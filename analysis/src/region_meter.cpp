#include "palpate/analysis/region_meter.hpp"

#include <algorithm>
#include <cmath>

namespace palpate::analysis {

namespace {

constexpr double kNewtonsPerKpaCm2 = 0.1;

}  // namespace

void RegionMeter::Course::add(double value)
{
    summary_.min = count_ == 0.0 ? value : std::min(summary_.min, value);
    summary_.max = count_ == 0.0 ? value : std::max(summary_.max, value);
    count_ += 1.0;
    const double off = value - summary_.mean;
    summary_.mean += off / count_;
    squares_ += off * (value - summary_.mean);
}

std::optional<MetricSummary> RegionMeter::Course::summary() const
{
    if (count_ == 0.0) {
        return std::nullopt;
    }
    MetricSummary summary = summary_;
    summary.sd = std::sqrt(squares_ / count_);
    return summary;
}

RegionMeter::RegionMeter(const Region& region, const MeasuredMat& mat)
    : name_{region.name},
      cell_cm2_{mat.geometry.cellArea().cm2},
      contact_kpa_{leastFloatAtOrOver(mat.contact.kpa)},
      cols_{mat.geometry.cols()}
{
    for (const WeightedCell& cell : weightsOf(region.shape, mat.geometry)) {
        if (mat.takes_part.data()[cell.cell] != 0) {
            cells_.push_back(cell);
        }
    }
    was_active_.assign(cells_.size(), false);
}

void RegionMeter::leaveOut(CellIndex cell)
{
    const Eigen::Index index = Eigen::Index{cell.row} * cols_ + cell.col;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (cells_[i].cell == index) {
            cells_.erase(cells_.begin() + static_cast<std::ptrdiff_t>(i));
            was_active_.erase(was_active_.begin() + static_cast<std::ptrdiff_t>(i));
            return;
        }
    }
}

void RegionMeter::measure(const PressureArray& kpa)
{
    now_ = {};
    double weighted_kpa = 0.0;
    double weight = 0.0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const float p = kpa.data()[cells_[i].cell];
        if (p < contact_kpa_) {
            continue;
        }
        was_active_[i] = true;
        weighted_kpa += cells_[i].weight * static_cast<double>(p);
        weight += cells_[i].weight;
        now_.peak_kpa = std::max(now_.peak_kpa, static_cast<double>(p));
    }
    now_.force_n = weighted_kpa * cell_cm2_ * kNewtonsPerKpaCm2;
    now_.contact_area_cm2 = weight * cell_cm2_;
    if (weight > 0.0) {
        now_.mean_kpa = weighted_kpa / weight;
    }
}

void RegionMeter::add(const PressureArray& kpa, const FrameLink& link)
{
    const RegionNow before = now_;
    measure(kpa);
    force_n_.add(now_.force_n);
    area_cm2_.add(now_.contact_area_cm2);
    peak_kpa_.add(now_.peak_kpa);
    if (now_.mean_kpa) {
        mean_kpa_.add(*now_.mean_kpa);
    }
    if (link.is_bridged && has_frames_) {
        pti_novel_kpa_s_ += 0.5 * link.interval_s * (before.peak_kpa + now_.peak_kpa);
        force_time_n_s_ += 0.5 * link.interval_s * (before.force_n + now_.force_n);
    }
    has_frames_ = true;
}

RegionResults RegionMeter::results(const SessionMaps& maps, const CellMask& saturated) const
{
    RegionResults results{.name = name_,
                          .force_n = force_n_.summary(),
                          .contact_area_cm2 = area_cm2_.summary(),
                          .mean_kpa = mean_kpa_.summary(),
                          .peak_kpa = peak_kpa_.summary(),
                          .pti_novel_kpa_s = pti_novel_kpa_s_,
                          .force_time_n_s = force_time_n_s_};
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        results.area_cm2 += cells_[i].weight * cell_cm2_;
        results.active_area_cm2 += was_active_[i] ? cells_[i].weight * cell_cm2_ : 0.0;
        results.is_at_least = results.is_at_least || saturated.data()[cells_[i].cell] != 0;
        const float sustained_s = maps.sustained_longest_s.data()[cells_[i].cell];
        results.sustained_longest_s =
            std::isnan(sustained_s) ? results.sustained_longest_s
                                    : std::max(results.sustained_longest_s, static_cast<double>(sustained_s));
    }
    if (results.active_area_cm2 > 0.0) {
        results.pti_true_kpa_s = force_time_n_s_ / (results.active_area_cm2 * kNewtonsPerKpaCm2);
    }
    return results;
}

}  // namespace palpate::analysis
