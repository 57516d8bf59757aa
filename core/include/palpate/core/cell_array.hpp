#pragma once

#include <cstddef>
#include <cstdint>

#include <Eigen/Core>

namespace palpate {

/// One value per cell, rows x columns, row-major: index = row * cols + col.
template <typename T>
using CellArray = Eigen::Array<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

using CountArray = CellArray<std::uint16_t>;
/// kPa.
using PressureArray = CellArray<float>;
/// 1 where the cell takes part, 0 where it does not.
using CellMask = CellArray<std::uint8_t>;

struct CellIndex {
    int row = 0;
    int col = 0;
    bool operator==(const CellIndex&) const = default;
};

}  // namespace palpate
