#include "palpate/session/journal_writer.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

#include "session_samples.hpp"

#include <sys/resource.h>

namespace palpate::session {
namespace {

using ::testing::HasSubstr;

/// While it lives, no file can grow over `bytes`: write() then fails as on a full disk.
class FileSizeLimit final {
  public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        rlimit limit = before_;
        limit.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }

  private:
    rlimit before_{};
};

TEST(JournalWriter, CountsFramesAndBytes)
{
    const support::TempDir folder;
    const auto header = samples::header(4, 4);
    auto journal = JournalWriter::create(folder / "a.h5", header, false);
    ASSERT_TRUE(journal) << journal.error().message;
    EXPECT_EQ(journal->path(), folder / "a.h5.journal");
    EXPECT_EQ(journal->frameCount(), 0U);
    ASSERT_TRUE(journal->append(samples::rawFrame(header, 0)));
    EXPECT_EQ(journal->frameCount(), 1U);
    EXPECT_EQ(journal->byteCount(), std::filesystem::file_size(journal->path()));
    EXPECT_FALSE(std::filesystem::exists(folder / "a.h5"));
}

TEST(JournalWriter, RefusesToTouchAnExistingSession)
{
    const support::TempDir folder;
    std::ofstream{folder / "a.h5"} << "precious";
    const auto refused = JournalWriter::create(folder / "a.h5", samples::header(2, 2), false);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::AlreadyExists);
    EXPECT_FALSE(std::filesystem::exists(folder / "a.h5.journal"));
    EXPECT_TRUE(JournalWriter::create(folder / "a.h5", samples::header(2, 2), true));
    EXPECT_EQ(std::filesystem::file_size(folder / "a.h5"), 8U);
}

TEST(JournalWriter, TellsALiveRecordingFromAnUnfinishedOne)
{
    const support::TempDir folder;
    {
        const auto live = JournalWriter::create(folder / "a.h5", samples::header(2, 2), false);
        ASSERT_TRUE(live);
        const auto second = JournalWriter::create(folder / "a.h5", samples::header(2, 2), true);
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().code, ErrorCode::Busy);
        const auto early = finalizeJournal(folder / "a.h5.journal", false);
        ASSERT_FALSE(early);
        EXPECT_EQ(early.error().code, ErrorCode::Busy);
    }
    const auto later = JournalWriter::create(folder / "a.h5", samples::header(2, 2), true);
    ASSERT_FALSE(later);
    EXPECT_EQ(later.error().code, ErrorCode::AlreadyExists);
    EXPECT_THAT(later.error().message, HasSubstr("palpate recover"));
}

TEST(JournalWriter, NamesAFolderThatDoesNotExist)
{
    const support::TempDir folder;
    const auto refused = JournalWriter::create(folder / "none" / "a.h5", samples::header(2, 2), false);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::NotFound);
    EXPECT_THAT(refused.error().message, HasSubstr((folder / "none").string()));
}

TEST(JournalWriter, RefusesAFrameOfAnotherMatButGoesOn)
{
    const support::TempDir folder;
    const auto header = samples::header(2, 2);
    auto journal = JournalWriter::create(folder / "a.h5", header, false);
    ASSERT_TRUE(journal);
    EXPECT_FALSE(journal->append(samples::rawFrame(samples::header(3, 2), 0)));
    EXPECT_FALSE(journal->append(samples::kpaFrame(header, 0)));
    EXPECT_FALSE(journal->append(Event{.kind = EventKind::Pain, .nrs = 11}));
    EXPECT_FALSE(journal->append(Event{.text = "\xFF"}));
    EXPECT_FALSE(journal->append(Event{.text = std::string(5000, 'a')}));
    EXPECT_TRUE(journal->append(samples::rawFrame(header, 0)));
    EXPECT_EQ(journal->frameCount(), 1U);
}

TEST(JournalWriter, TakesNothingAfterTheEnd)
{
    const support::TempDir folder;
    const auto header = samples::header(2, 2);
    auto journal = JournalWriter::create(folder / "a.h5", header, false);
    ASSERT_TRUE(journal);
    ASSERT_TRUE(journal->appendEnd({}));
    EXPECT_FALSE(journal->append(samples::rawFrame(header, 0)));
    EXPECT_TRUE(journal->sync());
}

TEST(JournalWriter, OnAFullDiskSaysWhatIsSafeAndKeepsIt)
{
    const support::TempDir folder;
    const auto header = samples::header(16, 16);
    std::uint64_t accepted = 0;
    {
        auto journal = JournalWriter::create(folder / "a.h5", header, false);
        ASSERT_TRUE(journal);
        const FileSizeLimit limit{20'000};
        Result<void> appended;
        while ((appended = journal->append(samples::rawFrame(header, accepted)))) {
            ++accepted;
            ASSERT_LT(accepted, 100U);
        }
        EXPECT_EQ(appended.error().code, ErrorCode::Io);
        EXPECT_THAT(appended.error().message,
                    HasSubstr("disk full: " + std::to_string(accepted) + " frames"));
        EXPECT_THAT(appended.error().message, HasSubstr("palpate recover"));
        EXPECT_FALSE(journal->append(samples::marker()));
        EXPECT_FALSE(journal->sync());
    }
    EXPECT_GT(accepted, 20U);
    const auto report = finalizeJournal(folder / "a.h5.journal", false);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->frames, accepted);
    EXPECT_EQ(report->damaged_bytes, 0U);
    EXPECT_FALSE(report->ended_on_purpose);
}

TEST(JournalWriter, LeavesNothingWhenTheDiskIsFullAtTheStart)
{
    const support::TempDir folder;
    const FileSizeLimit limit{100};
    const auto refused = JournalWriter::create(folder / "a.h5", samples::header(2, 2), false);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Finalize, OnAFullDiskKeepsTheJournalAndLeavesNoSession)
{
    const support::TempDir folder;
    const auto header = samples::header(32, 32);
    samples::recordJournal(folder / "a.h5", header, 400);
    const auto journal_bytes = samples::bytesOf(folder / "a.h5.journal");
    std::size_t failures = 0;
    for (rlim_t bytes = 500; bytes < 1'000'000; bytes += bytes / 3) {
        const FileSizeLimit limit{bytes};
        const auto report = finalizeJournal(folder / "a.h5.journal", false);
        if (report) {
            break;
        }
        ++failures;
        EXPECT_THAT(report.error().message, HasSubstr("still whole"));
        EXPECT_FALSE(std::filesystem::exists(folder / "a.h5"));
        EXPECT_FALSE(std::filesystem::exists(folder / "a.h5.part"));
        ASSERT_EQ(samples::bytesOf(folder / "a.h5.journal"), journal_bytes);
    }
    EXPECT_GT(failures, 10U);
    auto session = SessionReader::open(folder / "a.h5");
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ(session->frameCount(), 400U);
}

}  // namespace
}  // namespace palpate::session
