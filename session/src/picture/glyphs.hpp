#pragma once

#include <array>
#include <cstdint>

namespace palpate::session {

inline constexpr int kGlyphWidth = 9;
inline constexpr int kGlyphHeight = 18;

/// Rows from the top; bit k is column k.
using Glyph = std::array<std::uint16_t, kGlyphHeight>;

/// Of a printable ASCII character; of any other, the question mark.
[[nodiscard]] const Glyph& glyphOf(char c);

}  // namespace palpate::session
