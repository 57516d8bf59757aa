#pragma once

#include <utility>
#include <vector>

#include <QAbstractTableModel>
#include <QFrame>
#include <QLabel>
#include <QTableView>

#include "elided_label.hpp"
#include "theme.hpp"

namespace palpate::gui {

/// A card with a title, a short summary on its right, and a table under them. The table's columns get what
/// they need and an even share of what is left; where there is no room the columns of `optional_columns` go
/// first, in this order.
class CardTable final : public QFrame {
    Q_OBJECT

  public:
    CardTable(const Theme& theme, const QString& title, QAbstractTableModel& model, QWidget* parent);

    void setSummary(const QString& summary);
    /// What stands there while there are no rows.
    void setEmptyText(const QString& text);
    void setOptionalColumns(std::vector<int> columns) { optional_columns_ = std::move(columns); }
    /// A column that must not be shown, whatever room there is.
    void setColumnAllowed(int column, bool allowed);
    /// The card is as high as its rows, up to this many; further ones scroll.
    void setMostRows(int rows);
    void selectRow(int row);
    void setTheme(const Theme& theme);
    [[nodiscard]] QTableView& table() { return *table_; }

  Q_SIGNALS:
    /// A line was clicked or chosen with the keyboard.
    void rowChosen(int row);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void followRows();
    void fitHeight();
    /// What each column needs, and an even share of what is left.
    void spreadColumns();

    QAbstractTableModel& model_;
    std::vector<int> optional_columns_;
    std::vector<bool> is_allowed_;
    std::vector<int> widest_;
    int most_rows_ = 0;
    QTableView* table_;
    ElidedLabel* title_;
    ElidedLabel* summary_;
    QLabel* empty_;
};

}  // namespace palpate::gui
