#include "palpate/live/session_analysis.hpp"

#include <gtest/gtest.h>

#include "palpate/analysis/pipeline.hpp"
#include "palpate/live/recorder.hpp"
#include "palpate/support/temp_dir.hpp"

#include "scripted_source.hpp"

namespace palpate::live {
namespace {

TEST(AnalyzeSession, GivesTheLiveResultsToTheLastDigit)
{
    const support::TempDir folder;
    const auto mat = smallMat();
    const SessionHeader header{
        .info = {.session_id = makeSessionId()}, .geometry = mat.geometry, .calibration = mat.calibration};
    auto live_pipeline = analysis::Pipeline::create(header, {}).value();
    {
        auto recorder = Recorder::start(folder / "visit.h5", header, false).value();
        for (std::uint64_t k = 0; k < 1500; ++k) {
            const auto frame = k % 400 < 300 ? loadedFrame(k) : emptyFrame(k);
            live_pipeline.push(*frame);
            recorder->push(frame, SessionTime::zero());
        }
    }
    auto session = session::SessionReader::open(folder / "visit.h5").value();
    const auto stored = analyzeSession(session, {}).value();
    const auto live = live_pipeline.finish(0);

    ASSERT_EQ(stored.frames.size(), live.frames.size());
    for (std::size_t k = 0; k < live.frames.size(); ++k) {
        EXPECT_EQ(stored.frames[k].valid, live.frames[k].valid);
        for (const auto& column : metricColumns()) {
            EXPECT_EQ(column.value(stored.frames[k]), column.value(live.frames[k]))
                << column.name << " of frame " << k;
        }
    }
    for (const auto& column : mapColumns()) {
        EXPECT_TRUE((column.values(stored.maps) == column.values(live.maps)).all()) << column.name;
    }
    ASSERT_EQ(stored.holds.size(), live.holds.size());
    for (std::size_t k = 0; k < live.holds.size(); ++k) {
        EXPECT_EQ(stored.holds[k].duration_s, live.holds[k].duration_s);
        EXPECT_EQ(stored.holds[k].mean_n, live.holds[k].mean_n);
    }
}

TEST(AnalyzeSession, SaysWhichCellsAndRegionsWereAtTheCeiling)
{
    const support::TempDir folder;
    const auto mat = smallMat();
    SessionHeader header{
        .info = {.session_id = makeSessionId()}, .geometry = mat.geometry, .calibration = mat.calibration};
    header.calibration.ceiling_counts = 505;
    {
        auto recorder = Recorder::start(folder / "visit.h5", header, false).value();
        recorder->regions({{.name = "load",
                            .shape = RectangleShape{.from = {.x_mm = 40.0, .y_mm = 30.0},
                                                    .to = {.x_mm = 50.0, .y_mm = 40.0}}},
                           {.name = "rest",
                            .shape = RectangleShape{.from = {.x_mm = 0.0, .y_mm = 0.0},
                                                    .to = {.x_mm = 40.0, .y_mm = 30.0}}}});
        for (std::uint64_t k = 0; k < 20; ++k) {
            recorder->push(loadedFrame(k), SessionTime::zero());
        }
    }
    auto session = session::SessionReader::open(folder / "visit.h5").value();
    const auto results = analyzeSession(session, {}).value();
    CellMask expected = CellMask::Zero(8, 8);
    expected.block(3, 4, 2, 2) = 1;
    ASSERT_EQ(results.saturated.size(), expected.size());
    EXPECT_TRUE((results.saturated == expected).all());
    ASSERT_EQ(results.regions.size(), 2U);
    EXPECT_TRUE(results.regions[0].is_at_least);
    EXPECT_FALSE(results.regions[1].is_at_least);
}

TEST(AnalyzeSession, CanBeCancelled)
{
    const support::TempDir folder;
    const auto mat = smallMat();
    const SessionHeader header{
        .info = {.session_id = makeSessionId()}, .geometry = mat.geometry, .calibration = mat.calibration};
    {
        auto recorder = Recorder::start(folder / "visit.h5", header, false).value();
        for (std::uint64_t k = 0; k < 200; ++k) {
            recorder->push(loadedFrame(k), SessionTime::zero());
        }
    }
    auto session = session::SessionReader::open(folder / "visit.h5").value();
    EXPECT_EQ(analyzeSession(session, {}, [] { return true; }).error().code, ErrorCode::Cancelled);
}

TEST(SessionPressure, CalibratesAStoredFrame)
{
    const support::TempDir folder;
    const auto mat = smallMat();
    const SessionHeader header{
        .info = {.session_id = makeSessionId()}, .geometry = mat.geometry, .calibration = mat.calibration};
    {
        auto recorder = Recorder::start(folder / "visit.h5", header, false).value();
        recorder->push(loadedFrame(3), SessionTime::zero());
        recorder->push(loadedFrame(4), SessionTime::zero());
    }
    auto session = session::SessionReader::open(folder / "visit.h5").value();
    auto pressure = SessionPressure::create(session).value();
    EXPECT_NEAR(static_cast<double>(pressure.frame(1)->kpa(3, 4)), 50.4, 1e-5);
    EXPECT_FALSE(pressure.frame(2));
}

}  // namespace
}  // namespace palpate::live
