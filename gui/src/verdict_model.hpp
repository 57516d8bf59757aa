#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "theme.hpp"
#include "verdict_words.hpp"

namespace palpate::gui {

/// Measures with their changes, error bands and verdicts as a table for the screen.
class VerdictModel final : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Measure, Before, After, Change, Band, Judged, ColumnCount };

    explicit VerdictModel(const Theme& theme, QObject* parent = nullptr);

    /// `has_control`: the change that counts is the one minus the control site's.
    void setRows(std::vector<VerdictRow> rows, bool has_control);
    void setTheme(const Theme& theme);
    [[nodiscard]] const std::vector<VerdictRow>& rows() const { return rows_; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    [[nodiscard]] QString textOf(const VerdictRow& row, int column) const;
    [[nodiscard]] QColor colorOf(const VerdictRow& row, int column) const;

    Theme theme_;
    std::vector<VerdictRow> rows_;
    bool has_control_ = false;
};

}  // namespace palpate::gui
