#include "palpate/live/session_analysis.hpp"

#include <memory>
#include <string>

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

/// Frames of a loaded mat with cells that stand alone: one from the start, one from `late_from` on.
std::shared_ptr<RawFrame> faultyFrame(std::uint64_t k, std::uint64_t late_from)
{
    auto frame = std::make_shared<RawFrame>(*loadedFrame(k));
    frame->counts.setZero();
    frame->counts(0, 0) = 500;
    if (k >= late_from) {
        frame->counts(frame->counts.rows() - 1, frame->counts.cols() - 1) = 500;
    }
    return frame;
}

SessionResults analyzeDirectly(session::SessionReader& session, const AnalysisSettings& settings)
{
    auto pipeline = analysis::Pipeline::create(session.header(), settings).value();
    for (std::uint64_t k = 0; k < session.frameCount(); ++k) {
        pipeline.push(session.readCounts(k).value());
    }
    return pipeline.finish(0);
}

TEST(AnalyzeSession, LeavesFaultyCellsOutFromTheFirstFrameOn)
{
    const support::TempDir folder;
    const auto mat = smallMat();
    const SessionHeader header{
        .info = {.session_id = makeSessionId()}, .geometry = mat.geometry, .calibration = mat.calibration};
    for (const std::uint64_t late_from : {std::uint64_t{100}, std::uint64_t{5000}}) {
        const auto path = folder / ("visit" + std::to_string(late_from) + ".h5");
        {
            auto recorder = Recorder::start(path, header, false).value();
            for (std::uint64_t k = 0; k < 2500; ++k) {
                recorder->push(faultyFrame(k, late_from), SessionTime::zero());
            }
        }
        auto session = session::SessionReader::open(path).value();
        const auto first = analyzeDirectly(session, {});
        ASSERT_FALSE(first.quality.invalid_cells.empty());
        const auto expected = analyzeDirectly(session, {.invalid_cells = first.quality.invalid_cells});
        const auto results = analyzeSession(session, {}).value();
        EXPECT_EQ(results.settings.invalid_cells, first.quality.invalid_cells);
        EXPECT_EQ(results.quality.invalid_cells, expected.quality.invalid_cells);
        ASSERT_EQ(results.frames.size(), expected.frames.size());
        for (std::size_t k = 0; k < expected.frames.size(); ++k) {
            EXPECT_EQ(results.frames[k].force_n, expected.frames[k].force_n);
            EXPECT_EQ(results.frames[k].ppi_kpa, expected.frames[k].ppi_kpa);
        }
        EXPECT_TRUE(
            (results.maps.peak_kpa == expected.maps.peak_kpa || expected.maps.peak_kpa.isNaN()).all());
        EXPECT_EQ(results.maps.peak_kpa.isNaN().count(),
                  static_cast<Eigen::Index>(expected.quality.invalid_cells.size()));
    }
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
