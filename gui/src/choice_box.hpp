#pragma once

#include <QComboBox>

namespace palpate::gui {

/// A combo box with a drawn chevron, as wide as it is given and not as its longest entry.
class ChoiceBox final : public QComboBox {
    Q_OBJECT

  public:
    explicit ChoiceBox(const QString& name, QWidget* parent = nullptr);

  protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace palpate::gui
