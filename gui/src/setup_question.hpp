#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include "palpate/core/measurement_info.hpp"

namespace palpate::gui {

/// A large button with a title and one sentence.
class ChoiceTile final : public QPushButton {
    Q_OBJECT

  public:
    ChoiceTile(const QString& title, const QString& sentence, QWidget* parent);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

  private:
    QLabel* title_;
    QLabel* sentence_;
};

/// Asked before the first recording with a mat: how does it lie? Nothing is recorded without an answer.
class SetUpQuestion final : public QFrame {
    Q_OBJECT

  public:
    explicit SetUpQuestion(QWidget* parent = nullptr);

  Q_SIGNALS:
    void answered(palpate::SetUp setup);
    /// "Not now", or Escape.
    void declined();

  protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QPushButton* first_ = nullptr;
    QPushButton* decline_;
};

}  // namespace palpate::gui
