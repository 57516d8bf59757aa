#pragma once

#include <optional>

#include "palpate/analysis/tool_contact.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// When the tool is loaded, and how often its contact was lost while it should have been kept: in a hold that
/// was not long enough yet, or while it moved (docs/metrics.md, "Coach: contact"). An absence of up to 0.5 s
/// is none.
class ContactWatch {
  public:
    enum class Work { Nothing, TooShortHold, Moving };

    /// `work`: what was under way in the frame before.
    void step(double time_s, const std::optional<ToolContact>& contact, Work work);

    [[nodiscard]] bool isLoaded() const { return since_s_.has_value(); }
    /// Of the contact under way.
    [[nodiscard]] std::optional<double> sinceS() const { return since_s_; }
    /// The contact has just been lost.
    [[nodiscard]] bool isJustLost() const { return is_just_lost_; }
    [[nodiscard]] int losses() const { return losses_; }

  private:
    void noticeReturn(double time_s, const MatPoint& place);

    std::optional<double> since_s_;
    double last_s_ = 0.0;
    MatPoint last_place_;
    /// What was under way in the last frame in contact.
    Work lost_from_ = Work::Nothing;
    bool is_just_lost_ = false;
    int losses_ = 0;
};

}  // namespace palpate::analysis
