#pragma once

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

inline RawFrame frame(double time_s, const CountArray& counts)
{
    return {.stamp = {.sequence = 0, .time = fromSeconds(time_s)}, .counts = counts};
}

}  // namespace palpate::analysis::testing
