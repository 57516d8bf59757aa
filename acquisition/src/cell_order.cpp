#include "cell_order.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "palpate/core/assert.hpp"

#include <fmt/format.h>

namespace palpate::acquisition {

namespace {

Result<void> checkPermutation(std::string_view key, const std::vector<int>& order, int size)
{
    if (order.empty()) {
        return {};
    }
    if (order.size() != static_cast<std::size_t>(size)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("order.{} has {} entries for a mat of {}: name each once, or leave it out",
                                key, order.size(), size));
    }
    std::vector<bool> seen(order.size(), false);
    for (const int index : order) {
        if (index < 0 || index >= size || seen[static_cast<std::size_t>(index)]) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("order.{} names {}, which is twice in it or outside 0 to {}", key, index,
                                    size - 1));
        }
        seen[static_cast<std::size_t>(index)] = true;
    }
    return {};
}

std::vector<std::uint32_t> indicesOf(const std::vector<int>& order, int size)
{
    std::vector<std::uint32_t> indices(static_cast<std::size_t>(size));
    if (order.empty()) {
        std::iota(indices.begin(), indices.end(), 0U);
    } else {
        std::transform(order.begin(), order.end(), indices.begin(),
                       [](int index) { return static_cast<std::uint32_t>(index); });
    }
    return indices;
}

}  // namespace

Result<void> checkCellOrder(const CellOrder& order, int rows, int cols)
{
    if (auto checked = checkPermutation("rows", order.rows, rows); !checked) {
        return checked;
    }
    return checkPermutation("cols", order.cols, cols);
}

CellOrderMap::CellOrderMap(const CellOrder& order, int rows, int cols)
    : rows_{rows},
      cols_{cols},
      wire_rows_{order.transpose ? cols : rows},
      wire_cols_{order.transpose ? rows : cols},
      cell_count_{static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols)}
{
    const auto wire_row_of = indicesOf(order.rows, rows);
    const auto wire_col_of = indicesOf(order.cols, cols);
    const auto width = static_cast<std::uint32_t>(wire_cols_);
    wire_index_.reserve(cell_count_);
    bool in_order = true;
    for (const auto row : wire_row_of) {
        for (const auto col : wire_col_of) {
            const auto index = order.transpose ? col * width + row : row * width + col;
            in_order = in_order && index == wire_index_.size();
            wire_index_.push_back(index);
        }
    }
    if (in_order) {
        wire_index_.clear();
    }
}

template <typename WireCount>
CountArray CellOrderMap::gather(const WireCount& wire_count) const
{
    CountArray counts(rows_, cols_);
    std::uint16_t* const out = counts.data();
    if (wire_index_.empty()) {
        for (std::size_t cell = 0; cell < cell_count_; ++cell) {
            out[cell] = wire_count(cell);
        }
    } else {
        for (std::size_t cell = 0; cell < cell_count_; ++cell) {
            out[cell] = wire_count(wire_index_[cell]);
        }
    }
    return counts;
}

CountArray CellOrderMap::shown(std::span<const std::uint16_t> wire) const
{
    PALPATE_ASSERT(wire.size() == cell_count_);
    const std::uint16_t* const in = wire.data();
    return gather([in](std::size_t cell) { return in[cell]; });
}

CountArray CellOrderMap::shownFromBytes(std::span<const std::uint8_t> wire) const
{
    PALPATE_ASSERT(wire.size() == cell_count_);
    const std::uint8_t* const in = wire.data();
    return gather([in](std::size_t cell) { return std::uint16_t{in[cell]}; });
}

CountArray CellOrderMap::shownFromBytePairs(std::span<const std::uint8_t> wire) const
{
    PALPATE_ASSERT(wire.size() == 2 * cell_count_);
    const std::uint8_t* const in = wire.data();
    return gather([in](std::size_t cell) {
        return static_cast<std::uint16_t>(in[2 * cell] | (in[2 * cell + 1] << 8));
    });
}

void CellOrderMap::toWire(const CountArray& counts, std::span<std::uint16_t> wire) const
{
    PALPATE_ASSERT(counts.rows() == rows_ && counts.cols() == cols_ && wire.size() == cell_count_);
    const std::uint16_t* const in = counts.data();
    for (std::size_t cell = 0; cell < cell_count_; ++cell) {
        wire[wire_index_.empty() ? cell : wire_index_[cell]] = in[cell];
    }
}

}  // namespace palpate::acquisition
