#include "palpate/session/finalize.hpp"

#include <cstdint>
#include <filesystem>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/session/journal_writer.hpp"
#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

#include "session_samples.hpp"

namespace palpate::session {
namespace {

TEST(Finalize, GivesBackEveryFrameBitEqual)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    const auto header = samples::header(6, 5);
    samples::makeSession(path, header, 250);
    EXPECT_FALSE(std::filesystem::exists(journalPathOf(path)));
    EXPECT_FALSE(std::filesystem::exists(folder / "a.h5.part"));

    auto session = SessionReader::open(path);
    ASSERT_TRUE(session) << session.error().message;
    ASSERT_EQ(session->frameCount(), 250U);
    for (const std::uint64_t i : {0U, 249U, 100U, 99U, 3U, 200U}) {
        const auto frame = session->readCounts(i);
        ASSERT_TRUE(frame) << frame.error().message;
        const auto expected = samples::rawFrame(header, i);
        EXPECT_TRUE((frame->counts == expected.counts).all());
        EXPECT_EQ(frame->stamp.sequence, expected.stamp.sequence);
        EXPECT_EQ(frame->stamp.time, expected.stamp.time);
        EXPECT_EQ(frame->stamp.device_time_us, expected.stamp.device_time_us);
        EXPECT_EQ(frame->stamp.quality, expected.stamp.quality);
    }
}

/// A program that was stopped after it had named the session and before it had removed the journal.
class FinishedButForTheJournal : public ::testing::Test {
  protected:
    FinishedButForTheJournal()
    {
        samples::recordJournal(path_, header_, 30);
        journal_bytes_ = samples::bytesOf(journalPathOf(path_));
        EXPECT_TRUE(finalizeJournal(journalPathOf(path_), false));
        samples::writeBytes(journalPathOf(path_), journal_bytes_);
    }

    support::TempDir folder_;
    std::filesystem::path path_ = folder_ / "a.h5";
    SessionHeader header_ = samples::header(6, 5, {{.row = 1, .col = 2}});
    std::vector<std::uint8_t> journal_bytes_;
};

TEST_F(FinishedButForTheJournal, OnlyLosesTheJournal)
{
    const auto session_bytes = samples::bytesOf(path_);
    const auto report = finalizeJournal(journalPathOf(path_), false);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->frames, 30U);
    EXPECT_FALSE(std::filesystem::exists(journalPathOf(path_)));
    EXPECT_EQ(samples::bytesOf(path_), session_bytes);
}

TEST_F(FinishedButForTheJournal, KeepsWhatWasAddedToTheSessionSince)
{
    ASSERT_TRUE(annotateSession(path_, {samples::marker()}));
    const auto session_bytes = samples::bytesOf(path_);
    const auto report = finalizeJournal(journalPathOf(path_), false);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(samples::bytesOf(path_), session_bytes);
}

TEST_F(FinishedButForTheJournal, KeepsAJournalThatHoldsMoreOrOtherFrames)
{
    const auto session_bytes = samples::bytesOf(path_);
    for (const std::uint64_t frames : {29U, 31U}) {
        std::filesystem::remove(journalPathOf(path_));
        std::filesystem::rename(path_, folder_ / "aside");
        samples::recordJournal(path_, header_, frames);
        std::filesystem::rename(folder_ / "aside", path_);
        const auto report = finalizeJournal(journalPathOf(path_), false);
        ASSERT_FALSE(report);
        EXPECT_EQ(report.error().code, ErrorCode::AlreadyExists);
        EXPECT_TRUE(std::filesystem::exists(journalPathOf(path_)));
        EXPECT_EQ(samples::bytesOf(path_), session_bytes);
    }
}

TEST_F(FinishedButForTheJournal, KeepsAJournalOfAnotherRecordingOfTheSameLength)
{
    auto other = header_;
    other.info.session_id = makeSessionId();
    std::filesystem::remove(journalPathOf(path_));
    std::filesystem::rename(path_, folder_ / "aside");
    samples::recordJournal(path_, other, 30);
    std::filesystem::rename(folder_ / "aside", path_);
    const auto report = finalizeJournal(journalPathOf(path_), false);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::AlreadyExists);
    EXPECT_TRUE(std::filesystem::exists(journalPathOf(path_)));
    EXPECT_TRUE(finalizeJournal(journalPathOf(path_), true));
}

}  // namespace
}  // namespace palpate::session
