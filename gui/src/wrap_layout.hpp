#pragma once

#include "flowing_layout.hpp"

namespace palpate::gui {

/// Widgets in a row that goes on in the next line where the width ends.
class WrapLayout final : public FlowingLayout {
    Q_OBJECT

  public:
    WrapLayout(int spacing, Qt::Alignment alignment);

    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

  private:
    /// Gives the height that is needed; moves the items where `apply`.
    [[nodiscard]] int layOut(const QRect& rect, bool apply) const;
    void placeLine(const QRect& rect, const QList<QLayoutItem*>& line, int y, int line_height) const;

    Qt::Alignment line_alignment_;
};

}  // namespace palpate::gui
