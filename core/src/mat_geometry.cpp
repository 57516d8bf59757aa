#include "palpate/core/mat_geometry.hpp"

#include <cmath>

#include <fmt/format.h>

namespace palpate {

namespace {

constexpr double kMaxPitchMm = 1000.0;

bool isPitch(Length pitch)
{
    return std::isfinite(pitch.mm) && pitch.mm > 0.0 && pitch.mm <= kMaxPitchMm;
}

}  // namespace

MatGeometry::MatGeometry(int rows, int cols, Length pitch_x, Length pitch_y)
    : rows_{rows},
      cols_{cols},
      pitch_x_mm_{pitch_x.mm},
      pitch_y_mm_{pitch_y.mm},
      present_{CellMask::Ones(rows, cols)},
      present_count_{Eigen::Index{rows} * cols}
{}

Result<MatGeometry> MatGeometry::create(int rows, int cols, Length pitch_x, Length pitch_y,
                                        const std::vector<CellIndex>& absent)
{
    if (rows < 1 || rows > kMaxMatRows || cols < 1 || cols > kMaxMatCols) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("a mat of {} rows and {} columns: 1 to {} rows and 1 to {} columns are possible",
                        rows, cols, kMaxMatRows, kMaxMatCols));
    }
    if (!isPitch(pitch_x) || !isPitch(pitch_y)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("a cell pitch of {} x {} mm: give millimetres above 0 and up to {}",
                                pitch_x.mm, pitch_y.mm, kMaxPitchMm));
    }
    MatGeometry geometry{rows, cols, pitch_x, pitch_y};
    for (const auto& cell : absent) {
        if (cell.row < 0 || cell.row >= rows || cell.col < 0 || cell.col >= cols) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("absent cell ({}, {}) lies outside the mat of {} x {} cells", cell.row,
                                    cell.col, rows, cols));
        }
        geometry.present_(cell.row, cell.col) = 0;
    }
    geometry.present_count_ = (geometry.present_ != 0).count();
    if (geometry.present_count_ == 0) {
        return fail(ErrorCode::InvalidArgument,
                    "every cell of the mat is absent: at least one must be present");
    }
    return geometry;
}

std::vector<CellIndex> MatGeometry::absentCells() const
{
    std::vector<CellIndex> cells;
    for (int row = 0; row < rows_; ++row) {
        for (int col = 0; col < cols_; ++col) {
            if (present_(row, col) == 0) {
                cells.push_back({.row = row, .col = col});
            }
        }
    }
    return cells;
}

bool MatGeometry::operator==(const MatGeometry& other) const
{
    return rows_ == other.rows_ && cols_ == other.cols_ && pitch_x_mm_ == other.pitch_x_mm_ &&
           pitch_y_mm_ == other.pitch_y_mm_ && (present_ == other.present_).all();
}

}  // namespace palpate
