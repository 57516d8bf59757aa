#include "cue.hpp"

#include <gtest/gtest.h>

#include "hand_made_data.hpp"

namespace palpate::gui {
namespace {

QString headlineFor(const live::Snapshot& snapshot)
{
    return liveCue(snapshot, AnalysisSettings{}).headline;
}

TEST(Cue, CountsDownToTheAskedSeconds)
{
    EXPECT_EQ(headlineFor(made::snapshotInHold(made::mat(), 21.0)), QStringLiteral("Hold · 9 s more"));
    EXPECT_EQ(headlineFor(made::snapshotInHold(made::mat(), 29.5)), QStringLiteral("Hold · 1 s more"));
}

TEST(Cue, SaysWhenToMoveOnOnceHeldLongEnough)
{
    EXPECT_EQ(headlineFor(made::snapshotInHold(made::mat(), 41.3)),
              QStringLiteral("Hold · 41 s, move on by 90 s"));
    EXPECT_EQ(headlineFor(made::snapshotInHold(made::mat(), 97.0)), QStringLiteral("Hold · 97 s, over 90 s"));
}

TEST(Cue, SpeaksOfTheToolRatherThanOfTheBodyUnderIt)
{
    live::Snapshot snapshot = made::snapshotInHold(made::mat(), 21.0);
    analysis::RunningHold body = snapshot.running_holds.front();
    body.shape = PatchShape::Body;
    body.duration_s = 80.0;
    snapshot.running_holds.push_back(body);
    EXPECT_EQ(headlineFor(snapshot), QStringLiteral("Hold · 9 s more"));
}

TEST(Cue, FollowsTheTechniquesWindow)
{
    AnalysisSettings settings;
    settings.hold_window_min_s = 60.0;
    settings.hold_window_max_s = 120.0;
    EXPECT_EQ(liveCue(made::snapshotInHold(made::mat(), 21.0), settings).headline,
              QStringLiteral("Hold · 39 s more"));
}

TEST(Cue, NamesTheStateOfTheStream)
{
    live::Snapshot snapshot;
    EXPECT_EQ(headlineFor(snapshot), QStringLiteral("Waiting for the mat"));
    snapshot.stream = live::StreamState::Stalled;
    EXPECT_EQ(headlineFor(snapshot), QStringLiteral("The mat has stopped sending"));
    snapshot.stream = live::StreamState::Ended;
    snapshot.source_error = Error{.code = ErrorCode::Disconnected, .message = "unplugged"};
    EXPECT_EQ(headlineFor(snapshot), QStringLiteral("The mat is gone"));
    snapshot.stream = live::StreamState::Streaming;
    EXPECT_EQ(headlineFor(snapshot), QStringLiteral("Ready"));
    snapshot.recording = live::RecordingState::Recording;
    EXPECT_EQ(headlineFor(snapshot), QStringLiteral("Nothing on the mat"));
}

TEST(Cue, SaysThatTheRecordingIsSavedUntilTheNextHold)
{
    live::Snapshot snapshot;
    snapshot.stream = live::StreamState::Ended;
    snapshot.recording = live::RecordingState::Finished;
    EXPECT_EQ(headlineFor(snapshot), QStringLiteral("Recording saved"));
    live::Snapshot holding = made::snapshotInHold(made::mat(), 10.0);
    holding.recording = live::RecordingState::Finished;
    EXPECT_EQ(headlineFor(holding), QStringLiteral("Hold · 20 s more"));
}

}  // namespace
}  // namespace palpate::gui
