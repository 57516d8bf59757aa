#pragma once

#include <optional>
#include <vector>

#include "palpate/analysis/tool_contact.hpp"
#include "palpate/core/coach_results.hpp"

namespace palpate::analysis {

/// Gathers what each place gets. A tool that comes back to within 20 mm of a place it left up to 8 s ago
/// goes on with it; the absence is a loss of contact (docs/metrics.md, "Coach: sites").
class SiteLog {
  public:
    /// A rest counts as a hold from here on.
    explicit SiteLog(double counts_from_s) : counts_from_s_{counts_from_s} {}

    /// Every frame. `tool`: resting now.
    void step(double time_s, const std::optional<RestingTool>& tool);
    void finish();

    /// The one under way, with what it got so far: resting, or left less than 8 s ago.
    [[nodiscard]] const std::optional<SiteDose>& open() const { return open_; }
    [[nodiscard]] bool isResting() const { return rest_since_s_.has_value(); }
    [[nodiscard]] const std::vector<SiteDose>& finished() const { return finished_; }

  private:
    void begin(const RestingTool& tool);
    void hold(const RestingTool& tool);
    void close();

    double counts_from_s_;
    std::vector<SiteDose> finished_;
    std::optional<SiteDose> open_;
    /// Held before the rest under way.
    double held_before_s_ = 0.0;
    std::optional<double> rest_since_s_;
};

}  // namespace palpate::analysis
