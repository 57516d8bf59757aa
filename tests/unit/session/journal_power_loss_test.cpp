#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/session/journal_writer.hpp"
#include "palpate/support/temp_dir.hpp"

#include "journal_content.hpp"
#include "journal_reader.hpp"
#include "session_samples.hpp"

namespace palpate::session {
namespace {

constexpr std::uint64_t kFrames = 4;
constexpr std::uint64_t kSyncedFrames = 2;

/// A power cut leaves what was synced; of the bytes after it the disk may have written any blocks, in any
/// order. A block that it has not written reads as zeros, and the file may end anywhere.
class JournalAfterPowerLoss : public ::testing::Test {
  protected:
    JournalAfterPowerLoss()
    {
        auto journal = JournalWriter::create(folder_ / "a.h5", header_, false).value();
        for (std::uint64_t i = 0; i < kFrames; ++i) {
            EXPECT_TRUE(journal.append(samples::rawFrame(header_, i)));
            frame_ends_.push_back(journal.byteCount());
            if (i + 1 == kSyncedFrames) {
                EXPECT_TRUE(journal.sync());
                synced_bytes_ = journal.byteCount();
            }
        }
        bytes_ = samples::bytesOf(journal.path());
    }

    [[nodiscard]] Content read(const std::vector<std::uint8_t>& bytes) const
    {
        const auto path = folder_ / "left.h5.journal";
        // A file that is cut to nothing and written anew is flushed to the disk when it is closed, a new one
        // is not.
        std::filesystem::remove(path);
        samples::writeBytes(path, bytes);
        return readAll(path).value();
    }

    [[nodiscard]] std::uint64_t framesWithin(std::size_t bytes) const
    {
        return static_cast<std::uint64_t>(std::upper_bound(frame_ends_.begin(), frame_ends_.end(), bytes) -
                                          frame_ends_.begin());
    }

    /// The first `count` frames as they were sent, and nothing else.
    void expectPrefix(const Content& content, std::uint64_t count) const
    {
        ASSERT_EQ(content.frames.size(), count);
        for (std::uint64_t i = 0; i < count; ++i) {
            ASSERT_TRUE(sameFrame(content.frames[i], samples::rawFrame(header_, i))) << i;
        }
        ASSERT_TRUE(content.events.empty() && content.gaps.empty() && !content.end);
    }

    support::TempDir folder_;
    SessionHeader header_ = samples::header(2, 2);
    std::vector<std::uint64_t> frame_ends_;
    std::vector<std::uint8_t> bytes_;
    std::size_t synced_bytes_ = 0;
};

TEST_F(JournalAfterPowerLoss, KeepsAPrefixWhereverItEndsAndWhateverSuffixIsZero)
{
    std::size_t cases = 0;
    for (std::size_t size = synced_bytes_; size <= bytes_.size(); ++size) {
        for (std::size_t zeros_from = synced_bytes_; zeros_from <= size; ++zeros_from) {
            std::vector<std::uint8_t> left{bytes_.begin(),
                                           bytes_.begin() + static_cast<std::ptrdiff_t>(size)};
            std::fill(left.begin() + static_cast<std::ptrdiff_t>(zeros_from), left.end(), std::uint8_t{0});
            const auto content = read(left);
            ASSERT_NO_FATAL_FAILURE(expectPrefix(content, framesWithin(zeros_from)))
                << size << ' ' << zeros_from;
            // It was cut off, not damaged: recover must not report a loss.
            ASSERT_EQ(content.damage.records, 0U) << size << ' ' << zeros_from;
            ++cases;
        }
    }
    RecordProperty("cases", static_cast<int>(cases));
    EXPECT_GT(cases, 6000U);
}

TEST_F(JournalAfterPowerLoss, MakesNothingUpWhateverBlocksAreMissing)
{
    constexpr std::size_t kBlock = 16;
    std::mt19937 chance{20261127};
    std::uint64_t skipped = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        auto left = bytes_;
        std::size_t first_hole = left.size();
        for (std::size_t at = synced_bytes_; at < left.size(); at += kBlock) {
            if (chance() % 4 == 0) {
                const auto end = std::min(at + kBlock, left.size());
                std::fill(left.begin() + static_cast<std::ptrdiff_t>(at),
                          left.begin() + static_cast<std::ptrdiff_t>(end), std::uint8_t{0});
                first_hole = std::min(first_hole, at);
            }
        }
        const auto content = read(left);
        ASSERT_GE(content.frames.size(), framesWithin(first_hole)) << trial;
        for (std::size_t i = 0; i < content.frames.size(); ++i) {
            ASSERT_TRUE(isSampleFrame(content.frames[i], header_)) << trial;
            ASSERT_TRUE(i == 0 || content.frames[i].stamp.sequence > content.frames[i - 1].stamp.sequence);
        }
        ASSERT_TRUE(content.frames.size() == kFrames || content.damage.bytes > 0U) << trial;
        skipped += kFrames - content.frames.size();
    }
    EXPECT_GT(skipped, 0U);
}

TEST_F(JournalAfterPowerLoss, KeepsEveryWholeRecordForEveryLengthOfTheFile)
{
    for (std::size_t size = 0; size <= bytes_.size(); ++size) {
        samples::writeBytes(folder_ / "cut.h5.journal",
                            {bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(size)});
        const auto content = readAll(folder_ / "cut.h5.journal");
        if (!content) {
            // The header is synced before a frame is accepted: only a file that was never recorded into ends
            // here.
            ASSERT_EQ(content.error().code, ErrorCode::Corrupt) << size;
            ASSERT_LT(size, frame_ends_.front());
            continue;
        }
        ASSERT_NO_FATAL_FAILURE(expectPrefix(*content, framesWithin(size))) << size;
    }
}

}  // namespace
}  // namespace palpate::session
