#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/calibration.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// A load of known force, as the mat counted it.
struct CalibrationLoad {
    /// For messages: the file.
    std::string name;
    Force force;
    /// What the sensor's creep adds to the reading by the time of the counts: 1.1 = a tenth. 1 where unknown.
    double creep_ratio = 1.0;
    /// Mean over the time the load lay still, and what the empty mat counted.
    CellArray<double> counts;
    CellArray<double> empty_counts;
    CellMask takes_part;
    /// Of one frame on the empty mat.
    double noise_counts = 0.0;
    /// Most cells at the ceiling in one frame.
    int saturated_cells = 0;
};

enum class CurveModel {
    Auto,    ///< the simplest of the others that predicts loads it has not seen
    Scale,   ///< the curve that the mat has, times one factor
    Linear,  ///< kPa = scale * count
    Power,   ///< kPa = factor * count ^ exponent
    Table,   ///< straight lines between points, from 0 at a count of 0
};

/// "auto", "scale", "linear", "power", "table".
[[nodiscard]] Result<CurveModel> parseCurveModel(std::string_view text);
[[nodiscard]] std::string_view toString(CurveModel model);

struct CalibrationFitRequest {
    CurveModel model = CurveModel::Auto;
    /// The curve that the mat has now; Scale keeps its shape.
    CalibrationCurve present;
    /// Of the mat's shape where given.
    std::optional<CellArray<float>> cell_gain;
    Area cell_area;
};

struct FittedLoad {
    std::string name;
    Force known;
    /// Sum of p A over the loaded cells, with the creep taken off.
    Force fitted;
    /// 100 * (fitted - known) / known.
    double residual_pct = 0.0;
    /// The same from a fit to the other loads.
    std::optional<double> left_out_pct;
    int loaded_cells = 0;
    Pressure mean;
    Pressure peak;
    /// Share of the force on cells under 1 kPa, which force_n leaves out.
    double faint_pct = 0.0;
};

struct CalibrationFit {
    /// Never Auto.
    CurveModel model = CurveModel::Linear;
    CalibrationCurve curve;
    std::vector<FittedLoad> loads;
    /// Root mean square of the loads' residuals and left-out errors.
    double residual_pct = 0.0;
    std::optional<double> cross_validation_pct;
    /// The cells between these pressures carried 98 % of the force.
    Pressure from;
    Pressure to;
};

/// Fits a curve so that the sum of p A over the loaded cells is the known force. Loaded is a cell whose count
/// is over the empty mat's by 1 count, 5 SD of its noise and 2 % of the highest. Least squares of the
/// relative errors: closed for Scale and Linear; for Power by variable projection (Golub & Pereyra 1973: the
/// factor follows from the exponent), a grid over the exponent and Gauss-Newton; for Table linear in the
/// pressures of its points, which lie at the count-weighted quantiles of the loads' counts, one for two
/// loads, at least 2 and at most 5. One load gives one factor (Scale, Linear). Auto takes a model with more
/// parameters only where its leave-one-out error is at least a tenth lower. InvalidArgument names the load
/// and the reason: nothing or too little loaded, saturated cells, fewer than 4 cells, more force with a lower
/// reading on the same cells, loads too few or too alike for the model, a table that falls.
[[nodiscard]] Result<CalibrationFit> fitCalibration(const std::vector<CalibrationLoad>& loads,
                                                    const CalibrationFitRequest& request);

}  // namespace palpate::analysis
