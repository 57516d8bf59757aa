#include "port_source.hpp"

#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/acquisition/frame_encoder.hpp"
#include "palpate/acquisition/pseudo_terminal.hpp"
#include "palpate/support/temp_dir.hpp"

#include "collected_stream.hpp"
#include "decoding.hpp"
#include "source_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace palpate::acquisition {

namespace {

using std::chrono_literals::operator""s;
using testing::Bytes;
using testing::CollectedStream;
using testing::frameOf;
using ::testing::HasSubstr;
using testing::haveSameCounts;
using testing::profileOf;

Bytes framesOf(const MatProfile& profile, std::uint64_t first, std::uint64_t count)
{
    const auto encoder = makeEncoder(profile);
    Bytes bytes = first == 0 ? encoder->hello() : Bytes{};
    for (auto i = first; i < first + count; ++i) {
        encoder->encode(frameOf(profile, i, 1 << profile.bit_depth), i * 1000, bytes);
    }
    return bytes;
}

void expectFrames(const CollectedStream& stream, const MatProfile& profile, std::size_t count)
{
    const auto frames = stream.frames();
    ASSERT_EQ(frames.size(), count);
    for (std::size_t i = 0; i < count; ++i) {
        EXPECT_EQ(frames[i]->stamp.sequence, i);
        EXPECT_TRUE(haveSameCounts(frames[i]->counts, frameOf(profile, i, 1 << profile.bit_depth).counts));
        EXPECT_EQ(frames[i]->stamp.quality, kFrameGood);
        EXPECT_GE(frames[i]->stamp.time.count(), 0);
        if (i > 0) {
            EXPECT_GT(frames[i]->stamp.time, frames[i - 1]->stamp.time);
        }
    }
}

class PortSourceOfEveryProtocol : public ::testing::TestWithParam<MatProfile> {};

TEST_P(PortSourceOfEveryProtocol, ReceivesAllFramesThatThePseudoTerminalSends)
{
    const auto& profile = GetParam();
    auto terminal = PseudoTerminal::open().value();
    const auto source = makeSerialSource(profile, terminal.path());
    CollectedStream stream;
    const auto started = source->start(stream.callbacks());
    ASSERT_TRUE(started.has_value()) << started.error().message;
    const auto bytes = framesOf(profile, 0, 200);
    const auto written = terminal.writeAll(bytes, 20s);
    ASSERT_TRUE(written.has_value()) << written.error().message;
    ASSERT_TRUE(stream.waitForFrames(200));
    source->stop();
    expectFrames(stream, profile, 200);
    EXPECT_EQ(source->stats().frames_ok, 200U);
    EXPECT_EQ(source->stats().bytes_in, bytes.size());
    EXPECT_EQ(source->stats().malformed_frames, 0U);
    EXPECT_EQ(stream.endedCount(), 0);
    EXPECT_TRUE(stream.gaps().empty());
    EXPECT_EQ(source->description(), "port " + terminal.path());
}

INSTANTIATE_TEST_SUITE_P(Protocols, PortSourceOfEveryProtocol,
                         ::testing::Values(profileOf(PalpateWire{}, 32, 32), profileOf(TextLines{}, 16, 16),
                                           profileOf(TextLines{.row_per_line = true}, 16, 16),
                                           profileOf(JqDelimiter{}, 32, 32, 8)));

TEST(PortSource, LearnsWhoTheMatIs)
{
    const auto profile = profileOf(PalpateWire{}, 4, 4);
    auto terminal = PseudoTerminal::open().value();
    const auto source = makeSerialSource(profile, terminal.path());
    CollectedStream stream;
    ASSERT_TRUE(source->start(stream.callbacks()).has_value());
    const auto encoder = makeEncoder(profile, {.model = "Mat A", .serial = "77", .firmware = "2.1"});
    auto bytes = encoder->hello();
    encoder->encode(frameOf(profile, 0, 100), 0, bytes);
    ASSERT_TRUE(terminal.writeAll(bytes, 20s).has_value());
    ASSERT_TRUE(stream.waitForFrames(1));
    EXPECT_EQ(source->identity().model, "Mat A");
    EXPECT_EQ(source->identity().serial, "77");
    EXPECT_EQ(source->identity().firmware, "2.1");
}

TEST(PortSource, ReportsMissingFramesAsAGapWithItsTimes)
{
    const auto profile = profileOf(PalpateWire{}, 4, 4);
    auto terminal = PseudoTerminal::open().value();
    const auto source = makeSerialSource(profile, terminal.path());
    CollectedStream stream;
    ASSERT_TRUE(source->start(stream.callbacks()).has_value());
    ASSERT_TRUE(terminal.writeAll(framesOf(profile, 0, 3), 20s).has_value());
    ASSERT_TRUE(terminal.writeAll(framesOf(profile, 10, 2), 20s).has_value());
    ASSERT_TRUE(stream.waitForFrames(5));
    source->stop();
    const auto frames = stream.frames();
    const auto gaps = stream.gaps();
    ASSERT_EQ(gaps.size(), 1U);
    EXPECT_EQ(gaps[0].missing_frames, 7U);
    EXPECT_EQ(gaps[0].reason, GapReason::SequenceJump);
    EXPECT_EQ(gaps[0].from, frames[2]->stamp.time);
    EXPECT_EQ(gaps[0].to, frames[3]->stamp.time);
    EXPECT_EQ(frames[3]->stamp.quality, kFrameGapBefore);
    EXPECT_EQ(frames[3]->stamp.sequence, 10U);
    EXPECT_EQ(source->stats().frames_missing, 7U);
}

TEST(PortSource, EndsOnceWhenTheMatIsUnplugged)
{
    const auto profile = profileOf(PalpateWire{}, 4, 4);
    auto terminal = PseudoTerminal::open().value();
    const auto source = makeSerialSource(profile, terminal.path());
    CollectedStream stream;
    ASSERT_TRUE(source->start(stream.callbacks()).has_value());
    ASSERT_TRUE(terminal.writeAll(framesOf(profile, 0, 3), 20s).has_value());
    ASSERT_TRUE(stream.waitForFrames(3));
    const auto port = terminal.path();
    terminal.close();
    ASSERT_TRUE(stream.waitForEnd());
    source->stop();
    EXPECT_EQ(stream.endedCount(), 1);
    const auto error = stream.error();
    ASSERT_TRUE(error.has_value());
    EXPECT_EQ(error->code, ErrorCode::Disconnected);
    EXPECT_THAT(error->message, HasSubstr(port));
    EXPECT_EQ(stream.frames().size(), 3U);
}

TEST(PortSource, StopsWhileTheMatIsSilentAndCanBeStoppedTwice)
{
    const auto profile = profileOf(PalpateWire{}, 4, 4);
    auto terminal = PseudoTerminal::open().value();
    for (int round = 0; round < 20; ++round) {
        const auto source = makeSerialSource(profile, terminal.path());
        CollectedStream stream;
        const auto started = source->start(stream.callbacks());
        ASSERT_TRUE(started.has_value()) << started.error().message;
        source->stop();
        source->stop();
        EXPECT_EQ(stream.endedCount(), 0);
    }
}

TEST(PortSource, StopsWhileBytesPourIn)
{
    const auto profile = profileOf(TextLines{}, 8, 8);
    auto terminal = PseudoTerminal::open().value();
    const auto bytes = framesOf(profile, 0, 50);
    for (int round = 0; round < 10; ++round) {
        const auto source = makeSerialSource(profile, terminal.path());
        CollectedStream stream;
        ASSERT_TRUE(source->start(stream.callbacks()).has_value());
        std::jthread writer{[&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                (void)terminal.writeAll(bytes, std::chrono::milliseconds{20});
            }
        }};
        ASSERT_TRUE(stream.waitForFrames(5));
        source->stop();
        const auto count = stream.frames().size();
        EXPECT_EQ(source->stats().frames_ok, count);
        EXPECT_EQ(stream.endedCount(), 0);
    }
}

TEST(PortSource, SaysThatTheProfileIsOfAnotherMat)
{
    const auto profile = profileOf(PalpateWire{}, 4, 4);
    auto terminal = PseudoTerminal::open().value();
    const auto source = makeSerialSource(profile, terminal.path());
    CollectedStream stream;
    ASSERT_TRUE(source->start(stream.callbacks()).has_value());
    ASSERT_TRUE(terminal.writeAll(framesOf(profileOf(PalpateWire{}, 5, 4), 0, 2), 20s).has_value());
    ASSERT_TRUE(stream.waitForEnd());
    EXPECT_EQ(stream.error()->code, ErrorCode::InvalidArgument);
    EXPECT_THAT(stream.error()->message, HasSubstr("5 x 4"));
}

TEST(PortSource, RefusesASecondReaderOfThePort)
{
    const auto profile = profileOf(PalpateWire{}, 4, 4);
    auto terminal = PseudoTerminal::open().value();
    const auto first = makeSerialSource(profile, terminal.path());
    CollectedStream stream;
    ASSERT_TRUE(first->start(stream.callbacks()).has_value());
    const auto second = makeSerialSource(profile, terminal.path());
    CollectedStream nothing;
    const auto refused = second->start(nothing.callbacks());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::Busy);
    EXPECT_THAT(refused.error().message, HasSubstr("this program"));
    // The first one goes on undisturbed.
    ASSERT_TRUE(terminal.writeAll(framesOf(profile, 0, 3), 20s).has_value());
    ASSERT_TRUE(stream.waitForFrames(3));
    first->stop();
    EXPECT_TRUE(second->start(nothing.callbacks()).has_value());
}

TEST(PortSource, SaysInOneLineWhyAPortCannotBeOpened)
{
    const auto profile = profileOf(PalpateWire{}, 4, 4);
    const support::TempDir folder;
    std::ofstream{folder / "file"} << "x";
    struct Case {
        std::string path;
        ErrorCode code;
        std::string text;
    };
    for (const auto& bad :
         {Case{"/dev/ttyNONE9", ErrorCode::NotFound,
               "no serial port '/dev/ttyNONE9': plug the mat in, or list ports with 'palpate devices'"},
          Case{folder.path().string(), ErrorCode::InvalidArgument, "is a folder"},
          Case{(folder / "file").string(), ErrorCode::InvalidArgument, "is not a serial port"},
          Case{"/dev/null", ErrorCode::InvalidArgument, "is not a serial port"}}) {
        CollectedStream stream;
        const auto source = makeSerialSource(profile, bad.path);
        const auto started = source->start(stream.callbacks());
        ASSERT_FALSE(started.has_value()) << bad.path;
        EXPECT_EQ(started.error().code, bad.code) << bad.path;
        EXPECT_THAT(started.error().message, HasSubstr(bad.text));
        EXPECT_EQ(started.error().message.find('\n'), std::string::npos);
        source->stop();
        EXPECT_EQ(stream.endedCount(), 0);
    }
}

TEST(PortSource, RunsAtBaudsThatHaveNoName)
{
    auto terminal = PseudoTerminal::open().value();
    for (const int baud : {9600, 250'000, 1'000'000, 1'500'000, 6'000'000, 12'000'000}) {
        auto profile = profileOf(PalpateWire{}, 4, 4);
        profile.baud = baud;
        CollectedStream stream;
        const auto source = makeSerialSource(profile, terminal.path());
        const auto started = source->start(stream.callbacks());
        EXPECT_TRUE(started.has_value()) << started.error().message;
    }
}

/// A mat with a network plug on this machine.
class LoopbackServer {
  public:
    LoopbackServer() : listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)}
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const plain = static_cast<sockaddr*>(static_cast<void*>(&address));
        EXPECT_EQ(::bind(listener_, plain, size), 0);
        EXPECT_EQ(::listen(listener_, 1), 0);
        EXPECT_EQ(::getsockname(listener_, plain, &size), 0);
        port_ = std::to_string(ntohs(address.sin_port));
    }
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;
    ~LoopbackServer()
    {
        hangUp();
        ::close(listener_);
    }

    [[nodiscard]] const std::string& port() const { return port_; }
    void accept() { peer_ = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC); }
    [[nodiscard]] bool send(std::span<const std::uint8_t> bytes)
    {
        while (!bytes.empty()) {
            const auto sent = ::send(peer_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                return false;
            }
            bytes = bytes.subspan(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void hangUp()
    {
        if (peer_ >= 0) {
            ::close(std::exchange(peer_, -1));
        }
    }

  private:
    int listener_;
    int peer_ = -1;
    std::string port_;
};

TEST(PortSource, ReceivesAllFramesOverTheNetworkAndEndsWithTheConnection)
{
    const auto profile = profileOf(PalpateWire{}, 32, 32);
    LoopbackServer server;
    const auto source = makeTcpSource(profile, "127.0.0.1", server.port());
    CollectedStream stream;
    const auto started = source->start(stream.callbacks());
    ASSERT_TRUE(started.has_value()) << started.error().message;
    server.accept();
    ASSERT_TRUE(server.send(framesOf(profile, 0, 500)));
    ASSERT_TRUE(stream.waitForFrames(500));
    expectFrames(stream, profile, 500);
    server.hangUp();
    ASSERT_TRUE(stream.waitForEnd());
    EXPECT_EQ(stream.error()->code, ErrorCode::Disconnected);
    source->stop();
    EXPECT_EQ(stream.endedCount(), 1);
    EXPECT_EQ(source->description(), "tcp 127.0.0.1:" + server.port());
}

TEST(PortSource, StopsWhileTheNetworkIsSilent)
{
    const auto profile = profileOf(PalpateWire{}, 4, 4);
    LoopbackServer server;
    const auto source = makeTcpSource(profile, "127.0.0.1", server.port());
    CollectedStream stream;
    ASSERT_TRUE(source->start(stream.callbacks()).has_value());
    source->stop();
    EXPECT_EQ(stream.endedCount(), 0);
}

TEST(PortSource, SaysThatNobodyListens)
{
    std::string port;
    {
        const LoopbackServer closed;
        port = closed.port();
    }
    const auto source = makeTcpSource(profileOf(PalpateWire{}, 4, 4), "127.0.0.1", port);
    CollectedStream stream;
    const auto started = source->start(stream.callbacks());
    ASSERT_FALSE(started.has_value());
    EXPECT_THAT(started.error().message, HasSubstr("127.0.0.1:" + port));
}

TEST(SourceAddress, KnowsItsThreeForms)
{
    EXPECT_EQ(std::get<SerialAddress>(parseSourceAddress("/dev/ttyUSB0").value()).path, "/dev/ttyUSB0");
    EXPECT_EQ(std::get<SimulatorAddress>(parseSourceAddress("sim:holds").value()).scenario, "holds");
    const auto tcp = std::get<TcpAddress>(parseSourceAddress("tcp://mat.local:7000").value());
    EXPECT_EQ(tcp.host, "mat.local");
    EXPECT_EQ(tcp.port, "7000");
    EXPECT_EQ(std::get<TcpAddress>(parseSourceAddress("tcp://[::1]:7000").value()).host, "::1");
}

TEST(SourceAddress, NamesTheFormsForAnythingElse)
{
    for (const std::string text : {"", "COM3", "sim:", "tcp://", "tcp://host", "tcp://host:", "tcp://host:0",
                                   "tcp://host:70000", "tcp://:7000", "tcp://::1:7000", "udp://host:7000"}) {
        const auto address = parseSourceAddress(text);
        ASSERT_FALSE(address.has_value()) << text;
        EXPECT_EQ(address.error().code, ErrorCode::InvalidArgument);
        EXPECT_THAT(address.error().message, HasSubstr("tcp://HOST:PORT or sim:SCENARIO"));
    }
}

}  // namespace

}  // namespace palpate::acquisition
