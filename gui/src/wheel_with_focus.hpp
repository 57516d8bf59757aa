#pragma once

#include <QEvent>
#include <QObject>
#include <QWidget>

namespace palpate::gui {

/// The wheel turns a field's value only while the field has the focus: what is scrolled past stays as it is.
class WheelWithFocus final : public QObject {
  public:
    /// Lives as long as `field`.
    explicit WheelWithFocus(QWidget& field) : QObject(&field)
    {
        field.setFocusPolicy(Qt::StrongFocus);
        field.installEventFilter(this);
    }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus()) {
            return QObject::eventFilter(watched, event);
        }
        // The scroll area around it takes it.
        event->ignore();
        return true;
    }
};

}  // namespace palpate::gui
