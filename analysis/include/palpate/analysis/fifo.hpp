#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "palpate/core/assert.hpp"

namespace palpate::analysis {

/// First in, first out in one block of memory, which grows as needed and is kept: a std::deque takes and
/// gives back memory for ever.
template <typename T>
class Fifo {
  public:
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::size_t size() const { return size_; }
    /// 0 is the oldest.
    [[nodiscard]] const T& operator[](std::size_t index) const
    {
        PALPATE_ASSERT(index < size_);
        return ring_[(first_ + index) % ring_.size()];
    }
    [[nodiscard]] const T& front() const { return (*this)[0]; }
    [[nodiscard]] const T& back() const { return (*this)[size_ - 1]; }

    void add(const T& value)
    {
        if (size_ == ring_.size()) {
            grow();
        }
        ring_[(first_ + size_) % ring_.size()] = value;
        ++size_;
    }

    void dropOldest()
    {
        PALPATE_ASSERT(size_ > 0);
        first_ = (first_ + 1) % ring_.size();
        --size_;
    }

    void clear()
    {
        first_ = 0;
        size_ = 0;
    }

  private:
    static constexpr std::size_t kFirstSize = 16;

    void grow()
    {
        std::vector<T> larger(ring_.empty() ? kFirstSize : 2 * ring_.size());
        for (std::size_t i = 0; i < size_; ++i) {
            larger[i] = (*this)[i];
        }
        ring_ = std::move(larger);
        first_ = 0;
    }

    std::vector<T> ring_;
    std::size_t first_ = 0;
    std::size_t size_ = 0;
};

}  // namespace palpate::analysis
