#pragma once

#include <optional>

#include "palpate/analysis/time_limits.hpp"

namespace palpate::analysis {

/// A condition that holds once it has lasted, and ends once its opposite has.
class Lasting {
  public:
    explicit Lasting(double lasts_s) : lasts_s_{lasts_s} {}

    /// In the order of time. Says whether it has just begun to hold.
    bool step(double time_s, bool condition)
    {
        if (condition == is_on_) {
            since_s_.reset();
            return false;
        }
        if (!since_s_) {
            since_s_ = time_s;
        }
        if (!isAtLeast(time_s - *since_s_, lasts_s_)) {
            return false;
        }
        is_on_ = condition;
        since_s_.reset();
        return is_on_;
    }
    [[nodiscard]] bool isOn() const { return is_on_; }

  private:
    double lasts_s_;
    bool is_on_ = false;
    std::optional<double> since_s_;
};

}  // namespace palpate::analysis
