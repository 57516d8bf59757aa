#include "palpate/analysis/zero_drift.hpp"

#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {

namespace {

constexpr double kLookS = 0.5;
constexpr double kShortestS = 20.0;
constexpr Eigen::Index kLeastPart = 10;

}  // namespace

ZeroDrift::ZeroDrift(const CellMask& takes_part, Pressure contact)
    : never_loaded_{takes_part},
      cells_{(takes_part != 0).count()},
      contact_kpa_{static_cast<float>(contact.kpa)},
      first_sum_kpa_{CellArray<double>::Zero(takes_part.rows(), takes_part.cols())},
      latest_kpa_(kLooks)
{}

void ZeroDrift::add(const PressureArray& kpa, double time_s)
{
    if (looks_ > 0 && !isAtLeast(time_s - last_s_, kLookS)) {
        return;
    }
    first_s_ = looks_ == 0 ? time_s : first_s_;
    last_s_ = time_s;
    for (Eigen::Index i = 0; i < kpa.size(); ++i) {
        if (kpa.data()[i] >= contact_kpa_) {
            never_loaded_.data()[i] = 0;
        }
    }
    if (looks_ < kLooks) {
        first_sum_kpa_ += kpa.cast<double>();
    }
    latest_kpa_[looks_ % kLooks] = kpa;
    ++looks_;
}

void ZeroDrift::leaveOut(CellIndex cell)
{
    never_loaded_(cell.row, cell.col) = 0;
    --cells_;
}

std::optional<Pressure> ZeroDrift::drift() const
{
    const Eigen::Index cells = (never_loaded_ != 0).count();
    if (looks_ < 2 * kLooks || !isAtLeast(last_s_ - first_s_, kShortestS) || cells * kLeastPart < cells_) {
        return std::nullopt;
    }
    double drift_kpa = 0.0;
    for (const PressureArray& kpa : latest_kpa_) {
        drift_kpa += (never_loaded_ != 0).select(kpa.cast<double>(), 0.0).sum();
    }
    drift_kpa -= (never_loaded_ != 0).select(first_sum_kpa_, 0.0).sum();
    return Pressure{drift_kpa / static_cast<double>(cells * static_cast<Eigen::Index>(kLooks))};
}

}  // namespace palpate::analysis
