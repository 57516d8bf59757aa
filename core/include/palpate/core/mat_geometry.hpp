#pragma once

#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/units.hpp"

namespace palpate {

inline constexpr int kMaxMatRows = 1024;
inline constexpr int kMaxMatCols = 1024;

/// Where the cells of a mat lie. Always valid: 1..1024 rows and columns, finite positive pitch, at least one
/// present cell. Absent cells (a hole or a cut in the mat) take part in nothing.
class MatGeometry final {
  public:
    /// InvalidArgument names the value that is out of range. `absent` may repeat cells.
    [[nodiscard]] static Result<MatGeometry> create(int rows, int cols, Length pitch_x, Length pitch_y,
                                                    const std::vector<CellIndex>& absent = {});

    [[nodiscard]] int rows() const { return rows_; }
    [[nodiscard]] int cols() const { return cols_; }
    [[nodiscard]] Eigen::Index cellCount() const { return Eigen::Index{rows_} * cols_; }
    [[nodiscard]] double pitchXMm() const { return pitch_x_mm_; }
    [[nodiscard]] double pitchYMm() const { return pitch_y_mm_; }
    [[nodiscard]] double widthMm() const { return pitch_x_mm_ * cols_; }
    [[nodiscard]] double heightMm() const { return pitch_y_mm_ * rows_; }
    [[nodiscard]] Area cellArea() const { return Length{pitch_x_mm_} * Length{pitch_y_mm_}; }

    /// 1 where a cell exists; rows() x cols().
    [[nodiscard]] const CellMask& presentMask() const { return present_; }
    [[nodiscard]] bool isPresent(int row, int col) const { return present_(row, col) != 0; }
    [[nodiscard]] Eigen::Index presentCount() const { return present_count_; }
    [[nodiscard]] std::vector<CellIndex> absentCells() const;

    [[nodiscard]] MatPoint centreOf(int row, int col) const
    {
        return {.x_mm = (col + 0.5) * pitch_x_mm_, .y_mm = (row + 0.5) * pitch_y_mm_};
    }

    bool operator==(const MatGeometry& other) const;

  private:
    MatGeometry(int rows, int cols, Length pitch_x, Length pitch_y);

    int rows_;
    int cols_;
    double pitch_x_mm_;
    double pitch_y_mm_;
    CellMask present_;
    Eigen::Index present_count_;
};

}  // namespace palpate
