#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// How far the cells without a load have drifted (docs/metrics.md, "Recording quality"): their mean over the
/// last 10 looks minus their mean over the first 10, over the cells that never bore a load. Looks at most
/// twice a second. A loaded cell is never used.
class ZeroDrift {
  public:
    ZeroDrift(const CellMask& takes_part, Pressure contact);

    /// Valid frames in their order, of the mat's shape.
    void add(const PressureArray& kpa, double time_s);
    /// A cell that was found faulty: it never counted.
    void leaveOut(CellIndex cell);
    /// Empty for the first 20 s, and where fewer than a tenth of the cells never bore a load.
    [[nodiscard]] std::optional<Pressure> drift() const;

  private:
    static constexpr std::size_t kLooks = 10;

    CellMask never_loaded_;
    Eigen::Index cells_;
    float contact_kpa_;
    std::size_t looks_ = 0;
    double first_s_ = 0.0;
    double last_s_ = 0.0;
    CellArray<double> first_sum_kpa_;
    std::vector<PressureArray> latest_kpa_;
};

}  // namespace palpate::analysis
