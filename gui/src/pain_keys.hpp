#pragma once

#include <array>

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace palpate::gui {

/// 0 to 10 as the client says it: a button each, and the keys 0 to 9 (10 with Shift+0) while this page shows.
class PainKeys final : public QFrame {
    Q_OBJECT

  public:
    explicit PainKeys(QWidget* parent = nullptr);

    /// Marks the last rating that was taken.
    void setLast(int nrs);
    void clearLast();
    /// What a key does now: "Client says it hurts at 312, 640 mm".
    void setInstruction(const QString& text);
    /// To the right of the instruction.
    void addAside(QWidget* widget) { top_->addWidget(widget, 0, Qt::AlignTop); }

  Q_SIGNALS:
    void painReported(int nrs);

  private:
    QHBoxLayout* top_;
    QLabel* instruction_;
    std::array<QPushButton*, 11> keys_{};
};

}  // namespace palpate::gui
