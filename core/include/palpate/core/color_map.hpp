#pragma once

#include <cstdint>

namespace palpate {

/// Perceptually even maps that read the same with the common kinds of colour blindness.
enum class ColorMap { Cividis, Viridis };

/// sRGB.
struct Color {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    bool operator==(const Color&) const = default;
};

/// `share` from 0 (low) to 1 (high); beyond the ends, the end.
[[nodiscard]] Color colorAt(ColorMap map, double share);

/// `share` from 0 (`from`) to 1 (`to`).
[[nodiscard]] Color mixColors(Color from, Color to, double share);

}  // namespace palpate
