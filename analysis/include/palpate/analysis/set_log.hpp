#pragma once

#include <optional>
#include <vector>

#include "palpate/core/coach_results.hpp"
#include "palpate/core/measurement_info.hpp"

namespace palpate::analysis {

/// Cuts the work into sets: between rests of 8 s and more, and where the side changes (docs/metrics.md,
/// "Coach: sets").
class SetLog {
  public:
    explicit SetLog(bool has_sides) : has_sides_{has_sides} {}

    /// Every frame. `side`: of the target under the tool.
    void step(double time_s, bool is_loaded, std::optional<Side> side);
    void finish();

    /// The one under way; none while resting.
    [[nodiscard]] const std::optional<SetDone>& open() const { return open_; }
    /// In order; each was worked for at least 5 s.
    [[nodiscard]] const std::vector<SetDone>& finished() const { return finished_; }
    /// Since the last loaded frame; none before the first, and while loaded.
    [[nodiscard]] std::optional<double> unloadedS(double time_s) const;
    /// Rest before the set under way; none for the first.
    [[nodiscard]] std::optional<double> restBeforeS() const;

  private:
    void close();
    void beginOnOtherSide(double time_s, Side side);
    void count(double time_s, double elapsed_s, std::optional<Side> side);
    [[nodiscard]] bool changesSide(double time_s, std::optional<Side> side);

    bool has_sides_;
    std::vector<SetDone> finished_;
    std::optional<SetDone> open_;
    std::optional<double> last_loaded_s_;
    bool is_loaded_ = false;
    /// In the set under way.
    double left_s_ = 0.0;
    double right_s_ = 0.0;
    /// On the other side, without a break.
    std::optional<double> other_since_s_;
    double other_worked_s_ = 0.0;
};

}  // namespace palpate::analysis
