#include <random>
#include <string>

#include <gtest/gtest.h>

#include "palpate/acquisition/frame_encoder.hpp"

#include "decoding.hpp"

namespace palpate::acquisition {

namespace {

using testing::Bytes;
using testing::countsOf;
using testing::Decoded;
using testing::decodePieces;
using testing::decodeText;
using testing::decodeWhole;
using testing::frameOf;
using testing::haveSameCounts;
using testing::haveSameFrames;
using testing::profileOf;

/// Numbers 1, 2, 3 ... in rows; `before` each row, `between` numbers, `after` each row.
std::string rowsOf(int rows, int cols, const std::string& between, const std::string& after, int first = 1)
{
    std::string text;
    for (int row = 0; row < rows; ++row) {
        for (int col = 0; col < cols; ++col) {
            text += (col == 0 ? "" : between) + std::to_string(first + row * cols + col);
        }
        text += after;
    }
    return text;
}

CountArray countsFrom(int rows, int cols, int first = 1)
{
    std::vector<int> values;
    for (int i = 0; i < rows * cols; ++i) {
        values.push_back(first + i);
    }
    return countsOf(rows, cols, values);
}

void expectFrames(const Decoded& decoded, std::size_t count, const CountArray& counts)
{
    ASSERT_EQ(decoded.frames.size(), count);
    for (const auto& frame : decoded.frames) {
        EXPECT_TRUE(haveSameCounts(frame.counts, counts)) << frame.counts;
        EXPECT_EQ(frame.loss_before, std::nullopt);
    }
    EXPECT_EQ(decoded.stats.malformed_frames, 0U);
    EXPECT_EQ(decoded.stats.bytes_in, decoded.bytes_decoded + decoded.stats.bytes_skipped);
}

TEST(TextDecoder, ReadsAFramePerLineBehindTwoHeadingsWithTrailingTabs)
{
    std::string text = "0\n1.\t2.\t3.\t4.\t5.\t6.\t7.\t8.\t\n--------------------------------\n";
    const auto line = rowsOf(1, 64, "\t", "\t\n");
    text += line + line + line;
    expectFrames(decodeText(profileOf(TextLines{}, 8, 8), text), 3, countsFrom(8, 8));
}

TEST(TextDecoder, ReadsAFramePerLineWithSpaces)
{
    const auto line = rowsOf(1, 15 * 14, " ", " \r\n");
    expectFrames(decodeText(profileOf(TextLines{}, 15, 14), "matrix ready\r\n" + line + line), 2,
                 countsFrom(15, 14));
}

TEST(TextDecoder, ReadsARowPerLinePaddedWithAnEmptyLineBetweenFrames)
{
    std::string frame;
    for (int row = 0; row < 18; ++row) {
        for (int col = 0; col < 23; ++col) {
            const auto number = std::to_string(1 + row * 23 + col);
            frame += std::string(5 - number.size(), ' ') + number;
        }
        frame += "\r\n";
    }
    frame += "\r\n";
    expectFrames(decodeText(profileOf(TextLines{}, 18, 23), "walkway\r\n" + frame + frame), 2,
                 countsFrom(18, 23));
}

TEST(TextDecoder, ReadsRowsWithATagAndABar)
{
    std::string frame;
    for (int row = 0; row < 16; ++row) {
        frame += (row < 10 ? "R0" : "R") + std::to_string(row) + " | ";
        frame += rowsOf(1, 16, "  ", "\n", 1 + row * 16);
    }
    // Mid-stream: the rest of a frame comes first and is not used.
    const auto text = frame.substr(frame.size() / 2) + frame + frame + frame;
    expectFrames(decodeText(profileOf(TextLines{}, 16, 16), text), 3, countsFrom(16, 16));
}

std::string jsonFrame(int rows, int cols, const std::string& after_row)
{
    std::string text = "{\"FSR\":{";
    for (int row = 0; row < rows; ++row) {
        text += "\"row" + std::to_string(row) + "\":[" + rowsOf(1, cols, ",", "]", 1 + row * cols);
        text += (row + 1 < rows ? "," : "") + after_row;
    }
    return text + "}}";
}

TEST(TextDecoder, ReadsRowsInJson)
{
    const auto profile = profileOf(TextLines{}, 16, 32);
    for (const std::string after_row : {"", "\n"}) {
        const auto frame = jsonFrame(16, 32, after_row) + "\nEND\n";
        expectFrames(decodeText(profile, "\n" + frame + frame), 2, countsFrom(16, 32));
    }
}

TEST(TextDecoder, ReadsNumberedFramesOfNumberedRows)
{
    const auto profile = profileOf(TextLines{}, 40, 40);
    std::string text = "Booting v1.2\r\n";
    for (const int number : {7, 8, 11}) {
        text += "FRAME:" + std::to_string(number) + "\r\n";
        for (int row = 0; row < 40; ++row) {
            text += "ROW:" + std::to_string(row) + ":" + rowsOf(1, 40, ",", "\r\n", 1 + row * 40);
        }
        text += "END\r\n";
    }
    const auto decoded = decodeText(profile, text);
    ASSERT_EQ(decoded.frames.size(), 3U);
    EXPECT_EQ(decoded.frames[0].sequence, 7U);
    EXPECT_EQ(decoded.frames[1].sequence, 8U);
    EXPECT_EQ(decoded.frames[2].sequence, 11U);
    EXPECT_EQ(decoded.frames[2].loss_before, (FrameLoss{.missing = 2, .reason = GapReason::SequenceJump}));
    EXPECT_EQ(decoded.stats.frames_missing, 2U);
    EXPECT_TRUE(haveSameCounts(decoded.frames[1].counts, countsFrom(40, 40)));
}

TEST(TextDecoder, DoesNotTrustAFrameNumberThatStandsStill)
{
    const auto profile = profileOf(TextLines{}, 1, 2);
    const auto decoded = decodeText(profile, "x\nFRAME:1\nROW:0:1,2\nEND\nFRAME:1\nROW:0:1,2\nEND\n");
    ASSERT_EQ(decoded.frames.size(), 2U);
    EXPECT_EQ(decoded.frames[1].sequence, decoded.frames[0].sequence + 1);
    EXPECT_EQ(decoded.stats.sequence_gaps, 0U);
}

TEST(TextDecoder, ReadsCommaLinesOf160Numbers)
{
    const auto line = rowsOf(1, 160, ",", "\n");
    expectFrames(decodeText(profileOf(TextLines{}, 16, 10), "\n" + line + line), 2, countsFrom(16, 10));
}

TEST(TextDecoder, ReadsEverySeparatorAndLineEnd)
{
    const auto profile = profileOf(TextLines{}, 2, 2);
    for (const std::string separator : {",", ";", "\t", " ", " , ", "|", ", ", ";;"}) {
        for (const std::string end : {"\n", "\r", "\r\n", ",\r\n", " \n"}) {
            const auto line = rowsOf(1, 4, separator, end);
            expectFrames(decodeText(profile, "begin" + end + line + line + line), 3, countsFrom(2, 2));
        }
    }
}

TEST(TextDecoder, ReadsRowsWithEveryLineEnd)
{
    const auto profile = profileOf(TextLines{}, 3, 2);
    for (const std::string end : {"\n", "\r", "\r\n"}) {
        const auto frame = rowsOf(3, 2, ",", end) + end;
        expectFrames(decodeText(profile, "begin" + end + frame + frame), 2, countsFrom(3, 2));
    }
}

TEST(TextDecoder, DropsALeadingTimeOrIndex)
{
    const auto profile = profileOf(TextLines{}, 2, 3);
    expectFrames(decodeText(profile, "\n1234567890123,1,2,3,4,5,6\n17.25,1,2,3,4,5,6\n3,1,2,3,4,5,6\n"), 3,
                 countsFrom(2, 3));
    expectFrames(decodeText(profile, "\n0,1,2,3\n1,4,5,6\n0,1,2,3\n1,4,5,6\n"), 2, countsFrom(2, 3));
    expectFrames(decodeText(profile, "boot\n99.5,1,2,3\n99.6,4,5,6\n\n99.7,1,2,3\n99.8,4,5,6\n"), 2,
                 countsFrom(2, 3));
}

TEST(TextDecoder, NeverUsesTheFirstLine)
{
    const auto profile = profileOf(TextLines{}, 2, 2);
    // What is left of 91,2,3,4 has the right number of values, but not the right ones.
    const auto decoded = decodeText(profile, "1,2,3,4\n5,6,7,8\n");
    expectFrames(decoded, 1, countsFrom(2, 2, 5));
    EXPECT_EQ(decoded.stats.bytes_skipped, 8U);
    EXPECT_EQ(decoded.stats.resyncs, 0U);
}

TEST(TextDecoder, TakesWholeDecimalsAndRefusesOtherNumbers)
{
    const auto profile = profileOf(TextLines{}, 2, 2);
    expectFrames(decodeText(profile, "\n1.0,2,+3,4.00\n"), 1, countsFrom(2, 2));
    for (const std::string bad : {"1,2,3,4.5", "1,-2,3,4", "1,2,65536,4", "1,2,3,99999999999999999999",
                                  "1,2,nan,4", "1,2,3", "1,2,3,4,5,6", "1,2,3,4x"}) {
        const auto decoded = decodeText(profile, "\n1,2,3,4\n" + bad + "\n1,2,3,4\n");
        ASSERT_EQ(decoded.frames.size(), 2U) << bad;
        EXPECT_EQ(decoded.stats.malformed_frames, 1U) << bad;
        EXPECT_EQ(decoded.stats.resyncs, 1U) << bad;
        EXPECT_EQ(decoded.stats.bytes_skipped, 1 + bad.size() + 1) << bad;
        EXPECT_EQ(decoded.frames[1].loss_before,
                  (FrameLoss{.missing = std::nullopt, .reason = GapReason::Damaged}))
            << bad;
    }
    const auto highest = decodeText(profile, "\n0,65535,0,1\n");
    expectFrames(highest, 1, countsOf(2, 2, {0, 65535, 0, 1}));
}

TEST(TextDecoder, RefusesRowsThatCannotBePlaced)
{
    const auto profile = profileOf(TextLines{}, 4, 3);
    const auto decoded = decodeText(profile, rowsOf(40, 3, ",", "\n"));
    EXPECT_TRUE(decoded.frames.empty());
    EXPECT_GE(decoded.stats.malformed_frames, 9U);
    EXPECT_EQ(decoded.stats.bytes_skipped, decoded.stats.bytes_in);
}

TEST(TextDecoder, DropsAFrameWithARowTooFewOrTooMany)
{
    const auto profile = profileOf(TextLines{}, 3, 2);
    const auto good = rowsOf(3, 2, ",", "\n") + "\n";
    for (const auto& bad : {rowsOf(2, 2, ",", "\n") + "\n", std::string{"1,2\n3\n5,6\n\n"},
                            std::string{"1,2\n3,4 garbage here\n5,6\n\n"}}) {
        const auto decoded = decodeText(profile, "\n\n" + good + bad + good + good);
        EXPECT_EQ(decoded.frames.size(), 3U) << bad;
        EXPECT_EQ(decoded.stats.malformed_frames, 1U) << bad;
        for (const auto& frame : decoded.frames) {
            EXPECT_TRUE(haveSameCounts(frame.counts, countsFrom(3, 2)));
        }
        EXPECT_EQ(decoded.stats.bytes_in, decoded.bytes_decoded + decoded.stats.bytes_skipped);
    }
}

TEST(TextDecoder, RefusesNumberedRowsOutOfOrder)
{
    const auto profile = profileOf(TextLines{}, 3, 2);
    const std::string good = "R0 1 2\nR1 3 4\nR2 5 6\n";
    const auto decoded =
        decodeText(profile, "\n" + good + "R0 1 2\nR2 5 6\n" + good + "R1 3 4\nR2 5 6\n" + good + "R7 1 2\n");
    EXPECT_EQ(decoded.frames.size(), 3U);
    EXPECT_EQ(decoded.stats.malformed_frames, 3U);
    EXPECT_EQ(decoded.stats.bytes_in, decoded.bytes_decoded + decoded.stats.bytes_skipped);
}

TEST(TextDecoder, ForgetsALineThatNeverEnds)
{
    const auto profile = profileOf(TextLines{}, 2, 2);
    const auto endless = std::string(300'000, '7') + "\n";
    const auto text = "\n1,2,3,4\n" + endless + "1,2,3,4\n";
    const Bytes bytes(text.begin(), text.end());
    const auto decoded = decodePieces(profile, bytes, [] { return 1000; });
    EXPECT_EQ(decoded.frames.size(), 2U);
    EXPECT_EQ(decoded.stats.malformed_frames, 1U);
    EXPECT_EQ(decoded.stats.bytes_skipped, 1 + endless.size());
}

TEST(TextDecoder, ReadsWhatTheEncoderSends)
{
    for (const bool row_per_line : {false, true}) {
        auto profile = profileOf(TextLines{.row_per_line = row_per_line}, 7, 5);
        profile.order = {.rows = {6, 5, 4, 3, 2, 1, 0}, .cols = {}, .transpose = true};
        const auto encoder = makeEncoder(profile);
        auto bytes = encoder->hello();
        for (std::uint64_t i = 0; i < 10; ++i) {
            encoder->encode(frameOf(profile, i, 4096), 0, bytes);
        }
        const auto decoded = decodeWhole(profile, bytes);
        ASSERT_EQ(decoded.frames.size(), 10U);
        for (std::uint64_t i = 0; i < 10; ++i) {
            EXPECT_EQ(decoded.frames[i].sequence, i);
            EXPECT_TRUE(haveSameCounts(decoded.frames[i].counts, frameOf(profile, i, 4096).counts));
        }
    }
}

TEST(TextDecoder, DoesNotDependOnHowTheBytesArePieced)
{
    std::mt19937 random{5};
    for (const bool row_per_line : {false, true}) {
        const auto profile = profileOf(TextLines{.row_per_line = row_per_line}, 6, 6);
        const auto encoder = makeEncoder(profile);
        auto bytes = encoder->hello();
        for (std::uint64_t i = 0; i < 30; ++i) {
            encoder->encode(frameOf(profile, i, 4096), 0, bytes);
        }
        for (int round = 0; round < 100; ++round) {
            auto damaged = bytes;
            damaged[random() % damaged.size()] = static_cast<std::uint8_t>(random());
            damaged.erase(damaged.begin() + static_cast<std::ptrdiff_t>(random() % damaged.size()));
            const auto whole = decodeWhole(profile, damaged);
            const auto pieces = decodePieces(profile, damaged, [&] { return 1 + random() % 40; });
            ASSERT_TRUE(haveSameFrames(whole, pieces));
            ASSERT_EQ(whole.stats, pieces.stats);
            ASSERT_EQ(whole.stats.bytes_in, whole.bytes_decoded + whole.stats.bytes_skipped);
            ASSERT_GE(whole.frames.size(), 26U);
        }
    }
}

}  // namespace

}  // namespace palpate::acquisition
