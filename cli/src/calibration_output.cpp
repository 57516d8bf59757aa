#include "calibration_output.hpp"

#include <variant>

#include "palpate/session/calibration_file.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

using analysis::FittedLoad;
using analysis::MatCalibration;
using analysis::MatCalibrationRequest;

constexpr double kLargeResidualPct = 5.0;
constexpr double kLargeCrossValidationPct = 10.0;
constexpr double kMuchFaintPct = 5.0;

/// As the files hold it.
Json storedJson(const Calibration& calibration)
{
    return Json::parse(session::calibrationText(calibration));
}

Json creepJson(const CreepModel& creep)
{
    return storedJson({.creep = creep}).at("creep");
}

std::string curveText(const CalibrationCurve& curve)
{
    if (const auto* linear = std::get_if<LinearCalibration>(&curve)) {
        return linear->offset_kpa == 0.0
                   ? fmt::format("kPa = {:.6g} * count", linear->kpa_per_count)
                   : fmt::format("kPa = {:.6g} + {:.6g} * count", linear->offset_kpa, linear->kpa_per_count);
    }
    if (const auto* power = std::get_if<PowerCalibration>(&curve)) {
        return fmt::format("kPa = {:.6g} * count ^ {:.4f}", power->factor, power->exponent);
    }
    const auto& table = std::get<TableCalibration>(curve);
    std::string text = "table:";
    for (std::size_t i = 0; i < table.counts.size(); ++i) {
        text += fmt::format(" {:.6g} -> {:.4g} kPa{}", table.counts[i], table.kpa[i],
                            i + 1 < table.counts.size() ? "," : "");
    }
    return text;
}

Json loadJson(const FittedLoad& load)
{
    return {
        {"file", load.name},
        {"known_n", load.known.n},
        {"fitted_n", load.fitted.n},
        {"residual_pct", load.residual_pct},
        {"left_out_pct", jsonOf(load.left_out_pct)},
        {"loaded_cells", load.loaded_cells},
        {"mean_kpa", load.mean.kpa},
        {"peak_kpa", load.peak.kpa},
        {"faint_pct", load.faint_pct},
    };
}

Json equalisationJson(const analysis::Equalisation& equalisation)
{
    Json unequal = Json::array();
    for (const auto& cell : equalisation.unequal_cells) {
        unequal.push_back({cell.cell.row, cell.cell.col, toString(cell.reason)});
    }
    return {{"equalised_cells", equalisation.equalised_cells},
            {"spread_before_pct", equalisation.spread_before_pct},
            {"spread_after_pct", equalisation.spread_after_pct},
            {"unequal_cells", unequal}};
}

Json creepFitJson(const analysis::CreepFit& creep)
{
    Json json = creepJson(creep.model);
    json["residual_pct"] = creep.residual_pct;
    json["share_sd"] = creep.share_sd;
    json["duration_s"] = creep.duration_s;
    json["trusted"] = creep.isTrusted();
    json["doubts"] = creep.doubts;
    return json;
}

void trustLoads(const analysis::CalibrationFit& fit, std::vector<std::string>& trust)
{
    trust.push_back(fmt::format("measured from {:.1f} to {:.1f} kPa: numbers beyond are flagged",
                                fit.from.kpa, fit.to.kpa));
    if (fit.loads.size() == 1) {
        trust.emplace_back(
            "one load sets the scale at its own pressure; lighter and heavier loads were not checked");
    } else if (!fit.cross_validation_pct) {
        trust.emplace_back("too few loads to predict one from the others");
    }
    if (fit.residual_pct > kLargeResidualPct) {
        trust.push_back(fmt::format(
            "not to be trusted: the loads disagree by {:.1f} %; weigh and lay them again", fit.residual_pct));
    }
    if (fit.cross_validation_pct.value_or(0.0) > kLargeCrossValidationPct) {
        trust.push_back(
            fmt::format("a load that was left out is met only within {:.1f} %", *fit.cross_validation_pct));
    }
    for (const FittedLoad& load : fit.loads) {
        if (load.faint_pct > kMuchFaintPct) {
            trust.push_back(
                fmt::format("{}: {:.0f} % of the force is on cells under 1 kPa, which force_n leaves "
                            "out",
                            load.name, load.faint_pct));
        }
    }
}

void printLoads(const analysis::CalibrationFit& fit)
{
    fmt::print("{:<24} {:>9} {:>9} {:>9} {:>9} {:>6} {:>9} {:>9}\n", "load", "known N", "fitted N", "error %",
               "unseen %", "cells", "mean kPa", "peak kPa");
    for (const FittedLoad& load : fit.loads) {
        fmt::print("{:<24} {:>9.1f} {:>9.1f} {:>+9.2f} {:>9} {:>6} {:>9.1f} {:>9.1f}\n", load.name,
                   load.known.n, load.fitted.n, load.residual_pct,
                   load.left_out_pct ? fmt::format("{:+.2f}", *load.left_out_pct) : "-", load.loaded_cells,
                   load.mean.kpa, load.peak.kpa);
    }
    fmt::print("{:<24} {}\n", "curve", curveText(fit.curve));
    fmt::print("{:<24} {:.2f} %\n", "residual", fit.residual_pct);
    fmt::print("{:<24} {}\n", "cross-validation",
               fit.cross_validation_pct ? fmt::format("{:.2f} %", *fit.cross_validation_pct) : "-");
}

}  // namespace

Json calibrationRecordJson(const Calibration& calibration)
{
    if (!calibration.record) {
        return nullptr;
    }
    const CalibrationRecord& record = *calibration.record;
    return {{"made_at", jsonOf(record.made_at)},
            {"from_kpa", record.from.kpa},
            {"to_kpa", record.to.kpa},
            {"residual_pct", record.residual_pct},
            {"cross_validation_pct", jsonOf(record.cross_validation_pct)},
            {"loads", record.loads}};
}

Json calibrationJson(const Calibration& calibration)
{
    return {{"source", jsonOf(calibration.source)},
            {"record", calibrationRecordJson(calibration)},
            {"creep", calibration.creep ? creepJson(*calibration.creep) : Json(nullptr)}};
}

std::vector<std::string> trustIn(const MatCalibration& made, const MatCalibrationRequest& request)
{
    std::vector<std::string> trust;
    if (made.fit) {
        trustLoads(*made.fit, trust);
        if (!made.calibration.creep) {
            trust.emplace_back(
                "the creep is not known: right for loads that have lain about as long as these");
        }
    }
    if (made.equalisation && !made.equalisation->unequal_cells.empty()) {
        trust.push_back(
            fmt::format("{} cells cannot be equalised and keep a gain of 1; leave them out with "
                        "analyze --exclude ROW,COL",
                        made.equalisation->unequal_cells.size()));
    }
    if (made.creep) {
        for (const std::string& doubt : made.creep->doubts) {
            trust.push_back("creep not to be trusted: " + doubt);
        }
    }
    for (const auto& load : request.loads) {
        if (!load.recording.is_tared) {
            trust.push_back(
                fmt::format("{}: not tared: what the empty mat reads counts as load", load.recording.name));
        }
    }
    return trust;
}

Json madeCalibrationJson(const MatCalibration& made, const std::vector<std::string>& trust,
                         const std::string& file)
{
    Json loads = Json::array();
    if (made.fit) {
        for (const FittedLoad& load : made.fit->loads) {
            loads.push_back(loadJson(load));
        }
    }
    return {
        {"file", jsonOf(file)},
        {"model", made.fit ? Json(toString(made.fit->model)) : Json(nullptr)},
        {"curve", storedJson(made.calibration).at("curve")},
        {"loads", loads},
        {"record", calibrationRecordJson(made.calibration)},
        {"equalisation", made.equalisation ? equalisationJson(*made.equalisation) : Json(nullptr)},
        {"creep", made.creep ? creepFitJson(*made.creep) : Json(nullptr)},
        {"trust", trust},
    };
}

void printMadeCalibration(const MatCalibration& made, const std::vector<std::string>& trust)
{
    if (made.fit) {
        printLoads(*made.fit);
    }
    if (made.equalisation) {
        fmt::print("{:<24} {} cells; spread {:.1f} % before, {:.1f} % after\n", "equalised",
                   made.equalisation->equalised_cells, made.equalisation->spread_before_pct,
                   made.equalisation->spread_after_pct);
        for (const auto& cell : made.equalisation->unequal_cells) {
            fmt::print("  not equalised          row {}, column {}: {}\n", cell.cell.row, cell.cell.col,
                       toString(cell.reason));
        }
    }
    if (made.creep) {
        const CreepModel& creep = made.creep->model;
        fmt::print("{:<24} {:.1f} % in {:.1f} s and {:.1f} % in {:.0f} s; residual {:.2f} %\n", "creep",
                   100.0 * creep.fast_share, creep.fast_s, 100.0 * creep.slow_share, creep.slow_s,
                   made.creep->residual_pct);
    }
    for (const std::string& sentence : trust) {
        fmt::print("- {}\n", sentence);
    }
}

}  // namespace palpate::cli
