#pragma once

#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/session_header.hpp"

namespace palpate::session {

/// Counts of one session to the kPa that its file stores: table[count] * gain - tare in float, not-a-number
/// for absent cells.
class KpaOfCounts final {
  public:
    explicit KpaOfCounts(const SessionHeader& header);

    /// Row-major, one value per cell of the mat.
    void convert(const CountArray& counts, float* kpa) const;

  private:
    std::vector<float> table_;
    CellArray<float> gain_;
    CellArray<float> tare_;
};

}  // namespace palpate::session
