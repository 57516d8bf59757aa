#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/session/finalize.hpp"
#include "palpate/session/journal_writer.hpp"
#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

#include "journal_content.hpp"
#include "journal_reader.hpp"
#include "session_samples.hpp"

namespace palpate::session {
namespace {

using ::testing::HasSubstr;

TEST(Journal, GivesBackEverythingThatWasAppended)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    auto header = samples::header(3, 4, {{.row = 1, .col = 2}});
    header.calibration.cell_gain = CellArray<float>::Constant(3, 4, 1.1F);
    header.tare =
        Tare{.mean_kpa = CellArray<float>::Constant(3, 4, 0.3F), .noise_sd = Pressure{0.07}, .frames = 9};
    samples::recordJournal(path, header, 6);

    auto journal = JournalReader::open(journalPathOf(path));
    ASSERT_TRUE(journal) << journal.error().message;
    const SessionHeader& read = journal->header();
    EXPECT_EQ(read.geometry, header.geometry);
    EXPECT_EQ(read.info.client_code, "C-017");
    EXPECT_EQ(read.info.mat_title, header.info.mat_title);
    EXPECT_EQ(read.info.started_at, header.info.started_at);
    EXPECT_EQ(read.info.side, Side::Left);
    EXPECT_TRUE((*read.calibration.cell_gain == *header.calibration.cell_gain).all());
    EXPECT_TRUE((read.tare->mean_kpa == header.tare->mean_kpa).all());
    EXPECT_EQ(read.tare->noise_sd.kpa, 0.07);
    EXPECT_EQ(std::get<LinearCalibration>(read.calibration.curve).kpa_per_count, 0.125);

    const auto content = readAll(journalPathOf(path));
    ASSERT_TRUE(content);
    ASSERT_EQ(content->frames.size(), 6U);
    for (std::uint64_t i = 0; i < 6; ++i) {
        EXPECT_TRUE(sameFrame(content->frames[i], samples::rawFrame(header, i)));
    }
    ASSERT_EQ(content->gaps.size(), 1U);
    EXPECT_EQ(content->gaps[0].missing_frames, 2U);
    EXPECT_EQ(content->gaps[0].reason, GapReason::Disconnected);
    ASSERT_EQ(content->events.size(), 2U);
    EXPECT_EQ(content->events[0].text, samples::painEvent().text);
    EXPECT_EQ(content->events[0].nrs, 7);
    EXPECT_EQ(content->events[0].place, samples::painEvent().place);
    EXPECT_FALSE(content->events[1].nrs);
    EXPECT_FALSE(content->events[1].place);
    ASSERT_TRUE(content->end);
    EXPECT_EQ(content->end->stats, samples::stats());
    EXPECT_EQ(content->end->frames, 6U);
    EXPECT_EQ(content->damage.records, 0U);
    EXPECT_EQ(content->damage.bytes, 0U);
}

TEST(Journal, CutAnywhereKeepsEveryWholeRecordBeforeTheCut)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    const auto header = samples::header(2, 2);
    samples::recordJournal(path, header, 4);
    const auto bytes = samples::bytesOf(journalPathOf(path));
    const auto cut_path = folder / "cut.h5.journal";
    std::size_t frames_before = 0;
    std::size_t refused = 0;
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        samples::writeBytes(cut_path, {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)});
        const auto content = readAll(cut_path);
        if (!content) {
            EXPECT_EQ(content.error().code, ErrorCode::Corrupt);
            EXPECT_EQ(frames_before, 0U);
            ++refused;
            continue;
        }
        ASSERT_GE(content->frames.size(), frames_before) << size;
        frames_before = content->frames.size();
        for (std::size_t i = 0; i < content->frames.size(); ++i) {
            ASSERT_TRUE(sameFrame(content->frames[i], samples::rawFrame(header, i))) << size;
        }
        ASSERT_EQ(content->damage.records, 0U) << size;
        ASSERT_LT(content->damage.bytes, bytes.size()) << size;
    }
    EXPECT_EQ(frames_before, 4U);
    EXPECT_LT(refused, bytes.size() / 2);
}

TEST(Journal, OneFlippedByteCostsAtMostOneRecordAndIsCounted)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    const auto header = samples::header(2, 2);
    samples::recordJournal(path, header, 4);
    const auto bytes = samples::bytesOf(journalPathOf(path));
    const auto flipped_path = folder / "flipped.h5.journal";
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        auto flipped = bytes;
        flipped[at] ^= 0xFFU;
        samples::writeBytes(flipped_path, flipped);
        const auto content = readAll(flipped_path);
        ASSERT_TRUE(content) << at << ": " << content.error().message;
        const std::size_t records =
            content->frames.size() + content->gaps.size() + content->events.size() + (content->end ? 1U : 0U);
        ASSERT_GE(records, 7U) << at;
        ASSERT_GT(content->damage.bytes, 0U) << at;
        for (const RawFrame& frame : content->frames) {
            ASSERT_TRUE(isSampleFrame(frame, header)) << at;
        }
        for (const Event& event : content->events) {
            ASSERT_TRUE(event.text.empty() || event.text == samples::painEvent().text) << at;
        }
    }
}

TEST(Journal, NoticesARecordThatWasTakenOutOrRepeated)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    const auto header = samples::header(2, 2);
    samples::recordJournal(path, header, 3);
    const auto bytes = samples::bytesOf(journalPathOf(path));
    const std::size_t record_bytes = kRecordHeadBytes + framePayloadBytes(header) + kRecordTailBytes;
    std::vector<std::uint8_t> pattern(sizeof kSyncWord);
    std::memcpy(pattern.data(), &kSyncWord, sizeof kSyncWord);
    auto first = bytes.begin();
    for (int record = 0; record < 3; ++record) {
        first = std::search(first + 1, bytes.end(), pattern.begin(), pattern.end());
    }
    const auto last = first + static_cast<std::ptrdiff_t>(record_bytes);

    std::vector<std::uint8_t> without(bytes.begin(), first);
    without.insert(without.end(), last, bytes.end());
    samples::writeBytes(folder / "without.h5.journal", without);
    const auto missing = readAll(folder / "without.h5.journal");
    ASSERT_TRUE(missing);
    EXPECT_EQ(missing->frames.size(), 2U);
    EXPECT_EQ(missing->damage.records, 1U);

    std::vector<std::uint8_t> twice(bytes.begin(), last);
    twice.insert(twice.end(), first, bytes.end());
    samples::writeBytes(folder / "twice.h5.journal", twice);
    const auto repeated = readAll(folder / "twice.h5.journal");
    ASSERT_TRUE(repeated);
    EXPECT_EQ(repeated->frames.size(), 3U);
    EXPECT_EQ(repeated->damage.records, 1U);
    EXPECT_EQ(repeated->damage.bytes, record_bytes);
}

TEST(Journal, StopsCleanlyAtSpaceThatWasReservedButNotWritten)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    const auto header = samples::header(2, 2);
    samples::recordJournal(path, header, 3);
    auto bytes = samples::bytesOf(journalPathOf(path));
    bytes.resize(bytes.size() + 1'000'000, 0);
    samples::writeBytes(folder / "zeros.h5.journal", bytes);
    const auto content = readAll(folder / "zeros.h5.journal");
    ASSERT_TRUE(content);
    EXPECT_EQ(content->frames.size(), 3U);
    EXPECT_EQ(content->damage.records, 0U);
    EXPECT_EQ(content->damage.bytes, 1'000'000U);
}

TEST(Journal, RefusesFilesThatAreNoJournal)
{
    const support::TempDir folder;
    samples::writeBytes(folder / "text.journal", std::vector<std::uint8_t>(50'000, 'a'));
    const auto text = JournalReader::open(folder / "text.journal");
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::Corrupt);
    const auto nothing = JournalReader::open(folder / "nothing.journal");
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().code, ErrorCode::NotFound);
}

TEST(Journal, RefusesANewerVersion)
{
    const support::TempDir folder;
    samples::recordJournal(folder / "a.h5", samples::header(2, 2), 1);
    auto bytes = samples::bytesOf(folder / "a.h5.journal");
    // The prologue of version 4 with its right checksum, as another program would write it.
    const std::vector<std::uint8_t> prologue{0x89, 'P', 'L', 'J', 0x0D, 0x0A, 0x1A, 0x0A,
                                             4,    0,   0,   0,   0x19, 0xC4, 0xD5, 0x69};
    std::copy(prologue.begin(), prologue.end(), bytes.begin());
    samples::writeBytes(folder / "a.h5.journal", bytes);
    const auto opened = JournalReader::open(folder / "a.h5.journal");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::UnsupportedVersion) << opened.error().message;
}

class JournalOfVersion : public ::testing::TestWithParam<std::vector<std::uint8_t>> {};

TEST_P(JournalOfVersion, BeforeThisOneReadsTheSame)
{
    const support::TempDir folder;
    const auto header = samples::header(2, 2);
    samples::recordJournal(folder / "a.h5", header, 3);
    auto bytes = samples::bytesOf(folder / "a.h5.journal");
    std::vector<std::uint8_t> prologue{0x89, 'P', 'L', 'J', 0x0D, 0x0A, 0x1A, 0x0A};
    prologue.insert(prologue.end(), GetParam().begin(), GetParam().end());
    std::copy(prologue.begin(), prologue.end(), bytes.begin());
    samples::writeBytes(folder / "a.h5.journal", bytes);
    const auto content = readAll(folder / "a.h5.journal");
    ASSERT_TRUE(content) << content.error().message;
    EXPECT_EQ(content->frames.size(), 3U);
    EXPECT_TRUE(content->end);
    EXPECT_EQ(content->damage.bytes, 0U);
}

INSTANTIATE_TEST_SUITE_P(OneAndTwo, JournalOfVersion,
                         ::testing::Values(std::vector<std::uint8_t>{1, 0, 0, 0, 0x2B, 0x34, 0x0B, 0x5E},
                                           std::vector<std::uint8_t>{2, 0, 0, 0, 0xC5, 0x9B, 0xBE, 0x4C}));

TEST(Journal, KeepsTheLastRegionsToTheLastDigit)
{
    const support::TempDir folder;
    {
        auto journal = JournalWriter::create(folder / "a.h5", samples::header(2, 2), false);
        ASSERT_TRUE(journal) << journal.error().message;
        ASSERT_TRUE(journal->append(samples::rawFrame(samples::header(2, 2), 0)));
        ASSERT_TRUE(journal->append(std::vector<Region>{}));
        ASSERT_TRUE(journal->append(samples::regions()));
        auto twice = samples::regions();
        twice[1].name = twice[0].name;
        EXPECT_FALSE(journal->append(twice));
        EXPECT_FALSE(journal->append(
            std::vector<Region>{{.name = "\xFF", .shape = samples::regions().front().shape}}));
        ASSERT_TRUE(journal->append(samples::rawFrame(samples::header(2, 2), 1)));
        // Cut off here, without an end record.
    }
    const auto content = readAll(folder / "a.h5.journal");
    ASSERT_TRUE(content) << content.error().message;
    ASSERT_EQ(content->regions.size(), 2U);
    EXPECT_TRUE(content->regions[0].empty());
    EXPECT_EQ(content->regions[1], samples::regions());
    EXPECT_EQ(content->frames.size(), 2U);
    EXPECT_EQ(content->damage.records, 0U);
    ASSERT_TRUE(finalizeJournal(folder / "a.h5.journal", false));
    const auto session = SessionReader::open(folder / "a.h5");
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ(session->regions(), samples::regions());
    EXPECT_FALSE(session->endedOnPurpose());
}

TEST(Journal, ARegionRecordWithAnImpossibleShapeIsCountedAsDamaged)
{
    const support::TempDir folder;
    const auto header = samples::header(2, 2);
    samples::recordJournal(folder / "a.h5", header, 1);
    auto bytes = samples::bytesOf(folder / "a.h5.journal");
    auto impossible = samples::regions();
    std::get<EllipseShape>(impossible[1].shape).radius_x = Length{-1.0};
    std::vector<std::uint8_t> record;
    constexpr std::uint32_t kAfterTheEnd = 7;
    beginRecord(record, kAfterTheEnd, RecordType::Regions);
    putRegions(record, impossible);
    endRecord(record);
    bytes.insert(bytes.end(), record.begin(), record.end());
    samples::writeBytes(folder / "a.h5.journal", bytes);
    const auto content = readAll(folder / "a.h5.journal");
    ASSERT_TRUE(content) << content.error().message;
    EXPECT_TRUE(content->regions.empty());
    EXPECT_EQ(content->damage.records, 1U);
    EXPECT_EQ(content->damage.bytes, record.size());
}

}  // namespace
}  // namespace palpate::session
