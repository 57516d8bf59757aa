#include <cmath>
#include <optional>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/analysis/pipeline.hpp"

#include "mats.hpp"

namespace palpate::analysis {
namespace {

using testing::addBall;
using testing::frame;
using testing::header;

constexpr double kRateHz = 20.0;

/// A ball that is held, lifted and held elsewhere, a second one beside it, a roller; junk and a hot cell.
std::vector<RawFrame> scene()
{
    std::mt19937 random{23};
    std::normal_distribution<double> tremor{0.0, 0.6};
    std::vector<RawFrame> frames;
    for (int k = 0; k < 900; ++k) {
        const double t = k / kRateHz;
        PressureArray kpa = PressureArray::Zero(20, 20);
        if (t > 2.0 && t < 18.0) {
            addBall(kpa, 65.0 + tremor(random), 85.0 + tremor(random), 20.0 + t, 11.0);
        }
        if (t > 19.0 && t < 30.0) {
            addBall(kpa, 135.0 + tremor(random), 95.0 + tremor(random), std::min(60.0, 8.0 * (t - 19.0)),
                    11.0);
            addBall(kpa, 45.0, 165.0, 25.0, 12.0);
        }
        if (t > 31.0) {
            for (int i = 0; i < 20; ++i) {
                addBall(kpa, 10.0 * i, 100.0 + 60.0 * std::sin(t), 16.0, 9.0);
            }
        }
        kpa(1, 17) = 40.0F;
        CountArray counts = (kpa + 0.5F).cast<std::uint16_t>();
        if (k % 211 == 100) {
            counts.setConstant(300);
        }
        frames.push_back(frame(t, counts));
        frames.back().stamp.sequence = static_cast<std::uint64_t>(k);
    }
    return frames;
}

std::vector<Event> reports()
{
    const auto pain = [](double time_s, std::optional<int> nrs, std::optional<MatPoint> place = {}) {
        return Event{.time = fromSeconds(time_s), .kind = EventKind::Pain, .nrs = nrs, .place = place};
    };
    return {pain(1.0, 2),
            pain(8.01, 6),
            pain(16.0, 4),
            pain(18.9, 5),
            pain(24.0, 7),
            pain(26.0, 8),
            pain(28.0, {}, MatPoint{.x_mm = 50.0, .y_mm = 160.0}),
            {.time = fromSeconds(29.0), .kind = EventKind::Note, .text = "turned"},
            pain(60.0, 3)};
}

AnalysisSettings settings()
{
    AnalysisSettings with;
    with.regions = {
        {.name = "left",
         .shape = EllipseShape{
             .centre = {.x_mm = 65.0, .y_mm = 85.0}, .radius_x = Length{31.0}, .radius_y = Length{27.0}}}};
    return with;
}

void expectSame(const SessionResults& a, const SessionResults& b)
{
    for (const MapColumn& column : mapColumns()) {
        const auto& x = column.values(a.maps);
        const auto& y = column.values(b.maps);
        EXPECT_TRUE((x == y || (x.isNaN() && y.isNaN())).all()) << column.name;
    }
    ASSERT_EQ(a.holds.size(), b.holds.size());
    for (std::size_t i = 0; i < a.holds.size(); ++i) {
        EXPECT_EQ(a.holds[i].start_s, b.holds[i].start_s);
        EXPECT_EQ(a.holds[i].place, b.holds[i].place);
        EXPECT_EQ(a.holds[i].mean_n, b.holds[i].mean_n);
        EXPECT_EQ(a.holds[i].flags, b.holds[i].flags);
    }
    ASSERT_EQ(a.strokes.size(), b.strokes.size());
    for (std::size_t i = 0; i < a.strokes.size(); ++i) {
        EXPECT_EQ(a.strokes[i].start_s, b.strokes[i].start_s);
        EXPECT_EQ(a.strokes[i].length_mm, b.strokes[i].length_mm);
    }
    ASSERT_EQ(a.spots.size(), b.spots.size());
    for (std::size_t i = 0; i < a.spots.size(); ++i) {
        EXPECT_EQ(a.spots[i].place, b.spots[i].place);
        EXPECT_EQ(a.spots[i].area_cm2, b.spots[i].area_cm2);
        EXPECT_EQ(a.spots[i].nrs, b.spots[i].nrs);
        EXPECT_EQ(a.spots[i].ppt_kpa, b.spots[i].ppt_kpa);
        EXPECT_EQ(a.spots[i].reports.size(), b.spots[i].reports.size());
    }
    ASSERT_EQ(a.regions.size(), b.regions.size());
    for (std::size_t i = 0; i < a.regions.size(); ++i) {
        EXPECT_EQ(a.regions[i].pti_novel_kpa_s, b.regions[i].pti_novel_kpa_s);
        EXPECT_EQ(a.regions[i].pti_true_kpa_s, b.regions[i].pti_true_kpa_s);
    }
    EXPECT_EQ(a.quality.reasons, b.quality.reasons);
    EXPECT_EQ(a.quality.invalid_cells, b.quality.invalid_cells);
}

SessionResults eventsFirst()
{
    auto pipeline = Pipeline::create(header(20, 20), settings()).value();
    for (const Event& event : reports()) {
        pipeline.addEvent(event);
    }
    for (const RawFrame& next : scene()) {
        pipeline.push(next);
    }
    return pipeline.finish(0);
}

TEST(PipelineOrder, TheSceneHasWhatIsToStayTheSame)
{
    const SessionResults results = eventsFirst();
    EXPECT_GE(results.holds.size(), 3U);
    EXPECT_GE(results.strokes.size(), 2U);
    EXPECT_GE(results.spots.size(), 3U);
    EXPECT_EQ(results.quality.junk_frames, 4U);
    ASSERT_EQ(results.quality.invalid_cells.size(), 1U);
    EXPECT_EQ(results.quality.invalid_cells[0],
              (CellFault{.cell = {.row = 1, .col = 17}, .kind = FaultKind::Hot}));
}

TEST(PipelineOrder, ReportsBeforeAllFramesAndAmongThemGiveTheSame)
{
    const auto events = reports();
    for (const double early_s : {0.0, 0.5, 7.0}) {
        auto pipeline = Pipeline::create(header(20, 20), settings()).value();
        std::size_t next_event = 0;
        for (const RawFrame& next : scene()) {
            while (next_event < events.size() &&
                   toSeconds(events[next_event].time) <= toSeconds(next.stamp.time) + early_s) {
                pipeline.addEvent(events[next_event++]);
            }
            pipeline.push(next);
        }
        for (; next_event < events.size(); ++next_event) {
            pipeline.addEvent(events[next_event]);
        }
        expectSame(pipeline.finish(0), eventsFirst());
    }
}

TEST(PipelineOrder, QuestionsInBetweenChangeNothing)
{
    auto pipeline = Pipeline::create(header(20, 20), settings(), KeepFrames::Latest).value();
    for (const Event& event : reports()) {
        pipeline.addEvent(event);
    }
    int pushed = 0;
    for (const RawFrame& next : scene()) {
        pipeline.push(next);
        if (++pushed % 7 == 0) {
            (void)pipeline.spots();
            (void)pipeline.strokes();
            (void)pipeline.regions();
            (void)pipeline.runningHolds();
            (void)pipeline.quality(0);
        }
    }
    expectSame(pipeline.finish(0), eventsFirst());
}

TEST(PipelineOrder, ASecondSessionKnowsNothingOfTheFirst)
{
    auto pipeline = Pipeline::create(header(20, 20), settings()).value();
    for (int session = 0; session < 2; ++session) {
        for (const Event& event : reports()) {
            pipeline.addEvent(event);
        }
        for (const RawFrame& next : scene()) {
            pipeline.push(next);
        }
        expectSame(pipeline.finish(0), eventsFirst());
    }
}

}  // namespace
}  // namespace palpate::analysis
