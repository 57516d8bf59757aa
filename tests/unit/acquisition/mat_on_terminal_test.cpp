#include "palpate/acquisition/mat_on_terminal.hpp"

#include <chrono>
#include <future>
#include <thread>

#include <gtest/gtest.h>

#include "collected_stream.hpp"
#include "decoding.hpp"
#include "port_source.hpp"

namespace palpate::acquisition {

namespace {

using testing::CollectedStream;
using testing::frameOf;
using testing::haveSameCounts;
using testing::profileOf;

/// Random frames at a steady rate.
class SteadySimulation final : public Simulation {
  public:
    SteadySimulation(MatProfile profile, double rate_hz, std::uint64_t frames)
        : profile_{std::move(profile)}, rate_hz_{rate_hz}, frames_{frames}
    {}

    [[nodiscard]] const MatProfile& profile() const override { return profile_; }
    [[nodiscard]] Frequency rate() const override { return Frequency{rate_hz_}; }
    [[nodiscard]] double durationSeconds() const override { return static_cast<double>(frames_) / rate_hz_; }
    [[nodiscard]] std::optional<RawFrame> nextFrame() override
    {
        if (next_ == frames_) {
            return std::nullopt;
        }
        auto frame = frameOf(profile_, next_, 1 << profile_.bit_depth);
        frame.stamp.time = fromSeconds(static_cast<double>(next_) / rate_hz_);
        ++next_;
        return frame;
    }
    [[nodiscard]] std::vector<Event> takeEvents() override { return {}; }
    [[nodiscard]] const SimulatedTruth& truth() const override { return truth_; }

  private:
    MatProfile profile_;
    double rate_hz_;
    std::uint64_t frames_;
    std::uint64_t next_ = 0;
    SimulatedTruth truth_;
};

TEST(MatOnTerminal, IsReadBackFrameByFrame)
{
    const auto profile = profileOf(PalpateWire{}, 64, 64);
    auto terminal = PseudoTerminal::open().value();
    const auto source = makeSerialSource(profile, terminal.path());
    CollectedStream stream;
    ASSERT_TRUE(source->start(stream.callbacks()).has_value());
    SteadySimulation simulation{profile, 500.0, 250};
    const auto spoken = speakOnTerminal(simulation, terminal, {});
    ASSERT_TRUE(spoken.has_value()) << spoken.error().message;
    EXPECT_EQ(spoken->sent + spoken->dropped, 250U);
    ASSERT_TRUE(stream.waitForFrames(spoken->sent));
    source->stop();
    for (const auto& frame : stream.frames()) {
        EXPECT_TRUE(haveSameCounts(frame->counts, frameOf(profile, frame->stamp.sequence, 4096).counts));
    }
    EXPECT_EQ(stream.frames().size(), spoken->sent);
    EXPECT_EQ(source->stats().malformed_frames + source->stats().checksum_errors, 0U);
    EXPECT_EQ(source->identity().serial, "simulated");
}

TEST(MatOnTerminal, DropsWholeFramesThatNobodyReads)
{
    const auto profile = profileOf(PalpateWire{}, 64, 64);
    auto terminal = PseudoTerminal::open().value();
    SteadySimulation simulation{profile, 1000.0, 200};
    const auto spoken = speakOnTerminal(simulation, terminal, {});
    ASSERT_TRUE(spoken.has_value()) << spoken.error().message;
    EXPECT_EQ(spoken->sent + spoken->dropped, 200U);
    EXPECT_GT(spoken->dropped, 190U);
}

TEST(MatOnTerminal, StopsAtOnceWhileItWaits)
{
    const auto profile = profileOf(TextLines{}, 8, 8);
    auto terminal = PseudoTerminal::open().value();
    const auto source = makeSerialSource(profile, terminal.path());
    CollectedStream stream;
    ASSERT_TRUE(source->start(stream.callbacks()).has_value());
    std::stop_source stop;
    // After the first frame the next comes in 1000 s.
    SteadySimulation simulation{profile, 0.001, 5};
    auto speaking = std::async(std::launch::async,
                               [&] { return speakOnTerminal(simulation, terminal, stop.get_token()); });
    ASSERT_TRUE(stream.waitForFrames(1));
    stop.request_stop();
    ASSERT_EQ(speaking.wait_for(std::chrono::seconds{20}), std::future_status::ready);
    EXPECT_EQ(speaking.get()->sent, 1U);
}

TEST(MatOnTerminal, SaysThatTheTerminalIsClosed)
{
    auto terminal = PseudoTerminal::open().value();
    terminal.close();
    SteadySimulation simulation{profileOf(TextLines{}, 2, 2), 100.0, 5};
    const auto spoken = speakOnTerminal(simulation, terminal, {});
    ASSERT_FALSE(spoken.has_value());
    EXPECT_EQ(spoken.error().code, ErrorCode::Disconnected);
}

}  // namespace

}  // namespace palpate::acquisition
