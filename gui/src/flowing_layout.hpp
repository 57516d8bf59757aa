#pragma once

#include <QLayout>
#include <QList>

namespace palpate::gui {

/// Items in their order, without a margin, that need more height where there is less width. How they are
/// placed is up to the layout that derives from it.
class FlowingLayout : public QLayout {
    Q_OBJECT

  public:
    explicit FlowingLayout(int spacing);
    FlowingLayout(const FlowingLayout&) = delete;
    FlowingLayout& operator=(const FlowingLayout&) = delete;
    ~FlowingLayout() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const final;
    [[nodiscard]] QLayoutItem* itemAt(int index) const final;
    QLayoutItem* takeAt(int index) final;
    [[nodiscard]] bool hasHeightForWidth() const final { return true; }

  protected:
    [[nodiscard]] const QList<QLayoutItem*>& items() const { return items_; }

  private:
    QList<QLayoutItem*> items_;
};

}  // namespace palpate::gui
