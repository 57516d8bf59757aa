#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace palpate::live {

enum class WhenFull { Reject, DropOldest };

/// First in, first out, bounded by the sum of its items' weights; every function from any thread.
///
/// Reject: push() says false and changes nothing. DropOldest: the oldest items go, and are counted. The
/// high-water mark is the largest weight ever held. After close() nothing goes in; what is in comes out, then
/// pop() gives nothing.
template <typename T>
class BoundedQueue {
  public:
    BoundedQueue(std::size_t capacity, WhenFull when_full) : capacity_{capacity}, when_full_{when_full} {}

    [[nodiscard]] bool push(T item, std::size_t weight = 1)
    {
        {
            const std::lock_guard lock{mutex_};
            if (closed_) {
                return false;
            }
            if (when_full_ == WhenFull::DropOldest) {
                while (!items_.empty() && weight_ + weight > capacity_) {
                    weight_ -= items_.front().second;
                    items_.pop_front();
                    ++dropped_;
                }
            } else if (weight_ + weight > capacity_) {
                return false;
            }
            add(std::move(item), weight);
        }
        changed_.notify_one();
        return true;
    }

    /// Waits until the item fits or nothing is in; false, with nothing changed, once it was closed or stop is
    /// requested.
    [[nodiscard]] bool pushWhenFree(T item, std::size_t weight, const std::stop_token& stop)
    {
        {
            std::unique_lock lock{mutex_};
            const bool is_free = freed_.wait(lock, stop, [this, weight] {
                return closed_ || items_.empty() || weight_ + weight <= capacity_;
            });
            if (!is_free || closed_) {
                return false;
            }
            add(std::move(item), weight);
        }
        changed_.notify_one();
        return true;
    }

    /// For the few small items that must never be refused (gaps, events, the end): over the capacity if need
    /// be.
    void pushAlways(T item, std::size_t weight = 0)
    {
        {
            const std::lock_guard lock{mutex_};
            if (closed_) {
                return;
            }
            add(std::move(item), weight);
        }
        changed_.notify_one();
    }

    /// Waits until there is an item, `deadline` has passed, the queue was closed and is empty, or stop is
    /// requested.
    template <typename TimePoint>
    [[nodiscard]] std::optional<T> popUntil(const std::stop_token& stop, TimePoint deadline)
    {
        std::unique_lock lock{mutex_};
        changed_.wait_until(lock, stop, deadline, [this] { return closed_ || !items_.empty(); });
        return takeFirst();
    }

    /// The same without a deadline.
    [[nodiscard]] std::optional<T> pop(const std::stop_token& stop)
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, stop, [this] { return closed_ || !items_.empty(); });
        return takeFirst();
    }

    void close()
    {
        {
            const std::lock_guard lock{mutex_};
            closed_ = true;
        }
        changed_.notify_all();
        freed_.notify_all();
    }

    [[nodiscard]] bool empty() const
    {
        const std::lock_guard lock{mutex_};
        return items_.empty();
    }

    [[nodiscard]] bool closed() const
    {
        const std::lock_guard lock{mutex_};
        return closed_;
    }

    [[nodiscard]] std::size_t highWater() const
    {
        const std::lock_guard lock{mutex_};
        return high_water_;
    }

    [[nodiscard]] std::size_t dropped() const
    {
        const std::lock_guard lock{mutex_};
        return dropped_;
    }

  private:
    void add(T item, std::size_t weight)
    {
        items_.emplace_back(std::move(item), weight);
        weight_ += weight;
        high_water_ = std::max(high_water_, weight_);
    }

    [[nodiscard]] std::optional<T> takeFirst()
    {
        if (items_.empty()) {
            return std::nullopt;
        }
        auto [item, weight] = std::move(items_.front());
        items_.pop_front();
        weight_ -= weight;
        freed_.notify_one();
        return std::optional<T>{std::move(item)};
    }

    const std::size_t capacity_;
    const WhenFull when_full_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::condition_variable_any freed_;
    std::deque<std::pair<T, std::size_t>> items_;
    std::size_t weight_ = 0;
    std::size_t high_water_ = 0;
    std::size_t dropped_ = 0;
    bool closed_ = false;
};

}  // namespace palpate::live
