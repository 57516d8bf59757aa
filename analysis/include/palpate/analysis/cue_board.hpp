#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "palpate/core/coach_results.hpp"

namespace palpate::analysis {

/// A cue that there is reason for at this moment.
struct WantedCue {
    CueKind kind = CueKind::HoldOn;
    std::optional<double> asked;
    std::optional<double> done;
    std::string about;
};

/// Shows at most one cue: the most important one that is wanted. None is shown for less than 1.5 s, and none
/// comes again within 3 s of its end (docs/metrics.md, "Coach: cues").
class CueBoard {
  public:
    /// In the order of time. Only the numbers and words of a cue that is shown change while it is.
    void step(double time_s, const std::vector<WantedCue>& wanted);
    /// The session ends: what is shown joins the past without an end.
    void finish();

    [[nodiscard]] const std::optional<CoachCue>& shown() const { return shown_; }
    /// Those that have ended, in order.
    [[nodiscard]] const std::vector<CoachCue>& past() const { return past_; }

  private:
    static constexpr std::size_t kKinds = 15;

    [[nodiscard]] const WantedCue* mostImportant(double time_s, const std::vector<WantedCue>& wanted) const;
    [[nodiscard]] bool mayCome(CueKind kind, double time_s) const;
    void end(double time_s);

    std::optional<CoachCue> shown_;
    std::vector<CoachCue> past_;
    std::array<std::optional<double>, kKinds> last_end_s_;
};

}  // namespace palpate::analysis
