#include "palpate/analysis/running_median.hpp"

#include <algorithm>

#include "palpate/core/assert.hpp"

namespace palpate::analysis {

RunningMedian::RunningMedian(std::size_t capacity) : ring_(capacity)
{
    PALPATE_ASSERT(capacity > 0);
    sorted_.reserve(capacity);
}

void RunningMedian::push(double value)
{
    if (sorted_.size() == ring_.size()) {
        dropOldest();
    }
    ring_[(oldest_ + sorted_.size()) % ring_.size()] = value;
    sorted_.insert(std::upper_bound(sorted_.begin(), sorted_.end(), value), value);
}

void RunningMedian::dropOldest()
{
    PALPATE_ASSERT(!sorted_.empty());
    sorted_.erase(std::lower_bound(sorted_.begin(), sorted_.end(), ring_[oldest_]));
    oldest_ = (oldest_ + 1) % ring_.size();
}

void RunningMedian::clear()
{
    sorted_.clear();
    oldest_ = 0;
}

double RunningMedian::median() const
{
    PALPATE_ASSERT(!sorted_.empty());
    const std::size_t middle = sorted_.size() / 2;
    return sorted_.size() % 2 == 1 ? sorted_[middle] : 0.5 * (sorted_[middle - 1] + sorted_[middle]);
}

}  // namespace palpate::analysis
