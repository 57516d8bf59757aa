#include "scene_truth.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <variant>

#include "scene_recording.hpp"
#include "simulator/portable_math.hpp"

namespace palpate::evaluation {

namespace {

constexpr double kHoldKpa = 10.0;
constexpr double kShortestHoldS = 5.0;
constexpr double kForgivenS = 0.5;
constexpr double kPauseS = 0.75;
constexpr double kTurnShare = 0.04;
constexpr double kHoldMm = 10.0;
constexpr double kPathStepS = 0.002;
/// So near to the shortest hold either answer is right.
constexpr double kEitherWayS = 0.6;
/// Creep and the gain of a cell make of a peak so near to the hold level one above or below it.
constexpr double kLevelShare = 0.25;
constexpr double kSuggestedS = 7.0;
constexpr double kStepS = 0.02;
/// 0.15 is needed; cells' gains and the sway of the contact make it more or less.
constexpr double kSupport = 0.25;

double peakKpa(const Scene& scene, const Tool& tool, double time_s)
{
    return static_cast<double>(fieldOf(scene, tool, time_s).maxCoeff());
}

/// The mean force of the frames 2 to 7 s after the start against that of the last 5 s.
std::optional<double> driftPct(const Tool& tool, const TrueHold& hold)
{
    constexpr double kSettlingS = 2.0;
    constexpr double kDriftS = 5.0;
    if (hold.end_s - hold.start_s < kSettlingS + 2.0 * kDriftS) {
        return std::nullopt;
    }
    const auto mean_n = [&tool](double from_s) {
        double sum_n = 0.0;
        double samples = 0.0;
        for (double time_s = from_s; time_s <= from_s + kDriftS; time_s += kStepS) {
            sum_n += tool.forceAt(time_s).n;
            samples += 1.0;
        }
        return sum_n / samples;
    };
    const double first_n = mean_n(hold.start_s + kSettlingS);
    return 100.0 * (mean_n(hold.end_s - kDriftS) - first_n) / first_n;
}

std::optional<bool> isSaturated(const Scene& scene, const Tool& tool)
{
    constexpr double kFarUnder = 0.85;
    constexpr double kFarOver = 1.15;
    double peak_kpa = 0.0;
    for (double time_s = tool.envelope.start_s; time_s < tool.envelope.end_s; time_s += 0.25) {
        peak_kpa = std::max(peak_kpa, peakKpa(scene, tool, time_s));
    }
    const Calibration& calibration = scene.profile.calibration;
    const double share = peak_kpa / (std::get<LinearCalibration>(calibration.curve).kpa_per_count *
                                     *calibration.ceiling_counts);
    return share > kFarOver ? std::optional{true} : share < kFarUnder ? std::optional{false} : std::nullopt;
}

/// The hold of a tool at this hold level. `peaks_kpa`: each kStepS from the tool's start on.
std::optional<TrueHold> holdAt(const Tool& tool, const std::vector<double>& peaks_kpa, double level_kpa)
{
    std::optional<TrueHold> hold;
    double samples = 0.0;
    double time_s = tool.envelope.start_s;
    for (const double peak_kpa : peaks_kpa) {
        if (peak_kpa >= level_kpa) {
            if (!hold || time_s - hold->end_s > kForgivenS) {
                hold = TrueHold{.start_s = time_s};
                samples = 0.0;
            }
            const MatPoint place = tool.placeAt(time_s);
            samples += 1.0;
            hold->end_s = time_s;
            hold->place.x_mm += (place.x_mm - hold->place.x_mm) / samples;
            hold->place.y_mm += (place.y_mm - hold->place.y_mm) / samples;
            hold->mean_n += (tool.forceAt(time_s).n - hold->mean_n) / samples;
        }
        time_s += kStepS;
    }
    const bool is_hold = hold && hold->end_s - hold->start_s >= kShortestHoldS - kEitherWayS;
    return is_hold ? hold : std::nullopt;
}

std::optional<TrueHold> holdOf(const Scene& scene, const Tool& tool)
{
    std::vector<double> peaks_kpa;
    for (double time_s = tool.envelope.start_s; time_s <= tool.envelope.end_s; time_s += kStepS) {
        peaks_kpa.push_back(peakKpa(scene, tool, time_s));
    }
    std::optional<TrueHold> hold = holdAt(tool, peaks_kpa, kHoldKpa);
    const bool is_sure = hold && holdAt(tool, peaks_kpa, kHoldKpa * (1.0 + kLevelShare));
    hold = hold ? hold : holdAt(tool, peaks_kpa, kHoldKpa * (1.0 - kLevelShare));
    if (!hold) {
        return std::nullopt;
    }
    hold->percussion_hz = tool.percussion_hz;
    hold->drift_pct = driftPct(tool, *hold);
    hold->shape = tool.roller_length ? PatchShape::Bar : PatchShape::Ball;
    hold->is_ghost = tool.is_ghost;
    hold->is_saturated = isSaturated(scene, tool);
    hold->is_either_way = !is_sure || hold->end_s - hold->start_s < kShortestHoldS + kEitherWayS;
    return hold;
}

/// Of the highest cell's pressure, what the second highest of its neighbours has.
double supportOf(const PressureArray& kpa)
{
    Eigen::Index row = 0;
    Eigen::Index col = 0;
    const float peak_kpa = kpa.maxCoeff(&row, &col);
    std::vector<float> around;
    for (Eigen::Index r = std::max<Eigen::Index>(row - 1, 0); r <= std::min(row + 1, kpa.rows() - 1); ++r) {
        for (Eigen::Index c = std::max<Eigen::Index>(col - 1, 0); c <= std::min(col + 1, kpa.cols() - 1);
             ++c) {
            if (r != row || c != col) {
                around.push_back(kpa(r, c));
            }
        }
    }
    std::sort(around.rbegin(), around.rend());
    return static_cast<double>(around[1] / peak_kpa);
}

/// Dead cells show between two loaded neighbours, stuck ones when the load around them moves.
std::vector<ShownFault> shownFaults(const Scene& scene)
{
    constexpr double kLookS = 0.25;
    constexpr int kLeastLooks = 8;
    constexpr float kLoadedKpa = 10.0F;
    std::vector<int> looks(scene.faults.size(), 0);
    for (const Tool& tool : scene.tools) {
        for (double time_s = tool.envelope.start_s; time_s < tool.envelope.end_s; time_s += kLookS) {
            const PressureArray kpa = fieldOf(scene, tool, time_s);
            for (std::size_t i = 0; i < scene.faults.size(); ++i) {
                const CellIndex cell = scene.faults[i].cell;
                const int row = std::clamp(cell.row, 1, static_cast<int>(kpa.rows()) - 2);
                const int col = std::clamp(cell.col, 1, static_cast<int>(kpa.cols()) - 2);
                const bool is_between = std::min(kpa(row - 1, col), kpa(row + 1, col)) >= kLoadedKpa ||
                                        std::min(kpa(row, col - 1), kpa(row, col + 1)) >= kLoadedKpa;
                looks[i] += is_between && kpa(cell.row, cell.col) >= kLoadedKpa ? 1 : 0;
            }
        }
    }
    std::vector<ShownFault> shown;
    for (std::size_t i = 0; i < scene.faults.size(); ++i) {
        if (scene.faults[i].kind != FaultKind::Hot && looks[i] >= kLeastLooks) {
            shown.push_back({.cell = scene.faults[i].cell});
        }
    }
    return shown;
}

void addSpot(std::map<std::size_t, TrueSpot>& spots, const Scene& scene, const Tool& tool,
             const std::optional<TrueHold>& hold)
{
    const bool is_held = hold && hold->end_s - hold->start_s >= kSuggestedS;
    if (tool.reports.empty() && !is_held) {
        return;
    }
    TrueSpot& spot = spots[tool.spot];
    spot.place = hold ? hold->place : tool.place;
    // A suggestion needs two loaded neighbours of the same order (0.15 of the peak or more).
    const double middle_s = 0.5 * (tool.envelope.start_s + tool.envelope.end_s);
    // A roller's imprint is as large as a body part on some mats, and as small as a spot on others.
    spot.is_either_way = tool.roller_length || (hold && hold->is_either_way) ||
                         supportOf(fieldOf(scene, tool, middle_s)) < kSupport;
    for (const Report& report : tool.reports) {
        spot.is_reported = true;
        spot.last_nrs = report.nrs;
        ++spot.ratings;
        if (report.is_threshold) {
            const double here_kpa = peakKpa(scene, tool, report.time_s);
            ++spot.trials;
            spot.ppt_kpa = spot.ppt_kpa.value_or(0.0) + (here_kpa - spot.ppt_kpa.value_or(0.0)) / spot.trials;
        }
    }
}

/// Where the tool really is along its way, sway and all.
double wayMm(const Tool& tool, double time_s)
{
    constexpr double kQuarterTurn = 0.25;
    const MatPoint place = tool.placeAt(time_s);
    return (place.x_mm - tool.place.x_mm) * sim::sinOfTurns(tool.way_turns + kQuarterTurn) +
           (place.y_mm - tool.place.y_mm) * sim::sinOfTurns(tool.way_turns);
}

/// The farthest that the tool goes backwards (sign -1) or forwards between two times.
double farthestMm(const Tool& tool, double from_s, double to_s, double sign)
{
    double farthest_mm = wayMm(tool, from_s);
    for (double time_s = from_s; time_s <= to_s; time_s += kPathStepS) {
        const double way_mm = wayMm(tool, time_s);
        farthest_mm = sign * way_mm > sign * farthest_mm ? way_mm : farthest_mm;
    }
    return farthest_mm;
}

/// From the middle of a stroke towards one of its ends: when less than `left_mm` is left.
double arrivalS(const Tool& tool, double middle_s, double step_s, double end_mm, double left_mm)
{
    double time_s = middle_s;
    while (std::abs(wayMm(tool, time_s) - end_mm) > left_mm) {
        time_s += step_s;
    }
    return time_s;
}

/// By the definition in docs/metrics.md, of the path that the tool really went. Up to a pause of 0.75 s the
/// turn is in its middle; beside a longer one, and at the ends of the path, a stroke is without 4 % of its
/// length.
void addStrokes(std::vector<TrueStroke>& strokes, const Tool& tool)
{
    const auto& paths = tool.strokes;
    const auto middle_of = [](const StrokePath& path) { return 0.5 * (path.start_s + path.end_s); };
    const auto pause_after = [&paths](std::size_t i) { return paths[i + 1].start_s - paths[i].end_s; };
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const double sign = paths[i].to_mm > paths[i].from_mm ? 1.0 : -1.0;
        const double middle_s = middle_of(paths[i]);
        const double before_s = i > 0 ? middle_of(paths[i - 1]) : tool.envelope.start_s;
        const double after_s = i + 1 < paths.size() ? middle_of(paths[i + 1]) : tool.envelope.end_s;
        const double from_mm = farthestMm(tool, before_s, middle_s, -sign);
        const double to_mm = farthestMm(tool, middle_s, after_s, sign);
        const double turn_mm = kTurnShare * std::abs(to_mm - from_mm);
        const bool rests_before = i == 0 || pause_after(i - 1) > kPauseS;
        const bool rests_after = i + 1 == paths.size() || pause_after(i) > kPauseS;
        const double start_s = rests_before ? arrivalS(tool, middle_s, -kPathStepS, from_mm, turn_mm)
                                            : paths[i].start_s - 0.5 * pause_after(i - 1);
        const double end_s = rests_after ? arrivalS(tool, middle_s, kPathStepS, to_mm, turn_mm)
                                         : paths[i].end_s + 0.5 * pause_after(i);
        const double length_mm =
            std::abs(to_mm - from_mm) - (rests_before ? turn_mm : 0.0) - (rests_after ? turn_mm : 0.0);
        strokes.push_back({.shape = tool.roller_length ? PatchShape::Bar : PatchShape::Ball,
                           .start_s = start_s,
                           .end_s = end_s,
                           .length_mm = length_mm,
                           .speed_mm_s = length_mm / (end_s - start_s)});
    }
}

/// A tool that stays within 10 mm of a turning point for 5 s is held there, by the definition of a hold. Its
/// median place moves along, so that near 5 s either answer is right.
void addRests(SceneTruth& truth, const Tool& tool)
{
    const auto& paths = tool.strokes;
    for (std::size_t i = 0; i <= paths.size(); ++i) {
        const double rest_mm = i < paths.size() ? paths[i].from_mm : paths.back().to_mm;
        const double middle_s = i == 0              ? paths.front().start_s
                                : i == paths.size() ? paths.back().end_s
                                                    : 0.5 * (paths[i - 1].end_s + paths[i].start_s);
        double start_s = middle_s;
        double end_s = middle_s;
        while (start_s > tool.envelope.start_s && std::abs(wayMm(tool, start_s) - rest_mm) <= kHoldMm) {
            start_s -= kPathStepS;
        }
        while (end_s < tool.envelope.end_s && std::abs(wayMm(tool, end_s) - rest_mm) <= kHoldMm) {
            end_s += kPathStepS;
        }
        if (end_s - start_s >= kShortestHoldS - kEitherWayS) {
            const MatPoint place = tool.placeAt(middle_s);
            truth.holds.push_back(
                {.start_s = start_s, .end_s = end_s, .place = place, .is_either_way = true});
            truth.spots.push_back({.place = place, .is_either_way = true});
        }
    }
}

}  // namespace

SceneTruth truthOf(const Scene& scene)
{
    SceneTruth truth;
    std::map<std::size_t, TrueSpot> spots;
    for (const Tool& tool : scene.tools) {
        if (!tool.strokes.empty()) {
            addStrokes(truth.strokes, tool);
            addRests(truth, tool);
            continue;
        }
        const auto hold = holdOf(scene, tool);
        if (hold) {
            truth.holds.push_back(*hold);
        }
        addSpot(spots, scene, tool, hold);
    }
    truth.shown_faults = shownFaults(scene);
    for (const auto& [number, spot] : spots) {
        truth.spots.push_back(spot);
    }
    return truth;
}

}  // namespace palpate::evaluation
