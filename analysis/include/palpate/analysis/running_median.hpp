#pragma once

#include <cstddef>
#include <vector>

namespace palpate::analysis {

/// Median of the last values, as many as `capacity`. One push costs one move within a sorted list.
class RunningMedian {
  public:
    explicit RunningMedian(std::size_t capacity);

    /// Drops the oldest value when full. Not NaN.
    void push(double value);
    void dropOldest();
    void clear();

    [[nodiscard]] std::size_t size() const { return sorted_.size(); }
    [[nodiscard]] bool isEmpty() const { return sorted_.empty(); }
    /// The mean of the middle two for an even number. Not of nothing (asserted).
    [[nodiscard]] double median() const;

  private:
    std::vector<double> ring_;
    std::size_t oldest_ = 0;
    std::vector<double> sorted_;
};

}  // namespace palpate::analysis
