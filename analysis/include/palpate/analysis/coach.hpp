#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "palpate/analysis/coach_now.hpp"
#include "palpate/analysis/coach_senses.hpp"
#include "palpate/analysis/cue_board.hpp"
#include "palpate/analysis/tool_contact.hpp"
#include "palpate/core/coach_results.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/core/event.hpp"

namespace palpate::analysis {

/// Says what to do next, and scores what was done (docs/metrics.md, "Coach"). A state machine over the valid
/// frames: the same frames and events give the same cues, live and from a file. Memory grows with the
/// strokes, holds, sets and cues only. Not thread safe.
class Coach {
  public:
    explicit Coach(const Coaching& coaching);

    /// A rating or a symptom, in the order of time; belongs before the first frame after its time.
    void addEvent(const Event& event) { pending_.push_back(event); }
    /// Valid frames in order. None: nothing is loaded to the hold level.
    void add(double time_s, const std::optional<ToolContact>& contact);
    /// Closes what is open.
    [[nodiscard]] CoachResults finish();

    [[nodiscard]] CoachNow now() const;

  private:
    /// Wanted for a while after something happened.
    struct Passing {
        WantedCue cue;
        double until_s = 0.0;
    };

    void takeEvents(double before_s);
    void take(const Event& event);
    void wantFor(double lasts_s, double from_s, WantedCue cue);
    void forget(CueKind kind);
    void noticeStroke();
    void noticeSlowStroke();
    void wantPassing();
    void wantLoadCues();
    void wantHoldCues();
    /// The hold under way, or left a moment ago, has not lasted as long as asked.
    [[nodiscard]] bool isHoldShort() const;
    void wantSetCues();
    void wantSideCue();
    [[nodiscard]] bool isSideDone(Side side) const;
    [[nodiscard]] std::optional<Side> sideToDo() const;
    [[nodiscard]] int setsDone() const;
    [[nodiscard]] bool isAllDone() const;
    [[nodiscard]] CoachPhase phaseNow() const;
    [[nodiscard]] CoachPhase loadedPhase() const;
    /// Of one hold; none where the technique has none, or for a percussion gun its time on one place.
    [[nodiscard]] std::optional<Band> holdBand() const;
    [[nodiscard]] WorkDone workDone() const;
    /// Without what is under way and may still be met.
    [[nodiscard]] std::vector<RuleScore> adherenceSoFar() const;

    Coaching coaching_;
    CoachSenses senses_;
    CueBoard board_;
    std::deque<Event> pending_;
    std::vector<Passing> passing_;
    std::vector<WantedCue> wanted_;
    std::optional<int> worst_pain_;
    CoachPhase phase_ = CoachPhase::Approach;
};

}  // namespace palpate::analysis
