#include "palpate/analysis/plausibility.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "plausible_clock.hpp"
#include "plausible_load.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

class Findings {
  public:
    void add(const char* code, Severity severity, const char* path, std::string message)
    {
        found_.push_back({.code = code, .severity = severity, .path = path, .message = std::move(message)});
    }
    [[nodiscard]] std::vector<Finding> take() { return std::move(found_); }

  private:
    std::vector<Finding> found_;
};

constexpr double kOddRateShare = 0.02;
constexpr double kOddClockPpm = 500.0;
constexpr double kManyLostShare = 0.05;
constexpr double kManySaturatedShare = 0.01;
constexpr double kHighestPlausibleKpa = 3000.0;
constexpr double kHighestPlausibleN = 5000.0;

void checkTimes(const RecordedFacts& facts, Findings& findings)
{
    if (const auto frame = firstThatDoesNotRise(facts.stamps)) {
        findings.add(
            "C01", Severity::Error, "/time",
            fmt::format("does not rise at frame {}: its time is not later than that of the one before",
                        *frame));
        return;
    }
    const auto rate_hz = medianRateHz(facts.stamps);
    if (rate_hz && facts.header.nominal_rate) {
        const double nominal_hz = facts.header.nominal_rate->hz;
        if (std::abs(*rate_hz / nominal_hz - 1.0) > kOddRateShare) {
            findings.add("C02", Severity::Warning, "/time",
                         fmt::format("{:.4g} frames a second by the times, {:.4g} by the mat's profile",
                                     *rate_hz, nominal_hz));
        }
    }
    if (const auto late = lateFrames(facts.stamps); late > 0) {
        findings.add(
            "C03", Severity::Warning, "/time",
            fmt::format(
                "{} frames come more than twice the usual interval after the one before, without a gap "
                "that says so",
                late));
    }
    const auto estimated =
        std::count_if(facts.stamps.begin(), facts.stamps.end(),
                      [](const FrameStamp& stamp) { return (stamp.quality & kFrameTimeEstimated) != 0; });
    if (estimated > 0) {
        findings.add("C04", Severity::Info, "/frame_quality",
                     fmt::format("the times of {} frames are estimated from a rate, not read from a clock",
                                 estimated));
    }
    if (const auto drift_ppm = deviceClockDriftPpm(facts.stamps);
        drift_ppm && std::abs(*drift_ppm) > kOddClockPpm) {
        findings.add(
            "C05", Severity::Warning, "/device_time_us",
            fmt::format("the device's clock goes {:+.0f} ppm against the session's times", *drift_ppm));
    }
}

void checkLosses(const RecordedFacts& facts, const SessionResults& results, Findings& findings)
{
    const auto lost = results.quality.lost_frames;
    if (lost > 0) {
        const double share = static_cast<double>(lost) / static_cast<double>(facts.stamps.size() + lost);
        findings.add("C06", share > kManyLostShare ? Severity::Error : Severity::Warning, "/gaps",
                     fmt::format("{} frames are missing in {} gaps, {:.2g} % of all", lost, facts.gaps.size(),
                                 100.0 * share));
    }
    if (const auto jumps = jumpsWithoutGap(facts.stamps, facts.gaps); jumps > 0) {
        findings.add("C07", Severity::Warning, "/frame_seq",
                     fmt::format("jumps {} times where no gap is recorded", jumps));
    }
    if (results.quality.junk_frames > 0) {
        findings.add("C08", Severity::Warning, "/pressure",
                     fmt::format("{} frames are junk and take part in nothing", results.quality.junk_frames));
    }
    const StreamStats& stream = facts.stream;
    const auto damaged = stream.checksum_errors + stream.malformed_frames;
    if (damaged > 0) {
        findings.add("C09", Severity::Warning, "/metadata",
                     fmt::format("{} frames came damaged from the mat: look at the cable", damaged));
    }
    if (!facts.ended_on_purpose) {
        findings.add("C10", Severity::Warning, "/metadata@ended_on_purpose",
                     "the recording was cut off and recovered: its end may be missing");
    }
}

void checkCells(const RecordedFacts& facts, const SessionResults& results, Findings& findings)
{
    const double saturated = results.quality.saturated_fraction;
    if (saturated > 0.0) {
        findings.add(
            "C11", saturated > kManySaturatedShare ? Severity::Warning : Severity::Info, "/pressure",
            fmt::format(
                "{:.2g} % of the loaded cells at or over the ceiling: their pressures are at least what "
                "is shown",
                100.0 * saturated));
    }
    if (!results.quality.invalid_cells.empty()) {
        findings.add("C12", Severity::Warning, "/pressure",
                     fmt::format("{} cells are hot, dead, stuck or listed as such and take part in nothing",
                                 results.quality.invalid_cells.size()));
    }
    for (const DeadLine& line : deadLines(results.maps.peak_kpa, results.contact.kpa)) {
        findings.add("C13", Severity::Warning, "/pressure",
                     fmt::format("{} {} never felt anything between loaded ones: look at its connection",
                                 line.is_row ? "row" : "column", line.number));
    }
    if (const auto frozen_s = longestFrozenS(results.frames); frozen_s) {
        findings.add(
            "C14", Severity::Warning, "/pressure",
            fmt::format("the same loaded frame came again and again for {:.1f} s: the mat may have hung",
                        *frozen_s));
    }
    if (facts.header.samples == SampleKind::Counts && !facts.header.tare) {
        findings.add("C15", Severity::Warning, "/calibration/tare_mean_kpa",
                     "no tare of the empty mat was recorded: an offset of its cells counts as pressure");
    }
}

void checkMagnitude(const SessionResults& results, Findings& findings)
{
    const auto highest = [&results](double FrameMetrics::*value) {
        double most = 0.0;
        for (const FrameMetrics& frame : results.frames) {
            most = frame.valid ? std::max(most, frame.*value) : most;
        }
        return most;
    };
    const double peak_kpa = highest(&FrameMetrics::peak_kpa);
    const double force_n = highest(&FrameMetrics::force_n);
    if (peak_kpa > kHighestPlausibleKpa || force_n > kHighestPlausibleN) {
        findings.add(
            "C16", Severity::Warning, "/pressure",
            fmt::format("up to {:.4g} kPa and {:.4g} N: no person does that; look at the unit and the "
                        "calibration",
                        peak_kpa, force_n));
    }
    if (peak_kpa < results.contact.kpa) {
        findings.add("C17", Severity::Warning, "/pressure", "nothing ever touched the mat");
    }
}

void checkWords(const RecordedFacts& facts, Findings& findings)
{
    const SessionHeader& header = facts.header;
    if (!header.info.setup) {
        findings.add("C18", Severity::Info, "/metadata@setup",
                     "the set-up was not stated: pressures are those at the mat's surface");
    }
    if (header.samples == SampleKind::Counts && !header.calibration.record) {
        findings.add("C19", Severity::Info, "/calibration",
                     "the mat was not calibrated with known loads: kPa are only as right as its profile");
    }
    const SessionTime end = facts.stamps.empty() ? SessionTime{0} : facts.stamps.back().time;
    const double width_mm = header.geometry.cols() * header.geometry.pitchXMm();
    const double height_mm = header.geometry.rows() * header.geometry.pitchYMm();
    std::size_t late = 0;
    std::size_t beside = 0;
    for (const Event& event : facts.events) {
        late += event.time > end || event.time < SessionTime{0} ? 1U : 0U;
        beside += event.place && (event.place->x_mm < 0.0 || event.place->x_mm > width_mm ||
                                  event.place->y_mm < 0.0 || event.place->y_mm > height_mm)
                      ? 1U
                      : 0U;
    }
    if (late > 0) {
        findings.add("C20", Severity::Warning, "/events/time_s",
                     fmt::format("{} events lie outside the recording", late));
    }
    if (beside > 0) {
        findings.add("C21", Severity::Warning, "/events/x_mm",
                     fmt::format("{} events lie beside the mat", beside));
    }
}

}  // namespace

std::vector<Finding> checkPlausibility(const RecordedFacts& facts, const SessionResults& results)
{
    Findings findings;
    checkTimes(facts, findings);
    checkLosses(facts, results, findings);
    checkCells(facts, results, findings);
    checkMagnitude(results, findings);
    checkWords(facts, findings);
    return findings.take();
}

}  // namespace palpate::analysis
