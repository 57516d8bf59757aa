#include "header_layout.hpp"

#include <algorithm>

#include "palpate/core/assert.hpp"

namespace palpate::gui {

namespace {

int heightOf(const QLayoutItem& item, int width)
{
    return item.hasHeightForWidth() ? item.heightForWidth(width) : item.sizeHint().height();
}

}  // namespace

void HeaderLayout::addItem(QLayoutItem* item)
{
    PALPATE_ASSERT(count() <= Actions);
    FlowingLayout::addItem(item);
}

bool HeaderLayout::isShown(Part part) const
{
    return part < items().size() && !items().at(part)->isEmpty();
}

int HeaderLayout::leastWidth(Part part) const
{
    return isShown(part) ? items().at(part)->minimumSize().width() : 0;
}

int HeaderLayout::wantedWidth(Part part) const
{
    return isShown(part) ? items().at(part)->sizeHint().width() : 0;
}

HeaderLayout::Plan HeaderLayout::planFor(int width) const
{
    const int state_and_gap = isShown(State) ? wantedWidth(State) + spacing() : 0;
    const int actions_gap = isShown(Actions) ? spacing() : 0;
    const int least = leastWidth(Words) + actions_gap + leastWidth(Actions);
    const bool fits_state = least + state_and_gap <= width;
    const bool fits_actions = least <= width;

    Plan plan;
    const auto place = [&plan, this](Part part, int left, int part_width) {
        const int height = isShown(part) ? heightOf(*items().at(part), part_width) : 0;
        plan.parts.at(part) = QRect(left, plan.height, part_width, height);
        return height;
    };
    const auto centre = [&plan](Part part, int line_height) {
        QRect& rect = plan.parts.at(part);
        rect.moveTop(plan.height + (line_height - rect.height()) / 2);
    };
    const int beside = fits_state ? state_and_gap : 0;
    const int actions_width =
        fits_actions ? std::min(wantedWidth(Actions), width - leastWidth(Words) - actions_gap - beside)
                     : std::min(wantedWidth(Actions), width);
    const int words_width = fits_actions ? width - actions_width - actions_gap - beside : width;

    int line_height = place(Words, 0, words_width);
    if (fits_state) {
        line_height = std::max(line_height, place(State, words_width + spacing(), wantedWidth(State)));
    }
    if (fits_actions) {
        line_height = std::max(line_height, place(Actions, width - actions_width, actions_width));
    }
    for (const Part part : {Words, State, Actions}) {
        centre(part, line_height);
    }
    plan.height += line_height;
    if (!fits_state && isShown(State)) {
        plan.height += spacing() / 2;
        plan.height += place(State, 0, width);
    }
    if (!fits_actions) {
        plan.height += spacing() / 2;
        plan.height += place(Actions, width - actions_width, actions_width);
    }
    return plan;
}

int HeaderLayout::heightForWidth(int width) const
{
    return planFor(width).height;
}

QSize HeaderLayout::sizeHint() const
{
    int width = 0;
    int height = 0;
    for (const Part part : {Words, State, Actions}) {
        if (isShown(part)) {
            width += wantedWidth(part) + (width > 0 ? spacing() : 0);
            height = std::max(height, items().at(part)->sizeHint().height());
        }
    }
    return {width, height};
}

QSize HeaderLayout::minimumSize() const
{
    const int width = std::max({leastWidth(Words), leastWidth(State), leastWidth(Actions)});
    return {width, planFor(sizeHint().width()).height};
}

void HeaderLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    const Plan plan = planFor(rect.width());
    const QPoint corner = rect.topLeft() + QPoint(0, std::max(0, (rect.height() - plan.height) / 2));
    for (const Part part : {Words, State, Actions}) {
        if (isShown(part)) {
            items().at(part)->setGeometry(plan.parts.at(part).translated(corner));
        }
    }
}

}  // namespace palpate::gui
