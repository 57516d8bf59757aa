#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "palpate/analysis/contact_watch.hpp"
#include "palpate/analysis/placed_zones.hpp"
#include "palpate/analysis/set_log.hpp"
#include "palpate/analysis/site_log.hpp"
#include "palpate/analysis/stroke_follower.hpp"

#include "techniques.hpp"

namespace palpate::analysis {
namespace {

constexpr double kFrameS = 0.02;

class Sites : public testing::Test {
  protected:
    void rest(double from_s, double to_s, const MatPoint& place)
    {
        for (double time_s = from_s; time_s <= to_s; time_s += kFrameS) {
            log_.step(time_s,
                      ToolContact{.place = place,
                                  .rest = RestingTool{.since_s = from_s, .until_s = time_s, .place = place}});
        }
    }
    void moving(double time_s, const MatPoint& place) { log_.step(time_s, ToolContact{.place = place}); }
    void away(double time_s) { log_.step(time_s, std::nullopt); }

    SiteLog log_{5.0};
};

TEST_F(Sites, AHoldBeginsWhereTheRestBeganAndShorterRestsAreNone)
{
    rest(0.0, 4.9, {.x_mm = 10.0, .y_mm = 20.0});
    EXPECT_TRUE(log_.isResting());
    EXPECT_EQ(log_.open(), nullptr);
    away(14.0);
    rest(15.0, 27.0, {.x_mm = 10.0, .y_mm = 20.0});
    ASSERT_NE(log_.open(), nullptr);
    EXPECT_NEAR(log_.open()->start_s, 15.0, 2 * kFrameS);
    EXPECT_NEAR(log_.open()->held_s, 12.0, 3 * kFrameS);
    log_.finish();
    EXPECT_EQ(log_.finished().size(), 1U);
}

TEST_F(Sites, TheWayToAPlaceCountsFromTenMillimetresOn)
{
    for (double time_s = 0.0; time_s < 4.0; time_s += kFrameS) {
        moving(time_s, {.x_mm = 40.0 - 10.0 * time_s, .y_mm = 0.0});
    }
    rest(4.0, 14.0, {});
    // 10 mm away at 3 s.
    EXPECT_NEAR(log_.open()->start_s, 3.0, 0.1);
}

TEST_F(Sites, AToolThatComesBackSoonGoesOnWithItsPlace)
{
    rest(0.0, 10.0, {.x_mm = 10.0, .y_mm = 20.0});
    away(12.0);
    rest(14.0, 26.0, {.x_mm = 18.0, .y_mm = 25.0});
    away(27.0);
    // Somewhere else: another place.
    rest(28.0, 40.0, {.x_mm = 90.0, .y_mm = 25.0});
    log_.finish();
    ASSERT_EQ(log_.finished().size(), 2U);
    EXPECT_EQ(log_.finished()[0].losses, 1);
    EXPECT_NEAR(log_.finished()[0].held_s, 22.0, 6 * kFrameS);
    EXPECT_NEAR(log_.finished()[1].held_s, 12.0, 3 * kFrameS);
    EXPECT_EQ(log_.finished()[1].losses, 0);
}

TEST_F(Sites, ShortRestsAtOnePlaceMakeAHoldTogether)
{
    rest(0.0, 4.0, {});
    away(5.0);
    rest(7.0, 11.0, {});
    ASSERT_NE(log_.open(), nullptr);
    EXPECT_NEAR(log_.open()->held_s, 8.0, 6 * kFrameS);
}

TEST_F(Sites, AfterEightSecondsItIsAnotherHold)
{
    rest(0.0, 10.0, {});
    away(18.5);
    EXPECT_EQ(log_.open(), nullptr);
    rest(19.0, 30.0, {});
    log_.finish();
    EXPECT_EQ(log_.finished().size(), 2U);
}

void work(SetLog& log, double from_s, double to_s, std::optional<Side> side)
{
    for (double time_s = from_s; time_s <= to_s; time_s += kFrameS) {
        log.step(time_s, true, side);
    }
}

void rest(SetLog& log, double from_s, double to_s)
{
    for (double time_s = from_s; time_s <= to_s; time_s += kFrameS) {
        log.step(time_s, false, std::nullopt);
    }
}

TEST(SetLog, ARestOfEightSecondsEndsASetWhereTheWorkEnded)
{
    SetLog log{false};
    work(log, 3.0, 43.0, std::nullopt);
    rest(log, 43.1, 46.0);
    EXPECT_TRUE(log.open());
    work(log, 46.0, 56.0, std::nullopt);
    rest(log, 56.1, 80.0);
    ASSERT_EQ(log.finished().size(), 1U);
    EXPECT_NEAR(log.finished()[0].worked_s, 50.0, 0.2);
    EXPECT_NEAR(log.finished()[0].end_s, 56.0, 0.1);
    work(log, 80.0, 90.0, std::nullopt);
    ASSERT_TRUE(log.restBeforeS());
    EXPECT_NEAR(*log.restBeforeS(), 24.0, 0.1);
}

TEST(SetLog, ATouchOfLessThanFiveSecondsIsNoSet)
{
    SetLog log{false};
    work(log, 3.0, 6.0, std::nullopt);
    rest(log, 6.1, 20.0);
    log.finish();
    EXPECT_TRUE(log.finished().empty());
}

TEST(SetLog, TheOtherSideBeginsASetAtOnceWhereSidesCount)
{
    SetLog log{true};
    work(log, 0.0, 40.0, Side::Left);
    rest(log, 40.1, 43.0);
    work(log, 43.0, 83.0, Side::Right);
    log.finish();
    ASSERT_EQ(log.finished().size(), 2U);
    EXPECT_EQ(log.finished()[0].side, Side::Left);
    EXPECT_NEAR(log.finished()[0].worked_s, 40.0, 0.1);
    EXPECT_NEAR(log.finished()[0].end_s, 40.0, 0.1);
    EXPECT_EQ(log.finished()[1].side, Side::Right);
    EXPECT_NEAR(log.finished()[1].worked_s, 40.0, 0.1);
    EXPECT_NEAR(log.finished()[1].start_s, 43.0, 0.1);
}

TEST(SetLog, ASlipToTheOtherSideOfLessThanASecondChangesNothing)
{
    SetLog log{true};
    work(log, 0.0, 20.0, Side::Left);
    work(log, 20.02, 20.8, Side::Right);
    work(log, 20.82, 40.0, Side::Left);
    log.finish();
    ASSERT_EQ(log.finished().size(), 1U);
    EXPECT_NEAR(log.finished()[0].worked_s, 40.0, 0.1);
}

TEST(ContactWatch, CountsALossThatComesBackToWhereItWas)
{
    ContactWatch watch;
    const auto contact = [](double x_mm) { return ToolContact{.place = {.x_mm = x_mm, .y_mm = 0.0}}; };
    watch.step(0.0, contact(0.0), ContactWatch::Work::TooShortHold);
    watch.step(0.3, std::nullopt, ContactWatch::Work::Nothing);
    EXPECT_TRUE(watch.isLoaded());
    watch.step(0.6, std::nullopt, ContactWatch::Work::Nothing);
    EXPECT_FALSE(watch.isLoaded());
    EXPECT_TRUE(watch.isJustLost());
    watch.step(2.0, contact(10.0), ContactWatch::Work::Nothing);
    EXPECT_EQ(watch.losses(), 1);
    // Elsewhere: the hold was too short, but the contact was not lost.
    watch.step(2.1, contact(10.0), ContactWatch::Work::TooShortHold);
    watch.step(3.0, std::nullopt, ContactWatch::Work::Nothing);
    watch.step(5.0, contact(200.0), ContactWatch::Work::Nothing);
    EXPECT_EQ(watch.losses(), 1);
    // A hold that was long enough may end.
    watch.step(6.0, std::nullopt, ContactWatch::Work::Nothing);
    watch.step(8.0, contact(200.0), ContactWatch::Work::Nothing);
    EXPECT_EQ(watch.losses(), 1);
}

/// Minimum jerk.
double rise(double share)
{
    return share * share * share * (10.0 - 15.0 * share + 6.0 * share * share);
}

class FollowedStrokes : public testing::Test {
  protected:
    void stroke(double from_mm, double to_mm, double lasts_s)
    {
        const double start_s = time_s_;
        for (; time_s_ < start_s + lasts_s; time_s_ += kFrameS) {
            add(from_mm + (to_mm - from_mm) * rise((time_s_ - start_s) / lasts_s));
        }
        ends_s_.push_back(time_s_);
    }
    void rest(double at_mm, double lasts_s)
    {
        const double start_s = time_s_;
        for (; time_s_ < start_s + lasts_s; time_s_ += kFrameS) {
            if (time_s_ - start_s < 2.5) {
                add(at_mm);
            } else {
                follower_.breakWay(start_s);
            }
        }
    }
    void add(double along_mm)
    {
        follower_.add(time_s_, {.x_mm = 0.0, .y_mm = along_mm}, along_mm);
        if (follower_.strokes().size() > told_s_.size()) {
            told_s_.push_back(time_s_);
        }
    }

    StrokeFollower follower_;
    double time_s_ = 0.0;
    std::vector<double> ends_s_;
    /// When each stroke was told.
    std::vector<double> told_s_;
};

TEST_F(FollowedStrokes, TellsEachStrokeSoonAfterItsTurningPoint)
{
    for (int i = 0; i < 6; ++i) {
        stroke(i % 2 == 0 ? 0.0 : 250.0, i % 2 == 0 ? 250.0 : 0.0, 4.0);
    }
    ASSERT_EQ(told_s_.size(), 5U);
    for (std::size_t i = 0; i < told_s_.size(); ++i) {
        EXPECT_NEAR(told_s_[i] - ends_s_[i], 0.65, 0.1);
    }
    follower_.breakWay();
    ASSERT_EQ(follower_.strokes().size(), 6U);
    for (std::size_t i = 1; i + 1 < 6; ++i) {
        EXPECT_NEAR(follower_.strokes()[i].duration_s, 4.0, 0.1) << i;
        EXPECT_NEAR(follower_.strokes()[i].length_mm, 250.0, 8.0) << i;
    }
}

TEST_F(FollowedStrokes, ATremblingToolGivesShortStrokesAndNoOthers)
{
    constexpr double kTremblesMm = 12.0;
    double at_mm = 0.0;
    for (int i = 0; i < 60; ++i, time_s_ += 0.06) {
        at_mm = i % 2 == 0 ? kTremblesMm : 0.0;
        add(at_mm);
    }
    follower_.breakWay();
    for (const Stroke& stroke : follower_.strokes()) {
        EXPECT_LE(stroke.length_mm, kTremblesMm);
        EXPECT_LE(stroke.end_s, time_s_);
    }
    EXPECT_FALSE(follower_.isMoving());
}

TEST_F(FollowedStrokes, MeasuresAChangeOfSpeedBetweenNeighbours)
{
    const std::array<double, 6> lasts_s{4.0, 2.0, 5.0, 2.5, 4.0, 3.0};
    for (std::size_t i = 0; i < lasts_s.size(); ++i) {
        stroke(i % 2 == 0 ? 0.0 : 250.0, i % 2 == 0 ? 250.0 : 0.0, lasts_s.at(i));
    }
    follower_.breakWay();
    ASSERT_EQ(follower_.strokes().size(), 6U);
    for (std::size_t i = 1; i + 1 < 6; ++i) {
        EXPECT_NEAR(follower_.strokes()[i].duration_s, lasts_s.at(i), 0.05 * lasts_s.at(i)) << i;
    }
}

TEST_F(FollowedStrokes, AHoldInTheMiddleOfTheWayIsNoPartOfAStroke)
{
    stroke(0.0, 250.0, 4.0);
    stroke(250.0, 120.0, 3.0);
    rest(120.0, 30.0);
    stroke(120.0, 0.0, 3.0);
    stroke(0.0, 250.0, 4.0);
    follower_.breakWay();
    ASSERT_EQ(follower_.strokes().size(), 4U);
    for (const Stroke& each : follower_.strokes()) {
        EXPECT_LT(each.duration_s, 4.5);
    }
}

TEST_F(FollowedStrokes, AToolThatRestsHasNone)
{
    rest(100.0, 60.0);
    follower_.breakWay();
    EXPECT_TRUE(follower_.strokes().empty());
    EXPECT_FALSE(follower_.isMoving());
}

TEST(PlacedZones, AreTurnedAndScaledWithTheirPlacement)
{
    Coaching coaching = coachingAt300(rollerTechnique());
    const PlacedZones upright{coaching};
    ASSERT_NE(upright.noGoAt({.x_mm = 300.0, .y_mm = 480.0}), nullptr);
    EXPECT_EQ(upright.noGoAt({.x_mm = 300.0, .y_mm = 480.0})->cue, "Down from the neck");
    EXPECT_EQ(upright.noGoAt({.x_mm = 300.0, .y_mm = 120.0}), nullptr);
    EXPECT_EQ(upright.alongMm({.x_mm = 310.0, .y_mm = 350.0}), 50.0);
    coaching.placement.turn_deg = 180.0;
    coaching.placement.scale = 0.5;
    const PlacedZones turned{coaching};
    EXPECT_NE(turned.noGoAt({.x_mm = 300.0, .y_mm = 210.0}), nullptr);
    EXPECT_EQ(turned.noGoAt({.x_mm = 300.0, .y_mm = 480.0}), nullptr);
    EXPECT_NEAR(turned.alongMm({.x_mm = 310.0, .y_mm = 350.0}), -50.0, 1e-9);
}

TEST(PlacedZones, KnowTheSideOfATarget)
{
    const PlacedZones zones{coachingAt300(ballTechnique())};
    EXPECT_EQ(zones.sideAt({.x_mm = 380.0, .y_mm = 300.0}), Side::Left);
    EXPECT_EQ(zones.sideAt({.x_mm = 220.0, .y_mm = 300.0}), Side::Right);
    EXPECT_EQ(zones.sideAt({.x_mm = 300.0, .y_mm = 300.0}), std::nullopt);
}

TEST(PlacedZones, CoverWhatThePathPassed)
{
    PlacedZones zones{coachingAt300(rollerTechnique())};
    EXPECT_EQ(zones.coveredPct(), std::nullopt);
    for (double y_mm = 180.0; y_mm <= 300.0; y_mm += 5.0) {
        zones.pass({.x_mm = 300.0, .y_mm = y_mm});
    }
    // 12 of 24 stretches, and those whose middles are 5 and 15 mm beyond.
    ASSERT_TRUE(zones.coveredPct());
    EXPECT_NEAR(*zones.coveredPct(), 100.0 * 14.0 / 24.0, 1e-9);
}

}  // namespace
}  // namespace palpate::analysis
