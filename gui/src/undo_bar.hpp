#pragma once

#include <QPushButton>
#include <QUndoStack>
#include <QWidget>

namespace palpate::gui {

/// "Undo" and "Redo", in sight once there is something to take back; Ctrl+Z and Ctrl+Shift+Z work wherever
/// the parent is seen.
class UndoBar final : public QWidget {
    Q_OBJECT

  public:
    /// The stack must outlive this; its texts say what is taken back.
    UndoBar(QUndoStack& stack, QWidget* parent);

  private:
    void follow();

    QUndoStack& stack_;
    QPushButton* undo_;
    QPushButton* redo_;
};

}  // namespace palpate::gui
