#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "card_table.hpp"
#include "region_editor.hpp"
#include "regions_model.hpp"

namespace palpate::gui {

enum class RegionNumbers {
    Now,         ///< of the last frame: no integrals
    OverSession  ///< with both pressure-time integrals
};

/// The card with the regions' numbers; hidden while there is no region.
class RegionsTable final : public QWidget {
    Q_OBJECT

  public:
    /// What is selected in the editor is selected here, and the other way round; it outlives this.
    RegionsTable(const Theme& theme, RegionNumbers numbers, RegionEditor& editor, QWidget* parent = nullptr);

    void setRows(std::vector<RegionRow> rows);
    /// A number that is not true in the set-up has no column.
    void setSetUp(std::optional<SetUp> setup);
    void setTheme(const Theme& theme) { card_->setTheme(theme); }
    [[nodiscard]] RegionsModel& model() { return *model_; }

  private:
    void showSelection();

    RegionNumbers numbers_;
    RegionEditor& editor_;
    RegionsModel* model_;
    CardTable* card_;
};

}  // namespace palpate::gui
