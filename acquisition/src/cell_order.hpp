#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/core/cell_array.hpp"
#include "palpate/core/error.hpp"

namespace palpate::acquisition {

/// `rows` and `cols` are each empty or name every row (column) of the mat once.
[[nodiscard]] Result<void> checkCellOrder(const CellOrder& order, int rows, int cols);

/// Carries counts from the order of the wire to the order of the mat and back.
///
/// The shown cell (k, j) is the wire's cell (rows[k], cols[j]); with `transpose` the wire sends columns as
/// rows, so that it is the wire's (cols[j], rows[k]).
class CellOrderMap {
  public:
    /// The order must pass checkCellOrder().
    CellOrderMap(const CellOrder& order, int rows, int cols);

    /// The shape of the matrix as the wire sends it.
    [[nodiscard]] int wireRows() const { return wire_rows_; }
    [[nodiscard]] int wireCols() const { return wire_cols_; }
    [[nodiscard]] std::size_t cellCount() const { return cell_count_; }

    /// `wire` holds cellCount() counts, row by row as sent.
    [[nodiscard]] CountArray shown(std::span<const std::uint16_t> wire) const;
    /// One byte per cell.
    [[nodiscard]] CountArray shownFromBytes(std::span<const std::uint8_t> wire) const;
    /// Two bytes per cell, the lower first.
    [[nodiscard]] CountArray shownFromBytePairs(std::span<const std::uint8_t> wire) const;
    /// The way back; `wire` has room for cellCount() counts.
    void toWire(const CountArray& counts, std::span<std::uint16_t> wire) const;

  private:
    template <typename WireCount>
    [[nodiscard]] CountArray gather(const WireCount& wire_count) const;

    int rows_;
    int cols_;
    int wire_rows_;
    int wire_cols_;
    std::size_t cell_count_;
    /// For each shown cell its place on the wire; empty when both orders are the same.
    std::vector<std::uint32_t> wire_index_;
};

}  // namespace palpate::acquisition
