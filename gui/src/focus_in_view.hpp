#pragma once

#include <QScrollArea>

namespace palpate::gui {

/// Gives the focus as the Tab key does, and scrolls to it: Qt scrolls for the key only.
inline void focusInView(QWidget& widget)
{
    widget.setFocus(Qt::TabFocusReason);
    for (QWidget* above = widget.parentWidget(); above != nullptr; above = above->parentWidget()) {
        if (auto* const scroll = qobject_cast<QScrollArea*>(above)) {
            scroll->ensureWidgetVisible(&widget);
            return;
        }
    }
}

}  // namespace palpate::gui
