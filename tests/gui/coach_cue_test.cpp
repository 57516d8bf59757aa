#include "coach_cue.hpp"

#include <gtest/gtest.h>

#include "breath_pacer.hpp"
#include "coach_card.hpp"
#include "cue_sound.hpp"
#include "made_techniques.hpp"
#include "technique_words.hpp"

namespace palpate::gui {
namespace {

Cue cueOf(const analysis::CoachNow& now, bool is_recording = true)
{
    return coachCue(now, made::choiceOf(made::upperBack()).agreed, is_recording);
}

TEST(CoachCue, IsStopForWhatMustEndAndLookForWhatShouldChange)
{
    for (const CueKind kind :
         {CueKind::Stop, CueKind::EaseOffPain, CueKind::OffLimits, CueKind::EaseOffLoad}) {
        EXPECT_EQ(toneOf(kind), CueTone::Stop);
    }
    EXPECT_EQ(toneOf(CueKind::Slower), CueTone::Look);
    EXPECT_EQ(toneOf(CueKind::HoldOn), CueTone::Good);
}

TEST(CoachCue, NamesThePhaseWhileThereIsNothingToSay)
{
    analysis::CoachNow now;
    EXPECT_EQ(cueOf(now).headline, QStringLiteral("Put the roller under the upper back"));
    now.phase = CoachPhase::Stroke;
    EXPECT_EQ(cueOf(now).headline, QStringLiteral("Rolling"));
    now.phase = CoachPhase::Turn;
    EXPECT_EQ(cueOf(now).headline, QStringLiteral("Rolling"));
    now.phase = CoachPhase::Rest;
    now.rested_s = 12.4;
    EXPECT_EQ(cueOf(now).headline, QStringLiteral("Resting: 12 s of 30"));
    EXPECT_EQ(cueOf(now).tone, CueTone::Calm);
}

TEST(CoachCue, FillsTheBarByTheTechniquesHold)
{
    const Cue cue = cueOf(made::coachHolding(21.0));
    EXPECT_EQ(cue.headline, QStringLiteral("Hold: 9 s more"));
    ASSERT_TRUE(cue.progress.has_value());
    EXPECT_DOUBLE_EQ(cue.progress->held_s, 21.0);
    EXPECT_DOUBLE_EQ(cue.progress->window_max_s, 90.0);
    EXPECT_FALSE(cueOf(made::coachRollingFast()).progress.has_value());
}

TEST(CoachCue, SaysThatNothingIsRecordedYet)
{
    EXPECT_TRUE(cueOf({}, false).detail.contains(QStringLiteral("Record")));
}

TEST(CoachWords, SayWhatATechniqueAsksFor)
{
    const QStringList lines = ruleLines(made::upperBack().rules);
    ASSERT_EQ(lines.size(), 4);
    EXPECT_EQ(lines[1], QStringLiteral("One way takes 2 to 4 s"));
    EXPECT_EQ(lines[3], QStringLiteral("2 sets of 30 to 120 s; 30 s rest between them"));
    EXPECT_EQ(toolsTitle(made::neck().tools), QStringLiteral("Ball or percussion gun"));
    EXPECT_EQ(scoreWords(made::adherence()[1]), QStringLiteral("▲ Stroke time 62 %"));
    EXPECT_EQ(scoreWords(made::adherence()[4]), QStringLiteral("– Coverage"));
}

TEST(BreathPacer, GoesInAndOutAtItsPace)
{
    const BreathPace pace{.in_s = 4.0, .out_s = 6.0};
    EXPECT_NEAR(breathAt(pace, 0.0).fullness, 0.0, 1e-9);
    EXPECT_NEAR(breathAt(pace, 3.999).fullness, 1.0, 1e-3);
    EXPECT_TRUE(breathAt(pace, 3.0).is_in);
    EXPECT_EQ(breathAt(pace, 3.0).seconds_left, 1);
    EXPECT_FALSE(breathAt(pace, 4.0).is_in);
    EXPECT_EQ(breathAt(pace, 4.0).seconds_left, 6);
    EXPECT_NEAR(breathAt(pace, 12.0).fullness, breathAt(pace, 2.0).fullness, 1e-9);
}

TEST(CueSound, SoundsOnceForACueAndOnlyWhenItIsOn)
{
    CueSound sound;
    const analysis::CoachNow now = made::coachRollingFast();
    sound.follow(now.cue);
    EXPECT_EQ(sound.count(), 0);
    sound.setOn(true);
    sound.follow(now.cue);
    EXPECT_EQ(sound.count(), 0);
    sound.follow(std::nullopt);
    sound.follow(now.cue);
    sound.follow(now.cue);
    EXPECT_EQ(sound.count(), 1);
}

TEST(CueSound, IsAProperWavFile)
{
    const QByteArray wav = toneWav(440.0, 0.1);
    EXPECT_TRUE(wav.startsWith("RIFF"));
    EXPECT_EQ(wav.mid(8, 8), QByteArray("WAVEfmt "));
    EXPECT_EQ(wav.size(), 44 + 2 * 2205);
}

}  // namespace
}  // namespace palpate::gui
