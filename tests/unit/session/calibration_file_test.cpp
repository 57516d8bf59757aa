#include "palpate/session/calibration_file.hpp"

#include <string>

#include <gtest/gtest.h>

#include "palpate/session/recalibrate.hpp"
#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

#include "session_samples.hpp"

namespace palpate::session {
namespace {

CreepModel creep()
{
    return {.fast_share = 0.1 / 3.0, .fast_s = 2.25, .slow_share = 0.07, .slow_s = 44.4};
}

CalibrationRecord record()
{
    return {.made_at = "2026-11-22T10:15:00Z",
            .from = Pressure{1.0 / 3.0},
            .to = Pressure{55.5},
            .residual_pct = 1.25,
            .cross_validation_pct = 2.5,
            .loads = 3};
}

Calibration measured(const CalibrationCurve& curve)
{
    Calibration calibration{.curve = curve};
    calibration.ceiling_counts = std::uint16_t{4095};
    calibration.creep = creep();
    calibration.record = record();
    calibration.source = "calibrated 2026-11-22 with 3 loads, power";
    return calibration;
}

void expectMeasured(const Calibration& got)
{
    EXPECT_EQ(got.creep, creep());
    ASSERT_TRUE(got.record);
    EXPECT_EQ(got.record->made_at, record().made_at);
    EXPECT_EQ(got.record->from, record().from);
    EXPECT_EQ(got.record->to, record().to);
    EXPECT_EQ(got.record->residual_pct, record().residual_pct);
    EXPECT_EQ(got.record->cross_validation_pct, record().cross_validation_pct);
    EXPECT_EQ(got.record->loads, 3);
}

CalibrationFile file()
{
    const SessionHeader header = samples::header(3, 2, {{.row = 1, .col = 1}});
    CalibrationFile made{.mat_id = header.info.mat_id,
                         .mat_serial = header.info.mat_serial,
                         .geometry = header.geometry,
                         .calibration = measured(PowerCalibration{.factor = 0.1, .exponent = 4.0 / 3.0})};
    made.calibration.cell_gain = CellArray<float>::Constant(3, 2, 1.1F);
    return made;
}

TEST(CalibrationFile, ComesBackAsItWas)
{
    const auto got = parseCalibrationFile(calibrationFileText(file()));
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->mat_id, file().mat_id);
    EXPECT_EQ(got->geometry, file().geometry);
    EXPECT_EQ(std::get<PowerCalibration>(got->calibration.curve).exponent, 4.0 / 3.0);
    EXPECT_EQ((*got->calibration.cell_gain)(2, 0), 1.1F);
    EXPECT_EQ(got->calibration.ceiling_counts, 4095);
    EXPECT_EQ(got->calibration.source, file().calibration.source);
    expectMeasured(got->calibration);
}

TEST(CalibrationFile, RefusesWhatIsNoneAndWhatCannotBeTrue)
{
    const auto refusal = [](const std::string& text) { return parseCalibrationFile(text).error().message; };
    EXPECT_NE(refusal("{}").find("palpate calibrate"), std::string::npos);
    EXPECT_NE(refusal("no json").find("not a calibration file"), std::string::npos);
    EXPECT_NE(refusal(R"({"palpate_calibration": 2})").find("newer palpate"), std::string::npos);
    EXPECT_NE(refusal(R"({"palpate_calibration": 1})").find("not a calibration file"), std::string::npos);
    auto text = calibrationFileText(file());
    const auto from = text.find("\"fast_s\": 2.25");
    ASSERT_NE(from, std::string::npos);
    EXPECT_NE(refusal(text.replace(from, 14, "\"fast_s\": -1.0")).find("creep"), std::string::npos);
    EXPECT_EQ(readCalibrationFile("/nowhere/mat.json").error().code, ErrorCode::NotFound);
}

TEST(CalibrationFile, IsForOneMat)
{
    const SessionHeader header = samples::header(3, 2, {{.row = 1, .col = 1}});
    EXPECT_TRUE(checkIsOfMat(file(), header.geometry, header.info, false));
    EXPECT_FALSE(checkIsOfMat(file(), samples::header(3, 2).geometry, header.info, true));
    MeasurementInfo other = header.info;
    other.mat_serial = "SN 8";
    EXPECT_FALSE(checkIsOfMat(file(), header.geometry, other, false));
    EXPECT_TRUE(checkIsOfMat(file(), header.geometry, other, true));
    other.mat_serial.clear();
    EXPECT_TRUE(checkIsOfMat(file(), header.geometry, other, false));
}

TEST(SessionCalibration, CreepAndRecordGoThroughJournalAndFile)
{
    const support::TempDir folder;
    SessionHeader header = samples::header(3, 4);
    header.calibration = measured(LinearCalibration{.kpa_per_count = 0.125});
    samples::makeSession(folder / "visit.h5", header, 5);
    const auto session = SessionReader::open(folder / "visit.h5");
    ASSERT_TRUE(session) << session.error().message;
    expectMeasured(session->header().calibration);
}

TEST(SessionCalibration, OneWithoutCreepAndRecordHasNone)
{
    const support::TempDir folder;
    samples::makeSession(folder / "visit.h5", samples::header(3, 4), 5);
    const auto session = SessionReader::open(folder / "visit.h5").value();
    EXPECT_FALSE(session.header().calibration.creep);
    EXPECT_FALSE(session.header().calibration.record);
}

TEST(SessionCalibration, ARecordThatCannotBeTrueIsRefusedBeforeRecording)
{
    const support::TempDir folder;
    SessionHeader header = samples::header(3, 4);
    header.calibration.record = record();
    header.calibration.record->loads = 0;
    EXPECT_FALSE(JournalWriter::create(folder / "visit.h5", header, false));
}

void expectSameRecording(SessionReader& got, SessionReader& wanted)
{
    ASSERT_EQ(got.frameCount(), wanted.frameCount());
    for (std::uint64_t i = 0; i < wanted.frameCount(); ++i) {
        EXPECT_TRUE((got.readCounts(i).value().counts == wanted.readCounts(i).value().counts).all());
        EXPECT_EQ(got.stamps()[i].time, wanted.stamps()[i].time);
        EXPECT_EQ(got.stamps()[i].device_time_us, wanted.stamps()[i].device_time_us);
    }
    EXPECT_EQ(got.events().size(), wanted.events().size());
    EXPECT_EQ(got.gaps().size(), wanted.gaps().size());
    EXPECT_EQ(got.streamStats().bytes_in, wanted.streamStats().bytes_in);
    EXPECT_EQ(got.endedOnPurpose(), wanted.endedOnPurpose());
    EXPECT_EQ(got.header().info.session_id, wanted.header().info.session_id);
}

TEST(Recalibrate, ChangesKpaAndNeverCounts)
{
    const support::TempDir folder;
    samples::makeSession(folder / "visit.h5", samples::header(3, 4), 130);
    samples::makeSession(folder / "kept.h5", samples::header(3, 4), 130);
    const auto calibration = measured(PowerCalibration{.factor = 0.01, .exponent = 1.5});
    const auto done =
        recalibrateSession(folder / "visit.h5", calibration, std::nullopt, folder / "visit.h5", false);
    ASSERT_TRUE(done) << done.error().message;
    auto got = SessionReader::open(folder / "visit.h5").value();
    auto wanted = SessionReader::open(folder / "kept.h5").value();
    expectSameRecording(got, wanted);
    expectMeasured(got.header().calibration);
    EXPECT_EQ(std::get<PowerCalibration>(got.header().calibration.curve).exponent, 1.5);
    EXPECT_FALSE(std::filesystem::exists(folder / "visit.h5.part"));
}

TEST(Recalibrate, WritesACopyAndReplacesNothingUnasked)
{
    const support::TempDir folder;
    samples::makeSession(folder / "visit.h5", samples::header(3, 4), 3);
    const auto before = samples::bytesOf(folder / "visit.h5");
    const auto calibration = measured(LinearCalibration{.kpa_per_count = 0.5});
    ASSERT_TRUE(recalibrateSession(folder / "visit.h5", calibration, std::nullopt, folder / "new.h5", false));
    EXPECT_EQ(samples::bytesOf(folder / "visit.h5"), before);
    EXPECT_EQ(recalibrateSession(folder / "visit.h5", calibration, std::nullopt, folder / "new.h5", false)
                  .error()
                  .code,
              ErrorCode::AlreadyExists);
    EXPECT_TRUE(recalibrateSession(folder / "visit.h5", calibration, std::nullopt, folder / "new.h5", true));
}

TEST(Recalibrate, RefusesSessionsInKpaAndCalibrationsOfOtherMats)
{
    const support::TempDir folder;
    SessionHeader header = samples::header(3, 4);
    header.samples = SampleKind::Kpa;
    samples::makeSession(folder / "kpa.h5", header, 3);
    samples::makeSession(folder / "visit.h5", samples::header(3, 4), 3);
    const auto refusal = [&](const char* name, const Calibration& calibration) {
        return recalibrateSession(folder / name, calibration, std::nullopt, folder / name, false)
            .error()
            .message;
    };
    EXPECT_NE(refusal("kpa.h5", measured(LinearCalibration{})).find("no counts"), std::string::npos);
    auto other = measured(LinearCalibration{});
    other.cell_gain = CellArray<float>::Ones(9, 9);
    EXPECT_NE(refusal("visit.h5", other).find("cell gains"), std::string::npos);
}

}  // namespace
}  // namespace palpate::session
