#pragma once

#include <vector>

#include <QScrollArea>

namespace palpate::gui {

/// A card and its share of the height that is left.
struct ColumnCard {
    QWidget* card = nullptr;
    int stretch = 0;
};

/// Cards under each other; they scroll downwards only: the column is never narrower than its cards need.
[[nodiscard]] QScrollArea* makeNumberColumn(const std::vector<ColumnCard>& cards, QWidget* parent);

}  // namespace palpate::gui
