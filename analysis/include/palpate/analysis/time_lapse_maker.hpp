#pragma once

#include <cstdint>
#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/time_lapse.hpp"

namespace palpate::analysis {

/// Makes a TimeLapse while frames come, whatever their number turns out to be: when there are too many
/// pictures, two become one.
class TimeLapseMaker {
  public:
    /// `takes_part`: 1 for cells that take part; the others count as nothing.
    explicit TimeLapseMaker(const CellMask& takes_part);

    /// Times must rise.
    void add(const PressureArray& kpa, double time_s);

    [[nodiscard]] const TimeLapse& lapse() const { return lapse_; }

  private:
    void addTo(CellArray<float>& picture, const PressureArray& kpa);
    void halve();
    [[nodiscard]] std::int64_t numberOf(double time_s) const;

    CellArray<float> share_;
    std::vector<float> highest_;
    TimeLapse lapse_;
    /// Which picture of its length each one is, from time 0 on.
    std::vector<std::int64_t> numbers_;
};

}  // namespace palpate::analysis
