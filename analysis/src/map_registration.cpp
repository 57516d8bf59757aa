#include "palpate/analysis/map_registration.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

#include "palpate/analysis/map_surface.hpp"
#include "palpate/analysis/phase_correlation.hpp"
#include "palpate/analysis/smooth_map.hpp"

#include "landmark_fit.hpp"
#include "rigid_fit.hpp"

namespace palpate::analysis {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

struct Candidate {
    RigidPose pose;
    double likeness = -1.0;
};

MatPoint middleOf(const MatGeometry& mat)
{
    return {.x_mm = 0.5 * mat.widthMm(), .y_mm = 0.5 * mat.heightMm()};
}

/// Square roots of the smoothed pressure over half the contact threshold.
CellArray<float> evened(const CellArray<float>& smooth, Pressure contact)
{
    const auto floor_kpa = static_cast<float>(0.5 * contact.kpa);
    return smooth.unaryExpr([floor_kpa](float kpa) {
        return std::isnan(kpa) ? kpa : std::sqrt(std::max(kpa - floor_kpa, 0.0F));
    });
}

/// The whole first map, empty cells too: where the second one is loaded and the first is not counts as well.
std::vector<FitPoint> pointsOf(const CellArray<float>& values, const MatGeometry& mat, bool mirrors)
{
    const MatPoint middle = middleOf(mat);
    std::vector<FitPoint> points;
    points.reserve(static_cast<std::size_t>(values.size()));
    for (int row = 0; row < mat.rows(); ++row) {
        for (int col = 0; col < mat.cols(); ++col) {
            if (std::isnan(values(row, col))) {
                continue;
            }
            const MatPoint centre = mat.centreOf(row, col);
            const double x_mm = centre.x_mm - middle.x_mm;
            points.push_back({.x_mm = mirrors ? -x_mm : x_mm,
                              .y_mm = centre.y_mm - middle.y_mm,
                              .value = static_cast<double>(values(row, col))});
        }
    }
    return points;
}

bool isLoaded(const CellArray<float>& values)
{
    return (values > 0.0F).any();
}

/// Both maps on squares of one size, their centres in the middle.
struct Canvas {
    int cells = 0;
    double pitch_mm = 0.0;
    int spectrum_size = 0;
    int farthest = 0;
};

Canvas canvasFor(const MatGeometry& before, const MatGeometry& after, Length shift)
{
    // Finer cells would only cost time: the fit works on the maps themselves.
    constexpr double kMostCells = 64.0;
    const double widest_mm =
        std::max({before.widthMm(), before.heightMm(), after.widthMm(), after.heightMm()});
    const double finest_mm =
        std::min({before.pitchXMm(), before.pitchYMm(), after.pitchXMm(), after.pitchYMm()});
    Canvas canvas;
    canvas.pitch_mm = std::max(finest_mm, widest_mm / kMostCells);
    canvas.cells = static_cast<int>(std::ceil(widest_mm / canvas.pitch_mm));
    canvas.farthest = std::min(static_cast<int>(std::ceil(shift.mm / canvas.pitch_mm)), canvas.cells - 1);
    canvas.spectrum_size =
        static_cast<int>(std::bit_ceil(static_cast<unsigned>(canvas.cells + canvas.farthest + 1)));
    return canvas;
}

/// The surface turned about the centre of its mat: the picture's place p shows the surface's turn(p).
Picture turnedPicture(const Canvas& canvas, const MapSurface& surface, const MatGeometry& mat,
                      double turn_rad, bool mirrors)
{
    const MatPoint middle = middleOf(mat);
    const double c = std::cos(turn_rad);
    const double s = std::sin(turn_rad);
    const double half = 0.5 * (canvas.cells - 1);
    Picture picture(canvas.cells, canvas.cells);
    for (int row = 0; row < canvas.cells; ++row) {
        for (int col = 0; col < canvas.cells; ++col) {
            const double x_mm = (mirrors ? -1.0 : 1.0) * (col - half) * canvas.pitch_mm;
            const double y_mm = (row - half) * canvas.pitch_mm;
            picture(row, col) = surface
                                    .at({.x_mm = middle.x_mm + c * x_mm - s * y_mm,
                                         .y_mm = middle.y_mm + s * x_mm + c * y_mm})
                                    .value_or(0.0);
        }
    }
    return picture;
}

/// The best places of each turn, by their likeness on the maps themselves.
std::vector<Candidate> coarseCandidates(const MapSurface& before, const MatGeometry& before_mat,
                                        const MapSurface& after, const MatGeometry& after_mat,
                                        const RegistrationLimits& limits, const RigidFit& fit)
{
    constexpr double kTurnStepDeg = 3.0;
    constexpr std::size_t kPeaks = 4;
    const Canvas canvas = canvasFor(before_mat, after_mat, limits.shift);
    const Spectrum first =
        spectrumOf(turnedPicture(canvas, before, before_mat, 0.0, limits.mirrors), canvas.spectrum_size);
    const int steps = static_cast<int>(std::ceil(limits.turn_deg / kTurnStepDeg));
    std::vector<Candidate> candidates;
    for (int step = -steps; step <= steps; ++step) {
        const double turn_rad = step * kTurnStepDeg * kDegree;
        const double c = std::cos(turn_rad);
        const double s = std::sin(turn_rad);
        const Spectrum second =
            spectrumOf(turnedPicture(canvas, after, after_mat, turn_rad, false), canvas.spectrum_size);
        for (const ShiftPeak& peak : shiftPeaks(first, second, canvas.farthest, kPeaks)) {
            const double x_mm = fit.centroid().x_mm + peak.cols * canvas.pitch_mm;
            const double y_mm = fit.centroid().y_mm + peak.rows * canvas.pitch_mm;
            const RigidPose pose{
                .turn_rad = turn_rad, .x_mm = c * x_mm - s * y_mm, .y_mm = s * x_mm + c * y_mm};
            if (const std::optional<double> likeness = fit.likeness(pose)) {
                candidates.push_back({.pose = pose, .likeness = *likeness});
            }
        }
    }
    std::sort(candidates.begin(), candidates.end(),
              [](const Candidate& a, const Candidate& b) { return a.likeness > b.likeness; });
    return candidates;
}

bool isNear(const RigidPose& a, const RigidPose& b, double pitch_mm)
{
    constexpr double kSameTurnDeg = 2.0;
    return std::hypot(a.x_mm - b.x_mm, a.y_mm - b.y_mm) < pitch_mm &&
           std::abs(a.turn_rad - b.turn_rad) < kSameTurnDeg * kDegree;
}

Candidate refined(const RigidFit& fit, const RigidPose& start, bool keeps_turn)
{
    Candidate best{.pose = start, .likeness = fit.likeness(start).value_or(-1.0)};
    const RigidPose pose = fit.refined(start, keeps_turn);
    const double likeness = fit.likeness(pose).value_or(-1.0);
    return likeness > best.likeness ? Candidate{.pose = pose, .likeness = likeness} : best;
}

/// The shift of the mat's centre.
MatPoint shiftOf(const RigidPose& pose, MatPoint centroid)
{
    const double c = std::cos(pose.turn_rad);
    const double s = std::sin(pose.turn_rad);
    return {.x_mm = pose.x_mm - (c * centroid.x_mm - s * centroid.y_mm),
            .y_mm = pose.y_mm - (s * centroid.x_mm + c * centroid.y_mm)};
}

bool isWithin(const RigidPose& pose, MatPoint centroid, const RegistrationLimits& limits)
{
    // The loads' own way counts: a turn about the mat's centre moves what lies far from it.
    return std::hypot(pose.x_mm - centroid.x_mm, pose.y_mm - centroid.y_mm) <= limits.shift.mm &&
           std::abs(pose.turn_rad) <= limits.turn_deg * kDegree;
}

std::optional<Candidate> bestRefined(const RigidFit& fit, const std::vector<Candidate>& candidates,
                                     const RegistrationLimits& limits, double pitch_mm)
{
    constexpr std::size_t kRefined = 6;
    std::vector<Candidate> tried;
    std::optional<Candidate> best;
    for (const Candidate& candidate : candidates) {
        if (tried.size() == kRefined) {
            break;
        }
        if (std::any_of(tried.begin(), tried.end(),
                        [&](const Candidate& t) { return isNear(t.pose, candidate.pose, pitch_mm); })) {
            continue;
        }
        tried.push_back(candidate);
        Candidate fine = refined(fit, candidate.pose, false);
        if (!isWithin(fine.pose, fit.centroid(), limits)) {
            // What looks alike from every side may have been turned round and round.
            fine = refined(fit, candidate.pose, true);
        }
        if (isWithin(fine.pose, fit.centroid(), limits) && (!best || fine.likeness > best->likeness)) {
            best = fine;
        }
    }
    return best;
}

/// From the landmarks; what the maps make of it counts only where it stays near them.
Candidate nearLandmarks(const RigidFit& fit, const LandmarkFit& marks)
{
    constexpr double kFarthestMm = 20.0;
    constexpr double kMostTurnDeg = 5.0;
    const MatPoint centroid = fit.centroid();
    const double c = std::cos(marks.turn_rad);
    const double s = std::sin(marks.turn_rad);
    const RigidPose start{.turn_rad = marks.turn_rad,
                          .x_mm = c * centroid.x_mm - s * centroid.y_mm + marks.dx_mm,
                          .y_mm = s * centroid.x_mm + c * centroid.y_mm + marks.dy_mm};
    const Candidate fine = refined(fit, start, false);
    const bool stays = std::hypot(fine.pose.x_mm - start.x_mm, fine.pose.y_mm - start.y_mm) <= kFarthestMm &&
                       std::abs(fine.pose.turn_rad - start.turn_rad) <= kMostTurnDeg * kDegree;
    return stays ? fine : Candidate{.pose = start, .likeness = fit.likeness(start).value_or(-1.0)};
}

/// Whether turning away from the best place makes the maps less alike.
bool tellsItsTurn(const RigidFit& fit, const Candidate& best)
{
    constexpr double kTurnDeg = 6.0;
    constexpr double kLeastLoss = 0.004;
    double most_alike = -1.0;
    for (const double sign : {-1.0, 1.0}) {
        RigidPose turned = best.pose;
        turned.turn_rad += sign * kTurnDeg * kDegree;
        most_alike = std::max(most_alike, fit.likeness(turned).value_or(-1.0));
    }
    return best.likeness - most_alike >= kLeastLoss;
}

/// What the smoothed maps have in common, cell by cell of the first one.
struct Likeness {
    Eigen::Index loaded_first = 0;
    Eigen::Index loaded_both = 0;
    double first = 0.0;
    double second = 0.0;
    double both = 0.0;
    double differences = 0.0;

    /// `after`: empty off the second mat.
    void add(double before, bool is_loaded, std::optional<double> after, double contact_after_kpa)
    {
        loaded_first += is_loaded ? 1 : 0;
        const bool is_loaded_after = after && *after >= contact_after_kpa;
        loaded_both += is_loaded && is_loaded_after ? 1 : 0;
        if (after && (is_loaded || is_loaded_after)) {
            first += before * before;
            second += *after * *after;
            both += before * *after;
            differences += (*after - before) * (*after - before);
        }
    }
};

Likeness likenessOf(const Alignment& alignment, const PlacedMap& before,
                    const CellArray<float>& before_smooth, const PlacedMap& after,
                    const MapSurface& after_surface)
{
    Likeness likeness;
    for (int row = 0; row < before.mat.rows(); ++row) {
        for (int col = 0; col < before.mat.cols(); ++col) {
            const auto kpa = static_cast<double>(before_smooth(row, col));
            if (!std::isnan(kpa)) {
                const MatPoint there =
                    onSecondMat(alignment, before.mat, after.mat, before.mat.centreOf(row, col));
                likeness.add(kpa, kpa >= before.contact.kpa, after_surface.at(there), after.contact.kpa);
            }
        }
    }
    return likeness;
}

/// Overlap, correlation and residual of the smoothed maps.
void describe(Alignment& alignment, const PlacedMap& before, const CellArray<float>& before_smooth,
              const PlacedMap& after, const CellArray<float>& after_smooth)
{
    const Likeness likeness =
        likenessOf(alignment, before, before_smooth, after, MapSurface{after_smooth, after.mat});
    const double cell_mm2 = before.mat.pitchXMm() * before.mat.pitchYMm();
    const auto loaded_after = (after_smooth >= static_cast<float>(after.contact.kpa)).count();
    const double sum_mm2 = static_cast<double>(likeness.loaded_first) * cell_mm2 +
                           static_cast<double>(loaded_after) * after.mat.pitchXMm() * after.mat.pitchYMm();
    const double both_mm2 = static_cast<double>(likeness.loaded_both) * cell_mm2;
    alignment.overlap = sum_mm2 > 0.0 ? std::min(2.0 * both_mm2 / sum_mm2, 1.0) : 0.0;
    if (likeness.first > 0.0 && likeness.second > 0.0) {
        alignment.correlation = likeness.both / std::sqrt(likeness.first * likeness.second);
        alignment.residual_pct = 100.0 * std::sqrt(likeness.differences / likeness.first);
    }
}

}  // namespace

std::optional<Alignment> alignMaps(const PlacedMap& before, const PlacedMap& after,
                                   const RegistrationLimits& limits,
                                   const std::vector<LandmarkPair>& landmarks)
{
    const CellArray<float> before_smooth = smoothed(before.kpa);
    const CellArray<float> after_smooth = smoothed(after.kpa);
    const CellArray<float> before_even = evened(before_smooth, before.contact);
    const CellArray<float> after_even = evened(after_smooth, after.contact);
    if (!isLoaded(before_even) || !isLoaded(after_even)) {
        return std::nullopt;
    }
    const MapSurface before_surface{before_even, before.mat};
    const MapSurface after_surface{after_even, after.mat};
    const RigidFit fit{pointsOf(before_even, before.mat, limits.mirrors), after_surface, after.mat};
    const auto marks = fitLandmarks(landmarks, before.mat, after.mat, limits.mirrors);
    std::optional<Candidate> best;
    if (marks) {
        best = nearLandmarks(fit, *marks);
    } else {
        const double pitch_mm = std::max(before.mat.pitchXMm(), before.mat.pitchYMm());
        best = bestRefined(
            fit, coarseCandidates(before_surface, before.mat, after_surface, after.mat, limits, fit), limits,
            pitch_mm);
    }
    if (!best) {
        return std::nullopt;
    }
    Alignment alignment{.is_mirrored = limits.mirrors};
    alignment.is_rotation_known = marks.has_value() || tellsItsTurn(fit, *best);
    if (!alignment.is_rotation_known) {
        RigidPose straight = best->pose;
        straight.turn_rad = 0.0;
        best = refined(fit, straight, true);
        if (!isWithin(best->pose, fit.centroid(), limits)) {
            return std::nullopt;
        }
    }
    const MatPoint shift = shiftOf(best->pose, fit.centroid());
    alignment.dx_mm = shift.x_mm;
    alignment.dy_mm = shift.y_mm;
    alignment.rotation_deg = best->pose.turn_rad / kDegree;
    describe(alignment, before, before_smooth, after, after_smooth);
    if (marks) {
        alignment.landmarks = static_cast<int>(landmarks.size());
        alignment.landmark_residual_mm = landmarkResidualMm(landmarks, alignment, before.mat, after.mat);
    }
    return alignment;
}

}  // namespace palpate::analysis
