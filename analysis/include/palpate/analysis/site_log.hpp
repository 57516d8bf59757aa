#pragma once

#include <optional>
#include <vector>

#include "palpate/analysis/fifo.hpp"
#include "palpate/analysis/tool_contact.hpp"
#include "palpate/core/coach_results.hpp"

namespace palpate::analysis {

/// Gathers what each place gets: the time in contact within 10 mm of it. A tool that comes back to within
/// 20 mm of a place that it lost up to 8 s ago, or 10 mm of one that it slid off, goes on with it
/// (docs/metrics.md, "Coach: sites"). Memory: the path of the last seconds, and every site.
class SiteLog {
  public:
    /// A rest counts as a hold from here on.
    explicit SiteLog(double counts_from_s) : counts_from_s_{counts_from_s} {}

    /// Every frame in order; none: not in contact.
    void step(double time_s, const std::optional<ToolContact>& contact);
    void finish();

    /// The hold under way, with what it got so far: resting, or left less than 8 s ago. None before it is
    /// long enough to count.
    [[nodiscard]] const SiteDose* open() const;
    /// Long enough that it is no turn; not yet a hold, perhaps.
    [[nodiscard]] bool isResting() const { return rest_since_s_.has_value(); }
    /// In contact with the place where the tool rests, so far; 0 where it does not rest.
    [[nodiscard]] double heldS() const { return isResting() ? site_->held_s : 0.0; }
    [[nodiscard]] const std::vector<SiteDose>& finished() const { return finished_; }

  private:
    struct Passed {
        double time_s = 0.0;
        MatPoint place;
    };
    void remember(double time_s, const MatPoint& place);
    void begin(const RestingTool& tool);
    void hold(const RestingTool& tool);
    [[nodiscard]] bool isBack(const RestingTool& tool) const;
    [[nodiscard]] double cameWithinS(const RestingTool& tool) const;
    void close();

    double counts_from_s_;
    std::vector<SiteDose> finished_;
    std::optional<SiteDose> site_;
    /// Held before the rest under way, and since when the tool has been there.
    double held_before_s_ = 0.0;
    double there_since_s_ = 0.0;
    /// Of the stretch that is the rest under way.
    std::optional<double> rest_since_s_;
    /// The contact was lost since the site's last rest.
    bool lost_contact_ = false;
    Fifo<Passed> path_;
};

}  // namespace palpate::analysis
