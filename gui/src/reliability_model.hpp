#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "repeat_words.hpp"

namespace palpate::gui {

/// How well each measure repeated, as a table for the screen.
class ReliabilityModel final : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Measure, Mean, Sem, Mdc95, Icc, Bias, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<ReliabilityRow> rows);
    [[nodiscard]] const std::vector<ReliabilityRow>& rows() const { return rows_; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    std::vector<ReliabilityRow> rows_;
};

}  // namespace palpate::gui
