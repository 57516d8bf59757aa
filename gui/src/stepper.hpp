#pragma once

#include <QAbstractSpinBox>
#include <QPushButton>

namespace palpate::gui {

/// A number between two buttons, one less and one more: the mouse alone can give it. By keys it is the
/// number's own.
class Stepper final : public QWidget {
    Q_OBJECT

  public:
    /// Takes `number`, which has its object name already.
    explicit Stepper(QAbstractSpinBox& number, QWidget* parent = nullptr);

    /// What the number is, for a screen reader.
    void setName(const QString& name);

  private:
    QPushButton* makeButton(const QString& sign, const QString& name, int step);

    QAbstractSpinBox& number_;
    QPushButton* less_;
    QPushButton* more_;
};

}  // namespace palpate::gui
