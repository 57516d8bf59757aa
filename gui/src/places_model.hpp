#pragma once

#include <optional>
#include <vector>

#include "palpate/core/measurement_info.hpp"

#include "place_rows.hpp"
#include "theme.hpp"
#include "titled_columns_model.hpp"

namespace palpate::gui {

/// Holds and spots as a table for the screen.
class PlacesModel final : public TitledColumnsModel {
    Q_OBJECT

  public:
    enum Column { Place, Held, ForceColumn, Pain, Threshold, Window, Flags, ColumnCount };

    explicit PlacesModel(const Theme& theme, QObject* parent = nullptr);

    /// Changes only what differs.
    void setRows(std::vector<PlaceRow> rows);
    void setSettings(const AnalysisSettings& settings) { settings_ = settings; }
    /// Decides under which names force and threshold are shown.
    void setSetUp(std::optional<SetUp> setup);
    void setTheme(const Theme& theme);
    [[nodiscard]] const std::vector<PlaceRow>& rows() const { return rows_; }
    /// False where no kind of threshold is true in the set-up.
    [[nodiscard]] bool hasThreshold() const;

  protected:
    [[nodiscard]] int lineCount() const override { return static_cast<int>(rows_.size()); }
    [[nodiscard]] QVariant cell(int line, int column, int role) const override;

  private:
    [[nodiscard]] QString textOf(const PlaceRow& row, int column) const;
    [[nodiscard]] QString thresholdText(const PlaceRow& row) const;
    [[nodiscard]] QColor colorOf(const PlaceRow& row, int column) const;

    Theme theme_;
    AnalysisSettings settings_;
    std::optional<SetUp> setup_;
    std::vector<PlaceRow> rows_;
};

}  // namespace palpate::gui
