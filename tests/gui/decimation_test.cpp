#include "decimation.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace palpate::gui {
namespace {

QList<QPointF> wave(int count)
{
    QList<QPointF> points;
    for (int i = 0; i < count; ++i) {
        points.append(QPointF(i, std::sin(i * 0.01)));
    }
    return points;
}

TEST(Decimation, LeavesFewPointsAsTheyAre)
{
    EXPECT_EQ(decimated(wave(400), 400), wave(400));
    EXPECT_TRUE(decimated({}, 400).isEmpty());
}

TEST(Decimation, NeverExceedsTheLimit)
{
    for (const int count : {401, 1000, 6001, 60000}) {
        EXPECT_LE(decimated(wave(count), 400).size(), 400) << count;
    }
}

TEST(Decimation, KeepsASpikeOfOnePoint)
{
    QList<QPointF> points = wave(10000);
    points[7777].setY(55.0);
    points[3333].setY(-44.0);
    const QList<QPointF> few = decimated(points, 400);
    EXPECT_TRUE(few.contains(QPointF(7777, 55.0)));
    EXPECT_TRUE(few.contains(QPointF(3333, -44.0)));
}

TEST(Decimation, KeepsTheOrderAndBothEnds)
{
    const QList<QPointF> few = decimated(wave(10000), 400);
    EXPECT_TRUE(std::is_sorted(few.begin(), few.end(),
                               [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); }));
    EXPECT_EQ(few.front().x(), 0.0);
    EXPECT_EQ(few.back().x(), 9999.0);
}

TEST(NiceCeiling, IsTheNextRoundNumber)
{
    EXPECT_DOUBLE_EQ(niceCeiling(38.0), 50.0);
    EXPECT_DOUBLE_EQ(niceCeiling(50.0), 50.0);
    EXPECT_DOUBLE_EQ(niceCeiling(0.11), 0.15);
    EXPECT_DOUBLE_EQ(niceCeiling(800.0), 1000.0);
    EXPECT_DOUBLE_EQ(niceCeiling(0.0), 1.0);
    EXPECT_DOUBLE_EQ(niceCeiling(std::nan("")), 1.0);
}

}  // namespace
}  // namespace palpate::gui
