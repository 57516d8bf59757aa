#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "palpate/session/import.hpp"
#include "palpate/session/journal_writer.hpp"
#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

namespace palpate::session {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& text)
{
    std::ofstream{path, std::ios::binary} << text;
}

std::string bytesOf(const fs::path& path)
{
    std::ostringstream bytes;
    bytes << std::ifstream{path, std::ios::binary}.rdbuf();
    return bytes.str();
}

std::vector<std::string> namesIn(const fs::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) {
        names.push_back(entry.path().filename());
    }
    std::sort(names.begin(), names.end());
    return names;
}

ImportOptions twoByTwo()
{
    return {.rows = 2,
            .cols = 2,
            .pitch_x = Length{10.0},
            .rate = Frequency{10.0},
            .unit = ImportUnit::Kpa,
            .client_code = "C-7"};
}

TEST(ImportFile, MakesASessionOfFramesAndEvents)
{
    const support::TempDir folder;
    write(folder / "in.txt", "1 2 3 4.5\n5 6 7 8\n");
    auto options = twoByTwo();
    options.events = {{.time = std::chrono::milliseconds{150}, .kind = EventKind::Note, .text = "later"},
                      {.time = std::chrono::milliseconds{50}, .kind = EventKind::Pain, .nrs = 6}};
    const auto report = importFile(folder / "in.txt", options, folder / "out.h5", false);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->format, "matrix-text");
    EXPECT_EQ(report->file.frames, 2U);
    EXPECT_TRUE(report->file.ended_on_purpose);
    EXPECT_THAT(namesIn(folder.path()), ElementsAre("in.txt", "out.h5"));

    auto session = SessionReader::open(folder / "out.h5");
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ(session->header().info.client_code, "C-7");
    EXPECT_EQ(session->header().info.mat_id, "imported");
    EXPECT_FALSE(session->header().info.started_at);
    EXPECT_EQ(session->streamStats().frames_ok, 2U);
    EXPECT_EQ(session->streamStats().bytes_in, 18U);
    const auto frame = session->readPressure(0);
    ASSERT_TRUE(frame) << frame.error().message;
    EXPECT_EQ(frame->kpa(1, 1), 4.5F);
    ASSERT_EQ(session->events().size(), 2U);
    EXPECT_EQ(session->events()[0].nrs, 6);
    EXPECT_EQ(session->events()[1].text, "later");
}

TEST(ImportFile, LeavesNothingBehindAfterARefusal)
{
    const support::TempDir folder;
    write(folder / "cut.txt", "1 2 3 4\n5 6 7 8\n9 10");
    write(folder / "good.txt", "1 2 3 4\n");
    write(folder / "empty.txt", "");
    auto late_event = twoByTwo();
    late_event.events = {{.time = std::chrono::milliseconds{101}}};
    auto unwritable_code = twoByTwo();
    unwritable_code.client_code = std::string(100'000, 'x');
    const auto refusal = [&folder](const char* name, const ImportOptions& options) {
        const auto report = importFile(folder / name, options, folder / "out.h5", false);
        return report ? std::string{"accepted"} : report.error().message;
    };
    EXPECT_THAT(refusal("cut.txt", twoByTwo()),
                HasSubstr("cut.txt, line 3: 2 of 4 numbers: the file was cut"));
    EXPECT_EQ(refusal("good.txt", late_event),
              "an event at 0.101 s: the recording ends at 0.1 s; check the events file");
    EXPECT_THAT(refusal("good.txt", {}), HasSubstr("give --rows, --cols (line 1 has 4 numbers: 2 x 2?)"));
    EXPECT_THAT(refusal("empty.txt", twoByTwo()), HasSubstr("empty.txt: is empty"));
    EXPECT_THAT(refusal("absent.txt", twoByTwo()), HasSubstr("absent.txt: no such file"));
    EXPECT_NE(refusal("good.txt", unwritable_code), "accepted");
    EXPECT_THAT(namesIn(folder.path()), ElementsAre("cut.txt", "empty.txt", "good.txt"));
}

TEST(ImportFile, ReplacesOnlyWhenAllowedAndNeverItsOwnSource)
{
    const support::TempDir folder;
    write(folder / "in.txt", "1 2 3 4\n");
    write(folder / "out.h5", "something else");
    const auto kept = importFile(folder / "in.txt", twoByTwo(), folder / "out.h5", false);
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(bytesOf(folder / "out.h5"), "something else");
    EXPECT_TRUE(importFile(folder / "in.txt", twoByTwo(), folder / "out.h5", true));
    EXPECT_TRUE(SessionReader::open(folder / "out.h5"));
    EXPECT_FALSE(importFile(folder / "in.txt", twoByTwo(), folder / "in.txt", true));
    EXPECT_EQ(bytesOf(folder / "in.txt"), "1 2 3 4\n");
}

TEST(ImportFile, KeepsTheJournalOfAnotherRecording)
{
    const support::TempDir folder;
    write(folder / "in.txt", "1 2 3 4\n");
    write(journalPathOf(folder / "out.h5"), "a recording that was cut off");
    EXPECT_FALSE(importFile(folder / "in.txt", twoByTwo(), folder / "out.h5", true));
    EXPECT_EQ(bytesOf(journalPathOf(folder / "out.h5")), "a recording that was cut off");
}

TEST(ImportFile, NothingOfTheHeadersNamesIsInTheSession)
{
    const fs::path path = PALPATE_SHARED_DATA "/vendor-exports/iscan_test.csv";
    if (!fs::exists(path)) {
        GTEST_SKIP() << path << " is absent";
    }
    const support::TempDir folder;
    const auto report = importFile(path, {.counts_per_kpa = 10.0}, folder / "out.h5", false);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_THAT(report->left_out, ElementsAre("FILENAME", "TIME"));
    EXPECT_EQ(report->file.frames, 309U);
    EXPECT_DOUBLE_EQ(report->file.duration_s, 31.1);
    const auto bytes = bytesOf(folder / "out.h5");
    for (const char* const part :
         {"client-c", "Users", "finger contact", "hand4", "iscan_test", "12/2/2019", "6:21"}) {
        EXPECT_EQ(bytes.find(part), std::string::npos) << part;
    }
    auto session = SessionReader::open(folder / "out.h5");
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ(session->header().geometry.presentCount(), 28 * 28 - 300);
    EXPECT_EQ(session->readCounts(0)->counts(2, 2), 5);
}

TEST(ImportFile, ReadsTheStandardInput)
{
    const support::TempDir folder;
    write(folder / "in.txt", "1 2 3 4\n5 6 7 8\n");
    ASSERT_NE(freopen((folder / "in.txt").c_str(), "r", stdin), nullptr);
    const auto report = importFile("-", twoByTwo(), folder / "out.h5", false);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->file.frames, 2U);
}

}  // namespace
}  // namespace palpate::session
