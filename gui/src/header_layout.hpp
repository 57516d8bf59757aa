#pragma once

#include <array>

#include "flowing_layout.hpp"

namespace palpate::gui {

/// The words, the state and the actions of a page's or a card's header in one line; where the width ends, the
/// state goes on below, and where it ends even then, the actions do too.
class HeaderLayout final : public FlowingLayout {
    Q_OBJECT

  public:
    using FlowingLayout::FlowingLayout;

    /// The words first, then the state, then the actions; no more.
    void addItem(QLayoutItem* item) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

  private:
    enum Part { Words, State, Actions };

    /// Where everything goes in this width, from the top left on.
    struct Plan {
        std::array<QRect, 3> parts;
        int height = 0;
    };
    [[nodiscard]] Plan planFor(int width) const;
    [[nodiscard]] bool isShown(Part part) const;
    [[nodiscard]] int leastWidth(Part part) const;
    [[nodiscard]] int wantedWidth(Part part) const;
};

}  // namespace palpate::gui
