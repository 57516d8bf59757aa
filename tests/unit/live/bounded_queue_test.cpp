#include "palpate/live/bounded_queue.hpp"

#include <chrono>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace palpate::live {
namespace {

using Clock = std::chrono::steady_clock;

std::vector<int> drain(BoundedQueue<int>& queue)
{
    std::vector<int> items;
    while (const auto item = queue.popUntil({}, Clock::now())) {
        items.push_back(*item);
    }
    return items;
}

TEST(BoundedQueue, RejectsWhatDoesNotFitAndKeepsTheRest)
{
    BoundedQueue<int> queue{10, WhenFull::Reject};
    EXPECT_TRUE(queue.push(1, 6));
    EXPECT_FALSE(queue.push(2, 5));
    EXPECT_TRUE(queue.push(3, 4));
    EXPECT_EQ(queue.highWater(), 10U);
    EXPECT_EQ(queue.dropped(), 0U);
    EXPECT_THAT(drain(queue), ::testing::ElementsAre(1, 3));
}

TEST(BoundedQueue, DropsTheOldestAndCountsThem)
{
    BoundedQueue<int> queue{3, WhenFull::DropOldest};
    for (int item = 0; item < 8; ++item) {
        EXPECT_TRUE(queue.push(item));
    }
    EXPECT_EQ(queue.dropped(), 5U);
    EXPECT_THAT(drain(queue), ::testing::ElementsAre(5, 6, 7));
}

TEST(BoundedQueue, TakesSmallItemsOverItsCapacity)
{
    BoundedQueue<int> queue{1, WhenFull::Reject};
    EXPECT_TRUE(queue.push(1));
    queue.pushAlways(2);
    EXPECT_THAT(drain(queue), ::testing::ElementsAre(1, 2));
}

TEST(BoundedQueue, LetsAWriterWaitUntilThereIsRoom)
{
    BoundedQueue<int> queue{2, WhenFull::Reject};
    std::jthread writer{[&queue](const std::stop_token& stop) {
        for (int item = 0; item < 100; ++item) {
            EXPECT_TRUE(queue.pushWhenFree(item, 1, stop));
        }
        queue.close();
    }};
    int next = 0;
    while (const auto item = queue.pop({})) {
        EXPECT_EQ(*item, next++);
    }
    EXPECT_EQ(next, 100);
    EXPECT_LE(queue.highWater(), 2U);
}

TEST(BoundedQueue, StopOrCloseWakesAWaitingWriter)
{
    BoundedQueue<int> queue{1, WhenFull::Reject};
    EXPECT_TRUE(queue.push(1));
    {
        std::jthread stopped{
            [&queue](const std::stop_token& stop) { EXPECT_FALSE(queue.pushWhenFree(2, 1, stop)); }};
    }
    std::jthread closed{[&queue] { EXPECT_FALSE(queue.pushWhenFree(3, 1, std::stop_token{})); }};
    queue.close();
    closed.join();
    EXPECT_THAT(drain(queue), ::testing::ElementsAre(1));
}

TEST(BoundedQueue, DrainsAfterCloseThenEnds)
{
    BoundedQueue<int> queue{10, WhenFull::Reject};
    EXPECT_TRUE(queue.push(1));
    queue.close();
    EXPECT_FALSE(queue.push(2));
    queue.pushAlways(3);
    EXPECT_EQ(queue.pop({}), 1);
    EXPECT_EQ(queue.pop({}), std::nullopt);
}

TEST(BoundedQueue, StopWakesAWaitingReader)
{
    BoundedQueue<int> queue{10, WhenFull::Reject};
    std::optional<int> got = 5;
    {
        const std::jthread reader{[&](const std::stop_token& stop) { got = queue.pop(stop); }};
    }
    EXPECT_EQ(got, std::nullopt);
}

TEST(BoundedQueue, KeepsTheOrderBetweenThreads)
{
    constexpr int kItems = 20000;
    BoundedQueue<int> queue{kItems, WhenFull::Reject};
    const std::jthread writer{[&] {
        for (int item = 0; item < kItems; ++item) {
            EXPECT_TRUE(queue.push(item));
        }
        queue.close();
    }};
    int expected = 0;
    while (const auto item = queue.pop({})) {
        EXPECT_EQ(*item, expected++);
    }
    EXPECT_EQ(expected, kItems);
}

}  // namespace
}  // namespace palpate::live
