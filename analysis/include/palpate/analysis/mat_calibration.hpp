#pragma once

#include <optional>
#include <string>
#include <vector>

#include "palpate/analysis/calibration_fit.hpp"
#include "palpate/analysis/creep_fit.hpp"
#include "palpate/analysis/equalisation.hpp"
#include "palpate/analysis/load_recording.hpp"
#include "palpate/core/calibration.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// A recording of a load of known force.
struct KnownLoad {
    LoadRecording recording;
    Force force;
    std::optional<TimeRange> range;
};

/// What one calibration of a mat is made from. All recordings are of the same mat.
struct MatCalibrationRequest {
    std::vector<KnownLoad> loads;
    std::vector<LoadRecording> uniform_loads;
    /// A constant weight that lay for 90 s or more. It counts as a load, too.
    std::optional<KnownLoad> creep_test;
    CurveModel model = CurveModel::Auto;
    /// What the mat has now: Scale keeps its curve; gains and creep stay where nothing new is measured.
    Calibration present;
    /// "2026-11-22T10:15:00Z".
    std::string made_at;
};

struct MatCalibration {
    Calibration calibration;
    /// None where only gains were asked for.
    std::optional<CalibrationFit> fit;
    std::optional<Equalisation> equalisation;
    std::optional<CreepFit> creep;
};

/// Gains need the curve, the creep needs both, and the curve both of them: they are fitted in turn until
/// nothing changes by more than one in a million million. With a known creep the curve is that of a fresh
/// load: raw readings then rise above the known force as the sensor creeps, and corrected ones meet it.
/// Without, the curve is right for loads as old as the ones measured. InvalidArgument with the reason and the
/// recording.
[[nodiscard]] Result<MatCalibration> calibrateMat(const MatCalibrationRequest& request);

}  // namespace palpate::analysis
