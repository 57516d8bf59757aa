#include "number_column.hpp"

#include <QEvent>
#include <QScrollBar>

namespace palpate::gui {

namespace {

/// Cards grow with what they show: asks again whenever their layout changes.
class WidthKeeper final : public QObject {
  public:
    explicit WidthKeeper(QScrollArea& scroll) : QObject(&scroll), scroll_(scroll) {}

    void update()
    {
        const int bar = scroll_.verticalScrollBar()->sizeHint().width();
        scroll_.setMinimumWidth(scroll_.widget()->minimumSizeHint().width() + bar + 2);
    }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::LayoutRequest) {
            update();
        }
        return QObject::eventFilter(watched, event);
    }

  private:
    QScrollArea& scroll_;
};

}  // namespace

void keepWideEnough(QScrollArea& scroll)
{
    auto* const keeper = new WidthKeeper(scroll);
    scroll.widget()->installEventFilter(keeper);
    keeper->update();
}

}  // namespace palpate::gui
