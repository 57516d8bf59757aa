#include "palpate/analysis/plausibility.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace palpate::analysis {
namespace {

/// A session of 20 s at 100 Hz in which nothing is odd, and what is made of it.
struct Recording {
    SessionHeader header{.geometry = *MatGeometry::create(8, 8, Length{10.0}, Length{10.0})};
    std::vector<FrameStamp> stamps;
    std::vector<Gap> gaps;
    std::vector<Event> events;
    StreamStats stream;
    bool ended_on_purpose = true;
    SessionResults results;

    Recording()
    {
        header.nominal_rate = Frequency{100.0};
        header.info.setup = SetUp::MatBetween;
        header.calibration.record = CalibrationRecord{.loads = 5};
        header.tare =
            Tare{.mean_kpa = CellArray<float>::Zero(8, 8), .noise_sd = Pressure{0.1}, .frames = 100};
        results.contact = Pressure{1.0};
        results.maps.peak_kpa = CellArray<float>::Constant(8, 8, 40.0F);
        for (int i = 0; i < 2000; ++i) {
            stamps.push_back({.sequence = static_cast<std::uint64_t>(i),
                              .time = fromSeconds(0.01 * i),
                              .device_time_us = static_cast<std::uint64_t>(10'000 * i)});
            results.frames.push_back({.sequence = static_cast<std::uint64_t>(i),
                                      .time_s = 0.01 * i,
                                      .force_n = 100.0 + i % 7,
                                      .contact_area_cm2 = 20.0,
                                      .peak_kpa = 40.0 + 0.01 * (i % 5)});
        }
    }

    [[nodiscard]] std::vector<Finding> findings() const
    {
        return checkPlausibility({.header = header,
                                  .stamps = stamps,
                                  .gaps = gaps,
                                  .events = events,
                                  .stream = stream,
                                  .ended_on_purpose = ended_on_purpose},
                                 results);
    }
};

TEST(Plausibility, OfAGoodRecordingHasNothingToSay)
{
    for (const Finding& finding : Recording{}.findings()) {
        ADD_FAILURE() << finding.code << " " << finding.message;
    }
}

struct Oddity {
    const char* code;
    std::function<void(Recording&)> make;
    Severity severity = Severity::Warning;
};

class Oddities : public ::testing::TestWithParam<Oddity> {};

TEST_P(Oddities, AreNamedAndNothingElseIs)
{
    Recording recording;
    GetParam().make(recording);
    const auto findings = recording.findings();
    ASSERT_EQ(findings.size(), 1U) << (findings.empty()
                                           ? ""
                                           : findings[0].message + " / " + findings.back().message);
    EXPECT_EQ(findings[0].code, GetParam().code) << findings[0].message;
    EXPECT_EQ(findings[0].severity, GetParam().severity);
}

void shiftDeviceClock(Recording& recording, double factor)
{
    for (FrameStamp& stamp : recording.stamps) {
        stamp.device_time_us =
            static_cast<std::uint64_t>(static_cast<double>(*stamp.device_time_us) * factor);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Each, Oddities,
    ::testing::Values(
        Oddity{"C01", [](Recording& r) { r.stamps[700].time = r.stamps[699].time; }, Severity::Error},
        Oddity{"C02", [](Recording& r) { r.header.nominal_rate = Frequency{103.0}; }},
        Oddity{"C03",
               [](Recording& r) {
                   for (std::size_t i = 500; i < r.stamps.size(); ++i) {
                       r.stamps[i].time += fromSeconds(0.015);
                       *r.stamps[i].device_time_us += 15'000;
                   }
               }},
        Oddity{"C04", [](Recording& r) { r.stamps[3].quality = kFrameTimeEstimated; }, Severity::Info},
        Oddity{"C05", [](Recording& r) { shiftDeviceClock(r, 1.0006); }},
        Oddity{"C06", [](Recording& r) { r.results.quality.lost_frames = 50; }},
        Oddity{"C06", [](Recording& r) { r.results.quality.lost_frames = 500; }, Severity::Error},
        Oddity{"C07", [](Recording& r) { r.stamps.back().sequence += 5; }},
        Oddity{"C08", [](Recording& r) { r.results.quality.junk_frames = 2; }},
        Oddity{"C09", [](Recording& r) { r.stream.checksum_errors = 1; }},
        Oddity{"C10", [](Recording& r) { r.ended_on_purpose = false; }},
        Oddity{"C11", [](Recording& r) { r.results.quality.saturated_fraction = 0.02; }},
        Oddity{"C11", [](Recording& r) { r.results.quality.saturated_fraction = 0.001; }, Severity::Info},
        Oddity{"C12",
               [](Recording& r) { r.results.quality.invalid_cells = {{.cell = {.row = 1, .col = 1}}}; }},
        Oddity{"C13", [](Recording& r) { r.results.maps.peak_kpa.row(4) = 0.0F; }},
        Oddity{"C13", [](Recording& r) { r.results.maps.peak_kpa.col(2) = 0.0F; }},
        Oddity{"C14",
               [](Recording& r) {
                   for (std::size_t i = 300; i < 420; ++i) {
                       r.results.frames[i].force_n = 100.0;
                       r.results.frames[i].peak_kpa = 40.0;
                   }
               }},
        Oddity{"C15", [](Recording& r) { r.header.tare.reset(); }},
        Oddity{"C16", [](Recording& r) { r.results.frames[9].force_n = 9000.0; }},
        Oddity{"C17",
               [](Recording& r) {
                   for (FrameMetrics& frame : r.results.frames) {
                       frame.peak_kpa = 0.0;
                   }
               }},
        Oddity{"C18", [](Recording& r) { r.header.info.setup.reset(); }, Severity::Info},
        Oddity{"C19", [](Recording& r) { r.header.calibration.record.reset(); }, Severity::Info},
        Oddity{"C20", [](Recording& r) { r.events.push_back({.time = fromSeconds(30.0)}); }},
        Oddity{"C21",
               [](Recording& r) {
                   r.events.push_back(
                       {.time = fromSeconds(3.0), .place = MatPoint{.x_mm = 81.0, .y_mm = 5.0}});
               }}),
    [](const auto& of) { return std::string{of.param.code} + "_" + std::to_string(of.index); });

TEST(Plausibility, AGapThatIsRecordedExplainsAJumpOfTheCounter)
{
    Recording recording;
    recording.stamps.back().sequence += 5;
    recording.gaps.push_back({.from = recording.stamps[1998].time, .to = recording.stamps[1999].time});
    EXPECT_TRUE(recording.findings().empty());
}

TEST(Plausibility, AnUnloadedMatMayBeQuiet)
{
    Recording recording;
    for (std::size_t i = 300; i < 420; ++i) {
        recording.results.frames[i].force_n = 0.0;
        recording.results.frames[i].contact_area_cm2 = 0.0;
        recording.results.frames[i].peak_kpa = 0.0;
    }
    EXPECT_TRUE(recording.findings().empty());
}

TEST(Plausibility, OfNoFrameAtAllDoesNotFail)
{
    Recording recording;
    recording.stamps.clear();
    recording.results.frames.clear();
    EXPECT_FALSE(recording.findings().empty());
}

}  // namespace
}  // namespace palpate::analysis
