#include "palpate/live/session_analysis.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/acquisition/frame_decoder.hpp"
#include "palpate/acquisition/frame_encoder.hpp"
#include "palpate/analysis/pipeline.hpp"
#include "palpate/live/recorder.hpp"
#include "palpate/support/temp_dir.hpp"

#include "scripted_source.hpp"

namespace palpate::live {
namespace {

/// A press whose force rises for 3 s and stays, rated on the way and later; then a small tool rolled to and
/// fro.
CountArray countsAt(std::uint64_t number)
{
    CountArray counts = CountArray::Constant(8, 8, static_cast<std::uint16_t>(number % 3));
    const auto time_s = 0.01 * static_cast<double>(number);
    if (time_s >= 1.0 && time_s < 9.0) {
        const double share = std::min((time_s - 1.0) / 3.0, 1.0);
        counts.block(2, 3, 3, 3) = static_cast<std::uint16_t>(300.0 * share);
        counts(3, 4) = static_cast<std::uint16_t>(600.0 * share + static_cast<double>(number % 7));
    }
    if (time_s >= 10.0) {
        const double way = std::abs(std::fmod(time_s - 10.0, 4.0) - 2.0) / 2.0;
        const double col = 6.0 * way;
        const auto left = static_cast<Eigen::Index>(col);
        const double over = col - static_cast<double>(left);
        counts.block(5, left, 2, 1) = static_cast<std::uint16_t>(400.0 * (1.0 - over));
        counts.block(5, left + 1, 2, 1) = static_cast<std::uint16_t>(400.0);
    }
    return counts;
}

std::vector<std::uint8_t> sentBytes(const acquisition::MatProfile& mat, std::uint64_t frames)
{
    const auto encoder = acquisition::makeEncoder(mat);
    std::vector<std::uint8_t> bytes = encoder->hello();
    for (std::uint64_t k = 0; k < frames; ++k) {
        encoder->encode({.stamp = {.sequence = k}, .counts = countsAt(k)}, 10'000 * k, bytes);
    }
    return bytes;
}

/// Stamps each decoded frame with its place in the stream and hands it on.
class Stamping final : public acquisition::FrameSink {
  public:
    explicit Stamping(std::function<void(RawFramePtr)> take) : take_{std::move(take)} {}

    void onFrame(acquisition::DecodedFrame&& decoded) override
    {
        auto frame = std::make_shared<RawFrame>();
        frame->stamp.sequence = decoded.sequence;
        frame->stamp.time = SessionTime{static_cast<std::int64_t>(decoded.sequence) * 10'000'000};
        frame->counts = std::move(decoded.counts);
        take_(std::move(frame));
    }
    void onHello(const acquisition::DeviceHello& /*hello*/) override {}

  private:
    std::function<void(RawFramePtr)> take_;
};

/// Through a decoder in pieces of 1 to `longest` bytes, drawn from the seed.
void feed(const acquisition::MatProfile& mat, const std::vector<std::uint8_t>& bytes, std::size_t longest,
          unsigned seed, std::function<void(RawFramePtr)> take)
{
    const auto decoder = acquisition::makeDecoder(mat);
    Stamping sink{std::move(take)};
    std::mt19937 random{seed};
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t piece = std::min<std::size_t>(1 + random() % longest, bytes.size() - at);
        decoder->feed(std::span{bytes}.subspan(at, piece), sink);
        at += piece;
    }
    decoder->finish();
}

template <typename Item, typename... Members>
void expectSame(const std::vector<Item>& a, const std::vector<Item>& b, Members... members)
{
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto expectEqual = [](const auto& one, const auto& other) { EXPECT_EQ(one, other); };
        (expectEqual(a[i].*members, b[i].*members), ...);
    }
}

void expectSameSpots(const std::vector<Spot>& a, const std::vector<Spot>& b)
{
    expectSame(a, b, &Spot::place, &Spot::area_cm2, &Spot::peak_kpa, &Spot::mean_kpa, &Spot::sustained_s,
               &Spot::pti_kpa_s, &Spot::evidence, &Spot::nrs, &Spot::ppt_kpa, &Spot::ppt_n, &Spot::flags);
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        expectSame(a[i].reports, b[i].reports, &PainReport::time_s, &PainReport::nrs, &PainReport::share,
                   &PainReport::peak_kpa, &PainReport::force_n);
        expectSame(a[i].trials, b[i].trials, &ThresholdTrial::time_s, &ThresholdTrial::kpa,
                   &ThresholdTrial::n, &ThresholdTrial::ramp_kpa_s, &ThresholdTrial::is_dropped);
    }
}

void expectSameResults(const SessionResults& a, const SessionResults& b)
{
    ASSERT_EQ(a.frames.size(), b.frames.size());
    for (std::size_t k = 0; k < b.frames.size(); ++k) {
        EXPECT_EQ(a.frames[k].valid, b.frames[k].valid);
        for (const auto& column : metricColumns()) {
            EXPECT_EQ(column.value(a.frames[k]), column.value(b.frames[k]))
                << column.name << " of frame " << k;
        }
    }
    for (const auto& column : mapColumns()) {
        EXPECT_TRUE((column.values(a.maps) == column.values(b.maps)).all()) << column.name;
    }
    expectSame(a.holds, b.holds, &Hold::start_s, &Hold::end_s, &Hold::duration_s, &Hold::place, &Hold::shape,
               &Hold::mean_n, &Hold::cv_pct, &Hold::mean_kpa, &Hold::peak_kpa, &Hold::in_window,
               &Hold::drift_pct, &Hold::percussion_hz, &Hold::flags);
    expectSame(a.strokes, b.strokes, &Stroke::start_s, &Stroke::end_s, &Stroke::length_mm,
               &Stroke::duration_s, &Stroke::speed_mm_s, &Stroke::shape);
    expectSame(a.coverage, b.coverage, &Coverage::start_s, &Coverage::end_s, &Coverage::from,
               &Coverage::direction_deg, &Coverage::dwell_s_per_cm, &Coverage::missed_pct);
    expectSameSpots(a.spots, b.spots);
    expectSame(a.regions, b.regions, &RegionResults::name, &RegionResults::area_cm2,
               &RegionResults::active_area_cm2, &RegionResults::pti_novel_kpa_s,
               &RegionResults::pti_true_kpa_s, &RegionResults::force_time_n_s,
               &RegionResults::sustained_longest_s);
    EXPECT_EQ(a.quality.grade, b.quality.grade);
    EXPECT_EQ(a.quality.reasons, b.quality.reasons);
}

TEST(AnalyzeSession, GivesTheLiveResultsToTheLastDigitHoweverTheBytesAreCut)
{
    const support::TempDir folder;
    const auto mat = smallMat();
    const SessionHeader header{
        .info = {.session_id = makeSessionId()}, .geometry = mat.geometry, .calibration = mat.calibration};
    AnalysisSettings settings;
    settings.regions = {
        {.name = "middle",
         .shape = EllipseShape{
             .centre = {.x_mm = 42.0, .y_mm = 37.0}, .radius_x = Length{18.0}, .radius_y = Length{13.0}}}};
    const std::vector<Event> events{{.time = SessionTime{3'005'000'000}, .kind = EventKind::Pain, .nrs = 4},
                                    {.time = SessionTime{7'001'000'000}, .kind = EventKind::Pain, .nrs = 7}};
    const std::vector<std::uint8_t> bytes = sentBytes(mat, 2300);
    const auto analyseLive = [&](std::size_t longest, unsigned seed) {
        auto pipeline = analysis::Pipeline::create(header, settings).value();
        std::size_t next_event = 0;
        feed(mat, bytes, longest, seed, [&](const RawFramePtr& frame) {
            while (next_event < events.size() && events[next_event].time <= frame->stamp.time) {
                pipeline.addEvent(events[next_event++]);
            }
            pipeline.push(*frame);
        });
        return pipeline.finish(0);
    };
    {
        auto recorder = Recorder::start(folder / "visit.h5", header, false).value();
        feed(mat, bytes, 300, 5,
             [&](const RawFramePtr& frame) { recorder->push(frame, SessionTime::zero()); });
        for (const Event& event : events) {
            recorder->event(event);
        }
    }
    auto session = session::SessionReader::open(folder / "visit.h5").value();
    const auto stored = analyzeSession(session, settings).value();
    ASSERT_EQ(stored.frames.size(), 2300U);
    EXPECT_FALSE(stored.holds.empty());
    EXPECT_FALSE(stored.strokes.empty());
    EXPECT_FALSE(stored.coverage.empty());
    ASSERT_FALSE(stored.spots.empty());
    EXPECT_EQ(stored.spots[0].reports.size(), 2U);
    EXPECT_EQ(stored.spots[0].trials.size(), 1U);
    ASSERT_EQ(stored.regions.size(), 1U);
    EXPECT_GT(stored.maps.tenderness.maxCoeff(), 0.0F);
    expectSameResults(stored, analyseLive(bytes.size(), 1));
    expectSameResults(stored, analyseLive(3, 2));
    expectSameResults(stored, analyseLive(4000, 3));
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

/// Frames with cells that stand alone: one from the start, one from `late_from` on.
std::shared_ptr<RawFrame> faultyFrame(std::uint64_t k, std::uint64_t late_from, int side)
{
    auto frame = std::make_shared<RawFrame>(*loadedFrame(k));
    frame->counts = CountArray::Zero(side, side);
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
    struct Case {
        int side = 8;
        std::uint64_t frames = 2500;
        std::uint64_t late_from = 0;
        std::size_t faults = 2;
    };
    // Within the first frames; while the frames from the start on are kept; after more than is kept: in the
    // last case everything is read twice.
    const std::vector<Case> cases{{.late_from = 100},
                                  {.late_from = 1200},
                                  {.frames = 1000, .late_from = 1000, .faults = 1},
                                  {.side = 64, .frames = 7600, .late_from = 6300}};
    const support::TempDir folder;
    for (const Case& tried : cases) {
        const SessionHeader header{
            .info = {.session_id = makeSessionId()},
            .geometry = MatGeometry::create(tried.side, tried.side, Length{10.0}, Length{10.0}).value(),
            .calibration = smallMat().calibration};
        const auto path = folder / ("visit" + std::to_string(tried.late_from) + ".h5");
        {
            auto recorder = Recorder::start(path, header, false).value();
            for (std::uint64_t k = 0; k < tried.frames; ++k) {
                recorder->push(faultyFrame(k, tried.late_from, tried.side), SessionTime::zero());
            }
        }
        auto session = session::SessionReader::open(path).value();
        ASSERT_EQ(session.frameCount(), tried.frames);
        const auto first = analyzeDirectly(session, {});
        ASSERT_EQ(first.quality.invalid_cells.size(), tried.faults) << tried.late_from;
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
