#include "palpate/analysis/cue_board.hpp"

#include <algorithm>

#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {

namespace {

constexpr double kShortestS = 1.5;
constexpr double kApartS = 3.0;

}  // namespace

bool CueBoard::mayCome(CueKind kind, double time_s) const
{
    const auto& last_s = last_end_s_.at(static_cast<std::size_t>(kind));
    return !last_s || isAtLeast(time_s - *last_s, kApartS);
}

const WantedCue* CueBoard::mostImportant(double time_s, const std::vector<WantedCue>& wanted) const
{
    const WantedCue* best = nullptr;
    for (const WantedCue& cue : wanted) {
        const bool is_shown = shown_ && shown_->kind == cue.kind;
        if ((is_shown || mayCome(cue.kind, time_s)) && (best == nullptr || cue.kind < best->kind)) {
            best = &cue;
        }
    }
    return best;
}

void CueBoard::end(double time_s)
{
    shown_->end_s = time_s;
    last_end_s_.at(static_cast<std::size_t>(shown_->kind)) = time_s;
    past_.push_back(*shown_);
    shown_.reset();
}

void CueBoard::step(double time_s, const std::vector<WantedCue>& wanted)
{
    const WantedCue* best = mostImportant(time_s, wanted);
    if (shown_ && (best == nullptr || best->kind != shown_->kind) &&
        isAtLeast(time_s - shown_->start_s, kShortestS)) {
        end(time_s);
    }
    if (best == nullptr || (shown_ && shown_->kind != best->kind)) {
        return;
    }
    if (!shown_) {
        shown_ = CoachCue{.kind = best->kind, .start_s = time_s};
    }
    shown_->asked = best->asked;
    shown_->done = best->done;
    shown_->about = best->about;
}

void CueBoard::finish()
{
    if (shown_) {
        past_.push_back(*shown_);
        shown_.reset();
    }
}

}  // namespace palpate::analysis
