#include "palpate/analysis/cue_board.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace palpate::analysis {
namespace {

constexpr double kFrameS = 0.02;

WantedCue wanted(CueKind kind)
{
    return {.kind = kind, .asked = std::nullopt, .done = std::nullopt, .about = {}};
}

TEST(CueBoard, ShowsTheMostImportantOfWhatIsWanted)
{
    CueBoard board;
    board.step(1.0, {wanted(CueKind::HoldOn), wanted(CueKind::OffLimits), wanted(CueKind::Slower)});
    ASSERT_TRUE(board.shown());
    EXPECT_EQ(board.shown()->kind, CueKind::OffLimits);
    EXPECT_EQ(board.shown()->start_s, 1.0);
}

TEST(CueBoard, KeepsACueForOneAndAHalfSecondsEvenWhenItIsNoLongerWanted)
{
    CueBoard board;
    board.step(0.0, {wanted(CueKind::Slower)});
    board.step(1.48, {});
    EXPECT_TRUE(board.shown());
    board.step(1.5, {});
    EXPECT_FALSE(board.shown());
    ASSERT_EQ(board.past().size(), 1U);
    EXPECT_EQ(board.past()[0].end_s, 1.5);
}

TEST(CueBoard, LetsAnImportantCueWaitUntilTheOneBeforeHasHadItsTime)
{
    CueBoard board;
    board.step(0.0, {wanted(CueKind::HoldOn)});
    board.step(0.5, {wanted(CueKind::HoldOn), wanted(CueKind::EaseOffPain)});
    EXPECT_EQ(board.shown()->kind, CueKind::HoldOn);
    board.step(1.5, {wanted(CueKind::HoldOn), wanted(CueKind::EaseOffPain)});
    EXPECT_EQ(board.shown()->kind, CueKind::EaseOffPain);
}

TEST(CueBoard, ShowsNoCueAgainWithinThreeSecondsOfItsEnd)
{
    CueBoard board;
    board.step(0.0, {wanted(CueKind::Slower)});
    board.step(2.0, {});
    board.step(4.9, {wanted(CueKind::Slower)});
    EXPECT_FALSE(board.shown());
    board.step(5.0, {wanted(CueKind::Slower)});
    EXPECT_TRUE(board.shown());
}

TEST(CueBoard, RenewsTheNumbersOfTheCueThatIsShown)
{
    CueBoard board;
    WantedCue cue = wanted(CueKind::EaseOffLoad);
    cue.done = 310.0;
    board.step(0.0, {cue});
    cue.done = 340.0;
    board.step(0.1, {cue});
    EXPECT_EQ(board.shown()->done, 340.0);
    EXPECT_EQ(board.shown()->start_s, 0.0);
}

TEST(CueBoard, TheEndOfASessionLeavesTheLastCueWithoutAnEnd)
{
    CueBoard board;
    board.step(0.0, {wanted(CueKind::HoldOn)});
    board.finish();
    ASSERT_EQ(board.past().size(), 1U);
    EXPECT_FALSE(board.past()[0].end_s);
    EXPECT_FALSE(board.shown());
}

RC_GTEST_PROP(CueBoard, NeverFlickersWhateverIsWanted, ())
{
    // Each number is a set of kinds that are wanted for a while.
    const auto phases = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1 << 15));
    CueBoard board;
    double time_s = 0.0;
    for (const int phase : phases) {
        std::vector<WantedCue> cues;
        for (int kind = 0; kind < 15; ++kind) {
            if (((phase >> kind) & 1) != 0) {
                cues.push_back(wanted(static_cast<CueKind>(kind)));
            }
        }
        const int frames = 1 + phase % 97;
        for (int i = 0; i < frames; ++i) {
            board.step(time_s, cues);
            time_s += kFrameS;
        }
    }
    board.finish();
    std::array<std::optional<double>, 15> ends;
    double last_end_s = 0.0;
    for (const CoachCue& cue : board.past()) {
        RC_ASSERT(cue.start_s >= last_end_s);
        auto& end = ends.at(static_cast<std::size_t>(cue.kind));
        RC_ASSERT(!end || cue.start_s - *end >= 3.0 - 1e-6);
        if (cue.end_s) {
            RC_ASSERT(*cue.end_s - cue.start_s >= 1.5 - 1e-6);
            last_end_s = *cue.end_s;
        }
        end = cue.end_s;
    }
}

}  // namespace
}  // namespace palpate::analysis
