#pragma once

#include <QColor>
#include <QIcon>

namespace palpate::gui {

enum class Glyph { Live, Techniques, Review, Compare, Trend, Settings };

/// A line drawing in this colour.
[[nodiscard]] QIcon icon(Glyph glyph, const QColor& color);

}  // namespace palpate::gui
