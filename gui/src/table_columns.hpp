#pragma once

#include <QFont>
#include <QTableView>

namespace palpate::gui {

/// Every column as wide as its longest text, `apart` more, and an even share of what is left of `available`.
void spreadColumns(QTableView& table, const QFont& font, int apart, int available);

/// A table for showWhole(): words wrap, one line at a time is chosen.
void prepareWhole(QTableView& table);

/// What a table without scrolling of its own needs.
struct WholeTable {
    QFont header;
    QFont cells;
    /// Of the first column, which takes what the others leave.
    int least_first = 0;
    int available = 0;
};

/// Columns as wide as their longest line, the first one wrapping its words in the rest, and the table as high
/// as all of its rows.
void showWhole(QTableView& table, const WholeTable& space);

}  // namespace palpate::gui
