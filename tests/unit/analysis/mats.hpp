#pragma once

#include <cmath>
#include <vector>

#include "palpate/analysis/measured_mat.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/session_header.hpp"

namespace palpate::analysis::testing {

/// A mat of 10 mm cells whose counts are kPa.
inline SessionHeader header(int rows, int cols, const std::vector<CellIndex>& absent = {})
{
    return {.geometry = MatGeometry::create(rows, cols, Length{10.0}, Length{10.0}, absent).value()};
}

inline MeasuredMat mat(int rows, int cols, const std::vector<CellIndex>& absent = {})
{
    return measuredMat(header(rows, cols, absent), AnalysisSettings{}).value();
}

inline PressureArray empty(const MeasuredMat& of)
{
    return PressureArray::Zero(of.geometry.rows(), of.geometry.cols());
}

/// A bell of `peak_kpa` on cells of 10 mm, on top of what is there.
inline void addBall(PressureArray& kpa, double x_mm, double y_mm, double peak_kpa, double sigma_mm)
{
    for (Eigen::Index row = 0; row < kpa.rows(); ++row) {
        for (Eigen::Index col = 0; col < kpa.cols(); ++col) {
            const double off_x = (10.0 * (static_cast<double>(col) + 0.5) - x_mm) / sigma_mm;
            const double off_y = (10.0 * (static_cast<double>(row) + 0.5) - y_mm) / sigma_mm;
            kpa(row, col) += static_cast<float>(peak_kpa * std::exp(-0.5 * (off_x * off_x + off_y * off_y)));
        }
    }
}

inline RawFrame frame(double time_s, const CountArray& counts)
{
    return {.stamp = {.sequence = 0, .time = fromSeconds(time_s)}, .counts = counts};
}

}  // namespace palpate::analysis::testing
