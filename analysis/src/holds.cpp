#include "palpate/analysis/holds.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "palpate/analysis/time_limits.hpp"
#include "palpate/analysis/tracks.hpp"
#include "palpate/core/mat_plane.hpp"

namespace palpate::analysis {

namespace {

constexpr double kShortestHoldS = 5.0;
constexpr double kShortestShownS = 1.0;
constexpr double kNearMm = 10.0;
constexpr double kPlaceS = 3.0;
constexpr double kPlaceStepS = 0.05;
/// 3 s at one sample each 50 ms, both ends counted.
constexpr std::size_t kPlaceSamples = 61;
constexpr double kSettlingS = 2.0;
constexpr double kDriftS = 5.0;
constexpr double kShortestDriftS = kSettlingS + 2.0 * kDriftS;

InWindow windowOf(double duration_s, const AnalysisSettings& settings)
{
    if (!isAtLeast(duration_s, settings.hold_window_min_s)) {
        return InWindow::Short;
    }
    return isLonger(duration_s, settings.hold_window_max_s) ? InWindow::Long : InWindow::In;
}

}  // namespace

RunningPlace::RunningPlace() : x_mm_{kPlaceSamples}, y_mm_{kPlaceSamples} {}

void RunningPlace::add(double time_s, const MatPoint& place)
{
    if (!times_s_.empty() && !isAtLeast(time_s - times_s_.back(), kPlaceStepS)) {
        return;
    }
    while (!times_s_.empty() &&
           (isLonger(time_s - times_s_.front(), kPlaceS) || times_s_.size() == kPlaceSamples)) {
        times_s_.dropOldest();
        x_mm_.dropOldest();
        y_mm_.dropOldest();
    }
    times_s_.add(time_s);
    x_mm_.push(place.x_mm);
    y_mm_.push(place.y_mm);
}

void RunningPlace::clear()
{
    times_s_.clear();
    x_mm_.clear();
    y_mm_.clear();
}

MatPoint RunningPlace::median() const
{
    return {.x_mm = x_mm_.median(), .y_mm = y_mm_.median()};
}

bool HoldStretch::isNear(const MatPoint& place) const
{
    const MatPoint centre = place_.median();
    return distanceMm(place, centre) <= kNearMm;
}

void HoldStretch::add(double time_s, const Patch& patch)
{
    if (frames_ == 0) {
        start_s_ = time_s;
    }
    ++frames_;
    last_s_ = time_s;
    place_.add(time_s, patch.centroid);
    sum_x_mm_ += patch.centroid.x_mm;
    sum_y_mm_ += patch.centroid.y_mm;
    const double off_n = patch.force.n - mean_n_;
    mean_n_ += off_n / frames_;
    squares_n2_ += off_n * (patch.force.n - mean_n_);
    sum_mean_kpa_ += patch.mean.kpa;
    peak_kpa_ = std::max(peak_kpa_, patch.peak.kpa);
    ++shapes_.at(static_cast<std::size_t>(patch.shape));
    const double since_s = time_s - start_s_;
    if (isAtLeast(since_s, kSettlingS) && !isLonger(since_s, kSettlingS + kDriftS)) {
        settled_sum_n_ += patch.force.n;
        settled_sum_corrected_n_ += patch.corrected_force.n;
        ++settled_frames_;
    }
    mean_corrected_n_ += (patch.corrected_force.n - mean_corrected_n_) / frames_;
    last_forces_.add({.time_s = time_s, .force_n = patch.force.n, .corrected_n = patch.corrected_force.n});
    while (isLonger(time_s - last_forces_.front().time_s, kDriftS)) {
        last_forces_.dropOldest();
    }
    percussion_.add(time_s, patch.force.n);
    for (std::size_t bit = 0; bit < flagged_.size(); ++bit) {
        flagged_[bit] += (patch.flags >> bit) & 1;
    }
    last_patch_ = patch;
}

void HoldStretch::clear()
{
    *this = HoldStretch{};
}

MatPoint HoldStretch::meanPlace() const
{
    return {.x_mm = sum_x_mm_ / frames_, .y_mm = sum_y_mm_ / frames_};
}

PatchShape HoldStretch::commonShape() const
{
    const auto* const most = std::max_element(shapes_.begin(), shapes_.end());
    return static_cast<PatchShape>(most - shapes_.begin());
}

/// What limits a number counts once it was seen; the rest when it was so for most of the hold.
PlaceFlags HoldStretch::commonFlags() const
{
    constexpr PlaceFlags kOnce = kPlaceSaturated | kPlaceOutsideCalibration;
    PlaceFlags flags = 0;
    for (std::size_t bit = 0; bit < flagged_.size(); ++bit) {
        const auto flag = static_cast<PlaceFlags>(1U << bit);
        const bool is_common = (kOnce & flag) != 0 ? flagged_[bit] > 0 : 2 * flagged_[bit] > frames_;
        flags |= is_common ? flag : PlaceFlags{0};
    }
    return flags;
}

std::optional<HoldStretch::Drift> HoldStretch::drift(bool is_corrected) const
{
    if (!isAtLeast(last_s_ - start_s_, kShortestDriftS) || settled_frames_ == 0) {
        return std::nullopt;
    }
    double sum_n = 0.0;
    for (std::size_t i = 0; i < last_forces_.size(); ++i) {
        sum_n += is_corrected ? last_forces_[i].corrected_n : last_forces_[i].force_n;
    }
    const double settled_sum_n = is_corrected ? settled_sum_corrected_n_ : settled_sum_n_;
    if (settled_sum_n <= 0.0) {
        return std::nullopt;
    }
    return Drift{.first_n = settled_sum_n / settled_frames_,
                 .last_n = sum_n / static_cast<double>(last_forces_.size())};
}

Hold HoldStretch::result(const AnalysisSettings& settings, bool knows_creep) const
{
    const double duration_s = last_s_ - start_s_;
    const auto raw = drift(false);
    Hold hold{.start_s = start_s_,
              .end_s = last_s_,
              .duration_s = duration_s,
              .place = meanPlace(),
              .shape = commonShape(),
              .mean_n = mean_n_,
              .cv_pct = 100.0 * std::sqrt(squares_n2_ / frames_) / mean_n_,
              .mean_kpa = sum_mean_kpa_ / frames_,
              .peak_kpa = peak_kpa_,
              .in_window = windowOf(duration_s, settings),
              .drift_pct = raw ? std::optional{raw->pct()} : std::nullopt,
              .percussion_hz = percussion_.beatHz(),
              .flags = commonFlags()};
    if (knows_creep) {
        hold.corrected_mean_n = mean_corrected_n_;
        if (const auto corrected = drift(true); corrected && raw) {
            hold.corrected_drift_pct = corrected->pct();
            hold.drift_uncertainty_pct = 0.5 * std::abs(raw->pct() - corrected->pct());
        }
    }
    return hold;
}

RunningHold HoldStretch::running() const
{
    return {.place = meanPlace(),
            .start_s = start_s_,
            .duration_s = last_s_ - start_s_,
            .force_n = last_patch_.force.n,
            .peak_kpa = last_patch_.peak.kpa,
            .radius_mm = last_patch_.radius.mm,
            .shape = commonShape(),
            .percussion_hz = percussion_.beatHz(),
            .flags = commonFlags()};
}

HoldFinder::HoldFinder(AnalysisSettings settings, bool knows_creep)
    : settings_{std::move(settings)}, knows_creep_{knows_creep}, stretches_(TrackLinker::kMaxTracks)
{}

void HoldFinder::add(std::size_t track, double time_s, const Patch& patch, double longest_absence_s)
{
    HoldStretch& stretch = stretches_[track];
    if (stretch.isOpen() && isLonger(time_s - stretch.lastS(), longest_absence_s)) {
        close(stretch);
    }
    const bool is_loaded = patch.peak.kpa >= settings_.hold.kpa;
    if (is_loaded && (!stretch.isOpen() || stretch.isNear(patch.centroid))) {
        stretch.add(time_s, patch);
    }
}

void HoldFinder::endTrack(std::size_t track)
{
    close(stretches_[track]);
}

void HoldFinder::close(HoldStretch& stretch)
{
    if (!stretch.isOpen()) {
        return;
    }
    if (isAtLeast(stretch.lastS() - stretch.startS(), kShortestHoldS)) {
        finished_.push_back(resultOf(stretch));
    }
    stretch.clear();
}

Hold HoldFinder::resultOf(const HoldStretch& stretch) const
{
    Hold hold = stretch.result(settings_, knows_creep_);
    hold.mean_n = std::max(0.0, hold.mean_n - settings_.tool_weight.n);
    if (hold.corrected_mean_n) {
        hold.corrected_mean_n = std::max(0.0, *hold.corrected_mean_n - settings_.tool_weight.n);
    }
    return hold;
}

std::vector<Hold> HoldFinder::holdsNow() const
{
    std::vector<Hold> holds = finished_;
    for (const HoldStretch& stretch : stretches_) {
        if (stretch.isOpen() && isAtLeast(stretch.lastS() - stretch.startS(), kShortestHoldS)) {
            holds.push_back(resultOf(stretch));
        }
    }
    return holds;
}

std::vector<RunningHold> HoldFinder::running() const
{
    std::vector<RunningHold> running;
    for (const HoldStretch& stretch : stretches_) {
        if (stretch.isOpen() && isAtLeast(stretch.lastS() - stretch.startS(), kShortestShownS)) {
            running.push_back(stretch.running());
            running.back().force_n = std::max(0.0, running.back().force_n - settings_.tool_weight.n);
        }
    }
    return running;
}

}  // namespace palpate::analysis
