#include "flowing_layout.hpp"

namespace palpate::gui {

FlowingLayout::FlowingLayout(int spacing)
{
    setSpacing(spacing);
    setContentsMargins(0, 0, 0, 0);
}

FlowingLayout::~FlowingLayout()
{
    // A layout among them takes itself out of this one when it goes.
    while (!items_.isEmpty()) {
        delete items_.takeFirst();
    }
}

void FlowingLayout::addItem(QLayoutItem* item)
{
    if (QLayout* const layout = item->layout()) {
        addChildLayout(layout);
    }
    items_.append(item);
}

int FlowingLayout::count() const
{
    return static_cast<int>(items_.size());
}

QLayoutItem* FlowingLayout::itemAt(int index) const
{
    return items_.value(index, nullptr);
}

QLayoutItem* FlowingLayout::takeAt(int index)
{
    return index >= 0 && index < count() ? items_.takeAt(index) : nullptr;
}

}  // namespace palpate::gui
