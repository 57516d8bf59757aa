#include "palpate/live/recorder.hpp"

#include <memory>
#include <numeric>

#include <gtest/gtest.h>

#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

namespace palpate::live {
namespace {

SessionHeader headerOf(int rows, int cols)
{
    return {.info = {.session_id = makeSessionId()},
            .geometry = MatGeometry::create(rows, cols, Length{5.0}, Length{5.0}).value(),
            .calibration = {.curve = LinearCalibration{.kpa_per_count = 0.1}}};
}

RawFramePtr frameOf(const SessionHeader& header, std::uint64_t number)
{
    auto frame = std::make_shared<RawFrame>();
    frame->stamp = {.sequence = number, .time = SessionTime{static_cast<std::int64_t>(number) * 1'000'000}};
    frame->counts = CountArray::Constant(header.geometry.rows(), header.geometry.cols(),
                                         static_cast<std::uint16_t>(number));
    return frame;
}

TEST(Recorder, CountsWhatDoesNotFitIntoItsQueueAndWritesItAsGaps)
{
    constexpr std::uint64_t kPushed = 400;
    const support::TempDir folder;
    const auto header = headerOf(1024, 1024);
    auto recorder = Recorder::start(folder / "big.h5", header, false).value();
    // 2 MiB each, pushed within microseconds: the queue of 128 MiB cannot take 400 of them.
    const auto frame = frameOf(header, 1);
    for (std::uint64_t k = 0; k < kPushed; ++k) {
        recorder->push(frame, SessionTime::zero());
    }
    recorder->finish({});
    const auto report = recorder->wait();
    ASSERT_TRUE(report) << report.error().message;
    const auto rejected = recorder->status().rejected;
    EXPECT_GT(rejected, 0U);

    const auto session = session::SessionReader::open(folder / "big.h5").value();
    EXPECT_EQ(session.frameCount() + rejected, kPushed);
    const auto missing =
        std::accumulate(session.gaps().begin(), session.gaps().end(), std::uint64_t{0},
                        [](std::uint64_t sum, const Gap& gap) { return sum + gap.missing_frames.value(); });
    EXPECT_EQ(missing, rejected);
    EXPECT_EQ(session.gaps().front().reason, GapReason::QueueFull);
    EXPECT_EQ(session.streamStats().record_rejected, rejected);
}

TEST(Recorder, SaysHowFarItIsSafeAndFinishesInItsDestructor)
{
    const support::TempDir folder;
    const auto header = headerOf(4, 4);
    {
        auto recorder = Recorder::start(folder / "visit.h5", header, false).value();
        for (std::uint64_t k = 1; k <= 50; ++k) {
            recorder->push(frameOf(header, k), SessionTime{1'000'000});
        }
        EXPECT_EQ(recorder->status().recorded, SessionTime{49'000'000});
        EXPECT_LE(recorder->status().safe, recorder->status().recorded);
    }
    const auto session = session::SessionReader::open(folder / "visit.h5").value();
    EXPECT_EQ(session.frameCount(), 50U);
}

TEST(Recorder, RefusesToStartOverAnExistingSession)
{
    const support::TempDir folder;
    const auto header = headerOf(4, 4);
    {
        auto recorder = Recorder::start(folder / "visit.h5", header, false).value();
        recorder->push(frameOf(header, 1), SessionTime::zero());
    }
    EXPECT_EQ(Recorder::start(folder / "visit.h5", header, false).error().code, ErrorCode::AlreadyExists);
}

}  // namespace
}  // namespace palpate::live
