#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/core/frame.hpp"
#include "palpate/core/region.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/session/finalize.hpp"
#include "palpate/session/journal_writer.hpp"

namespace palpate::session::samples {

inline SessionHeader header(int rows, int cols, const std::vector<CellIndex>& absent = {})
{
    SessionHeader made{.geometry = *MatGeometry::create(rows, cols, Length{10.0}, Length{12.5}, absent)};
    made.info = MeasurementInfo{.session_id = "0d9f3f6e-8f0c-4a3e-9c55-6a3b0a4f2c11",
                                .mat_id = "text-16x16",
                                .mat_title = "Träger \"mat\"",
                                .mat_serial = "SN 7",
                                .mat_firmware = "1.2",
                                .setup = SetUp::ToolOnMat,
                                .technique = "upper-back",
                                .phase = Phase::Before,
                                .side = Side::Left,
                                .client_code = "C-017",
                                .source = "simulator holds",
                                .software = "palpate 0.1.0"};
    using namespace std::chrono;
    made.info.started_at = sys_days{year{2026} / 3 / 1} + hours{9} + minutes{5} + milliseconds{7250};
    made.calibration.curve = LinearCalibration{.kpa_per_count = 0.125, .offset_kpa = -0.5};
    made.calibration.ceiling_counts = 4095;
    made.calibration.source = "profile text-16x16";
    made.nominal_rate = Frequency{100.0};
    return made;
}

/// A count that differs with frame and place.
inline std::uint16_t countAt(std::uint64_t frame, Eigen::Index cell)
{
    return static_cast<std::uint16_t>((frame * 131U + static_cast<std::uint64_t>(cell) * 7U) % 4096U);
}

inline FrameStamp stamp(std::uint64_t frame)
{
    return {.sequence = 1000 + frame,
            .time = SessionTime{10'000'003} * static_cast<std::int64_t>(frame) + SessionTime{1},
            .device_time_us = frame * 10'000U,
            .quality = frame % 5 == 3 ? kFrameGapBefore : kFrameGood};
}

inline RawFrame rawFrame(const SessionHeader& header, std::uint64_t frame)
{
    RawFrame made{.stamp = stamp(frame),
                  .counts = CountArray(header.geometry.rows(), header.geometry.cols())};
    for (Eigen::Index i = 0; i < made.counts.size(); ++i) {
        made.counts.data()[i] = countAt(frame, i);
    }
    return made;
}

inline PressureFrame kpaFrame(const SessionHeader& header, std::uint64_t frame)
{
    PressureFrame made{.stamp = stamp(frame),
                       .kpa = PressureArray(header.geometry.rows(), header.geometry.cols())};
    for (Eigen::Index i = 0; i < made.kpa.size(); ++i) {
        made.kpa.data()[i] = 0.1F * static_cast<float>(countAt(frame, i));
    }
    return made;
}

inline StreamStats stats()
{
    return {.bytes_in = 1,
            .frames_ok = 2,
            .checksum_errors = 3,
            .malformed_frames = 4,
            .resyncs = 5,
            .bytes_skipped = 6,
            .sequence_gaps = 7,
            .frames_missing = 8,
            .device_overruns = 9,
            .live_dropped = 10,
            .record_rejected = 11,
            .record_queue_high_water = 12,
            .live_queue_high_water = 13};
}

inline Gap gap()
{
    return {.from = SessionTime{20'000'007},
            .to = SessionTime{50'000'016},
            .missing_frames = 2,
            .reason = GapReason::Disconnected};
}

inline Event painEvent()
{
    return {.time = SessionTime{30'000'011},
            .kind = EventKind::Pain,
            .nrs = 7,
            .place = MatPoint{.x_mm = 12.25, .y_mm = 33.0},
            .text = "zieht bis in den Arm – links"};
}

inline Event marker()
{
    return {.time = SessionTime{40'000'000}, .kind = EventKind::Marker};
}

/// One of each shape, with numbers that have no short decimal form.
inline std::vector<Region> regions()
{
    return {{.name = "links: Wade",
             .shape = RectangleShape{.from = {.x_mm = 1.0 / 3.0, .y_mm = 20.0},
                                     .to = {.x_mm = 30.1, .y_mm = -0.7}}},
            {.name = "Schulterblatt – oben",
             .shape = EllipseShape{.centre = {.x_mm = 12.3, .y_mm = 0.1 + 0.2},
                                   .radius_x = Length{2.0 / 3.0},
                                   .radius_y = Length{9.9}}},
            {.name = "triangle",
             .shape = PolygonShape{.points = {{.x_mm = 0.0, .y_mm = 0.0},
                                              {.x_mm = 40.7, .y_mm = 0.0},
                                              {.x_mm = 0.0, .y_mm = 1e-3}}}}};
}

/// A whole recording: frames, a gap, two events, an end.
inline void recordJournal(const std::filesystem::path& session_path, const SessionHeader& header,
                          std::uint64_t frames)
{
    auto journal = JournalWriter::create(session_path, header, false);
    ASSERT_TRUE(journal) << journal.error().message;
    for (std::uint64_t i = 0; i < frames; ++i) {
        const auto appended = header.samples == SampleKind::Counts ? journal->append(rawFrame(header, i))
                                                                   : journal->append(kpaFrame(header, i));
        ASSERT_TRUE(appended) << appended.error().message;
    }
    ASSERT_TRUE(journal->append(gap()));
    ASSERT_TRUE(journal->append(painEvent()));
    ASSERT_TRUE(journal->append(marker()));
    ASSERT_TRUE(journal->appendEnd(stats()));
    ASSERT_TRUE(journal->sync());
}

inline void makeSession(const std::filesystem::path& session_path, const SessionHeader& header,
                        std::uint64_t frames)
{
    recordJournal(session_path, header, frames);
    const auto report = finalizeJournal(journalPathOf(session_path), false);
    ASSERT_TRUE(report) << report.error().message;
}

inline std::vector<std::uint8_t> bytesOf(const std::filesystem::path& path)
{
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

inline void writeBytes(const std::filesystem::path& path, const std::vector<std::uint8_t>& bytes)
{
    std::ofstream out{path, std::ios::binary | std::ios::trunc};
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace palpate::session::samples
