#include "palpate/analysis/press_maps.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace palpate::analysis {

namespace {

constexpr double kReleaseShare = 0.5;
constexpr double kReleaseS = 0.5;
constexpr double kLeastS = 0.5;

}  // namespace

PressMaps::PressMaps(CellMask takes_part, Pressure hold) : takes_part_{std::move(takes_part)}, hold_{hold} {}

void PressMaps::push(double time_s, const PressureArray& kpa)
{
    const PressureArray here = (takes_part_ != 0).select(kpa, std::numeric_limits<float>::lowest());
    const auto highest = static_cast<double>(here.maxCoeff());
    const bool holds_on = highest >= kReleaseShare * hold_.kpa;
    if (open_ && !holds_on && time_s - open_->end_s > kReleaseS) {
        close();
    }
    if (!open_ && highest >= hold_.kpa) {
        open_ = Press{.start_s = time_s, .end_s = time_s, .peak_kpa = here};
    }
    if (open_ && holds_on) {
        open_->end_s = time_s;
        open_->peak_kpa = open_->peak_kpa.max(here);
    }
}

std::vector<Press> PressMaps::finish()
{
    if (open_) {
        close();
    }
    return std::exchange(presses_, {});
}

void PressMaps::close()
{
    if (open_->end_s - open_->start_s >= kLeastS) {
        open_->peak_kpa = (takes_part_ != 0).select(open_->peak_kpa, std::numeric_limits<float>::quiet_NaN());
        presses_.push_back(std::move(*open_));
    }
    open_.reset();
}

std::size_t countPresses(const std::vector<FrameMetrics>& frames, Pressure hold)
{
    PressMaps presses{CellMask::Constant(1, 1, 1), hold};
    for (const FrameMetrics& frame : frames) {
        if (frame.valid) {
            presses.push(frame.time_s, PressureArray::Constant(1, 1, static_cast<float>(frame.peak_kpa)));
        }
    }
    return presses.finish().size();
}

}  // namespace palpate::analysis
