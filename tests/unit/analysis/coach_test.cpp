#include "palpate/analysis/coach.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "techniques.hpp"

namespace palpate::analysis {
namespace {

constexpr double kFrameS = 0.02;
constexpr MatPoint kMiddle{.x_mm = 300.0, .y_mm = 300.0};

double rise(double share)
{
    return share * share * share * (10.0 - 15.0 * share + 6.0 * share * share);
}

/// A client, frame by frame; the tool's rests are found as the holds are.
class CoachTest : public testing::Test {
  protected:
    void use(const Technique& technique) { coach_.emplace(coachingAt300(technique)); }
    void away(double lasts_s)
    {
        run(lasts_s, [this](double) { coach_->add(time_s_, std::nullopt); });
        rest_since_s_.reset();
    }
    void hold(const MatPoint& place, double lasts_s)
    {
        run(lasts_s, [&](double) { touch(place); });
    }
    void move(const MatPoint& from, const MatPoint& to, double lasts_s)
    {
        run(lasts_s, [&](double since_s) {
            const double share = rise(since_s / lasts_s);
            touch({.x_mm = from.x_mm + (to.x_mm - from.x_mm) * share,
                   .y_mm = from.y_mm + (to.y_mm - from.y_mm) * share});
        });
    }
    void roll(int strokes, double lasts_s, double reach_mm = 115.0)
    {
        for (int i = 0; i < strokes; ++i) {
            const double sign = i % 2 == 0 ? 1.0 : -1.0;
            move({.x_mm = 300.0, .y_mm = 300.0 - sign * reach_mm},
                 {.x_mm = 300.0, .y_mm = 300.0 + sign * reach_mm}, lasts_s);
        }
    }
    void rate(int nrs)
    {
        coach_->addEvent({.time = fromSeconds(time_s_), .kind = EventKind::Pain, .nrs = nrs});
    }

    [[nodiscard]] static std::vector<RuleKind> broken(const CoachResults& results)
    {
        std::vector<RuleKind> rules;
        for (const RuleScore& score : results.adherence) {
            if (score.met == false) {
                rules.push_back(score.rule);
            }
        }
        return rules;
    }
    [[nodiscard]] static const CoachCue* cueOf(const std::vector<CoachCue>& cues, CueKind kind)
    {
        const auto found =
            std::find_if(cues.begin(), cues.end(), [kind](const CoachCue& cue) { return cue.kind == kind; });
        return found == cues.end() ? nullptr : &*found;
    }
    [[nodiscard]] static const RuleScore& scoreOf(const CoachResults& results, RuleKind rule)
    {
        return *std::find_if(results.adherence.begin(), results.adherence.end(),
                             [rule](const RuleScore& score) { return score.rule == rule; });
    }

    std::optional<Coach> coach_;
    double time_s_ = 0.0;
    double force_n_ = 200.0;
    bool is_saturated_ = false;

  private:
    template <typename Frame>
    void run(double lasts_s, Frame frame)
    {
        const double start_s = time_s_;
        while (time_s_ - start_s < lasts_s) {
            frame(time_s_ - start_s);
            time_s_ += kFrameS;
        }
    }
    void touch(const MatPoint& place)
    {
        const bool is_near =
            rest_since_s_ && std::hypot(place.x_mm - rest_place_.x_mm, place.y_mm - rest_place_.y_mm) <= 10.0;
        if (!is_near) {
            rest_since_s_ = time_s_;
            rest_place_ = place;
        }
        coach_->add(time_s_,
                    ToolContact{.place = place,
                                .force = Force{force_n_},
                                .peak = Pressure{80.0},
                                .mean = Pressure{50.0},
                                .is_saturated = is_saturated_,
                                .rest = RestingTool{
                                    .since_s = *rest_since_s_, .until_s = time_s_, .place = rest_place_}});
    }

    std::optional<double> rest_since_s_;
    MatPoint rest_place_;
};

TEST_F(CoachTest, ALoadBeyondTheMatsLimitIsNotJudged)
{
    use(rollerTechnique());
    is_saturated_ = true;
    roll(6, 4.0);
    const CoachResults results = coach_->finish();
    EXPECT_EQ(scoreOf(results, RuleKind::Load).met, std::nullopt);
    EXPECT_NE(scoreOf(results, RuleKind::Load).why.find("limit"), std::string::npos);
}

TEST_F(CoachTest, ALoadThatIsTooHighEvenAsReadIsTooHighBeyondTheMatsLimit)
{
    use(rollerTechnique());
    is_saturated_ = true;
    force_n_ = 400.0;
    roll(6, 4.0);
    EXPECT_EQ(scoreOf(coach_->finish(), RuleKind::Load).met, false);
}

TEST_F(CoachTest, APercussionGunIsAskedForShortStaysAndNeitherForStrokesNorForLoad)
{
    Technique technique = rollerTechnique();
    technique.tools = {Tool::PercussionGun};
    technique.rules.percussion_s = Band{.min = std::nullopt, .max = 20.0};
    use(technique);
    force_n_ = 12.0;
    hold(kMiddle, 26.0);
    move(kMiddle, {.x_mm = 300.0, .y_mm = 400.0}, 0.8);
    hold({.x_mm = 300.0, .y_mm = 400.0}, 12.0);
    const CoachResults results = coach_->finish();
    EXPECT_NEAR(*scoreOf(results, RuleKind::PercussionTime).value, 26.0, 1.0);
    EXPECT_EQ(scoreOf(results, RuleKind::PercussionTime).met, false);
    for (const RuleScore& score : results.adherence) {
        EXPECT_NE(score.rule, RuleKind::StrokeTime);
        EXPECT_NE(score.rule, RuleKind::Load);
        EXPECT_NE(score.rule, RuleKind::HoldTime);
    }
    EXPECT_NE(cueOf(results.cues, CueKind::MoveOn), nullptr);
}

TEST_F(CoachTest, ASessionAsAskedKeepsEveryRule)
{
    use(rollerTechnique());
    away(3.0);
    for (int set = 0; set < 2; ++set) {
        roll(4, 4.0);
        move({.x_mm = 300.0, .y_mm = 185.0}, kMiddle, 4.0);
        hold(kMiddle, 35.0);
        rate(4);
        move(kMiddle, {.x_mm = 300.0, .y_mm = 185.0}, 4.0);
        roll(2, 4.0);
        away(24.0);
    }
    const CoachNow now = coach_->now();
    EXPECT_EQ(now.phase, CoachPhase::Done);
    const CoachResults results = coach_->finish();
    EXPECT_TRUE(broken(results).empty());
    EXPECT_EQ(results.sets.size(), 2U);
    ASSERT_EQ(results.sites.size(), 2U);
    // And about a second on either side, in which the roller was within 10 mm.
    EXPECT_NEAR(results.sites[0].held_s, 37.1, 0.4);
    for (const RuleScore& score : results.adherence) {
        EXPECT_TRUE(score.met) << toString(score.rule) << ": " << score.why;
    }
    EXPECT_NE(cueOf(results.cues, CueKind::HoldOn), nullptr);
    EXPECT_NE(cueOf(results.cues, CueKind::AllDone), nullptr);
    EXPECT_EQ(cueOf(results.cues, CueKind::Slower), nullptr);
}

TEST_F(CoachTest, FastStrokesAreToldAtTheirTurningPoint)
{
    use(rollerTechnique());
    roll(6, 1.5);
    const CoachResults results = coach_->finish();
    const CoachCue* slower = cueOf(results.cues, CueKind::Slower);
    ASSERT_NE(slower, nullptr);
    // The first stroke's turn, at 1.5 s.
    EXPECT_NEAR(slower->start_s, 1.75, 0.25);
    EXPECT_EQ(slower->asked, 3.0);
    EXPECT_FALSE(*scoreOf(results, RuleKind::StrokeTime).met);
    EXPECT_NEAR(*scoreOf(results, RuleKind::StrokeTime).value, 1.5, 0.1);
}

TEST_F(CoachTest, AToolThatIsSetDownElsewhereIsFollowedOn)
{
    use(rollerTechnique());
    // Each roll begins at the top again, wherever the last one ended.
    roll(3, 4.0);
    roll(1, 1.5);
    roll(4, 4.0);
    roll(5, 1.5);
    const CoachResults results = coach_->finish();
    EXPECT_TRUE(scoreOf(results, RuleKind::StrokeTime).value.has_value());
    EXPECT_NE(cueOf(results.cues, CueKind::Slower), nullptr);
}

TEST_F(CoachTest, TheLastStrokesAreAllThereHoweverSeldomOneLooks)
{
    use(rollerTechnique());
    roll(3, 4.0);
    roll(1, 1.5);
    roll(4, 4.0);
    const std::vector<double> before = coach_->now().recent_strokes;
    roll(5, 2.0);
    const std::vector<double> strokes = coach_->now().recent_strokes;
    // The turn of the last one has not been seen yet.
    EXPECT_EQ(before.size(), 7U);
    ASSERT_EQ(strokes.size(), CoachNow::kRecentStrokes);
    EXPECT_NEAR(strokes[0], 1.5, 0.2);
    for (std::size_t i = 1; i < strokes.size(); ++i) {
        EXPECT_NEAR(strokes[i], i < 5 ? 4.0 : 2.0, 0.4) << i;
    }
}

TEST_F(CoachTest, CuesThatHaveEndedStayKnownWhileTheSessionGoesOn)
{
    use(rollerTechnique());
    roll(4, 1.5);
    roll(2, 4.0);
    const CoachNow now = coach_->now();
    const CoachCue* slower = cueOf(now.past_cues, CueKind::Slower);
    ASSERT_NE(slower, nullptr);
    EXPECT_TRUE(slower->end_s.has_value());
    EXPECT_EQ(now.past_cues.size(), coach_->finish().cues.size() - (now.cue.has_value() ? 1U : 0U));
}

TEST_F(CoachTest, AHoldThatIsLeftEarlyIsCalledBackAndScored)
{
    use(rollerTechnique());
    hold(kMiddle, 12.0);
    move(kMiddle, {.x_mm = 300.0, .y_mm = 185.0}, 2.0);
    roll(2, 4.0);
    const CoachResults results = coach_->finish();
    const CoachCue* stay = cueOf(results.cues, CueKind::StayOn);
    ASSERT_NE(stay, nullptr);
    EXPECT_NEAR(stay->start_s, 12.7, 0.5);
    EXPECT_NEAR(*stay->asked, 18.0, 1.0);
    EXPECT_FALSE(*scoreOf(results, RuleKind::HoldTime).met);
}

TEST_F(CoachTest, AHoldThatHasLastedIsEnded)
{
    use(rollerTechnique());
    hold(kMiddle, 100.0);
    const CoachResults results = coach_->finish();
    const CoachCue* move_on = cueOf(results.cues, CueKind::MoveOn);
    ASSERT_NE(move_on, nullptr);
    EXPECT_NEAR(move_on->start_s, 90.0, 0.1);
    EXPECT_NEAR(*scoreOf(results, RuleKind::HoldTime).value, 100.0, 0.1);
}

TEST_F(CoachTest, ANoGoZoneIsToldWithItsOwnWords)
{
    use(rollerTechnique());
    hold(kMiddle, 2.0);
    move(kMiddle, {.x_mm = 300.0, .y_mm = 500.0}, 3.0);
    hold({.x_mm = 300.0, .y_mm = 500.0}, 3.0);
    const CoachResults results = coach_->finish();
    const CoachCue* off = cueOf(results.cues, CueKind::OffLimits);
    ASSERT_NE(off, nullptr);
    EXPECT_EQ(wordsOf(*off, off->start_s), "Down from the neck");
    EXPECT_FALSE(*scoreOf(results, RuleKind::OffLimits).met);
}

TEST_F(CoachTest, ARatingOverTheAgreedLimitAsksToEaseOff)
{
    use(rollerTechnique());
    hold(kMiddle, 10.0);
    rate(7);
    hold(kMiddle, 10.0);
    const CoachResults results = coach_->finish();
    const CoachCue* ease_off = cueOf(results.cues, CueKind::EaseOffPain);
    ASSERT_NE(ease_off, nullptr);
    EXPECT_NEAR(ease_off->start_s, 10.0, 0.1);
    EXPECT_EQ(wordsOf(*ease_off, 10.0), "Ease off: pain 7, agreed limit 5");
    EXPECT_FALSE(*scoreOf(results, RuleKind::Pain).met);
}

TEST_F(CoachTest, ASymptomStopsBeforeAnythingElse)
{
    use(rollerTechnique());
    hold(kMiddle, 10.0);
    rate(9);
    coach_->addEvent(
        {.time = fromSeconds(time_s_), .kind = EventKind::Stop, .nrs = std::nullopt, .text = "numbness"});
    hold(kMiddle, 5.0);
    ASSERT_TRUE(coach_->now().cue);
    EXPECT_EQ(wordsOf(*coach_->now().cue, time_s_), "Stop: numbness");
}

TEST_F(CoachTest, TooMuchForceIsToldAndScored)
{
    use(rollerTechnique());
    force_n_ = 380.0;
    hold(kMiddle, 35.0);
    const CoachResults results = coach_->finish();
    const CoachCue* ease_off = cueOf(results.cues, CueKind::EaseOffLoad);
    ASSERT_NE(ease_off, nullptr);
    EXPECT_NEAR(ease_off->start_s, 1.5, 0.2);
    EXPECT_FALSE(*scoreOf(results, RuleKind::Load).met);
    EXPECT_EQ(scoreOf(results, RuleKind::Load).unit, "N");
}

TEST_F(CoachTest, AShortRestIsTold)
{
    use(rollerTechnique());
    roll(9, 4.0);
    away(10.0);
    roll(9, 4.0);
    const CoachResults results = coach_->finish();
    const CoachCue* resting = cueOf(results.cues, CueKind::StillResting);
    ASSERT_NE(resting, nullptr);
    EXPECT_EQ(resting->asked, 10.0);
    EXPECT_EQ(broken(results), (std::vector<RuleKind>{RuleKind::HoldCount, RuleKind::Rest}));
}

TEST_F(CoachTest, TheOtherSideIsAskedForWhenOneIsDone)
{
    use(ballTechnique());
    const MatPoint left{.x_mm = 380.0, .y_mm = 300.0};
    hold(left, 35.0);
    away(5.0);
    const CoachResults results = coach_->finish();
    const CoachCue* other = cueOf(results.cues, CueKind::OtherSide);
    ASSERT_NE(other, nullptr);
    EXPECT_NEAR(other->start_s, 36.0, 0.2);
    EXPECT_EQ(other->about, "right");
    EXPECT_FALSE(*scoreOf(results, RuleKind::Sides).met);
}

TEST_F(CoachTest, ARollerBetweenTurnsIsRollingAndRestsAreRests)
{
    use(rollerTechnique());
    away(2.0);
    EXPECT_EQ(coach_->now().phase, CoachPhase::Approach);
    roll(1, 4.0);
    move({.x_mm = 300.0, .y_mm = 415.0}, {.x_mm = 300.0, .y_mm = 185.0}, 4.0);
    move({.x_mm = 300.0, .y_mm = 185.0}, {.x_mm = 300.0, .y_mm = 300.0}, 2.0);
    move({.x_mm = 300.0, .y_mm = 300.0}, {.x_mm = 300.0, .y_mm = 415.0}, 0.5);
    EXPECT_EQ(coach_->now().phase, CoachPhase::Stroke);
    hold({.x_mm = 300.0, .y_mm = 415.0}, 10.0);
    EXPECT_EQ(coach_->now().phase, CoachPhase::Hold);
    EXPECT_NEAR(*coach_->now().held_s, 10.0, 0.3);
    away(12.0);
    EXPECT_EQ(coach_->now().phase, CoachPhase::Rest);
}

TEST_F(CoachTest, WhatMayStillBeMetIsNotJudgedWhileTheSessionGoesOn)
{
    use(rollerTechnique());
    roll(2, 4.0);
    hold({.x_mm = 300.0, .y_mm = 185.0}, 12.0);
    for (const RuleScore& score : coach_->now().adherence) {
        EXPECT_NE(score.met, false) << toString(score.rule) << ": " << score.why;
    }
    const CoachResults results = coach_->finish();
    EXPECT_EQ(scoreOf(results, RuleKind::HoldTime).met, false);
    EXPECT_EQ(scoreOf(results, RuleKind::SetTime).met, false);
    EXPECT_EQ(scoreOf(results, RuleKind::SetCount).met, false);
}

TEST_F(CoachTest, WhatIsNotKnownIsNotJudged)
{
    Technique technique = rollerTechnique();
    technique.rules.load->unit = LoadUnit::BodyWeightPct;
    use(technique);
    hold(kMiddle, 40.0);
    const CoachResults results = coach_->finish();
    EXPECT_FALSE(scoreOf(results, RuleKind::Load).met.has_value());
    EXPECT_EQ(scoreOf(results, RuleKind::Load).why, "the client's body weight was not given");
    EXPECT_FALSE(scoreOf(results, RuleKind::Pain).met.has_value());
}

}  // namespace
}  // namespace palpate::analysis
