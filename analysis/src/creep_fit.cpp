#include "palpate/analysis/creep_fit.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <Eigen/Cholesky>
#include <Eigen/QR>

#include "palpate/core/calibration_curve.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

constexpr std::size_t kFewestReadings = 20;
constexpr double kShortestSeconds = 30.0;
constexpr double kTrustedSeconds = 90.0;
constexpr double kTrustedResidualPct = 1.0;
constexpr double kTrustedShareError = 0.02;
constexpr double kLeastFastS = 0.3;
constexpr double kMostFastS = 15.0;
constexpr double kMostSlowS = 300.0;
constexpr double kLeastRatio = 2.0;
constexpr int kTimesTried = 24;
constexpr int kMostSteps = 50;
constexpr double kStepDone = 1e-12;
constexpr double kLeastShareOfHighest = 0.02;

using Times = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

/// The model at given time constants: columns 1 and 1 - exp(-t / tau).
Matrix basis(const Times& times, const Vector& log_taus)
{
    Matrix columns(times.size(), 1 + log_taus.size());
    columns.col(0).setOnes();
    for (Eigen::Index j = 0; j < log_taus.size(); ++j) {
        columns.col(1 + j) = 1.0 - (-times.array() / std::exp(log_taus(j))).exp();
    }
    return columns;
}

struct Trial {
    Vector weights;
    Vector error;
    double squares = 0.0;
    /// Derivatives of the projected error by the logarithms of the time constants.
    Matrix jacobian;
};

Trial tryTimes(const Times& times, const Vector& readings, const Vector& log_taus, bool with_jacobian)
{
    const Matrix columns = basis(times, log_taus);
    const Eigen::HouseholderQR<Matrix> qr(columns);
    Trial trial;
    trial.weights = qr.solve(readings);
    trial.error = columns * trial.weights - readings;
    trial.squares = trial.error.squaredNorm();
    if (!with_jacobian) {
        return trial;
    }
    Matrix slopes(times.size(), log_taus.size());
    for (Eigen::Index j = 0; j < log_taus.size(); ++j) {
        const auto share = times.array() / std::exp(log_taus(j));
        slopes.col(j) = -trial.weights(1 + j) * share * (-share).exp();
    }
    const Matrix q = qr.householderQ() * Matrix::Identity(times.size(), columns.cols());
    trial.jacobian = slopes - q * (q.transpose() * slopes);
    return trial;
}

bool isAllowed(const Vector& log_taus)
{
    if (log_taus(log_taus.size() - 1) > std::log(kMostSlowS) || log_taus(0) < std::log(kLeastFastS)) {
        return false;
    }
    return log_taus.size() == 1 ||
           (log_taus(0) <= std::log(kMostFastS) && log_taus(1) - log_taus(0) >= std::log(kLeastRatio));
}

bool hasPositiveShares(const Trial& trial)
{
    const auto shares = trial.weights.tail(trial.weights.size() - 1).array();
    return trial.weights(0) > 0.0 && (shares >= 0.0).all();
}

std::vector<double> gridOfTimes()
{
    std::vector<double> logs;
    logs.reserve(kTimesTried);
    for (int k = 0; k < kTimesTried; ++k) {
        logs.push_back(std::log(kLeastFastS) + std::log(kMostSlowS / kLeastFastS) * k / (kTimesTried - 1.0));
    }
    return logs;
}

/// Every allowed set of time constants on the grid whose shares are not under 0.
std::optional<Vector> bestOnGrid(const Times& times, const Vector& readings, Eigen::Index terms)
{
    const auto logs = gridOfTimes();
    std::optional<Vector> best;
    double least = 0.0;
    const auto consider = [&](const Vector& log_taus) {
        if (!isAllowed(log_taus)) {
            return;
        }
        const Trial trial = tryTimes(times, readings, log_taus, false);
        if (hasPositiveShares(trial) && (!best || trial.squares < least)) {
            best = log_taus;
            least = trial.squares;
        }
    };
    for (const double first : logs) {
        if (terms == 1) {
            consider(Vector::Constant(1, first));
            continue;
        }
        for (const double second : logs) {
            consider((Vector(2) << first, second).finished());
        }
    }
    return best;
}

Vector refine(const Times& times, const Vector& readings, Vector log_taus)
{
    for (int k = 0; k < kMostSteps; ++k) {
        const Trial here = tryTimes(times, readings, log_taus, true);
        Vector step = -here.jacobian.colPivHouseholderQr().solve(here.error);
        const auto improves = [&] {
            const Vector there = log_taus + step;
            if (!there.allFinite() || !isAllowed(there)) {
                return false;
            }
            const Trial trial = tryTimes(times, readings, there, false);
            return hasPositiveShares(trial) && trial.squares <= here.squares;
        };
        while (step.norm() > kStepDone && !improves()) {
            step *= 0.5;
        }
        if (!(step.norm() > kStepDone)) {
            break;
        }
        log_taus += step;
    }
    return log_taus;
}

/// Standard error of the sum of the shares, from the Jacobian of all parameters.
double shareError(const Times& times, const Trial& trial, const Vector& log_taus)
{
    const Eigen::Index terms = log_taus.size();
    const Matrix columns = basis(times, log_taus);
    Matrix jacobian(times.size(), 1 + 2 * terms);
    jacobian.leftCols(1 + terms) = columns;
    for (Eigen::Index j = 0; j < terms; ++j) {
        const auto share = times.array() / std::exp(log_taus(j));
        jacobian.col(1 + terms + j) = -trial.weights(1 + j) * share * (-share).exp();
    }
    const Matrix normal = jacobian.transpose() * jacobian;
    const double variance =
        trial.squares / std::max<double>(1.0, static_cast<double>(times.size() - jacobian.cols()));
    // Sum of shares = (sum of weights 1..) / weight 0.
    Vector gradient = Vector::Zero(jacobian.cols());
    const double shares = trial.weights.tail(terms).sum() / trial.weights(0);
    gradient(0) = -shares / trial.weights(0);
    gradient.segment(1, terms).setConstant(1.0 / trial.weights(0));
    const double squared = variance * gradient.dot(normal.ldlt().solve(gradient));
    return std::isfinite(squared) && squared >= 0.0 ? std::sqrt(squared) : 1.0;
}

CreepModel modelOf(const Trial& trial, const Vector& log_taus)
{
    CreepModel model;
    if (log_taus.size() == 2) {
        model = {.fast_share = trial.weights(1) / trial.weights(0),
                 .fast_s = std::exp(log_taus(0)),
                 .slow_share = trial.weights(2) / trial.weights(0),
                 .slow_s = std::exp(log_taus(1))};
        return model;
    }
    const double share = trial.weights(1) / trial.weights(0);
    const double time_s = std::exp(log_taus(0));
    (time_s <= kMostFastS ? model.fast_share : model.slow_share) = share;
    (time_s <= kMostFastS ? model.fast_s : model.slow_s) = time_s;
    return model;
}

std::vector<std::string> doubtsOf(const CreepFit& fit)
{
    std::vector<std::string> doubts;
    if (fit.duration_s < kTrustedSeconds) {
        doubts.push_back(
            fmt::format("the load lay for {:.0f} s, {:.0f} s are needed", fit.duration_s, kTrustedSeconds));
    }
    if (fit.residual_pct > kTrustedResidualPct) {
        doubts.push_back(fmt::format("the reading differs from the model by {:.1f} %", fit.residual_pct));
    }
    if (fit.model.slow_share > 0.0 && fit.model.slow_s > std::min(fit.duration_s, 0.99 * kMostSlowS)) {
        doubts.push_back(
            fmt::format("the reading still rises with {:.0f} s: let the load lie longer", fit.model.slow_s));
    }
    if (fit.share_sd > kTrustedShareError) {
        doubts.push_back(
            fmt::format("the shares are uncertain by {:.1f} % of the load", 100.0 * fit.share_sd));
    }
    return doubts;
}

}  // namespace

Result<CreepFit> fitCreep(const std::vector<CreepReading>& readings)
{
    if (readings.size() < kFewestReadings || readings.back().since_touch_s < kShortestSeconds) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("a loading test of {:.0f} s with {} readings: leave the weight for 90 s or "
                                "more, at least {:.0f} s are needed",
                                readings.empty() ? 0.0 : readings.back().since_touch_s, readings.size(),
                                kShortestSeconds));
    }
    Times times(static_cast<Eigen::Index>(readings.size()));
    Vector values(times.size());
    for (Eigen::Index i = 0; i < times.size(); ++i) {
        times(i) = readings[static_cast<std::size_t>(i)].since_touch_s;
        values(i) = readings[static_cast<std::size_t>(i)].reading_kpa;
    }
    auto start = bestOnGrid(times, values, 2);
    if (!start) {
        start = bestOnGrid(times, values, 1);
    }
    if (!start) {
        return fail(ErrorCode::InvalidArgument,
                    "the reading of the loading test falls: leave the weight untouched, on a hard floor");
    }
    const Vector log_taus = refine(times, values, *start);
    const Trial trial = tryTimes(times, values, log_taus, false);
    CreepFit fit{.model = modelOf(trial, log_taus),
                 .fresh_kpa = trial.weights(0),
                 .residual_pct =
                     100.0 * std::sqrt(trial.squares / static_cast<double>(times.size())) / trial.weights(0),
                 .share_sd = shareError(times, trial, log_taus),
                 .duration_s = readings.back().since_touch_s,
                 .doubts = {}};
    fit.doubts = doubtsOf(fit);
    return fit;
}

Result<std::vector<CreepReading>> creepReadings(const LoadRecording& recording, const LoadPhase& phase,
                                                const Calibration& calibration)
{
    if (!phase.touch_s) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: the load is there from the start: begin with the empty mat, then lay the "
                        "weight down",
                        recording.name));
    }
    const CellArray<double> mean = meanCounts(recording, phase);
    const CellArray<double> excess = mean - recording.empty_counts;
    const double least = kLeastShareOfHighest * (recording.takes_part != 0).select(excess, 0.0).maxCoeff();
    std::vector<CreepReading> readings;
    for (std::size_t k = phase.first; k < phase.end; ++k) {
        const CountMean& now = recording.means[k];
        double sum_kpa = 0.0;
        for (Eigen::Index i = 0; i < excess.size(); ++i) {
            if (recording.takes_part.data()[i] != 0 && excess.data()[i] >= std::max(1.0, least)) {
                const double gain =
                    calibration.cell_gain ? static_cast<double>(calibration.cell_gain->data()[i]) : 1.0;
                sum_kpa +=
                    gain * (kpaOfMeanCount(calibration.curve, static_cast<double>(now.counts.data()[i])) -
                            kpaOfMeanCount(calibration.curve, recording.empty_counts.data()[i]));
            }
        }
        readings.push_back({.since_touch_s = now.time_s - *phase.touch_s, .reading_kpa = sum_kpa});
    }
    return readings;
}

double creepFactor(const CreepModel& model, const LoadRecording& recording, const LoadPhase& phase)
{
    const double touch_s = phase.touch_s.value_or(recording.means.front().time_s);
    double sum = 0.0;
    for (std::size_t i = phase.first; i < phase.end; ++i) {
        const double held_s = recording.means[i].time_s - touch_s;
        sum += 1.0 + model.fast_share * (1.0 - std::exp(-held_s / model.fast_s)) +
               model.slow_share * (1.0 - std::exp(-held_s / model.slow_s));
    }
    return sum / static_cast<double>(phase.end - phase.first);
}

}  // namespace palpate::analysis
