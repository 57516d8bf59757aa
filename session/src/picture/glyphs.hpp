#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace palpate::session {

inline constexpr int kGlyphWidth = 9;
inline constexpr int kGlyphHeight = 18;
inline constexpr std::size_t kGlyphs = 95;

/// Rows from the top; bit k is column k.
using Glyph = std::array<std::uint16_t, kGlyphHeight>;

/// Of the characters 32 to 126.
extern const std::array<Glyph, kGlyphs> kGlyphTable;

}  // namespace palpate::session
