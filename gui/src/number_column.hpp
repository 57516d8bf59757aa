#pragma once

#include <QScrollArea>

namespace palpate::gui {

/// Makes a column of cards scroll downwards only: it is never narrower than its cards need.
void keepWideEnough(QScrollArea& scroll);

}  // namespace palpate::gui
