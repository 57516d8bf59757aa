#include "number_column.hpp"

#include <QEvent>
#include <QScrollBar>
#include <QVBoxLayout>

#include "theme.hpp"

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

QScrollArea* makeNumberColumn(const std::vector<ColumnCard>& cards, QWidget* parent)
{
    auto* const scroll = new QScrollArea(parent);
    auto* const numbers = new QWidget(scroll);
    auto* const column = new QVBoxLayout(numbers);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metricsFor(parent->font()).large);
    for (const ColumnCard& card : cards) {
        column->addWidget(card.card, card.stretch);
    }
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(numbers);
    auto* const keeper = new WidthKeeper(*scroll);
    numbers->installEventFilter(keeper);
    keeper->update();
    return scroll;
}

}  // namespace palpate::gui
