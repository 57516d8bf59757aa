#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "palpate/core/coach_results.hpp"

#include "theme.hpp"

namespace palpate::gui {

/// The rules of a technique against what was done, a line each.
class AdherenceModel final : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Rule, Met, Done, Asked, InBand, Why, ColumnCount };

    AdherenceModel(const Theme& theme, QObject* parent) : QAbstractTableModel(parent), theme_(theme) {}

    void setScores(std::vector<RuleScore> scores);
    void setTheme(const Theme& theme);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    Theme theme_;
    std::vector<RuleScore> scores_;
};

}  // namespace palpate::gui
