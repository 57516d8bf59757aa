#include "palpate/analysis/sustained_pressure.hpp"

#include <algorithm>
#include <limits>

#include "palpate/analysis/measured_mat.hpp"
#include "palpate/analysis/time_limits.hpp"

#include "lanes.hpp"

namespace palpate::analysis {

namespace {

constexpr double kLeaveShare = 0.8;
constexpr double kForgivenS = 0.5;
constexpr double kShortestCountedS = 1.0;

}  // namespace

SustainedPressure::SustainedPressure(const CellMask& takes_part, Pressure hold)
    : takes_part_{takes_part},
      enter_kpa_{leastFloatAtOrOver(hold.kpa)},
      leave_kpa_{leastFloatAtOrOver(kLeaveShare * hold.kpa)},
      phases_(static_cast<std::size_t>(takes_part.size()), Phase::Idle),
      open_in_row_(static_cast<std::size_t>(takes_part.rows()), 0),
      cells_(static_cast<std::size_t>(takes_part.size()))
{}

void SustainedPressure::endRun(Cell& cell)
{
    const double length_s = cell.last_good_s - cell.start_s;
    cell.longest_s = std::max(cell.longest_s, length_s);
    if (isAtLeast(length_s, kShortestCountedS)) {
        cell.total_s += length_s;
    }
}

void SustainedPressure::endAllRuns()
{
    for (std::size_t i = 0; i < phases_.size(); ++i) {
        if (phases_[i] != Phase::Idle) {
            endRun(cells_[i]);
            phases_[i] = Phase::Idle;
        }
    }
    std::fill(open_in_row_.begin(), open_in_row_.end(), 0);
}

void SustainedPressure::advance(std::size_t index, float kpa, double time_s)
{
    Cell& cell = cells_[index];
    Phase& phase = phases_[index];
    if (phase == Phase::Idle) {
        cell.start_s = time_s;
        cell.last_good_s = time_s;
        phase = Phase::Loaded;
    } else if (kpa >= leave_kpa_) {
        cell.last_good_s = time_s;
        phase = Phase::Loaded;
    } else if (phase == Phase::Loaded) {
        cell.first_low_s = time_s;
        phase = Phase::Low;
    } else if (isLonger(time_s - cell.first_low_s, kForgivenS)) {
        endRun(cell);
        phase = Phase::Idle;
    }
}

void SustainedPressure::add(const PressureArray& kpa, const FrameLink& link)
{
    if (link.is_break) {
        endAllRuns();
    }
    const std::uint8_t* part = takes_part_.data();
    const Phase* phases = phases_.data();
    const auto cols = static_cast<std::size_t>(kpa.cols());
    for (std::size_t row = 0; row < open_in_row_.size(); ++row) {
        const std::size_t first = row * cols;
        const float* p = kpa.data() + first;
        if (open_in_row_[row] == 0 && highestOf(p, kpa.cols()) < enter_kpa_) {
            continue;
        }
        int open = 0;
        for (std::size_t i = 0; i < cols; ++i) {
            if (part[first + i] != 0 && (p[i] >= enter_kpa_ || phases[first + i] != Phase::Idle)) {
                advance(first + i, p[i], link.time_s);
                ++open;
            }
        }
        open_in_row_[row] = open;
    }
    has_frames_ = true;
}

void SustainedPressure::writeTo(SessionMaps& maps) const
{
    constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
    maps.sustained_longest_s.setConstant(takes_part_.rows(), takes_part_.cols(), kNone);
    maps.sustained_total_s.setConstant(takes_part_.rows(), takes_part_.cols(), kNone);
    if (!has_frames_) {
        return;
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const auto index = static_cast<Eigen::Index>(i);
        if (takes_part_.data()[index] == 0) {
            continue;
        }
        Cell cell = cells_[i];
        if (phases_[i] != Phase::Idle) {
            endRun(cell);
        }
        maps.sustained_longest_s.data()[index] = static_cast<float>(cell.longest_s);
        maps.sustained_total_s.data()[index] = static_cast<float>(cell.total_s);
    }
}

}  // namespace palpate::analysis
