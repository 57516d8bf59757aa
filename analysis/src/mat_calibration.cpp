#include "palpate/analysis/mat_calibration.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "palpate/core/calibration_curve.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

constexpr int kMostRounds = 20;
constexpr double kUnchanged = 1e-12;

/// A load whose steady part is known.
struct SteadyLoad {
    const KnownLoad* load = nullptr;
    LoadPhase phase;
    CellArray<double> counts;
};

int mostSaturated(const LoadRecording& recording, const LoadPhase& phase)
{
    int most = 0;
    for (std::size_t i = phase.first; i < phase.end; ++i) {
        most = std::max(most, recording.means[i].saturated_cells);
    }
    return most;
}

Result<std::vector<SteadyLoad>> steadyLoads(const MatCalibrationRequest& request)
{
    std::vector<SteadyLoad> steady;
    const auto add = [&steady](const KnownLoad& load) -> Result<void> {
        const auto phase = findLoad(load.recording, load.range);
        if (!phase) {
            return fail(phase.error());
        }
        steady.push_back({.load = &load, .phase = *phase, .counts = meanCounts(load.recording, *phase)});
        return {};
    };
    for (const KnownLoad& load : request.loads) {
        if (auto added = add(load); !added) {
            return fail(added.error());
        }
    }
    if (request.creep_test) {
        if (auto added = add(*request.creep_test); !added) {
            return fail(added.error());
        }
    }
    return steady;
}

Result<std::vector<UniformLoad>> uniformLoads(const std::vector<LoadRecording>& recordings)
{
    std::vector<UniformLoad> loads;
    for (const LoadRecording& recording : recordings) {
        const auto phase = findLoad(recording);
        if (!phase) {
            return fail(phase.error());
        }
        loads.push_back({.name = recording.name,
                         .counts = meanCounts(recording, *phase),
                         .empty_counts = recording.empty_counts,
                         .takes_part = recording.takes_part,
                         .saturated_cells = mostSaturated(recording, *phase)});
    }
    return loads;
}

std::vector<CalibrationLoad> calibrationLoads(const std::vector<SteadyLoad>& steady,
                                              const std::optional<CreepModel>& creep)
{
    std::vector<CalibrationLoad> loads;
    for (const SteadyLoad& one : steady) {
        const LoadRecording& recording = one.load->recording;
        loads.push_back({.name = recording.name,
                         .force = one.load->force,
                         .creep_ratio = creep ? creepFactor(*creep, recording, one.phase) : 1.0,
                         .counts = one.counts,
                         .empty_counts = recording.empty_counts,
                         .takes_part = recording.takes_part,
                         .noise_counts = recording.noise_counts,
                         .saturated_cells = mostSaturated(recording, one.phase)});
    }
    return loads;
}

/// Largest relative change of the curve over the counts of the loads.
double changeBetween(const CalibrationCurve& before, const CalibrationCurve& after,
                     const std::vector<SteadyLoad>& steady)
{
    double change = 0.0;
    for (const SteadyLoad& load : steady) {
        const double count = load.counts.maxCoeff();
        const double kpa = kpaOfMeanCount(after, count);
        change = std::max(change, std::abs(kpaOfMeanCount(before, count) - kpa) / std::abs(kpa));
    }
    return change;
}

/// One turn: gains by the curve, creep by both, the curve by all.
Result<void> improve(MatCalibration& now, const MatCalibrationRequest& request,
                     const std::vector<SteadyLoad>& steady, const std::vector<UniformLoad>& uniform)
{
    if (!uniform.empty()) {
        auto equalised = equalise(uniform, now.calibration.curve);
        if (!equalised) {
            return fail(equalised.error());
        }
        now.calibration.cell_gain = equalised->gain;
        now.equalisation = std::move(*equalised);
    }
    if (request.creep_test) {
        const auto readings =
            creepReadings(request.creep_test->recording, steady.back().phase, now.calibration);
        if (!readings) {
            return fail(readings.error());
        }
        auto fitted = fitCreep(*readings);
        if (!fitted) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("{}: {}", request.creep_test->recording.name, fitted.error().message));
        }
        now.calibration.creep = fitted->model;
        now.creep = std::move(*fitted);
    }
    if (steady.empty()) {
        return {};
    }
    auto fit = fitCalibration(calibrationLoads(steady, now.calibration.creep),
                              {.model = now.fit ? now.fit->model : request.model,
                               .present = request.present.curve,
                               .cell_gain = now.calibration.cell_gain,
                               .cell_area = steady.front().load->recording.cell_area});
    if (!fit) {
        return fail(fit.error());
    }
    now.calibration.curve = fit->curve;
    now.fit = std::move(*fit);
    return {};
}

void describe(MatCalibration& made, const MatCalibrationRequest& request)
{
    const auto day = request.made_at.substr(0, request.made_at.find('T'));
    if (!made.fit) {
        made.calibration.source = fmt::format("equalised {}; {}", day, request.present.source);
        return;
    }
    const CalibrationFit& fit = *made.fit;
    made.calibration.source = fmt::format("calibrated {} with {} {}, {}", day, fit.loads.size(),
                                          fit.loads.size() == 1 ? "load" : "loads", toString(fit.model));
    made.calibration.record = CalibrationRecord{.made_at = request.made_at,
                                                .from = fit.from,
                                                .to = fit.to,
                                                .residual_pct = fit.residual_pct,
                                                .cross_validation_pct = fit.cross_validation_pct,
                                                .loads = static_cast<int>(fit.loads.size())};
}

Result<void> checkSameMat(const MatCalibrationRequest& request)
{
    const LoadRecording* first = nullptr;
    const auto check = [&first](const LoadRecording& recording) -> Result<void> {
        first = first == nullptr ? &recording : first;
        if (recording.takes_part.rows() != first->takes_part.rows() ||
            recording.takes_part.cols() != first->takes_part.cols() ||
            recording.cell_area != first->cell_area) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("{} and {} are of different mats: calibrate one mat at a time",
                                    first->name, recording.name));
        }
        return {};
    };
    std::vector<const LoadRecording*> all;
    for (const KnownLoad& load : request.loads) {
        all.push_back(&load.recording);
    }
    if (request.creep_test) {
        all.push_back(&request.creep_test->recording);
    }
    for (const LoadRecording& recording : request.uniform_loads) {
        all.push_back(&recording);
    }
    if (all.empty()) {
        return fail(ErrorCode::InvalidArgument, "no recording of a load is given");
    }
    for (const LoadRecording* recording : all) {
        if (auto checked = check(*recording); !checked) {
            return checked;
        }
    }
    return {};
}

}  // namespace

Result<MatCalibration> calibrateMat(const MatCalibrationRequest& request)
{
    if (auto checked = checkSameMat(request); !checked) {
        return fail(checked.error());
    }
    const auto steady = steadyLoads(request);
    if (!steady) {
        return fail(steady.error());
    }
    const auto uniform = uniformLoads(request.uniform_loads);
    if (!uniform) {
        return fail(uniform.error());
    }
    MatCalibration made{.calibration = request.present};
    for (int round = 0; round < kMostRounds; ++round) {
        const CalibrationCurve before = made.calibration.curve;
        if (auto improved = improve(made, request, *steady, *uniform); !improved) {
            return fail(improved.error());
        }
        if (round > 0 && changeBetween(before, made.calibration.curve, *steady) <= kUnchanged) {
            break;
        }
    }
    describe(made, request);
    return made;
}

}  // namespace palpate::analysis
