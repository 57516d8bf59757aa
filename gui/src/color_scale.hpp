#pragma once

#include <array>
#include <cstddef>

#include <QColor>
#include <QRgb>

#include "palpate/core/color_map.hpp"

namespace palpate::gui {

/// 256 opaque colours from low to high.
[[nodiscard]] std::array<QRgb, 256> colorTable(ColorMap map);

/// Value to colour over a fixed range that only the user changes. Values under `contact` show the ground, and
/// the first 15 % above it fade in, so that outlines are smooth. The unit is the caller's (kPa, kPa s, s).
class ColorScale final {
  public:
    static constexpr std::size_t kEntries = 4096;

    ColorScale(ColorMap map, double range_max, double contact, QColor ground);

    [[nodiscard]] double rangeMax() const { return range_max_; }
    [[nodiscard]] double contact() const { return contact_; }
    [[nodiscard]] ColorMap map() const { return map_; }
    [[nodiscard]] QRgb ground() const { return ground_; }

    /// The ground for NaN (a cell that takes part in nothing); the last colour for all beyond the range.
    [[nodiscard]] QRgb color(float value) const { return entries_[indexOf(value)]; }
    /// Without the ground below contact: for the colour bar.
    [[nodiscard]] QRgb plainColor(double value) const;

  private:
    [[nodiscard]] std::size_t indexOf(float value) const
    {
        const float position = value * per_value_;
        if (!(position > 0.0F)) {
            return 0;
        }
        return position >= static_cast<float>(kEntries - 1) ? kEntries - 1
                                                            : static_cast<std::size_t>(position);
    }

    ColorMap map_;
    double range_max_;
    double contact_;
    QRgb ground_;
    float per_value_;
    std::array<QRgb, kEntries> entries_;
};

}  // namespace palpate::gui
