#pragma once

#include <string_view>

#include "palpate/core/cell_array.hpp"

namespace palpate {

/// Why a cell takes part in nothing (docs/metrics.md, "Cells that take part").
enum class FaultKind {
    Hot,     ///< stands alone over its neighbours, loaded or not
    Dead,    ///< reads nothing between loaded neighbours
    Stuck,   ///< does not move while its neighbours do
    Listed,  ///< named by the user or the mat's profile
};
[[nodiscard]] std::string_view toString(FaultKind kind);

struct CellFault {
    CellIndex cell;
    FaultKind kind = FaultKind::Listed;
    bool operator==(const CellFault&) const = default;
};

}  // namespace palpate
