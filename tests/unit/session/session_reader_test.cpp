#include "palpate/session/session_reader.hpp"

#include <cmath>
#include <limits>
#include <string>

#include <hdf5.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/core/calibration_curve.hpp"
#include "palpate/support/temp_dir.hpp"

#include "session_samples.hpp"

namespace palpate::session {
namespace {

using ::testing::HasSubstr;

void expectSameEvents(const std::vector<Event>& events)
{
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].time, samples::painEvent().time);
    EXPECT_EQ(events[0].kind, EventKind::Pain);
    EXPECT_EQ(events[0].nrs, 7);
    EXPECT_EQ(events[0].place, samples::painEvent().place);
    EXPECT_EQ(events[0].text, samples::painEvent().text);
    EXPECT_EQ(events[1].time, samples::marker().time);
    EXPECT_FALSE(events[1].nrs);
    EXPECT_FALSE(events[1].place);
    EXPECT_TRUE(events[1].text.empty());
}

TEST(SessionReader, GivesBackTheHeaderGapsEventsAndCounters)
{
    const support::TempDir folder;
    const auto header = samples::header(6, 5, {{.row = 0, .col = 0}, {.row = 5, .col = 4}});
    samples::makeSession(folder / "a.h5", header, 10);
    const auto session = SessionReader::open(folder / "a.h5");
    ASSERT_TRUE(session) << session.error().message;
    const SessionHeader& read = session->header();
    EXPECT_EQ(read.geometry, header.geometry);
    EXPECT_EQ(read.samples, SampleKind::Counts);
    EXPECT_EQ(read.info.session_id, header.info.session_id);
    EXPECT_EQ(read.info.mat_title, header.info.mat_title);
    EXPECT_EQ(read.info.mat_serial, header.info.mat_serial);
    EXPECT_EQ(read.info.setup, SetUp::ToolOnMat);
    EXPECT_EQ(read.info.phase, Phase::Before);
    EXPECT_EQ(read.info.started_at, header.info.started_at);
    EXPECT_EQ(read.nominal_rate, Frequency{100.0});
    EXPECT_EQ(read.calibration.ceiling_counts, 4095);
    EXPECT_EQ(std::get<LinearCalibration>(read.calibration.curve).offset_kpa, -0.5);
    EXPECT_FALSE(read.tare);
    EXPECT_EQ(session->streamStats(), samples::stats());
    EXPECT_TRUE(session->endedOnPurpose());
    EXPECT_EQ(session->fileBytes(), std::filesystem::file_size(folder / "a.h5"));
    expectSameEvents(session->events());
    ASSERT_EQ(session->gaps().size(), 1U);
    EXPECT_EQ(session->gaps()[0].from, samples::gap().from);
    EXPECT_EQ(session->gaps()[0].missing_frames, 2U);
    EXPECT_EQ(session->gaps()[0].reason, GapReason::Disconnected);
}

TEST(SessionReader, KeepsUnknownThingsUnknown)
{
    const support::TempDir folder;
    SessionHeader header{.geometry = *MatGeometry::create(2, 3, Length{5.0}, Length{5.0})};
    {
        auto journal = JournalWriter::create(folder / "a.h5", header, false);
        ASSERT_TRUE(journal);
        RawFrame frame{.counts = CountArray::Zero(2, 3)};
        ASSERT_TRUE(journal->append(frame));
        ASSERT_TRUE(journal->append(Gap{.reason = GapReason::Damaged}));
    }
    const auto report = finalizeJournal(folder / "a.h5.journal", false);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_FALSE(report->ended_on_purpose);
    auto session = SessionReader::open(folder / "a.h5");
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_FALSE(session->header().info.setup);
    EXPECT_FALSE(session->header().info.started_at);
    EXPECT_FALSE(session->header().nominal_rate);
    EXPECT_FALSE(session->header().calibration.ceiling_counts);
    EXPECT_FALSE(session->gaps()[0].missing_frames);
    EXPECT_FALSE(session->stamps()[0].device_time_us);
    EXPECT_TRUE(session->events().empty());
    EXPECT_FALSE(session->endedOnPurpose());
    EXPECT_FALSE(session->readPressure(0));
    EXPECT_FALSE(session->readCounts(1));
}

TEST(SessionReader, GivesBackPowerAndTableCalibrations)
{
    const support::TempDir folder;
    auto header = samples::header(2, 2);
    header.calibration.curve = PowerCalibration{.factor = 0.01, .exponent = 1.3};
    samples::makeSession(folder / "power.h5", header, 3);
    auto session = SessionReader::open(folder / "power.h5");
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ(std::get<PowerCalibration>(session->header().calibration.curve).exponent, 1.3);
    EXPECT_TRUE((session->readCounts(2)->counts == samples::rawFrame(header, 2).counts).all());

    header.calibration.curve = TableCalibration{.counts = {1, 7}, .kpa = {0.5, 9}, .zero_is_zero = true};
    header.calibration.cell_gain = CellArray<float>::Constant(2, 2, 1.7F);
    header.tare =
        Tare{.mean_kpa = CellArray<float>::Constant(2, 2, 0.2F), .noise_sd = Pressure{0.3}, .frames = 77};
    samples::makeSession(folder / "table.h5", header, 3);
    session = SessionReader::open(folder / "table.h5");
    ASSERT_TRUE(session) << session.error().message;
    const auto& table = std::get<TableCalibration>(session->header().calibration.curve);
    EXPECT_EQ(table.kpa, (std::vector<double>{0.5, 9}));
    EXPECT_TRUE(table.zero_is_zero);
    EXPECT_EQ((*session->header().calibration.cell_gain)(1, 1), 1.7F);
    EXPECT_EQ(session->header().tare->mean_kpa(0, 1), 0.2F);
    EXPECT_EQ(session->header().tare->noise_sd.kpa, 0.3);
    EXPECT_EQ(session->header().tare->frames, 77);
}

TEST(SessionReader, KeepsTheHighestCountOfAMatWithAbsentCells)
{
    const support::TempDir folder;
    const auto header = samples::header(2, 2, {{.row = 0, .col = 1}});
    {
        auto journal = JournalWriter::create(folder / "a.h5", header, false);
        ASSERT_TRUE(journal);
        RawFrame frame{.counts = CountArray::Constant(2, 2, 65535)};
        ASSERT_TRUE(journal->append(frame));
    }
    const auto report = finalizeJournal(folder / "a.h5.journal", false);
    ASSERT_TRUE(report) << report.error().message;
    auto session = SessionReader::open(folder / "a.h5");
    ASSERT_TRUE(session);
    const auto frame = session->readCounts(0);
    ASSERT_TRUE(frame);
    EXPECT_EQ(frame->counts(0, 0), 65535);
    EXPECT_EQ(frame->counts(0, 1), 0);
}

TEST(SessionReader, GivesBackImportedKpaUnchanged)
{
    const support::TempDir folder;
    auto header = samples::header(3, 4, {{.row = 1, .col = 1}});
    header.samples = SampleKind::Kpa;
    header.calibration.ceiling = Pressure{400.0};
    samples::makeSession(folder / "a.h5", header, 205);
    auto session = SessionReader::open(folder / "a.h5");
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ(session->header().calibration.ceiling, Pressure{400.0});
    for (std::uint64_t i = 0; i < 205; ++i) {
        const auto frame = session->readPressure(i);
        ASSERT_TRUE(frame);
        const auto expected = samples::kpaFrame(header, i);
        EXPECT_TRUE(std::isnan(frame->kpa(1, 1)));
        EXPECT_EQ(frame->kpa(0, 0), expected.kpa(0, 0));
        EXPECT_EQ(frame->kpa(2, 3), expected.kpa(2, 3));
    }
    EXPECT_FALSE(session->readCounts(0));
}

TEST(SessionReader, NamesWhatIsWrongWithAForeignFile)
{
    const support::TempDir folder;
    const auto missing = SessionReader::open(folder / "none.h5");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    EXPECT_FALSE(std::filesystem::exists(folder / "none.h5"));

    samples::writeBytes(folder / "text.h5", std::vector<std::uint8_t>(5000, 'x'));
    const auto text = SessionReader::open(folder / "text.h5");
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::Corrupt);

    const hid_t other = H5Fcreate((folder / "other.h5").c_str(), H5F_ACC_EXCL, H5P_DEFAULT, H5P_DEFAULT);
    H5Fclose(other);
    const auto foreign = SessionReader::open(folder / "other.h5");
    ASSERT_FALSE(foreign);
    EXPECT_THAT(foreign.error().message, HasSubstr("palpate import"));
}

TEST(SessionReader, RefusesANewerFormat)
{
    const support::TempDir folder;
    samples::makeSession(folder / "a.h5", samples::header(2, 2), 3);
    const hid_t file = H5Fopen((folder / "a.h5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    const hid_t attribute = H5Aopen(file, "palpate_format", H5P_DEFAULT);
    const hid_t type = H5Aget_type(attribute);
    ASSERT_GE(H5Awrite(attribute, type, "1.9.0"), 0);
    H5Tclose(type);
    H5Aclose(attribute);
    H5Fclose(file);
    const auto refused = SessionReader::open(folder / "a.h5");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::UnsupportedVersion);
    EXPECT_FALSE(annotateSession(folder / "a.h5", samples::marker()));
}

TEST(SessionReader, RefusesALinkThatLeadsOutOfTheFile)
{
    const support::TempDir folder;
    samples::makeSession(folder / "a.h5", samples::header(2, 2), 3);
    samples::makeSession(folder / "b.h5", samples::header(2, 2), 3);
    const hid_t file = H5Fopen((folder / "a.h5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    ASSERT_GE(H5Ldelete(file, "frame_seq", H5P_DEFAULT), 0);
    ASSERT_GE(H5Lcreate_external("b.h5", "/frame_seq", file, "frame_seq", H5P_DEFAULT, H5P_DEFAULT), 0);
    H5Fclose(file);
    const auto refused = SessionReader::open(folder / "a.h5");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("leads out of the file"));
}

TEST(SessionReader, FlippedBytesAreRefusedOrChangeNoFrame)
{
    const support::TempDir folder;
    const auto header = samples::header(4, 4);
    samples::makeSession(folder / "a.h5", header, 6);
    const auto bytes = samples::bytesOf(folder / "a.h5");
    const auto path = folder / "flipped.h5";
    for (std::size_t at = 0; at < bytes.size(); at += 37) {
        auto flipped = bytes;
        flipped[at] ^= 0x10U;
        samples::writeBytes(path, flipped);
        auto session = SessionReader::openOwn(path);
        for (std::uint64_t i = 0; session && i < session->frameCount(); ++i) {
            const auto frame = session->readCounts(i);
            if (frame) {
                ASSERT_TRUE((frame->counts == samples::rawFrame(header, i).counts).all()) << at;
                ASSERT_EQ(frame->stamp.time, samples::stamp(i).time) << at;
            }
        }
    }
}

TEST(AnnotateSession, AddsAnEventAndChangesNothingElse)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    const auto header = samples::header(3, 3);
    samples::makeSession(path, header, 12);
    for (int i = 0; i < 20; ++i) {
        const auto added = annotateSession(
            path,
            Event{.time = SessionTime{i}, .kind = EventKind::Note, .text = "note " + std::to_string(i)});
        ASSERT_TRUE(added) << added.error().message;
    }
    auto session = SessionReader::open(path);
    ASSERT_TRUE(session) << session.error().message;
    ASSERT_EQ(session->events().size(), 22U);
    EXPECT_EQ(session->events()[0].text, samples::painEvent().text);
    EXPECT_EQ(session->events()[21].text, "note 19");
    EXPECT_TRUE((session->readCounts(11)->counts == samples::rawFrame(header, 11).counts).all());
    EXPECT_FALSE(std::filesystem::exists(folder / "a.h5.part"));
    EXPECT_FALSE(annotateSession(path, Event{.kind = EventKind::Pain, .nrs = 12}));
    EXPECT_FALSE(annotateSession(folder / "none.h5", samples::marker()));
}

TEST(RemoveEvent, TakesOutTheLastEqualOneAndNothingElse)
{
    const support::TempDir folder;
    const auto path = folder / "a.h5";
    samples::makeSession(path, samples::header(3, 3), 12);
    const auto texts = [&path] {
        std::vector<std::string> found;
        const auto session = SessionReader::open(path);
        for (const Event& event : session->events()) {
            found.push_back(event.text);
        }
        return found;
    };
    const std::vector<std::string> before = texts();
    // A time that has no exact decimal.
    const Event report{.time = fromSeconds(0.1 / 3.0),
                       .kind = EventKind::Pain,
                       .nrs = 6,
                       .place = MatPoint{.x_mm = 12.3, .y_mm = 0.1},
                       .text = "left"};
    Event other = report;
    other.nrs = 7;
    other.text = "right";
    const std::vector<Event> added{report, other, report};
    ASSERT_TRUE(annotateSession(path, added));
    ASSERT_TRUE(removeEvent(path, report));
    std::vector<std::string> expected = before;
    expected.insert(expected.end(), {"left", "right"});
    EXPECT_EQ(texts(), expected);
    ASSERT_TRUE(removeEvent(path, report));
    expected.erase(expected.end() - 2);
    EXPECT_EQ(texts(), expected);
    other.place.reset();
    const auto none = removeEvent(path, other);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::NotFound);
    EXPECT_EQ(texts(), expected);
    EXPECT_FALSE(std::filesystem::exists(folder / "a.h5.part"));
}

TEST(AnnotateSession, WorksWhileTheSessionIsOpenElsewhere)
{
    const support::TempDir folder;
    samples::makeSession(folder / "a.h5", samples::header(3, 3), 12);
    auto open_session = SessionReader::open(folder / "a.h5");
    ASSERT_TRUE(open_session);
    const auto added = annotateSession(folder / "a.h5", samples::marker());
    ASSERT_TRUE(added) << added.error().message;
    EXPECT_EQ(open_session->events().size(), 2U);
    EXPECT_TRUE(open_session->readCounts(11));
    EXPECT_EQ(SessionReader::open(folder / "a.h5")->events().size(), 3U);
}

TEST(CalibrationCurve, GoesOnBeyondItsTable)
{
    const CalibrationCurve curve = TableCalibration{.counts = {10, 20, 40}, .kpa = {5, 10, 50}};
    EXPECT_DOUBLE_EQ(kpaOfCount(curve, 0), 0.0);
    EXPECT_DOUBLE_EQ(kpaOfCount(curve, 5), 2.5);
    EXPECT_DOUBLE_EQ(kpaOfCount(curve, 20), 10.0);
    EXPECT_DOUBLE_EQ(kpaOfCount(curve, 30), 30.0);
    EXPECT_DOUBLE_EQ(kpaOfCount(curve, 50), 70.0);
    const CalibrationCurve zeroed =
        TableCalibration{.counts = {10, 20}, .kpa = {8, 10}, .zero_is_zero = true};
    EXPECT_DOUBLE_EQ(kpaOfCount(zeroed, 0), 0.0);
    EXPECT_DOUBLE_EQ(kpaOfCount(zeroed, 1), 6.2);
}

}  // namespace
}  // namespace palpate::session
