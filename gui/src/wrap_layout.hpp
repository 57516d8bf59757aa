#pragma once

#include <QLayout>
#include <QList>

namespace palpate::gui {

/// Widgets in a row that goes on in the next line where the width ends.
class WrapLayout final : public QLayout {
    Q_OBJECT

  public:
    WrapLayout(int spacing, Qt::Alignment alignment);
    WrapLayout(const WrapLayout&) = delete;
    WrapLayout& operator=(const WrapLayout&) = delete;
    ~WrapLayout() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override;
    [[nodiscard]] bool hasHeightForWidth() const override;
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

  private:
    /// Gives the height that is needed; moves the items where `apply`.
    [[nodiscard]] int layOut(const QRect& rect, bool apply) const;
    void placeLine(const QRect& rect, const QList<QLayoutItem*>& line, int y, int line_height) const;

    Qt::Alignment line_alignment_;
    QList<QLayoutItem*> items_;
};

}  // namespace palpate::gui
