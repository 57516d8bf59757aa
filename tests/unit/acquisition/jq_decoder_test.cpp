#include "jq_decoder.hpp"

#include <random>

#include <gtest/gtest.h>

#include "palpate/acquisition/catalog.hpp"
#include "palpate/acquisition/frame_encoder.hpp"

#include "decoding.hpp"

namespace palpate::acquisition {

namespace {

using testing::Bytes;
using testing::Decoded;
using testing::decodePieces;
using testing::decodeWhole;
using testing::frameOf;
using testing::haveSameCounts;
using testing::haveSameFrames;
using testing::profileOf;

MatProfile smallMat()
{
    return profileOf(JqDelimiter{}, 8, 8, 8);
}

void append(Bytes& bytes, const Bytes& more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
}

void appendDelimiter(Bytes& bytes)
{
    bytes.insert(bytes.end(), kJqDelimiter.begin(), kJqDelimiter.end());
}

void expectAllAccountedFor(const Decoded& decoded)
{
    EXPECT_EQ(decoded.stats.bytes_in, decoded.bytes_decoded + decoded.stats.bytes_skipped);
    EXPECT_EQ(decoded.stats.frames_ok, decoded.frames.size());
}

Bytes streamOf(const MatProfile& profile, std::uint64_t count)
{
    const auto encoder = makeEncoder(profile);
    auto bytes = encoder->hello();
    for (std::uint64_t i = 0; i < count; ++i) {
        encoder->encode(frameOf(profile, i, 256), 0, bytes);
    }
    return bytes;
}

TEST(JqDecoder, TakesTheDelimiterAsHeaderOrAsTail)
{
    const auto profile = smallMat();
    const auto with_header_and_tail = decodeWhole(profile, streamOf(profile, 4));
    ASSERT_EQ(with_header_and_tail.frames.size(), 4U);
    const auto bytes = streamOf(profile, 4);
    const auto tail_only = decodeWhole(profile, std::span{bytes}.subspan(kJqDelimiter.size()));
    EXPECT_TRUE(haveSameFrames(with_header_and_tail, tail_only));
    for (std::uint64_t i = 0; i < 4; ++i) {
        EXPECT_EQ(tail_only.frames[i].sequence, i);
        EXPECT_TRUE(haveSameCounts(tail_only.frames[i].counts, frameOf(profile, i, 256).counts));
    }
    expectAllAccountedFor(tail_only);
    EXPECT_EQ(tail_only.stats.bytes_skipped, 0U);
}

TEST(JqDecoder, SkipsThePacketThatTheStreamBeginsIn)
{
    const auto profile = profileOf(JqDelimiter{}, 16, 16, 8);
    for (const std::ptrdiff_t stray : {1, 75, 96, 255}) {
        auto bytes = streamOf(profile, 5);
        bytes.erase(bytes.begin(), bytes.begin() + 4 + 256 - stray);
        const auto decoded = decodeWhole(profile, bytes);
        ASSERT_EQ(decoded.frames.size(), 4U);
        EXPECT_EQ(decoded.stats.bytes_skipped, static_cast<std::uint64_t>(stray) + 4);
        EXPECT_EQ(decoded.stats.malformed_frames, 0U);
        EXPECT_EQ(decoded.stats.resyncs, 0U);
        expectAllAccountedFor(decoded);
    }
}

TEST(JqDecoder, JoinsAFrameThatHoldsTheDelimiter)
{
    const auto profile = smallMat();
    for (const std::size_t at : {0U, 1U, 30U, 59U, 60U}) {
        for (const bool twice : {false, true}) {
            Bytes payload(64, 7);
            std::copy(kJqDelimiter.begin(), kJqDelimiter.end(),
                      payload.begin() + static_cast<std::ptrdiff_t>(at));
            if (twice && at >= 8) {
                std::copy(kJqDelimiter.begin(), kJqDelimiter.end(), payload.begin() + 2);
            }
            auto bytes = streamOf(profile, 2);
            append(bytes, payload);
            appendDelimiter(bytes);
            const auto rest = streamOf(profile, 2);
            bytes.insert(bytes.end(), rest.begin() + 4, rest.end());
            const auto decoded = decodeWhole(profile, bytes);
            ASSERT_EQ(decoded.frames.size(), 5U) << at << twice;
            const auto* const counts = decoded.frames[2].counts.data();
            EXPECT_TRUE(std::equal(payload.begin(), payload.end(), counts)) << at << twice;
            EXPECT_EQ(decoded.stats.malformed_frames, 0U);
            expectAllAccountedFor(decoded);
        }
    }
}

TEST(JqDecoder, DropsAndCountsFramesOfAnotherLength)
{
    const auto profile = smallMat();
    for (const std::size_t length : {1U, 63U, 65U, 500U}) {
        auto bytes = streamOf(profile, 3);
        append(bytes, Bytes(length, 9));
        appendDelimiter(bytes);
        const auto rest = streamOf(profile, 3);
        bytes.insert(bytes.end(), rest.begin() + 4, rest.end());
        const auto decoded = decodeWhole(profile, bytes);
        ASSERT_EQ(decoded.frames.size(), 6U) << length;
        EXPECT_EQ(decoded.stats.malformed_frames, 1U);
        EXPECT_EQ(decoded.stats.resyncs, 1U);
        EXPECT_EQ(decoded.stats.bytes_skipped, 4 + length + 4);
        EXPECT_EQ(decoded.frames[3].loss_before,
                  (FrameLoss{.missing = std::nullopt, .reason = GapReason::Damaged}));
        expectAllAccountedFor(decoded);
    }
}

TEST(JqDecoder, SkipsTheAnswerToAnIdentityRequest)
{
    const auto profile = smallMat();
    auto bytes = streamOf(profile, 2);
    const std::string answer = "Unique ID: 12AB - Versions: C40510\r\n";
    append(bytes, Bytes(answer.begin(), answer.end()));
    const auto rest = streamOf(profile, 2);
    append(bytes, rest);
    const auto decoded = decodeWhole(profile, bytes);
    EXPECT_EQ(decoded.frames.size(), 4U);
    expectAllAccountedFor(decoded);
}

TEST(JqDecoder, DoesNotDependOnHowTheBytesArePieced)
{
    const auto profile = smallMat();
    std::mt19937 random{17};
    for (int round = 0; round < 200; ++round) {
        auto bytes = streamOf(profile, 20);
        bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
        bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(random() % bytes.size()));
        const auto inside = static_cast<std::ptrdiff_t>(random() % bytes.size());
        bytes.insert(bytes.begin() + inside, kJqDelimiter.begin(), kJqDelimiter.end());
        const auto whole = decodeWhole(profile, bytes);
        const auto single = decodePieces(profile, bytes, [] { return 1; });
        const auto pieces = decodePieces(profile, bytes, [&] { return 1 + random() % 100; });
        ASSERT_TRUE(haveSameFrames(whole, single));
        ASSERT_TRUE(haveSameFrames(whole, pieces));
        ASSERT_EQ(whole.stats, single.stats);
        ASSERT_EQ(whole.stats, pieces.stats);
        ASSERT_GE(whole.frames.size(), 14U);
        expectAllAccountedFor(whole);
    }
}

TEST(JqDecoder, BoundsItsMemoryOnGarbageAndDelimiters)
{
    const auto profile = smallMat();
    Bytes bytes(2'000'000, 0xAA);
    for (int i = 0; i < 50'000; ++i) {
        appendDelimiter(bytes);
    }
    const auto rest = streamOf(profile, 3);
    append(bytes, rest);
    const auto decoded = decodePieces(profile, bytes, [] { return 700; });
    EXPECT_EQ(decoded.frames.size(), 3U);
    expectAllAccountedFor(decoded);
}

TEST(JqDecoder, ShowsTheRowsOfTheBedElectronicsInTheirOrder)
{
    const auto profiles = loadMatProfiles(PALPATE_SOURCE_DIR "/catalog");
    ASSERT_TRUE(profiles.has_value()) << profiles.error().message;
    const auto profile = findMatProfile(*profiles, "jq-32x32-bed").value();
    Bytes bytes(kJqDelimiter.begin(), kJqDelimiter.end());
    for (int row = 0; row < 32; ++row) {
        append(bytes, Bytes(32, static_cast<std::uint8_t>(row)));
    }
    appendDelimiter(bytes);
    const auto decoded = decodeWhole(profile, bytes);
    ASSERT_EQ(decoded.frames.size(), 1U);
    const auto& counts = decoded.frames[0].counts;
    EXPECT_EQ(counts(0, 0), 15);
    EXPECT_EQ(counts(16, 5), 31);
    EXPECT_EQ(counts(17, 5), 14);
    EXPECT_EQ(counts(31, 31), 0);
}

}  // namespace

}  // namespace palpate::acquisition
