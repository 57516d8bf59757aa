#include "wrap_layout.hpp"

#include <algorithm>

#include <QWidget>

namespace palpate::gui {

WrapLayout::WrapLayout(int spacing, Qt::Alignment alignment)
    : FlowingLayout(spacing), line_alignment_(alignment)
{}

int WrapLayout::heightForWidth(int width) const
{
    return layOut(QRect(0, 0, width, 0), false);
}

QSize WrapLayout::sizeHint() const
{
    int width = 0;
    int height = 0;
    for (const QLayoutItem* item : items()) {
        if (!item->isEmpty()) {
            width += item->sizeHint().width() + (width > 0 ? spacing() : 0);
            height = std::max(height, item->sizeHint().height());
        }
    }
    return {width, height};
}

QSize WrapLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : items()) {
        if (!item->isEmpty()) {
            size = size.expandedTo(item->sizeHint());
        }
    }
    return size;
}

void WrapLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    const int spare = rect.height() - layOut(rect, false);
    static_cast<void>(layOut(rect.adjusted(0, std::max(0, spare / 2), 0, 0), true));
}

int WrapLayout::layOut(const QRect& rect, bool apply) const
{
    int y = 0;
    int line_width = 0;
    int line_height = 0;
    QList<QLayoutItem*> line;
    const auto end_line = [&] {
        if (apply) {
            placeLine(rect, line, rect.top() + y, line_height);
        }
        y += line_height;
        line.clear();
        line_width = 0;
        line_height = 0;
    };
    for (QLayoutItem* item : items()) {
        if (item->isEmpty()) {
            continue;
        }
        const int width = item->sizeHint().width();
        if (!line.isEmpty() && line_width + spacing() + width > rect.width()) {
            end_line();
            y += spacing();
        }
        line_width += width + (line.isEmpty() ? 0 : spacing());
        line_height = std::max(line_height, item->sizeHint().height());
        line.append(item);
    }
    end_line();
    return y;
}

void WrapLayout::placeLine(const QRect& rect, const QList<QLayoutItem*>& line, int y, int line_height) const
{
    int width = line.isEmpty() ? 0 : -spacing();
    for (const QLayoutItem* item : line) {
        width += item->sizeHint().width() + spacing();
    }
    int x = line_alignment_.testFlag(Qt::AlignRight) ? rect.right() + 1 - width : rect.left();
    x = std::max(x, rect.left());
    for (QLayoutItem* item : line) {
        const QSize size = item->sizeHint().boundedTo(QSize(rect.width(), item->sizeHint().height()));
        item->setGeometry(QRect(QPoint(x, y + (line_height - size.height()) / 2), size));
        x += size.width() + spacing();
    }
}

}  // namespace palpate::gui
