#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "palpate/acquisition/frame_encoder.hpp"

#include "cobs.hpp"
#include "decoding.hpp"
#include "wire_format.hpp"

namespace palpate::acquisition {

namespace {

using testing::Bytes;
using testing::countsOf;
using testing::Decoded;
using testing::decodePieces;
using testing::decodeWhole;
using testing::frameOf;
using testing::haveSameCounts;
using testing::haveSameFrames;
using testing::profileOf;

Bytes streamOf(const MatProfile& profile, std::uint64_t first, std::uint64_t count)
{
    const auto encoder = makeEncoder(profile);
    auto bytes = encoder->hello();
    for (auto sequence = first; sequence < first + count; ++sequence) {
        encoder->encode(frameOf(profile, sequence, 1 << profile.bit_depth), sequence * 10'000, bytes);
    }
    return bytes;
}

/// The stream's pieces with their 0x00, so that a test can take single packets.
std::vector<Bytes> packetsOf(const Bytes& stream)
{
    std::vector<Bytes> packets(1);
    for (const auto byte : stream) {
        packets.back().push_back(byte);
        if (byte == 0) {
            packets.emplace_back();
        }
    }
    packets.pop_back();
    return packets;
}

Bytes joined(const std::vector<Bytes>& packets)
{
    Bytes bytes;
    for (const auto& packet : packets) {
        bytes.insert(bytes.end(), packet.begin(), packet.end());
    }
    return bytes;
}

Bytes packed(Bytes packet)
{
    const auto crc = wire::crc32Of(packet);
    for (const int shift : {0, 8, 16, 24}) {
        packet.push_back(static_cast<std::uint8_t>(crc >> shift));
    }
    Bytes out;
    cobsEncode(packet, out);
    out.push_back(0);
    return out;
}

void expectAllAccountedFor(const Decoded& decoded)
{
    EXPECT_EQ(decoded.stats.bytes_in, decoded.bytes_decoded + decoded.stats.bytes_skipped);
    EXPECT_EQ(decoded.stats.frames_ok, decoded.frames.size());
}

TEST(WireDecoder, ReturnsTheFramesThatWereEncoded)
{
    for (const int bit_depth : {8, 12, 16}) {
        const auto profile = profileOf(PalpateWire{}, 9, 7, bit_depth);
        const auto decoded = decodeWhole(profile, streamOf(profile, 5, 20));
        ASSERT_EQ(decoded.frames.size(), 20U);
        for (std::uint64_t i = 0; i < 20; ++i) {
            const auto& frame = decoded.frames[i];
            EXPECT_EQ(frame.sequence, 5 + i);
            EXPECT_EQ(frame.device_time_us, (5 + i) * 10'000);
            EXPECT_EQ(frame.loss_before, std::nullopt);
            EXPECT_TRUE(haveSameCounts(frame.counts, frameOf(profile, 5 + i, 1 << bit_depth).counts));
        }
        EXPECT_EQ(decoded.stats.bytes_skipped, 0U);
        EXPECT_EQ(decoded.stats.resyncs, 0U);
        expectAllAccountedFor(decoded);
    }
}

TEST(WireDecoder, DoesNotDependOnHowTheBytesArePieced)
{
    const auto profile = profileOf(PalpateWire{}, 16, 16);
    auto bytes = streamOf(profile, 0, 30);
    bytes[700] ^= 0x10;
    bytes.erase(bytes.begin() + 2000);
    const auto whole = decodeWhole(profile, bytes);
    EXPECT_GE(whole.frames.size(), 27U);
    const auto single = decodePieces(profile, bytes, [] { return 1; });
    EXPECT_TRUE(haveSameFrames(whole, single));
    EXPECT_EQ(whole.stats, single.stats);
    std::mt19937 random{3};
    for (int round = 0; round < 50; ++round) {
        const auto pieces = decodePieces(profile, bytes, [&] { return 1 + random() % 900; });
        ASSERT_TRUE(haveSameFrames(whole, pieces));
        ASSERT_EQ(whole.stats, pieces.stats);
    }
}

TEST(WireDecoder, ReadsTheHello)
{
    auto profile = profileOf(PalpateWire{}, 4, 6);
    const auto encoder = makeEncoder(profile, {.model = "Mat A", .serial = "0042", .firmware = "1.2.3"});
    const auto decoded = decodeWhole(profile, encoder->hello());
    ASSERT_EQ(decoded.hellos.size(), 1U);
    const auto& hello = decoded.hellos[0];
    EXPECT_EQ(hello.model, "Mat A");
    EXPECT_EQ(hello.serial, "0042");
    EXPECT_EQ(hello.firmware, "1.2.3");
    EXPECT_EQ(hello.rows, 4);
    EXPECT_EQ(hello.cols, 6);
    EXPECT_EQ(hello.bit_depth, 12);
    EXPECT_DOUBLE_EQ(hello.pitch_x.mm, 10.0);
    ASSERT_TRUE(hello.nominal_rate.has_value());
    EXPECT_DOUBLE_EQ(hello.nominal_rate->hz, 100.0);
    ASSERT_TRUE(hello.calibration.has_value());
    EXPECT_FLOAT_EQ(static_cast<float>(hello.calibration->kpa_per_count), 0.1F);
    expectAllAccountedFor(decoded);
}

TEST(WireDecoder, CountsMissingFramesByTheDevicesCounter)
{
    const auto profile = profileOf(PalpateWire{}, 5, 5);
    auto packets = packetsOf(streamOf(profile, 10, 10));
    // 0x00, hello, then the frames 10 to 19: takes away 13, 14 and 15.
    packets.erase(packets.begin() + 5, packets.begin() + 8);
    const auto decoded = decodeWhole(profile, joined(packets));
    ASSERT_EQ(decoded.frames.size(), 7U);
    EXPECT_EQ(decoded.frames[3].sequence, 16U);
    EXPECT_EQ(decoded.frames[3].loss_before, (FrameLoss{.missing = 3, .reason = GapReason::SequenceJump}));
    EXPECT_EQ(decoded.stats.sequence_gaps, 1U);
    EXPECT_EQ(decoded.stats.frames_missing, 3U);
    EXPECT_EQ(decoded.stats.checksum_errors, 0U);
}

TEST(WireDecoder, CountsADamagedFrameOnceAsDamageAndOnceAsMissing)
{
    const auto profile = profileOf(PalpateWire{}, 5, 5);
    auto packets = packetsOf(streamOf(profile, 0, 6));
    packets[4][10] ^= 0x40;
    const auto decoded = decodeWhole(profile, joined(packets));
    ASSERT_EQ(decoded.frames.size(), 5U);
    EXPECT_EQ(decoded.frames[2].sequence, 3U);
    EXPECT_EQ(decoded.frames[2].loss_before, (FrameLoss{.missing = 1, .reason = GapReason::Damaged}));
    EXPECT_EQ(decoded.stats.checksum_errors + decoded.stats.malformed_frames, 1U);
    EXPECT_EQ(decoded.stats.frames_missing, 1U);
    EXPECT_EQ(decoded.stats.resyncs, 1U);
    EXPECT_EQ(decoded.stats.bytes_skipped, packets[4].size());
    expectAllAccountedFor(decoded);
}

TEST(WireDecoder, GoesOnCountingWhereTheCounterWraps)
{
    const auto profile = profileOf(PalpateWire{}, 3, 3);
    const auto decoded = decodeWhole(profile, streamOf(profile, 0xFFFFFFFEULL, 5));
    ASSERT_EQ(decoded.frames.size(), 5U);
    EXPECT_EQ(decoded.frames.front().sequence, 0xFFFFFFFEULL);
    EXPECT_EQ(decoded.frames.back().sequence, 0x100000002ULL);
    EXPECT_EQ(decoded.stats.sequence_gaps, 0U);
}

TEST(WireDecoder, TakesAFallingCounterAsARestartWithUnknownLoss)
{
    const auto profile = profileOf(PalpateWire{}, 3, 3);
    auto bytes = streamOf(profile, 4'000'000'000ULL, 3);
    const auto again = streamOf(profile, 0, 3);
    bytes.insert(bytes.end(), again.begin(), again.end());
    const auto decoded = decodeWhole(profile, bytes);
    ASSERT_EQ(decoded.frames.size(), 6U);
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_EQ(decoded.frames[i].sequence, 4'000'000'000ULL + i);
    }
    ASSERT_TRUE(decoded.frames[3].loss_before.has_value());
    EXPECT_EQ(decoded.frames[3].loss_before->missing, std::nullopt);
    EXPECT_EQ(decoded.stats.sequence_gaps, 1U);
    EXPECT_EQ(decoded.stats.frames_missing, 0U);
}

TEST(WireDecoder, RefusesASecondCopyOfAFrame)
{
    const auto profile = profileOf(PalpateWire{}, 3, 3);
    auto packets = packetsOf(streamOf(profile, 0, 4));
    packets.insert(packets.begin() + 4, packets[3]);
    const auto decoded = decodeWhole(profile, joined(packets));
    ASSERT_EQ(decoded.frames.size(), 4U);
    EXPECT_EQ(decoded.stats.malformed_frames, 1U);
    EXPECT_EQ(decoded.frames[2].loss_before, std::nullopt);
    expectAllAccountedFor(decoded);
}

TEST(WireDecoder, RefusesFramesOfAnotherShape)
{
    const auto profile = profileOf(PalpateWire{}, 4, 3);
    for (const auto& other : {profileOf(PalpateWire{}, 3, 4), profileOf(PalpateWire{}, 4, 4),
                              profileOf(PalpateWire{}, 4, 3, 8), profileOf(PalpateWire{}, 4, 3, 14)}) {
        const auto decoded = decodeWhole(profile, streamOf(other, 0, 3));
        EXPECT_TRUE(decoded.frames.empty());
        EXPECT_EQ(decoded.stats.malformed_frames, 4U);
        EXPECT_EQ(decoded.hellos.size(), 1U);
        expectAllAccountedFor(decoded);
    }
}

TEST(WireDecoder, PassesOnThatTheDeviceLostData)
{
    const auto profile = profileOf(PalpateWire{}, 2, 2);
    const auto encoder = makeEncoder(profile);
    auto frame = frameOf(profile, 0, 100);
    frame.stamp.quality = kFrameDeviceOverrun;
    Bytes bytes;
    encoder->encode(frame, 0, bytes);
    const auto decoded = decodeWhole(profile, bytes);
    ASSERT_EQ(decoded.frames.size(), 1U);
    EXPECT_EQ(decoded.frames[0].quality, kFrameDeviceOverrun);
    EXPECT_EQ(decoded.stats.device_overruns, 1U);
}

TEST(WireDecoder, PassesOverMessagesOfUnknownTypeWithoutCallingThemDamage)
{
    const auto profile = profileOf(PalpateWire{}, 2, 2);
    auto packets = packetsOf(streamOf(profile, 0, 2));
    packets.insert(packets.begin() + 3, packed({wire::kMagic, wire::kVersion, 77, 0, 1, 2, 3}));
    const auto decoded = decodeWhole(profile, joined(packets));
    EXPECT_EQ(decoded.frames.size(), 2U);
    EXPECT_EQ(decoded.stats.malformed_frames + decoded.stats.checksum_errors + decoded.stats.resyncs, 0U);
    expectAllAccountedFor(decoded);
}

TEST(WireDecoder, ForgetsAPacketThatNeverEnds)
{
    const auto profile = profileOf(PalpateWire{}, 2, 2);
    auto packets = packetsOf(streamOf(profile, 0, 4));
    packets[3] = Bytes(1'000'000, 0xAA);
    packets[3].push_back(0);
    const auto decoded = decodePieces(profile, joined(packets), [] { return 4096; });
    EXPECT_EQ(decoded.frames.size(), 3U);
    EXPECT_EQ(decoded.stats.malformed_frames, 1U);
    EXPECT_EQ(decoded.stats.bytes_skipped, 1'000'001U);
    expectAllAccountedFor(decoded);
}

TEST(WireDecoder, AStartInTheMiddleOfAFrameIsNoDamage)
{
    const auto profile = profileOf(PalpateWire{}, 6, 6);
    const auto bytes = streamOf(profile, 0, 4);
    const auto decoded = decodeWhole(profile, std::span{bytes}.subspan(150));
    EXPECT_EQ(decoded.frames.size(), 3U);
    EXPECT_EQ(decoded.stats.checksum_errors + decoded.stats.malformed_frames + decoded.stats.resyncs, 0U);
    EXPECT_GT(decoded.stats.bytes_skipped, 0U);
    EXPECT_EQ(decoded.frames[0].loss_before, std::nullopt);
    expectAllAccountedFor(decoded);
}

TEST(WireDecoder, LosesAtMostTwoFramesToAnyDamageAndAcceptsNoFalseOne)
{
    const auto profile = profileOf(PalpateWire{}, 8, 8);
    const auto clean = streamOf(profile, 0, 12);
    std::mt19937 random{11};
    for (int round = 0; round < 4000; ++round) {
        auto bytes = clean;
        const auto at = bytes.begin() + static_cast<std::ptrdiff_t>(random() % bytes.size());
        switch (round % 4) {
            case 0:
                bytes.erase(at);
                break;
            case 1:
                *at = static_cast<std::uint8_t>(*at ^ (1U << (random() % 8)));
                break;
            case 2:
                bytes.insert(at, *at);
                break;
            default:
                bytes.insert(at, static_cast<std::uint8_t>(random()));
        }
        const auto decoded = decodeWhole(profile, bytes);
        ASSERT_GE(decoded.frames.size(), 10U);
        for (const auto& frame : decoded.frames) {
            ASSERT_TRUE(haveSameCounts(frame.counts, frameOf(profile, frame.sequence, 4096).counts));
        }
        ASSERT_EQ(decoded.stats.bytes_in, decoded.bytes_decoded + decoded.stats.bytes_skipped);
    }
}

TEST(WireDecoder, ShowsCellsInTheMatsOrder)
{
    auto profile = profileOf(PalpateWire{}, 2, 3);
    profile.order = {.rows = {1, 0}, .cols = {2, 0, 1}, .transpose = true};
    const auto encoder = makeEncoder(profile);
    RawFrame frame{.stamp = {}, .counts = countsOf(2, 3, {1, 2, 3, 4, 5, 6})};
    Bytes bytes;
    encoder->encode(frame, 0, bytes);
    auto plain = profileOf(PalpateWire{}, 3, 2);
    const auto wire = decodeWhole(plain, bytes);
    ASSERT_EQ(wire.frames.size(), 1U);
    // Shown (k, j) is the wire's (cols[j], rows[k]): 1 at (2, 1), 2 at (0, 1), 3 at (1, 1), 4 at (2, 0) ...
    EXPECT_TRUE(haveSameCounts(wire.frames[0].counts, countsOf(3, 2, {5, 2, 6, 3, 4, 1})));
    const auto shown = decodeWhole(profile, bytes);
    ASSERT_EQ(shown.frames.size(), 1U);
    EXPECT_TRUE(haveSameCounts(shown.frames[0].counts, frame.counts));
}

/// The bytes of the block of the document that is fenced as ```hex NAME.
Bytes documentedBytes(const std::string& name)
{
    std::ifstream in{PALPATE_SOURCE_DIR "/schemas/wire-protocol.md"};
    std::string line;
    Bytes bytes;
    bool inside = false;
    while (std::getline(in, line)) {
        if (line == "```hex " + name) {
            inside = true;
        } else if (line.starts_with("```")) {
            inside = false;
        } else if (inside) {
            std::istringstream words{line};
            for (unsigned byte = 0; words >> std::hex >> byte;) {
                bytes.push_back(static_cast<std::uint8_t>(byte));
            }
        }
    }
    return bytes;
}

TEST(WireProtocolDocument, HasAnExampleThatDecodes)
{
    const auto profile = profileOf(PalpateWire{}, 2, 3);
    auto bytes = documentedBytes("hello-sent");
    const auto frame = documentedBytes("frame-sent");
    ASSERT_FALSE(bytes.empty());
    bytes.insert(bytes.end(), frame.begin(), frame.end());
    const auto decoded = decodeWhole(profile, bytes);
    ASSERT_EQ(decoded.hellos.size(), 1U);
    EXPECT_EQ(decoded.hellos[0].model, "Mat");
    EXPECT_EQ(decoded.hellos[0].serial, "A7");
    EXPECT_EQ(decoded.hellos[0].firmware, "1.0");
    ASSERT_EQ(decoded.frames.size(), 1U);
    EXPECT_EQ(decoded.frames[0].sequence, 258U);
    EXPECT_EQ(decoded.frames[0].device_time_us, 1'000'000U);
    EXPECT_TRUE(haveSameCounts(decoded.frames[0].counts, countsOf(2, 3, {0, 1, 255, 256, 4095, 0})));
    EXPECT_EQ(decoded.stats.bytes_skipped, 0U);
}

TEST(WireProtocolDocument, ShowsTheSameBytesBeforeAndAfterStuffing)
{
    for (const std::string name : {"hello", "frame"}) {
        auto sent = documentedBytes(name + "-sent");
        const auto packet = documentedBytes(name + "-packet");
        ASSERT_FALSE(packet.empty());
        Bytes stuffed;
        cobsEncode(packet, stuffed);
        stuffed.push_back(0);
        if (name == "hello") {
            stuffed.insert(stuffed.begin(), 0);
        }
        EXPECT_EQ(stuffed, sent);
    }
}

TEST(WireProtocolDocument, IsWhatTheEncoderSends)
{
    auto profile = profileOf(PalpateWire{}, 2, 3);
    const auto encoder = makeEncoder(profile, {.model = "Mat", .serial = "A7", .firmware = "1.0"});
    EXPECT_EQ(encoder->hello(), documentedBytes("hello-sent"));
    Bytes bytes;
    RawFrame frame{.stamp = {.sequence = 258}, .counts = countsOf(2, 3, {0, 1, 255, 256, 4095, 0})};
    encoder->encode(frame, 1'000'000, bytes);
    EXPECT_EQ(bytes, documentedBytes("frame-sent"));
}

}  // namespace

}  // namespace palpate::acquisition
