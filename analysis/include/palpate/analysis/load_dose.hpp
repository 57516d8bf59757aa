#pragma once

#include <optional>

#include "palpate/core/coaching.hpp"
#include "palpate/core/technique.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// How the load under the tool lay to the technique's band, over time in contact (docs/metrics.md, "Coach:
/// load").
class LoadDose {
  public:
    explicit LoadDose(const Coaching& coaching);

    /// There is a rule, and what it needs of the client is known.
    [[nodiscard]] bool isJudged() const { return full_scale_.has_value(); }
    /// In the rule's unit; none where it is not judged.
    [[nodiscard]] std::optional<double> valueOf(Force force, Pressure peak) const;

    /// A frame with the tool settled, `elapsed_s` after the one before.
    void add(double value, double elapsed_s);
    /// A frame in which the mat was at its limit: the load is only known to be higher.
    void addUnknown(double elapsed_s) { unknown_s_ += elapsed_s; }
    /// Part of all the time in contact.
    [[nodiscard]] double unknownPct() const;
    [[nodiscard]] std::optional<double> mean() const;
    [[nodiscard]] double inBandPct() const;
    [[nodiscard]] double overPct() const;
    [[nodiscard]] bool isOver(double value) const { return band_.max && value > *band_.max; }
    [[nodiscard]] bool isUnder(double value) const { return band_.min && value < *band_.min; }

  private:
    LoadUnit unit_ = LoadUnit::Newton;
    Band band_;
    /// What 100 % is, or 1 N.
    std::optional<double> full_scale_;
    double total_s_ = 0.0;
    double unknown_s_ = 0.0;
    double over_s_ = 0.0;
    double under_s_ = 0.0;
    double sum_value_ = 0.0;
};

}  // namespace palpate::analysis
