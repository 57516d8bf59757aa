#pragma once

#include <QAbstractButton>
#include <QEvent>
#include <QKeyEvent>
#include <QObject>

namespace palpate::gui {

/// The space bar presses a button that has the focus, also on a page where it plays.
class SpacePresses final : public QObject {
  public:
    /// Lives as long as `button`.
    explicit SpacePresses(QAbstractButton& button) : QObject(&button) { button.installEventFilter(this); }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::ShortcutOverride &&
            static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
            event->accept();
            return true;
        }
        return QObject::eventFilter(watched, event);
    }
};

}  // namespace palpate::gui
