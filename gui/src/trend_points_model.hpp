#pragma once

#include <QAbstractTableModel>

#include "palpate/core/trend.hpp"

namespace palpate::gui {

/// The visits of a trend, one a line.
class TrendPointsModel final : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Date, Phase, Value, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setTrend(Trend trend);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    Trend trend_;
};

}  // namespace palpate::gui
