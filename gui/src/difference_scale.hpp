#pragma once

#include <array>
#include <cstddef>

#include <QRgb>

namespace palpate::gui {

/// Value to colour on both sides of zero: blue for less, near-white for no change, red for more. An own
/// scale: lightness falls evenly and alike on both sides (CIE L* 96 in the middle, 40 at the ends), so that
/// equal changes look equal, and blue against red reads the same with the common kinds of colour blindness.
/// The range is fixed and the same on both sides.
class DifferenceScale final {
  public:
    explicit DifferenceScale(double range_max);

    /// The end of the range on either side.
    [[nodiscard]] double rangeMax() const { return range_max_; }
    /// The last colour for all beyond the range. `value` is no NaN.
    [[nodiscard]] QRgb color(double value) const;

  private:
    static constexpr std::size_t kEntries = 1025;

    double range_max_;
    std::array<QRgb, kEntries> entries_;
};

}  // namespace palpate::gui
