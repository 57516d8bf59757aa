#include "palpate/analysis/load_dose.hpp"

namespace palpate::analysis {

namespace {

constexpr double kWholePct = 100.0;

}  // namespace

LoadDose::LoadDose(const Coaching& coaching)
{
    const auto& rule = coaching.technique.rules.load;
    if (!rule) {
        return;
    }
    unit_ = rule->unit;
    band_ = rule->band;
    if (unit_ == LoadUnit::Newton) {
        full_scale_ = 1.0;
    } else if (unit_ == LoadUnit::BodyWeightPct && coaching.body_weight) {
        full_scale_ = coaching.body_weight->n / kWholePct;
    } else if (unit_ == LoadUnit::OwnThresholdPct && coaching.own_threshold) {
        full_scale_ = coaching.own_threshold->kpa / kWholePct;
    }
}

std::optional<double> LoadDose::valueOf(Force force, Pressure peak) const
{
    if (!full_scale_) {
        return std::nullopt;
    }
    return (unit_ == LoadUnit::OwnThresholdPct ? peak.kpa : force.n) / *full_scale_;
}

void LoadDose::add(double value, double elapsed_s)
{
    total_s_ += elapsed_s;
    sum_value_ += value * elapsed_s;
    over_s_ += isOver(value) ? elapsed_s : 0.0;
    under_s_ += isUnder(value) ? elapsed_s : 0.0;
}

std::optional<double> LoadDose::mean() const
{
    return total_s_ > 0.0 ? std::optional{sum_value_ / total_s_} : std::nullopt;
}

double LoadDose::inBandPct() const
{
    return total_s_ > 0.0 ? kWholePct * (total_s_ - over_s_ - under_s_) / total_s_ : 0.0;
}

double LoadDose::unknownPct() const
{
    const double all_s = total_s_ + unknown_s_;
    return all_s > 0.0 ? kWholePct * unknown_s_ / all_s : 0.0;
}

double LoadDose::overPct() const
{
    return total_s_ > 0.0 ? kWholePct * over_s_ / total_s_ : 0.0;
}

}  // namespace palpate::analysis
