#pragma once

#include "palpate/core/trend.hpp"

#include "titled_columns_model.hpp"

namespace palpate::gui {

/// The visits of a trend, one a line.
class TrendPointsModel final : public TitledColumnsModel {
    Q_OBJECT

  public:
    enum Column { Date, Phase, Value, ColumnCount };

    explicit TrendPointsModel(QObject* parent = nullptr);

    void setTrend(Trend trend);

  protected:
    [[nodiscard]] int lineCount() const override { return static_cast<int>(trend_.points.size()); }
    [[nodiscard]] QVariant cell(int line, int column, int role) const override;

  private:
    Trend trend_;
};

}  // namespace palpate::gui
