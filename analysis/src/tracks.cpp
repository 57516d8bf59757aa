#include "palpate/analysis/tracks.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "palpate/analysis/time_limits.hpp"
#include "palpate/core/assert.hpp"
#include "palpate/core/mat_plane.hpp"

namespace palpate::analysis {

namespace {

constexpr double kAbsenceS = 0.5;
/// A mat of one frame per second may lose one.
constexpr double kAbsencePeriods = 2.5;
constexpr double kGateMm = 40.0;
constexpr double kGateRadii = 3.0;
/// A patch of e times the radius is as unlike as one that lies so much farther away.
constexpr double kSizeMm = 30.0;
/// Natural logarithm of 4: a ball is not a body a frame later.
constexpr double kLargestChange = 1.3862943611198906;
/// Of the hold level.
constexpr double kStrongShare = 0.5;
/// Time constant of the smoothed velocity.
constexpr double kVelocityS = 0.2;

/// Told without the root; a hair's breadth is left to it.
bool isFar(double x_mm, double y_mm, double gate_mm)
{
    constexpr double kHair = 1e-9;
    return std::max(std::abs(x_mm), std::abs(y_mm)) > gate_mm * (1.0 + kHair);
}

}  // namespace

double longestAbsenceS(double period_s)
{
    return std::max(kAbsenceS, kAbsencePeriods * period_s);
}

TrackLinker::TrackLinker(Pressure hold) : strong_kpa_{kStrongShare * hold.kpa}, tracks_(kMaxTracks) {}

void TrackLinker::end(std::size_t track)
{
    tracks_[track].is_alive = false;
    ended_.push_back(track);
}

void TrackLinker::endAll()
{
    ended_.clear();
    links_.clear();
    for (std::size_t i = 0; i < tracks_.size(); ++i) {
        if (tracks_[i].is_alive) {
            end(i);
        }
    }
}

void TrackLinker::endAbsent(const FrameLink& link)
{
    const double limit_s = longestAbsenceS(link.period_s);
    for (std::size_t i = 0; i < tracks_.size(); ++i) {
        const Track& track = tracks_[i];
        if (track.is_alive && (link.is_break || isLonger(link.time_s - track.last_s, limit_s))) {
            end(i);
        }
    }
}

void TrackLinker::choosePatches(const std::vector<Patch>& patches)
{
    chosen_.resize(patches.size());
    std::iota(chosen_.begin(), chosen_.end(), std::size_t{0});
    if (chosen_.size() <= kMaxPatches) {
        return;
    }
    const auto last = chosen_.begin() + static_cast<std::ptrdiff_t>(kMaxPatches);
    std::partial_sort(chosen_.begin(), last, chosen_.end(), [&patches](std::size_t a, std::size_t b) {
        return std::tuple{-patches[a].force.n, a} < std::tuple{-patches[b].force.n, b};
    });
    chosen_.erase(last, chosen_.end());
    std::sort(chosen_.begin(), chosen_.end());
}

/// Logarithm of the ratio of radii; a load that was lifted may come back at any size that it had.
double TrackLinker::changeOf(const Track& track, double radius_mm)
{
    if (radius_mm > track.largest_mm) {
        return std::log(radius_mm / track.largest_mm);
    }
    return radius_mm < track.radius_mm ? std::log(track.radius_mm / radius_mm) : 0.0;
}

void TrackLinker::findCandidates(const std::vector<Patch>& patches, double time_s)
{
    candidates_.clear();
    for (std::size_t i = 0; i < tracks_.size(); ++i) {
        const Track& track = tracks_[i];
        if (!track.is_alive) {
            continue;
        }
        const double elapsed_s = time_s - track.last_s;
        const double x_mm = track.place.x_mm + track.velocity_x_mm_s * elapsed_s;
        const double y_mm = track.place.y_mm + track.velocity_y_mm_s * elapsed_s;
        const double gate_mm = std::max(kGateMm, kGateRadii * track.radius_mm);
        for (const std::size_t patch : chosen_) {
            const bool is_strong = isStrong(patches[patch]);
            if (track.is_strong && !is_strong) {
                // What is left of a lifted load, and noise, do not lead its track away.
                continue;
            }
            const bool is_same_kind =
                is_strong && track.is_strong && track.is_tool && patches[patch].shape != PatchShape::Body;
            const MatPoint& place = patches[patch].centroid;
            if (isFar(place.x_mm - x_mm, place.y_mm - y_mm, gate_mm) &&
                isFar(place.x_mm - track.place.x_mm, place.y_mm - track.place.y_mm, gate_mm)) {
                continue;
            }
            // A load that stops or is lifted is where it was, not where it was going.
            const double distance_mm =
                std::min(std::hypot(place.x_mm - x_mm, place.y_mm - y_mm), distanceMm(place, track.place));
            const double size = changeOf(track, patches[patch].radius.mm);
            if (distance_mm <= gate_mm && (is_same_kind || size <= kLargestChange)) {
                candidates_.push_back({.is_other_kind = !is_same_kind,
                                       .unlikeness_mm = distance_mm + kSizeMm * size,
                                       .track = i,
                                       .patch = patch});
            }
        }
    }
    std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
        return std::tie(a.is_other_kind, a.unlikeness_mm, a.track, a.patch) <
               std::tie(b.is_other_kind, b.unlikeness_mm, b.track, b.patch);
    });
}

void TrackLinker::follow(std::size_t track, const Patch& patch, double time_s)
{
    Track& state = tracks_[track];
    const double elapsed_s = time_s - state.last_s;
    const double weight = elapsed_s / (elapsed_s + kVelocityS);
    const double moved_x = (patch.centroid.x_mm - state.place.x_mm) / elapsed_s;
    const double moved_y = (patch.centroid.y_mm - state.place.y_mm) / elapsed_s;
    state.velocity_x_mm_s += weight * (moved_x - state.velocity_x_mm_s);
    state.velocity_y_mm_s += weight * (moved_y - state.velocity_y_mm_s);
    state.is_seen = true;
    state.is_strong = state.is_strong || isStrong(patch);
    state.is_tool = patch.shape != PatchShape::Body;
    state.place = patch.centroid;
    state.last_s = time_s;
    state.radius_mm = patch.radius.mm;
    state.largest_mm = std::max(state.largest_mm, patch.radius.mm);
    state.force_n = patch.force.n;
}

void TrackLinker::begin(std::size_t patch_index, const Patch& patch, double time_s)
{
    auto slot = std::find_if(tracks_.begin(), tracks_.end(), [](const Track& t) { return !t.is_alive; });
    if (slot == tracks_.end()) {
        slot = std::min_element(tracks_.begin(), tracks_.end(), [](const Track& a, const Track& b) {
            return std::tie(a.is_seen, a.force_n) < std::tie(b.is_seen, b.force_n);
        });
        PALPATE_ASSERT(!slot->is_seen);
        end(static_cast<std::size_t>(slot - tracks_.begin()));
    }
    *slot = Track{.is_alive = true,
                  .is_seen = true,
                  .is_strong = isStrong(patch),
                  .is_tool = patch.shape != PatchShape::Body,
                  .place = patch.centroid,
                  .last_s = time_s,
                  .radius_mm = patch.radius.mm,
                  .largest_mm = patch.radius.mm,
                  .force_n = patch.force.n};
    links_.push_back({.track = static_cast<std::size_t>(slot - tracks_.begin()), .patch = patch_index});
}

void TrackLinker::step(const std::vector<Patch>& patches, const FrameLink& link)
{
    ended_.clear();
    links_.clear();
    endAbsent(link);
    choosePatches(patches);
    findCandidates(patches, link.time_s);
    for (Track& track : tracks_) {
        track.is_seen = false;
    }
    is_linked_.assign(patches.size(), false);
    for (const Candidate& candidate : candidates_) {
        if (tracks_[candidate.track].is_seen || is_linked_[candidate.patch]) {
            continue;
        }
        follow(candidate.track, patches[candidate.patch], link.time_s);
        is_linked_[candidate.patch] = true;
        links_.push_back({.track = candidate.track, .patch = candidate.patch});
    }
    for (const std::size_t patch : chosen_) {
        if (!is_linked_[patch]) {
            begin(patch, patches[patch], link.time_s);
        }
    }
}

}  // namespace palpate::analysis
