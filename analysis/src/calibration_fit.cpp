#include "palpate/analysis/calibration_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include "curve_fits.hpp"
#include "load_footprint.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

constexpr std::array<std::pair<CurveModel, std::string_view>, 5> kModels{{{CurveModel::Auto, "auto"},
                                                                          {CurveModel::Scale, "scale"},
                                                                          {CurveModel::Linear, "linear"},
                                                                          {CurveModel::Power, "power"},
                                                                          {CurveModel::Table, "table"}}};
constexpr std::size_t kFewestTableLoads = 3;
constexpr std::size_t kFewestTablePoints = 2;
constexpr std::size_t kMostTablePoints = 5;
/// A model with more parameters must be better by this to be taken.
constexpr double kBetterBy = 0.9;
constexpr double kBetterByPct = 0.01;
constexpr double kFaintKpa = 1.0;
constexpr double kOutsideShare = 0.01;

struct Fitter {
    const CalibrationCurve& present;
    std::vector<double> table_points;

    [[nodiscard]] Result<CalibrationCurve> fit(CurveModel model,
                                               const std::vector<LoadFootprint>& loads) const
    {
        switch (model) {
            case CurveModel::Scale:
                return fitScale(loads, present);
            case CurveModel::Power:
                return fitPower(loads);
            case CurveModel::Table:
                return fitTable(loads, table_points);
            case CurveModel::Auto:
            case CurveModel::Linear:
                break;
        }
        return fitLinear(loads);
    }
};

double errorPct(const CalibrationCurve& curve, const LoadFootprint& load)
{
    return 100.0 * (load.newtonBy(curve) / load.target_n - 1.0);
}

double rootMeanSquare(const std::vector<double>& values)
{
    double squares = 0.0;
    for (const double value : values) {
        squares += value * value;
    }
    return std::sqrt(squares / static_cast<double>(values.size()));
}

/// The error of each load by a fit to the others; empty where one of these fits cannot be made.
std::vector<double> leftOutErrors(CurveModel model, const Fitter& fitter,
                                  const std::vector<LoadFootprint>& loads)
{
    std::vector<double> errors_pct;
    for (std::size_t left_out = 0; loads.size() > 1 && left_out < loads.size(); ++left_out) {
        std::vector<LoadFootprint> others = loads;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(left_out));
        const auto curve = fitter.fit(model, others);
        if (!curve) {
            return {};
        }
        errors_pct.push_back(errorPct(*curve, loads[left_out]));
    }
    return errors_pct;
}

CurveModel choose(const Fitter& fitter, const std::vector<LoadFootprint>& loads)
{
    CurveModel best = CurveModel::Scale;
    std::optional<double> least;
    for (const CurveModel model :
         {CurveModel::Scale, CurveModel::Linear, CurveModel::Power, CurveModel::Table}) {
        const auto errors = leftOutErrors(model, fitter, loads);
        if (errors.empty() || !fitter.fit(model, loads)) {
            continue;
        }
        const double error = rootMeanSquare(errors);
        if (!least || error < kBetterBy * *least - kBetterByPct) {
            best = model;
            least = error;
        }
    }
    return best;
}

FittedLoad describe(const CalibrationLoad& load, const LoadFootprint& print, const CalibrationCurve& curve)
{
    FittedLoad fitted{.name = load.name,
                      .known = load.force,
                      .fitted = Force{print.newtonBy(curve) / load.creep_ratio},
                      .residual_pct = errorPct(curve, print),
                      .left_out_pct = std::nullopt,
                      .loaded_cells = static_cast<int>(print.counts.size())};
    double faint_n = 0.0;
    for (std::size_t i = 0; i < print.counts.size(); ++i) {
        const double kpa = print.kpaBy(curve, i);
        fitted.mean.kpa += kpa / static_cast<double>(print.counts.size());
        fitted.peak.kpa = std::max(fitted.peak.kpa, kpa);
        faint_n += kpa < kFaintKpa ? (Pressure{kpa} * print.cell_area).n : 0.0;
    }
    fitted.faint_pct = 100.0 * faint_n / print.newtonBy(curve);
    return fitted;
}

/// The pressures below and above which cells carried 1 % of the force each.
std::pair<Pressure, Pressure> rangeOf(const std::vector<LoadFootprint>& loads, const CalibrationCurve& curve)
{
    std::vector<std::pair<double, double>> kpa_and_n;
    double total_n = 0.0;
    for (const LoadFootprint& load : loads) {
        for (std::size_t i = 0; i < load.counts.size(); ++i) {
            const double kpa = load.kpaBy(curve, i);
            kpa_and_n.emplace_back(kpa, (Pressure{kpa} * load.cell_area).n);
            total_n += kpa_and_n.back().second;
        }
    }
    std::sort(kpa_and_n.begin(), kpa_and_n.end());
    std::optional<double> from_kpa;
    double to_kpa = kpa_and_n.back().first;
    double sum_n = 0.0;
    for (const auto& [kpa, newton] : kpa_and_n) {
        if (sum_n >= (1.0 - kOutsideShare) * total_n) {
            to_kpa = kpa;
            break;
        }
        sum_n += newton;
        if (!from_kpa && sum_n >= kOutsideShare * total_n) {
            from_kpa = kpa;
        }
    }
    return {Pressure{from_kpa.value_or(to_kpa)}, Pressure{to_kpa}};
}

Result<std::vector<LoadFootprint>> footprintsOf(const std::vector<CalibrationLoad>& loads,
                                                const CalibrationFitRequest& request)
{
    if (loads.empty()) {
        return fail(ErrorCode::InvalidArgument, "no load of known weight is given");
    }
    std::vector<LoadFootprint> footprints;
    for (const CalibrationLoad& load : loads) {
        auto print = footprintOf(load, request);
        if (!print) {
            return fail(print.error());
        }
        footprints.push_back(std::move(*print));
    }
    if (auto checked = checkMonotone(loads, footprints); !checked) {
        return fail(checked.error());
    }
    return footprints;
}

}  // namespace

Result<CurveModel> parseCurveModel(std::string_view text)
{
    for (const auto& [model, name] : kModels) {
        if (name == text) {
            return model;
        }
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("model '{}': use auto, scale, linear, power or table", text));
}

std::string_view toString(CurveModel model)
{
    const auto* const found = std::find_if(kModels.begin(), kModels.end(),
                                           [model](const auto& entry) { return entry.first == model; });
    return found->second;
}

Result<CalibrationFit> fitCalibration(const std::vector<CalibrationLoad>& loads,
                                      const CalibrationFitRequest& request)
{
    const auto footprints = footprintsOf(loads, request);
    if (!footprints) {
        return fail(footprints.error());
    }
    const std::size_t points = std::clamp(loads.size() / 2, kFewestTablePoints, kMostTablePoints);
    const Fitter fitter{.present = request.present, .table_points = tablePoints(*footprints, points)};
    CalibrationFit fit{
        .model = request.model == CurveModel::Auto ? choose(fitter, *footprints) : request.model,
        .curve = LinearCalibration{},
        .loads = {}};
    if (fit.model == CurveModel::Table && loads.size() < kFewestTableLoads) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{} loads are too few for a table, {} are needed: add loads, or use --model linear",
                        loads.size(), kFewestTableLoads));
    }
    auto curve = fitter.fit(fit.model, *footprints);
    if (!curve) {
        return fail(curve.error());
    }
    fit.curve = std::move(*curve);
    const auto left_out_pct = leftOutErrors(fit.model, fitter, *footprints);
    std::vector<double> residuals_pct;
    for (std::size_t i = 0; i < loads.size(); ++i) {
        fit.loads.push_back(describe(loads[i], (*footprints)[i], fit.curve));
        residuals_pct.push_back(fit.loads.back().residual_pct);
        if (!left_out_pct.empty()) {
            fit.loads.back().left_out_pct = left_out_pct[i];
        }
    }
    fit.residual_pct = rootMeanSquare(residuals_pct);
    if (!left_out_pct.empty()) {
        fit.cross_validation_pct = rootMeanSquare(left_out_pct);
    }
    std::tie(fit.from, fit.to) = rangeOf(*footprints, fit.curve);
    return fit;
}

}  // namespace palpate::analysis
