#pragma once

#include <QPushButton>
#include <QUndoStack>
#include <QWidget>

namespace palpate::gui {

/// "Undo" and "Redo", in sight once there is something to take back; with the keys here, Ctrl+Z and
/// Ctrl+Shift+Z work wherever the parent is seen.
class UndoBar final : public QWidget {
    Q_OBJECT

  public:
    /// A page has the keys once, however many of these it shows.
    enum class Keys { Here, Elsewhere };

    /// The stack must outlive this; its texts say what is taken back.
    UndoBar(QUndoStack& stack, Keys keys, QWidget* parent);

  private:
    void addKeys(QWidget* parent);
    void follow();

    QUndoStack& stack_;
    QPushButton* undo_;
    QPushButton* redo_;
};

}  // namespace palpate::gui
