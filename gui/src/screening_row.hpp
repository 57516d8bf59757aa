#pragma once

#include <optional>

#include <QLabel>
#include <QPushButton>
#include <QWidget>

#include "palpate/core/coaching.hpp"

namespace palpate::gui {

/// A question with Yes and No, neither of them chosen beforehand. Y and N answer it too.
class ScreeningRow final : public QWidget {
    Q_OBJECT

  public:
    ScreeningRow(const ScreeningQuestion& question, QWidget* parent);

    [[nodiscard]] std::optional<bool> answer() const;
    [[nodiscard]] const ScreeningQuestion& question() const { return question_; }
    void clear();
    void focusRow();

  Q_SIGNALS:
    /// By `key`: the next question's turn.
    void answered(bool by_key);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void choose(bool yes, bool by_key);

    ScreeningQuestion question_;
    QPushButton* no_;
    QPushButton* yes_;
};

}  // namespace palpate::gui
