#pragma once

#include <QFrame>

#include "outline_placer.hpp"

namespace palpate::gui {

/// How the outline is placed, and Done and Undo for the mouse; shown while it is.
class PlacingBar final : public QFrame {
    Q_OBJECT

  public:
    PlacingBar(OutlinePlacer& placer, QWidget* parent);
};

}  // namespace palpate::gui
