#include "linked_cursor.hpp"

namespace palpate::gui {

LinkedCursor::LinkedCursor(QObject* parent) : QObject(parent) {}

void LinkedCursor::setPlace(const std::optional<MatPoint>& place)
{
    place_ = place;
    Q_EMIT moved();
}

}  // namespace palpate::gui
