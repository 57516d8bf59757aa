#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "hold_rows.hpp"
#include "theme.hpp"

namespace palpate::gui {

/// The holds as a table for the screen.
class HoldsModel final : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Place, Held, ForceColumn, Pain, Peak, Window, ColumnCount };

    explicit HoldsModel(const Theme& theme, QObject* parent = nullptr);

    /// Changes only what differs.
    void setRows(std::vector<HoldRow> rows);
    void setSettings(const AnalysisSettings& settings) { settings_ = settings; }
    void setPeakTitle(const QString& title);
    void setTheme(const Theme& theme);
    [[nodiscard]] const std::vector<HoldRow>& rows() const { return rows_; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    [[nodiscard]] QString textOf(const HoldRow& row, int column) const;
    [[nodiscard]] QVariant colorOf(const HoldRow& row, int column) const;

    Theme theme_;
    AnalysisSettings settings_;
    QString peak_title_;
    std::vector<HoldRow> rows_;
};

}  // namespace palpate::gui
