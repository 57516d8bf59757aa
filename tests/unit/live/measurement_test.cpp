#include "palpate/live/measurement.hpp"

#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/live/session_analysis.hpp"
#include "palpate/session/session_reader.hpp"
#include "palpate/support/temp_dir.hpp"

#include "scripted_source.hpp"

namespace palpate::live {
namespace {

using ::testing::HasSubstr;

class MeasurementTest : public ::testing::Test {
  protected:
    MeasurementTest()
    {
        auto source = std::make_unique<ScriptedSource>(smallMat());
        source_ = source.get();
        measurement_ = Measurement::start(std::move(source), {}).value();
    }

    session::SessionReader finishAndOpen()
    {
        measurement_->stopRecording();
        const auto report = measurement_->waitUntilFinished();
        EXPECT_TRUE(report) << report.error().message;
        return session::SessionReader::open(path_).value();
    }

    support::TempDir folder_;
    const std::filesystem::path path_ = folder_ / "visit.h5";
    ScriptedSource* source_ = nullptr;
    std::unique_ptr<Measurement> measurement_;
};

TEST_F(MeasurementTest, RecordsEveryFrameFromTheNextOneOnWithTimeStartingAtZero)
{
    for (std::uint64_t k = 0; k < 5; ++k) {
        source_->frame(loadedFrame(k));
    }
    ASSERT_TRUE(measurement_->startRecording(path_, {.client_code = "C-7"}, false));
    for (std::uint64_t k = 5; k < 105; ++k) {
        source_->frame(loadedFrame(k));
    }
    auto session = finishAndOpen();
    ASSERT_EQ(session.frameCount(), 100U);
    EXPECT_EQ(session.stamps().front().time, SessionTime::zero());
    EXPECT_EQ(session.stamps().front().sequence, 5U);
    for (std::uint64_t k = 0; k < 100; ++k) {
        EXPECT_TRUE((session.readCounts(k)->counts == loadedFrame(k + 5)->counts).all()) << k;
    }
    EXPECT_EQ(session.header().info.client_code, "C-7");
    EXPECT_EQ(session.header().info.mat_serial, "T-1");
    EXPECT_TRUE(session.endedOnPurpose());
}

TEST_F(MeasurementTest, CanBeginWithTheFramesThatAreStillInMemory)
{
    for (std::uint64_t k = 0; k < 20; ++k) {
        source_->frame(loadedFrame(k));
    }
    ASSERT_TRUE(measurement_->startRecording(path_, {}, false, RecordFrom::Buffered));
    source_->frame(loadedFrame(20));
    auto session = finishAndOpen();
    ASSERT_EQ(session.frameCount(), 21U);
    EXPECT_EQ(session.stamps().front().sequence, 0U);
}

TEST_F(MeasurementTest, KeepsGapsAndEventsInSessionTime)
{
    ASSERT_TRUE(measurement_->startRecording(path_, {}, false));
    source_->frame(loadedFrame(10));
    source_->gap({.from = SessionTime{100'000'000}, .to = SessionTime{150'000'000}, .missing_frames = 4});
    source_->frame(loadedFrame(15));
    source_->event({.time = SessionTime{150'000'000}, .kind = EventKind::Pain, .nrs = 6});
    ASSERT_TRUE(measurement_->addEvent(EventKind::Note, std::nullopt, "breathe"));
    EXPECT_FALSE(measurement_->addEvent(EventKind::Pain, 11, ""));
    EXPECT_EQ(measurement_->snapshot()->lost_frames, 4U);

    const auto session = finishAndOpen();
    ASSERT_EQ(session.gaps().size(), 1U);
    EXPECT_EQ(session.gaps()[0].from, SessionTime::zero());
    EXPECT_EQ(session.gaps()[0].to, SessionTime{50'000'000});
    EXPECT_EQ(session.gaps()[0].missing_frames, 4U);
    ASSERT_EQ(session.events().size(), 2U);
    EXPECT_EQ(session.events()[0].nrs, 6);
    EXPECT_EQ(session.events()[0].time, SessionTime{50'000'000});
    EXPECT_EQ(session.events()[1].text, "breathe");
    EXPECT_EQ(session.events()[1].time, SessionTime{50'000'000});
}

TEST_F(MeasurementTest, KeepsTheLastRegionsInTheSession)
{
    const std::vector<Region> before{
        {.name = "calf", .shape = RectangleShape{.from = {}, .to = {.x_mm = 10.0, .y_mm = 10.0}}}};
    const std::vector<Region> after{
        {.name = "calf", .shape = EllipseShape{.radius_x = Length{5.0}, .radius_y = Length{7.0}}},
        {.name = "thigh", .shape = RectangleShape{.from = {}, .to = {.x_mm = 30.0, .y_mm = 10.0}}}};
    ASSERT_TRUE(measurement_->setRegions(before));
    ASSERT_TRUE(measurement_->startRecording(path_, {}, false));
    source_->frame(loadedFrame(0));
    source_->frame(loadedFrame(1));
    EXPECT_EQ(finishAndOpen().regions(), before);

    ASSERT_TRUE(measurement_->startRecording(folder_ / "second.h5", {}, false));
    source_->frame(loadedFrame(2));
    ASSERT_TRUE(measurement_->setRegions(after));
    EXPECT_FALSE(measurement_->setRegions({after[0], after[0]})) << "one name twice";
    source_->frame(loadedFrame(3));
    measurement_->stopRecording();
    ASSERT_TRUE(measurement_->waitUntilFinished());
    auto second = session::SessionReader::open(folder_ / "second.h5").value();
    EXPECT_EQ(second.regions(), after);

    const auto results = analyzeSession(second, {.regions = {{.name = "thigh", .shape = before[0].shape}}});
    ASSERT_TRUE(results) << results.error().message;
    ASSERT_EQ(results->regions.size(), 2U);
    EXPECT_EQ(results->settings.regions[0], after[0]);
    EXPECT_EQ(results->settings.regions[1].shape, before[0].shape);
    EXPECT_EQ(results->regions[1].name, "thigh");
    EXPECT_NEAR(results->regions[1].area_cm2, 1.0, 1e-9);
}

TEST_F(MeasurementTest, TaresOnlyAnEmptyMatAndNeverWhileRecording)
{
    EXPECT_FALSE(measurement_->tare()) << "no frame yet";
    for (std::uint64_t k = 0; k < 100; ++k) {
        source_->frame(loadedFrame(k));
    }
    EXPECT_FALSE(measurement_->tare()) << "loaded";
    for (std::uint64_t k = 100; k < 300; ++k) {
        source_->frame(emptyFrame(k));
    }
    const auto tared = measurement_->tare();
    ASSERT_TRUE(tared) << tared.error().message;
    EXPECT_TRUE(measurement_->snapshot()->tared);

    ASSERT_TRUE(measurement_->startRecording(path_, {}, false));
    EXPECT_THAT(measurement_->tare().error().message, HasSubstr("while recording"));
    source_->frame(loadedFrame(300));
    const auto session = finishAndOpen();
    ASSERT_TRUE(session.header().tare);
    EXPECT_NEAR(static_cast<double>(session.header().tare->mean_kpa(0, 0)), 0.1, 0.01);
}

TEST_F(MeasurementTest, UsesTheMatsOwnCalibrationFromThenOnAndCarriesTheTareOver)
{
    for (std::uint64_t k = 0; k < 200; ++k) {
        source_->frame(emptyFrame(k));
    }
    ASSERT_TRUE(measurement_->tare());
    Calibration calibration = smallMat().calibration;
    std::get<LinearCalibration>(calibration.curve).kpa_per_count *= 3.0;
    calibration.record = CalibrationRecord{.to = Pressure{90.0}, .loads = 2};
    const auto used = measurement_->useCalibration(calibration);
    ASSERT_TRUE(used) << used.error().message;
    ASSERT_TRUE(measurement_->startRecording(path_, {}, false));
    EXPECT_THAT(measurement_->useCalibration(calibration).error().message, HasSubstr("while recording"));
    source_->frame(loadedFrame(200));
    const auto session = finishAndOpen();
    EXPECT_EQ(session.header().calibration.record->loads, 2);
    EXPECT_NEAR(static_cast<double>(session.header().tare->mean_kpa(0, 0)), 0.3, 0.03);
    calibration.cell_gain = CellArray<float>::Ones(1, 1);
    EXPECT_FALSE(measurement_->useCalibration(calibration));
}

TEST_F(MeasurementTest, RefusesWhatCannotBeRecordedAndGoesOnLive)
{
    EXPECT_FALSE(measurement_->startRecording(folder_ / "no" / "visit.h5", {}, false));
    EXPECT_FALSE(measurement_->addEvent(EventKind::Note, std::nullopt, "x"));
    EXPECT_FALSE(measurement_->waitUntilFinished());
    source_->frame(loadedFrame(0));
    EXPECT_EQ(measurement_->snapshot()->stream, StreamState::Streaming);
    source_->end(Error{.code = ErrorCode::Disconnected, .message = "test: gone"});
    EXPECT_EQ(measurement_->snapshot()->stream, StreamState::Ended);
    EXPECT_EQ(measurement_->snapshot()->source_error->message, "test: gone");
}

}  // namespace
}  // namespace palpate::live
