#include "table_columns.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include <QHeaderView>
#include <QScrollBar>

namespace palpate::gui {

namespace {

constexpr int kApart = 12;

/// Of the longest line of a text.
int widestLine(const QFontMetrics& metrics, const QString& text)
{
    int widest = 0;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        widest = std::max(widest, metrics.horizontalAdvance(line));
    }
    return widest;
}

int widestText(const QTableView& table, int column, const QFontMetrics& header, const QFontMetrics& cells)
{
    const QAbstractItemModel& model = *table.model();
    int widest = widestLine(header, model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    for (int row = 0; row < model.rowCount(); ++row) {
        widest = std::max(
            widest, widestLine(cells, model.data(model.index(row, column), Qt::DisplayRole).toString()));
    }
    return widest;
}

}  // namespace

void spreadColumns(QTableView& table, const QFont& font, int apart, int available)
{
    const QFontMetrics metrics(font);
    const int columns = table.model()->columnCount();
    std::vector<int> widths;
    widths.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
        widths.push_back(widestText(table, column, metrics, metrics) + apart);
    }
    const int total = std::accumulate(widths.begin(), widths.end(), 0);
    const int spare = std::max(0, available - total) / columns;
    for (int column = 0; column < columns; ++column) {
        table.setColumnWidth(column, widths[static_cast<std::size_t>(column)] + spare);
    }
}

void prepareWhole(QTableView& table)
{
    table.setFrameShape(QFrame::NoFrame);
    table.setShowGrid(false);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setTabKeyNavigation(false);
    table.setWordWrap(true);
    table.setTextElideMode(Qt::ElideNone);
    table.verticalHeader()->hide();
    table.verticalHeader()->setMinimumSectionSize(table.fontMetrics().height() + kApart / 2);
    table.horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setSectionsClickable(false);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void showWhole(QTableView& table, const WholeTable& space)
{
    constexpr int kFrame = 5;
    const QFontMetrics header(space.header);
    const QFontMetrics cells(space.cells);
    const int available = space.available - kFrame;
    int taken = 0;
    for (int column = 1; column < table.model()->columnCount(); ++column) {
        const int needed = widestText(table, column, header, cells) + kApart;
        table.setColumnWidth(column, needed);
        taken += needed;
    }
    const int first = std::max(space.least_first, available - taken);
    table.setColumnWidth(0, first);
    table.resizeRowsToContents();
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        table.setRowHeight(row, table.rowHeight(row) + kApart / 2);
    }
    const int bar = first + taken > available ? table.horizontalScrollBar()->sizeHint().height() : 0;
    table.setFixedHeight(table.horizontalHeader()->sizeHint().height() + table.verticalHeader()->length() +
                         bar + kFrame);
}

}  // namespace palpate::gui
