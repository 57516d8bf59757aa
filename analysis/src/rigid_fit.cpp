#include "rigid_fit.hpp"

#include <cmath>
#include <utility>

#include "palpate/core/assert.hpp"

#include <unsupported/Eigen/NonLinearOptimization>
#include <unsupported/Eigen/NumericalDiff>

namespace palpate::analysis {

namespace {

/// So that one unit of every unknown moves the load by about a cell.
constexpr double kTurnUnit = 0.05;

MatPoint centroidOf(const std::vector<FitPoint>& points)
{
    double sum = 0.0;
    MatPoint centroid;
    for (const FitPoint& point : points) {
        sum += point.value;
        centroid.x_mm += point.value * point.x_mm;
        centroid.y_mm += point.value * point.y_mm;
    }
    PALPATE_ASSERT(sum > 0.0);
    return {.x_mm = centroid.x_mm / sum, .y_mm = centroid.y_mm / sum};
}

/// What Eigen's optimiser asks of a problem: the names are its own.
struct Differences {
    using Scalar = double;
    using InputType = Eigen::VectorXd;
    using ValueType = Eigen::VectorXd;
    using JacobianType = Eigen::MatrixXd;
    enum { InputsAtCompileTime = Eigen::Dynamic, ValuesAtCompileTime = Eigen::Dynamic };

    const RigidFit* fit;
    RigidPose start;
    bool keeps_turn;
    double pitch_mm;

    [[nodiscard]] int inputs() const { return keeps_turn ? 3 : 4; }
    [[nodiscard]] int values() const { return static_cast<int>(fit->points().size()); }

    [[nodiscard]] RigidPose pose(const InputType& unknown) const
    {
        return {.turn_rad = start.turn_rad + (keeps_turn ? 0.0 : kTurnUnit * unknown[3]),
                .x_mm = start.x_mm + pitch_mm * unknown[0],
                .y_mm = start.y_mm + pitch_mm * unknown[1]};
    }

    int operator()(const InputType& unknown, ValueType& differences) const
    {
        const RigidPose here = pose(unknown);
        Eigen::Index index = 0;
        for (const FitPoint& point : fit->points()) {
            const std::optional<double> under = fit->valueUnder(point, here);
            differences[index++] = under ? unknown[2] * point.value - *under : 0.0;
        }
        return 0;
    }
};

}  // namespace

RigidFit::RigidFit(std::vector<FitPoint> points, const MapSurface& surface, const MatGeometry& mat)
    : points_{std::move(points)},
      surface_{&surface},
      middle_{.x_mm = 0.5 * mat.widthMm(), .y_mm = 0.5 * mat.heightMm()},
      centroid_{centroidOf(points_)},
      pitch_mm_{std::max(mat.pitchXMm(), mat.pitchYMm())}
{}

std::optional<double> RigidFit::valueUnder(const FitPoint& point, const RigidPose& pose) const
{
    const double c = std::cos(pose.turn_rad);
    const double s = std::sin(pose.turn_rad);
    const double x_mm = point.x_mm - centroid_.x_mm;
    const double y_mm = point.y_mm - centroid_.y_mm;
    return surface_->at({.x_mm = middle_.x_mm + pose.x_mm + c * x_mm - s * y_mm,
                         .y_mm = middle_.y_mm + pose.y_mm + s * x_mm + c * y_mm});
}

std::optional<double> RigidFit::likeness(const RigidPose& pose) const
{
    constexpr double kLeastShare = 0.5;
    double all = 0.0;
    double first = 0.0;
    double second = 0.0;
    double both = 0.0;
    for (const FitPoint& point : points_) {
        all += point.value * point.value;
        if (const std::optional<double> under = valueUnder(point, pose)) {
            first += point.value * point.value;
            second += *under * *under;
            both += point.value * *under;
        }
    }
    if (first < kLeastShare * all || second <= 0.0) {
        return std::nullopt;
    }
    return both / std::sqrt(first * second);
}

RigidPose RigidFit::refined(const RigidPose& start, bool keeps_turn) const
{
    constexpr int kMostEvaluations = 200;
    constexpr double kPrecision = 1e-5;
    const Differences differences{
        .fit = this, .start = start, .keeps_turn = keeps_turn, .pitch_mm = pitch_mm_};
    Eigen::NumericalDiff<Differences> with_slopes{differences, 1e-6};
    Eigen::LevenbergMarquardt<Eigen::NumericalDiff<Differences>> optimiser{with_slopes};
    optimiser.parameters.maxfev = kMostEvaluations;
    optimiser.parameters.xtol = kPrecision;
    optimiser.parameters.ftol = kPrecision;
    Eigen::VectorXd unknown = Eigen::VectorXd::Zero(differences.inputs());
    unknown[2] = 1.0;
    static_cast<void>(optimiser.minimize(unknown));
    return unknown.allFinite() ? differences.pose(unknown) : start;
}

}  // namespace palpate::analysis
