#include "palpate/analysis/comparability.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>

#include "palpate/core/calibration_curve.hpp"
#include "palpate/core/mat_name.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

using Reasons = std::vector<ComparabilityReason>;

/// "tool on mat" from "tool_on_mat".
std::string inWords(std::string_view word)
{
    std::string words{word};
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string orUnknown(std::string_view text)
{
    return text.empty() ? "not stated" : inWords(text);
}

void checkMat(const SessionHeader& before, const SessionHeader& after, Reasons& reasons)
{
    const MeasurementInfo& a = before.info;
    const MeasurementInfo& b = after.info;
    constexpr const char* kRemedy =
        "Record both sessions on the same mat; the maps can be looked at side by side all the same.";
    if (!(before.geometry == after.geometry)) {
        reasons.push_back(
            {.hindrance = Hindrance::Mat,
             .what = fmt::format("The mats differ: {} x {} cells of {:g} mm, then {} x {} of {:g} mm.",
                                 before.geometry.rows(), before.geometry.cols(), before.geometry.pitchXMm(),
                                 after.geometry.rows(), after.geometry.cols(), after.geometry.pitchXMm()),
             .remedy = kRemedy,
             .prevents = true});
    } else if (matNameOf(before) != matNameOf(after) ||
               (!a.mat_serial.empty() && !b.mat_serial.empty() && a.mat_serial != b.mat_serial)) {
        reasons.push_back({.hindrance = Hindrance::Mat,
                           .what = fmt::format("The mats differ: {} {}, then {} {}.", matNameOf(before),
                                               a.mat_serial, matNameOf(after), b.mat_serial),
                           .remedy = kRemedy,
                           .prevents = true});
    }
}

void checkSetUp(const MeasurementInfo& before, const MeasurementInfo& after, Reasons& reasons)
{
    const auto word = [](const std::optional<SetUp>& setup) {
        return setup ? inWords(toString(*setup)) : std::string{"not stated"};
    };
    if (before.setup != after.setup) {
        reasons.push_back(
            {.hindrance = Hindrance::SetUp,
             .what = fmt::format("The set-ups differ: {}, then {}.", word(before.setup), word(after.setup)),
             .remedy = "Record both sessions with the mat in the same place.",
             .prevents = true});
    } else if (!before.setup) {
        reasons.push_back({.hindrance = Hindrance::SetUp,
                           .what = "Neither session says where the mat lay.",
                           .remedy = "Compare only if it lay in the same place; state the set-up next time.",
                           .prevents = false});
    }
}

void checkTechnique(const MeasurementInfo& before, const MeasurementInfo& after, Reasons& reasons)
{
    if (before.technique != after.technique) {
        reasons.push_back({.hindrance = Hindrance::Technique,
                           .what = fmt::format("The techniques differ: {}, then {}.",
                                               orUnknown(before.technique), orUnknown(after.technique)),
                           .remedy = "Compare two sessions of one technique.",
                           .prevents = true});
    }
}

void checkSide(const MeasurementInfo& before, const MeasurementInfo& after, bool mirrors, Reasons& reasons)
{
    const auto word = [](const std::optional<Side>& side) {
        return side ? std::string{toString(*side)} : std::string{"not stated"};
    };
    if (before.side != after.side && !mirrors) {
        reasons.push_back(
            {.hindrance = Hindrance::Side,
             .what = fmt::format("The sides differ: {}, then {}.", word(before.side), word(after.side)),
             .remedy = "Compare the same side, or ask for left against right.",
             .prevents = true});
    }
}

void checkClient(const MeasurementInfo& before, const MeasurementInfo& after, Reasons& reasons)
{
    if (!before.client_code.empty() && !after.client_code.empty() &&
        before.client_code != after.client_code) {
        reasons.push_back(
            {.hindrance = Hindrance::Client,
             .what = fmt::format("The clients differ: {}, then {}.", before.client_code, after.client_code),
             .remedy = "Choose two sessions of one client.",
             .prevents = true});
    }
}

void checkOrder(const MeasurementInfo& before, const MeasurementInfo& after, Reasons& reasons)
{
    if (!before.session_id.empty() && before.session_id == after.session_id) {
        reasons.push_back({.hindrance = Hindrance::Order,
                           .what = "Both are the same recording.",
                           .remedy = "Choose another one as the second.",
                           .prevents = true});
    } else if (before.started_at && after.started_at && *after.started_at < *before.started_at) {
        reasons.push_back({.hindrance = Hindrance::Order,
                           .what = "The second session was recorded before the first one.",
                           .remedy = "Swap them if that is not what you mean.",
                           .prevents = false});
    }
}

/// Of the same counts.
double curveDifferencePct(const Calibration& before, const Calibration& after)
{
    constexpr std::array<std::uint16_t, 4> kCounts{200, 1000, 2000, 4000};
    double widest = 0.0;
    for (const std::uint16_t count : kCounts) {
        const double a = kpaOfCount(before.curve, count);
        const double b = kpaOfCount(after.curve, count);
        widest = std::max(widest, 100.0 * std::abs(b - a) / std::max(std::abs(a), 1e-9));
    }
    return widest;
}

bool haveSameGains(const Calibration& before, const Calibration& after)
{
    if (before.cell_gain.has_value() != after.cell_gain.has_value()) {
        return false;
    }
    return !before.cell_gain || (before.cell_gain->rows() == after.cell_gain->rows() &&
                                 before.cell_gain->cols() == after.cell_gain->cols() &&
                                 (*before.cell_gain == *after.cell_gain).all());
}

std::optional<std::chrono::sys_days> dayOf(const std::string& iso)
{
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (std::sscanf(iso.c_str(), "%4d-%2u-%2u", &year, &month, &day) != 3) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                           std::chrono::day{day}};
    return date.ok() ? std::optional<std::chrono::sys_days>(date) : std::nullopt;
}

void checkCalibrationAge(const SessionHeader& header, std::string_view which, Reasons& reasons)
{
    constexpr std::chrono::days kInDate{365};
    if (!header.calibration.record || !header.info.started_at) {
        return;
    }
    const auto made = dayOf(header.calibration.record->made_at);
    if (made && *header.info.started_at - *made > kInDate) {
        reasons.push_back(
            {.hindrance = Hindrance::Calibration,
             .what = fmt::format("The mat's calibration was over a year old in the {} session.", which),
             .remedy = "Calibrate the mat with a known weight once a year.",
             .prevents = false});
    }
}

void checkCalibration(const SessionHeader& before, const SessionHeader& after, Reasons& reasons)
{
    constexpr double kSamePct = 1.0;
    const bool are_counts = before.samples == SampleKind::Counts && after.samples == SampleKind::Counts;
    if (are_counts && (curveDifferencePct(before.calibration, after.calibration) > kSamePct ||
                       !haveSameGains(before.calibration, after.calibration))) {
        reasons.push_back({.hindrance = Hindrance::Calibration,
                           .what = "The mat was calibrated differently in the two sessions.",
                           .remedy = "Bring both to one calibration: palpate calibrate --apply.",
                           .prevents = true});
    }
    checkCalibrationAge(before, "first", reasons);
    checkCalibrationAge(after, "second", reasons);
}

void checkQuality(const SessionResults& results, std::string_view which, Reasons& reasons)
{
    const Quality& quality = results.quality;
    if (quality.grade >= QualityGrade::C) {
        const std::string why = quality.reasons.empty() ? "" : ": " + quality.reasons.front();
        reasons.push_back(
            {.hindrance = Hindrance::Quality,
             .what = fmt::format("The {} recording has quality {}{}.", which, toString(quality.grade), why),
             .remedy = "Record it again if it can be; the reasons stand in its review.",
             .prevents = quality.grade == QualityGrade::D});
    }
    if ((results.saturated != 0).any()) {
        reasons.push_back(
            {.hindrance = Hindrance::Saturation,
             .what = fmt::format("In the {} session cells were at the mat's limit: what they touch is \"at "
                                 "least\" and is not judged.",
                                 which),
             .remedy = "Press less, or use a mat with a higher limit.",
             .prevents = false});
    }
}

double loadedSeconds(const SessionResults& results)
{
    double first_s = 0.0;
    double last_s = 0.0;
    bool has_begun = false;
    for (const FrameMetrics& frame : results.frames) {
        if (frame.valid && frame.cop_x_mm) {
            first_s = has_begun ? first_s : frame.time_s;
            has_begun = true;
            last_s = frame.time_s;
        }
    }
    return last_s - first_s;
}

void checkSettleTime(const SessionResults& before, const SessionResults& after, Reasons& reasons)
{
    // A mat's reading creeps most in its first minutes under load.
    constexpr double kSettledS = 360.0;
    constexpr double kAlike = 0.5;
    const double a = loadedSeconds(before);
    const double b = loadedSeconds(after);
    if (std::min(a, b) < kSettledS && std::min(a, b) < kAlike * std::max(a, b)) {
        reasons.push_back(
            {.hindrance = Hindrance::SettleTime,
             .what = fmt::format("The mat was loaded for {:.0f} s, then for {:.0f} s: its reading creeps "
                                 "meanwhile, by up to a fifth on some mats.",
                                 a, b),
             .remedy = "Record both for about the same time.",
             .prevents = false});
    }
}

}  // namespace

std::vector<ComparabilityReason> comparabilityOf(const ComparedSide& before, const ComparedSide& after,
                                                 bool mirrors)
{
    Reasons reasons;
    checkOrder(before.header->info, after.header->info, reasons);
    checkClient(before.header->info, after.header->info, reasons);
    checkMat(*before.header, *after.header, reasons);
    checkSetUp(before.header->info, after.header->info, reasons);
    checkTechnique(before.header->info, after.header->info, reasons);
    checkSide(before.header->info, after.header->info, mirrors, reasons);
    checkCalibration(*before.header, *after.header, reasons);
    checkQuality(*before.results, "first", reasons);
    checkQuality(*after.results, "second", reasons);
    checkSettleTime(*before.results, *after.results, reasons);
    std::stable_partition(reasons.begin(), reasons.end(),
                          [](const ComparabilityReason& reason) { return reason.prevents; });
    return reasons;
}

std::optional<ComparabilityReason> driftReason(double reference_before_n, double reference_after_n)
{
    constexpr double kSteadyPct = 3.0;
    constexpr double kUselessPct = 15.0;
    const double drift_pct = 100.0 * (reference_after_n - reference_before_n) / reference_before_n;
    if (std::abs(drift_pct) <= kSteadyPct) {
        return std::nullopt;
    }
    return ComparabilityReason{
        .hindrance = Hindrance::MatDrift,
        .what =
            fmt::format("The same weight reads {:.1f} N, then {:.1f} N: the mat itself changed by {:+.1f} %.",
                        reference_before_n, reference_after_n, drift_pct),
        .remedy = "Calibrate the mat, and let it warm up before the first session.",
        .prevents = std::abs(drift_pct) > kUselessPct};
}

std::optional<ComparabilityReason> placementReason(const std::optional<Alignment>& alignment)
{
    if (alignment && alignment->isTrustworthy()) {
        return std::nullopt;
    }
    std::string what = "The two loads do not fit onto each other anywhere near.";
    if (alignment && alignment->overlap < kLeastOverlap) {
        what = fmt::format("Of the two loads only {:.0f} % lie on each other, even once aligned.",
                           100.0 * alignment->overlap);
    } else if (alignment) {
        what = "The two loads cover the same place but look too different to be laid onto each other.";
    }
    const bool has_landmarks = alignment && alignment->landmarks > 0;
    return ComparabilityReason{
        .hindrance = Hindrance::Placement,
        .what = std::move(what),
        .remedy =
            has_landmarks
                ? "Check that each landmark is the same place of the client in both sessions; otherwise lay "
                  "the "
                  "client and the mat as they lay the first time."
                : "Lay the client and the mat as they lay the first time, or align by landmarks: two or more "
                  "places that are clicked on both maps, or markers of the same text in both sessions.",
        .prevents = true};
}

}  // namespace palpate::analysis
